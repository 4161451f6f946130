package io.github.gradcheck.testing;

import static io.github.gradcheck.testing.GradientAssertions.assertThatGradient;
import static io.github.gradcheck.testing.GradientAssertions.assertThatVectorJacobianProduct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.relation.Relation.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GradientAssertionsTest {
    private static double loss(double[] x) {
        return x[0] * x[0] * x[1] + Math.sin(x[1]);
    }

    private static double[] gradient(double[] x) {
        return new double[] {2 * x[0] * x[1], x[0] * x[0] + Math.cos(x[1])};
    }

    private static double[] flipped(double[] x) {
        return new double[] {-2 * x[0] * x[1], -x[0] * x[0] - Math.cos(x[1])};
    }

    private static final GradientAssert RIGHT = assertThatGradient(GradientAssertionsTest::loss, GradientAssertionsTest::gradient);
    private static final GradientAssert FLIPPED = assertThatGradient(GradientAssertionsTest::loss, GradientAssertionsTest::flipped).as("my loss");

    @Test
    void aRightGradientPassesAtAPointAndAWrongOneFailsWithItsNameThePointAndTheReport() {
        RIGHT.isCorrectAt(1, 2);
        assertThatThrownBy(() -> FLIPPED.isCorrectAt(1, 2)).isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("[my loss] The gradient is WRONG: 2 of 2 entries wrong.")
                .hasMessageContaining("at:          [1.0, 2.0]").hasMessageContaining("the sign is flipped");
    }

    @Test
    void aPlantedBugIsClaimedAndItsCause() {
        FLIPPED.isWrongAt(1, 2).hasCause(Kind.SIGN_FLIPPED);
        assertThatThrownBy(() -> FLIPPED.isWrongAt(1, 2).hasCause(Kind.TRANSPOSED))
                .hasMessageStartingWith("[my loss] the cause \"transposed\" was expected. The gradient is WRONG");
        assertThatThrownBy(() -> RIGHT.isWrongAt(1, 2)).isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("a wrong gradient was expected. The gradient is right");
    }

    @Test
    void aSlipWithinTheToleranceThatATestAsksForPasses() {
        GradientAssert slip = assertThatGradient(x -> x[0] * x[0], x -> new double[] {2 * x[0] * (1 + 1e-6)});
        slip.within(1e-6).isCorrectAt(3);
        assertThatThrownBy(() -> slip.within(1e-7).isCorrectAt(3)).isInstanceOf(AssertionError.class);
    }

    @Test
    void whatCannotBeDecidedIsNotCorrectUnlessTheTestAllowsIt() {
        GradientAssert edge = assertThatGradient(x -> Math.sqrt(x[0]) + x[1], x -> new double[] {1, 1});
        assertThatThrownBy(() -> edge.isCorrectAt(0, 1)).isInstanceOf(AssertionError.class).hasMessageContaining("1 of 2 entries cannot be decided");
        edge.allowingUndecided().isCorrectAt(0, 1);
        assertThatThrownBy(() -> assertThatGradient(x -> Math.sqrt(x[0]), x -> new double[] {1}).allowingUndecided().isCorrectAt(0))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void aSubgradientAtAKinkIsCorrectAndAValueOutsideBothSlopesIsNot() {
        assertThatGradient(x -> Math.abs(x[0]), x -> new double[] {0.5}).isCorrectAt(0);
        assertThatGradient(x -> Math.abs(x[0]), x -> new double[] {1.5}).isWrongAt(0);
    }

    @Test
    void aBugThatShowsOnlyHereAndThereIsFoundAtARandomPointWhichComesBackFromItsSeed() {
        GradientAssert rare = assertThatGradient(x -> Math.abs(x[0]) > 1 ? 2 * Math.abs(x[0]) - 1 : x[0] * x[0], x -> new double[] {2 * x[0]});
        Box box = Box.of(-1.2, 1.2, 1);
        AssertionError failure = null;
        for (long seed = 0; failure == null; seed++) {
            failure = failureOf(rare, RandomPoints.in(box).seed(seed));
        }
        String message = failure.getMessage();
        assertThat(message).containsPattern("to repeat: +-Dgradcheck\\.seed=(\\d+), or \\.seed\\(\\1\\) in the test; it is point \\d+");
        long seed = Long.parseLong(message.replaceAll("(?s).*seed=(\\d+),.*", "$1"));
        assertThat(failureOf(rare, RandomPoints.in(box).seed(seed))).hasMessage(message);
        assertThatThrownBy(() -> rare.seed(seed).isCorrectIn(box, 5)).isInstanceOf(AssertionError.class).hasMessage(message);
    }

    /** The property as printed, typed as printed. */
    @Test
    void whatAFailureSaysRepeatsItWordForWord() {
        GradientAssert half = assertThatGradient(x -> x[0] > 0 ? x[0] * x[0] * x[0] : x[0], x -> new double[] {1});
        Box box = Box.of(-0.1, 1, 1);
        String message = failureIn(half, box);
        Matcher property = Pattern.compile("-D(gradcheck\\.seed)=(\\d+),").matcher(message);
        assertThat(property.find()).isTrue();
        String before = System.getProperty(property.group(1));
        System.setProperty(property.group(1), property.group(2));
        try {
            assertThat(failureIn(half, box)).isEqualTo(message);
            assertThat(failureIn(half.seed(Long.parseLong(property.group(2)) + 1), box)).as("another seed").isNotEqualTo(message);
        } finally {
            if (before == null) {
                System.clearProperty(property.group(1));
            } else {
                System.setProperty(property.group(1), before);
            }
        }
    }

    private static String failureIn(GradientAssert claim, Box box) {
        try {
            claim.isCorrectIn(box, 50);
            return "no failure";
        } catch (AssertionError e) {
            return e.getMessage();
        }
    }

    @Test
    void thePointIsSaidOnceAndBadArgumentsByTheirNames() {
        assertThatThrownBy(() -> FLIPPED.isCorrectAt(1, 2)).satisfies(e -> assertThat(e.getMessage().lines().filter(line -> line.strip().startsWith("at:"))).hasSize(1));
        assertThatThrownBy(() -> FLIPPED.isCorrectIn(Box.of(1, 2, 2), 3)).satisfies(e ->
                assertThat(e.getMessage().lines().filter(line -> line.strip().startsWith("at:"))).hasSize(1));
        assertThatThrownBy(() -> RIGHT.as(null)).isInstanceOf(NullPointerException.class).hasMessage("description");
        assertThatThrownBy(() -> RIGHT.isCorrectIn(Box.of(1, 2, 2), 0)).isInstanceOf(IllegalArgumentException.class).hasMessage("number must be at least 1: 0");
        assertThatThrownBy(() -> RIGHT.isCorrectAt((double[]) null)).isInstanceOf(NullPointerException.class).hasMessage("x");
        assertThatThrownBy(() -> RIGHT.within(1)).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("relativeError ").hasMessageEndingWith(": 1.0");
    }

    private static AssertionError failureOf(GradientAssert claim, RandomPoints points) {
        try {
            claim.isCorrectAt(points, 5);
            return null;
        } catch (AssertionError e) {
            return e;
        }
    }

    @Test
    void aFunctionThatFailsAtARandomPointNamesThePointAndAnInterruptionComesThrough() {
        GradientAssert log = assertThatGradient(x -> Math.log(x[0]), x -> new double[] {1 / x[0]}).as("log");
        assertThatThrownBy(() -> log.isCorrectAt(RandomPoints.in(Box.of(-2, -1, 1)).seed(42), 3)).isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("[log] The check did not come to an end: java.lang.ArithmeticException: f is NaN")
                .hasMessageContaining("to repeat: -Dgradcheck.seed=42, or .seed(42) in the test; it is point 1").hasRootCauseInstanceOf(ArithmeticException.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> RIGHT.isCorrectIn(Box.of(0, 1, 2), 1)).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void theTraceOfAFailureBeginsWithTheTest() {
        for (Runnable claim : List.<Runnable>of(() -> FLIPPED.isCorrectIn(Box.of(1, 2, 2), 3), () -> FLIPPED.isCorrectAt(1, 2), () -> RIGHT.isWrongAt(1, 2))) {
            assertThatThrownBy(claim::run).satisfies(e -> assertThat(e.getStackTrace()[0].getClassName()).isEqualTo(getClass().getName()));
        }
    }

    @Test
    void vectorJacobianProductsAndNamedArraysHaveTheirClaims() {
        assertThatVectorJacobianProduct(x -> new double[] {x[0] * x[1], x[1]}, (x, u) -> new double[] {u[0] * x[1], u[0] * x[0] + u[1]}).isCorrectAt(2, 3);
        assertThatVectorJacobianProduct(x -> new double[] {x[0] * x[1], x[1]}, (x, u) -> new double[] {u[0] * x[1], u[0] * x[0]}).isWrongAt(2, 3);
        Map<String, NDArray> params = new LinkedHashMap<>();
        params.put("w", NDArray.of(new double[] {2, 3}, 2));
        params.put("b", NDArray.of(new double[] {1}, 1));
        Map<String, NDArray> gradients = Map.of("w", NDArray.of(new double[] {4, 6}, 2), "b", NDArray.of(new double[] {5}, 1));
        ReportAssert claim = assertThatGradient(GradientCheck.ofParameters(params,
                () -> params.values().stream().mapToDouble(a -> a.multiply(a).sum()).sum(), () -> gradients).run()).as("squares");
        claim.isWrong().isWrongOnlyIn("b");
        assertThatThrownBy(() -> claim.isWrongOnlyIn("w", "b")).hasMessageStartingWith("[squares] wrong parameters [w, b] were expected, and are [b]. ");
        assertThatThrownBy(claim::isCorrect).isInstanceOf(AssertionError.class);
        assertThatThrownBy(claim::passes).isInstanceOf(AssertionError.class);
        assertThat(claim.report().parameter("b").count(io.github.gradcheck.check.Verdict.WRONG)).isEqualTo(1);
    }

    @Test
    void nothingToCheckIsAMistakeOfTheTestAndNoFailureOfTheGradient() {
        assertThatThrownBy(() -> RIGHT.isCorrectAt(new double[0])).isInstanceOf(IllegalArgumentException.class);
    }
}
