package io.github.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.relation.Relation.Kind;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Mistakes of a first afternoon, in one flat array of five weights and a bias: named as they were made, and their neighbours not so. */
class EverydaySlipsTest {
    private static final int WEIGHTS = 5;
    private static final double PENALTY = 0.1;
    private static final double[] POINT = {0.3, -0.2, 1, 0.5, -1, 0.1};
    private static final double[][] EXAMPLES = examples();

    /** Five inputs and the label, 1 or −1. */
    private static double[][] examples() {
        Random random = new Random(7);
        double[][] examples = new double[60][WEIGHTS + 1];
        for (double[] example : examples) {
            Arrays.setAll(example, j -> random.nextGaussian());
            example[WEIGHTS] = example[0] - example[1] + example[2] > 0 ? 1 : -1;
        }
        return examples;
    }

    private static double loss(double[] p) {
        double sum = 0;
        for (double[] example : EXAMPLES) {
            sum += Math.log1p(Math.exp(-example[WEIGHTS] * score(p, example)));
        }
        return sum / EXAMPLES.length + IntStream.range(0, WEIGHTS).mapToDouble(j -> PENALTY / 2 * p[j] * p[j]).sum();
    }

    private static double score(double[] p, double[] example) {
        return p[WEIGHTS] + IntStream.range(0, WEIGHTS).mapToDouble(j -> p[j] * example[j]).sum();
    }

    private static double[] gradient(double[] p) {
        double[] gradient = new double[WEIGHTS + 1];
        for (double[] example : EXAMPLES) {
            double slope = -example[WEIGHTS] / (1 + Math.exp(example[WEIGHTS] * score(p, example))) / EXAMPLES.length;
            for (int j = 0; j <= WEIGHTS; j++) {
                gradient[j] += slope * (j < WEIGHTS ? example[j] : 1);
            }
        }
        for (int j = 0; j < WEIGHTS; j++) {
            gradient[j] += PENALTY * p[j];
        }
        return gradient;
    }

    private interface Slip {
        double entry(int j, double right, double x);
    }

    private static GradientReport report(Slip slip) {
        UnaryOperator<double[]> slipped = p -> {
            double[] right = gradient(p);
            return IntStream.range(0, right.length).mapToDouble(j -> slip.entry(j, right[j], p[j])).toArray();
        };
        return GradientCheck.of(EverydaySlipsTest::loss, slipped).at(POINT);
    }

    private static Cause cause(Slip slip) {
        return report(slip).cause().orElseThrow();
    }

    @Test
    void theRightGradientIsRight() {
        assertThat(report((j, right, x) -> right).verdict()).isEqualTo(Verdict.CORRECT);
    }

    @Test
    void aPenaltyCountedTwiceOnAllButTheBias() {
        assertThat(cause((j, right, x) -> j < WEIGHTS ? right + PENALTY * x : right)).isEqualTo(new Cause(Kind.REGULARISER_DOUBLED,
                "analytic - numeric = 0.100000 × x in all 5 wrong entries, x[0] to x[4]; all others are right"));
        assertThat(cause((j, right, x) -> j < WEIGHTS ? right - PENALTY * x : right).kind()).isEqualTo(Kind.REGULARISER_MISSING);
        assertThat(cause((j, right, x) -> j < WEIGHTS ? right + 0.01 * Math.signum(x) : right).evidence()).startsWith("analytic - numeric = 0.0100000 × sign of x in all 5");
    }

    @Test
    void aTermThatIsNoMultipleOfTheWeightsIsNoPenalty() {
        assertThat(cause((j, right, x) -> j < WEIGHTS ? right + PENALTY * x * x : right)).isEqualTo(new Cause(Kind.MISSING_TERM,
                "analytic - numeric = 0.100000 × x² in all 5 wrong entries, x[0] to x[4]; all others are right"));
        assertThat(report((j, right, x) -> j < WEIGHTS ? right + PENALTY * Math.sin(3 * x) : right).cause()).isEmpty();
        assertThat(report((j, right, x) -> j < WEIGHTS ? right + PENALTY * x + (j == 2 ? 1e-3 : 0) : right).cause()).isEmpty();
        // As a norm taken for a constant leaves it behind.
        assertThat(cause((j, right, x) -> j < WEIGHTS ? right + 0.5894863 * x : right).kind()).isEqualTo(Kind.MISSING_TERM);
    }

    @Test
    void aConstantInAllButTheBias() {
        assertThat(cause((j, right, x) -> j < WEIGHTS ? right - 0.25 : right)).isEqualTo(new Cause(Kind.MISSING_TERM,
                "analytic - numeric = -0.250000 in all 5 wrong entries, x[0] to x[4]; all others are right"));
        assertThat(report((j, right, x) -> j < WEIGHTS ? right - 0.25 - 1e-3 * j : right).cause()).isEmpty();
    }

    @Test
    void aMeanForgottenInTheLossAndNotInThePenalty() {
        Slip sum = (j, right, x) -> j < WEIGHTS ? 60 * (right - PENALTY * x) + PENALTY * x : 60 * right;
        assertThat(cause(sum)).isEqualTo(new Cause(Kind.CONSTANT_FACTOR, "apart from a regulariser, 0.1 × x in all but the last, analytic = 60.00000 × numeric in all 6 "
                + "entries: 60, which is no size in play here: that of a batch, or an exponent"));
        Slip penalisedBias = (j, right, x) -> 2 * (right - PENALTY * x) + PENALTY * x;
        assertThat(cause(penalisedBias).evidence()).isEqualTo("apart from a regulariser, 0.1 × x, analytic = 2.000000 × numeric in all 6 entries");
        Slip sign = (j, right, x) -> j < WEIGHTS ? PENALTY * x - (right - PENALTY * x) : -right;
        assertThat(cause(sign).kind()).isEqualTo(Kind.SIGN_FLIPPED);
    }

    @Test
    void aFactorApartFromAPenaltyIsProvedByFourEntriesMoreThanNumbersEvenIfNobodyTypedIt() {
        assertThat(cause((j, right, x) -> 60.3371 * (right - PENALTY * x) + PENALTY * x).evidence()).isEqualTo(
                "apart from a regulariser, 0.1 × x, analytic = 60.33710 × numeric in all 6 entries");
        assertThat(report((j, right, x) -> 60 * (right - PENALTY * x) + PENALTY * x + (j == 3 ? 1e-3 : 0)).cause()).isEmpty();
        assertThat(report((j, right, x) -> 60 * (right - PENALTY * x * x) + PENALTY * x * x).cause()).isEmpty();
    }

    @Test
    void aBiasPenalisedByMistakeIsOneEntryOffByAMultipleOfItself() {
        assertThat(cause((j, right, x) -> j == WEIGHTS ? right + PENALTY * x : right)).isEqualTo(new Cause(Kind.ONE_ENTRY,
                "only x[5] of 6 is wrong, analytic - numeric = 0.0100000 there, which is 0.1 × x"));
    }

    @Test
    void anyOtherSingleEntryIsOffBySoMuchAndNothingElseIsSaid() {
        assertThat(cause((j, right, x) -> j == WEIGHTS ? right + 0.0123456789 : right)).isEqualTo(new Cause(Kind.ONE_ENTRY,
                "only x[5] of 6 is wrong, analytic - numeric = 0.0123457 there"));
        assertThat(cause((j, right, x) -> j == WEIGHTS ? 1.2837465 * right : right).evidence()).doesNotContain("× numeric");
        assertThat(cause((j, right, x) -> j == WEIGHTS ? -right : right).evidence()).endsWith("is wrong, analytic = -1.000000 × numeric there");
        assertThat(cause((j, right, x) -> j == WEIGHTS ? 0 : right).evidence()).endsWith("is wrong, analytic is 0 there");
        assertThat(cause((j, right, x) -> j == WEIGHTS ? right / 60 : right).evidence()).endsWith("is wrong, analytic = 0.01666667 × numeric there");
    }

    @Test
    void oneEntryThatIsNearlyRightIsNoFactorOfAll() {
        assertThat(cause((j, right, x) -> j == 2 ? right * (1 + 1e-8) : right)).isEqualTo(new Cause(Kind.ONE_ENTRY,
                "only x[2] of 6 is wrong, analytic = (1 + 1.0e-08) × numeric there"));
        assertThat(cause((j, right, x) -> j < 3 ? right * (1 - 1e-6) : right).evidence())
                .isEqualTo("analytic = (1 - 1.0e-06) × numeric in all 3 wrong entries, x[0] to x[2]; all others are right");
        assertThat(cause((j, right, x) -> right * (1 + 1e-7)).evidence()).isEqualTo("analytic = (1 + 1.0e-07) × numeric in all 6 entries that are not zero");
    }

    @Test
    void aFactorInAPartOfTheEntries() {
        assertThat(cause((j, right, x) -> j < 3 ? 2 * right : right)).isEqualTo(new Cause(Kind.CONSTANT_FACTOR,
                "analytic = 2.000000 × numeric in all 3 wrong entries, x[0] to x[2]; all others are right"));
        assertThat(cause((j, right, x) -> j % 2 == 1 ? -right : right)).isEqualTo(new Cause(Kind.SIGN_FLIPPED,
                "analytic = -1 × numeric in all 3 wrong entries, first x[1]; all others are right"));
        assertThat(cause((j, right, x) -> j < 2 ? 5 * right : right).evidence()).isEqualTo("analytic = 5.000000 × numeric in all 2 wrong entries, x[0] to x[1]; all others are right");
        assertThat(cause((j, right, x) -> j < 2 ? 6 * right : right).evidence()).contains("x[0] to x[1]: 6, and 6 is one of the extents; all others");
        assertThat(report((j, right, x) -> j < 2 ? 1.2837465 * right : right).cause()).isEmpty();
        assertThat(report((j, right, x) -> j < 3 ? (2 + 1e-3 * j) * right : right).cause()).isEmpty();
        assertThat(report((j, right, x) -> j < 3 ? (j == 1 ? 3 : 2) * right : right).cause()).isEmpty();
    }

    @Test
    void aFactorInHalfOfManyEntriesOfWhichFewAreMeasured() {
        int many = 6000;
        double[] x = new Random(3).doubles(many).toArray();
        GradientReport report = GradientCheck.of(p -> Arrays.stream(p).map(v -> v * v * v).sum() / many,
                p -> IntStream.range(0, many).mapToDouble(i -> 3 * p[i] * p[i] / many * (i < many / 2 ? 2 : 1)).toArray()).at(x);
        assertThat(report.cause()).hasValueSatisfying(cause -> assertThat(cause.toString()).startsWith("a stray factor: analytic = 2.000000 × numeric in all"));
    }

    @Test
    void aLossThatReadsAnotherArrayThanTheOneThatIsMoved() {
        double[] data = {1, 2};
        NDArray copy = NDArray.of(data, 2);
        GradientReport report = GradientCheck.ofParameters(Map.of("w", copy), () -> data[0] * data[0] + data[1], () -> Map.of("w", NDArray.of(new double[] {2, 1}, 2)))
                .run();
        assertThat(report.cause()).contains(new Cause(Kind.NOT_READ,
                "f stays the same, bit for bit, whatever entry of w is moved; does it read this array or a copy of it, or is all of it cut off at this point?"));
    }

    @Test
    void aLossAtItsLowestPointIsRead() {
        GradientReport report = GradientCheck.of(x -> x[0] * x[0] + Math.cos(x[1]), x -> new double[] {1, 2}).at(0, 0);
        assertThat(report.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(report.cause().map(Cause::kind)).isNotEqualTo(Optional.of(Kind.NOT_READ));
        GradientReport partly = GradientCheck.of(x -> x[0] * x[0], x -> new double[] {1, 2}).at(0.5, 0.7);
        assertThat(partly.cause().map(Cause::kind)).isNotEqualTo(Optional.of(Kind.NOT_READ));
    }

    @Test
    void aLossThatReadsNothingHasAGradientOfZero() {
        assertThat(GradientCheck.of(x -> 5, x -> new double[2]).at(0.5, 0.7).verdict()).isEqualTo(Verdict.CORRECT);
    }
}
