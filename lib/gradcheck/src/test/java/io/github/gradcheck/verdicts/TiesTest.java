package io.github.gradcheck.verdicts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.check.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Several entries kinked at once: what lies in Clarke's generalized gradient is no bug, and what lies outside is one. */
class TiesTest {
    private static final int RIGHT = 1000;
    private static final int WRONG = 300;
    /** How many of the wrong ones may pass or stay undecided. */
    private static final int MISSES_ALLOWED = 0;
    /** How many of the right ones at least are to be called subgradients, rather than undecided. */
    private static final int RECOGNISED = 950;

    private static List<Tie> table() {
        return Stream.of(ConvexTies.all(), MixedTies.all()).flatMap(List::stream).toList();
    }

    static Stream<Arguments> right() {
        return table().stream().flatMap(tie -> tie.arguments(true));
    }

    static Stream<Arguments> wrong() {
        return table().stream().flatMap(tie -> tie.arguments(false));
    }

    static Stream<Arguments> regular() {
        return ConvexTies.all().stream().flatMap(tie -> tie.arguments(true));
    }

    static Stream<Arguments> flatByThemselves() {
        return MixedTies.flatByThemselves().stream().flatMap(tie -> tie.arguments(false));
    }

    @Test
    void everyTieHasRightAndWrongGradientsAndThereAreManyOfBoth() {
        assertThat(table()).allSatisfy(tie -> assertThat(List.of(tie.right(), tie.wrong())).as(tie.name()).doesNotContain(List.of()));
        assertThat(right().count()).isGreaterThanOrEqualTo(30);
        assertThat(wrong().count()).isGreaterThanOrEqualTo(30);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("right")
    void aGradientOfAnActiveBranchOrTheMeanOfSeveralIsNotWrong(String name, Tie tie, double[] gradient) {
        GradientReport report = tie.report(gradient);
        assertThat(report.verdict()).as("%s: %s", name, report).isNotEqualTo(Verdict.WRONG);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void aGradientOutsideTheGeneralizedGradientIsWrong(String name, Tie tie, double[] gradient) {
        assertWrong(name, tie.report(gradient));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("flatByThemselves")
    void aZeroThatIsRightForEveryEntryByItselfIsWrongWhereAllTogetherMoveF(String name, Tie tie, double[] gradient) {
        assertWrong(name, tie.report(gradient));
    }

    private static void assertWrong(String name, GradientReport report) {
        assertThat(report.verdict()).as("%s: %s", name, report).isEqualTo(Verdict.WRONG);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("regular")
    void aSubgradientIsSaidToBeOneOfAFunctionThatIsNotDifferentiableHere(String name, Tie tie, double[] gradient) {
        GradientReport report = tie.report(gradient);
        assertThat(report.verdict()).as("%s: %s", name, report).isEqualTo(Verdict.NOT_DIFFERENTIABLE);
        assertThat(report.count(Verdict.WRONG)).isZero();
        assertThat(report.parameter("x").count(Verdict.NOT_DIFFERENTIABLE)).isPositive();
        assertThat(report.toString()).contains("at a kink");
        assertThat(report.cause()).isEmpty();
    }

    @Test
    void aThousandRandomSubgradientsRaiseNoAlarm() {
        SplittableRandom random = Seeds.of("random subgradients");
        Tally tally = new Tally();
        for (int i = 0; i < RIGHT; i++) {
            RandomTie tie = RandomTie.of(random);
            double[] gradient = tie.subgradient(random);
            tally.add(tie.verdict(gradient), Arrays.toString(gradient) + " where " + tie);
        }
        assertThat(tally.of(Verdict.WRONG)).as("false alarms: %s", tally).isEmpty();
        assertThat(tally.of(Verdict.NOT_DIFFERENTIABLE).size()).as("recognised: %s", tally).isGreaterThanOrEqualTo(RECOGNISED);
    }

    /** Outside by 1 to 10 % of their size, in any direction. */
    @Test
    void threeHundredThatLieOutsideTheHullOfTheActiveGradientsAreWrong() {
        SplittableRandom random = Seeds.of("outside the hull");
        Tally tally = new Tally();
        for (int i = 0; i < WRONG; i++) {
            RandomTie tie = RandomTie.of(random);
            double share = Seeds.logarithmic(random, 0.01, 0.1);
            double[] gradient = tie.wrong(random, share);
            String what = String.format(Locale.ROOT, "%s, outside by %.3f, where %s", Arrays.toString(gradient), share, tie);
            tally.add(tie.verdict(gradient), what);
        }
        assertThat(WRONG - tally.of(Verdict.WRONG).size()).as("misses: %s", tally).isLessThanOrEqualTo(MISSES_ALLOWED);
    }

    @Test
    void theDistanceFromAHullIsThatFromItsNearestPoint() {
        Hull triangle = new Hull(new double[] {0, 0, 0}, new double[] {4, 0, 0}, new double[] {0, 4, 0});
        assertThat(triangle.distance(new double[] {1, 1, 0})).isZero();
        assertThat(triangle.distance(new double[] {1, 1, 0.5})).isEqualTo(0.5);
        assertThat(triangle.distance(new double[] {3, 3, 0})).isCloseTo(Math.sqrt(2), within(1e-12));
        assertThat(triangle.distance(new double[] {-3, -4, 0})).isEqualTo(5);
        double[] outside = triangle.outside(new double[] {1, 1, 0}, new double[] {1, 2, -1}, 0.25);
        assertThat(triangle.distance(outside)).isCloseTo(0.25, within(1e-12));
    }
}
