package io.github.gradcheck.relation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.relation.Relation.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Relations that hold whatever the bug is, because of where the gradient was taken, are not named; their telling twins are. */
class CoincidencesTest {
    private static double[] normal(long seed, int size) {
        Random random = new Random(seed);
        return IntStream.range(0, size).mapToDouble(i -> random.nextGaussian()).toArray();
    }

    private static double[] make(int size, IntToDoubleFunction of) {
        return IntStream.range(0, size).mapToDouble(of::applyAsDouble).toArray();
    }

    private static Comparison of(String name, double[] parameter, double[] analytic, double[] numeric, int... shape) {
        double[] allowed = Arrays.stream(numeric).map(value -> 1e-11 + 1e-11 * Math.abs(value)).toArray();
        return new Comparison(name, shape, analytic, numeric, allowed, parameter);
    }

    private static Optional<Kind> kind(Comparison wrong, Comparison... others) {
        return relation(wrong, others).map(Relation::kind);
    }

    private static Optional<Relation> relation(Comparison wrong, Comparison... others) {
        return Relations.find(wrong, IntStream.rangeClosed(0, others.length).mapToObj(i -> i == 0 ? wrong : others[i - 1]).toList());
    }

    private static Comparison decayed(String name, double coefficient, long seed) {
        double[] numeric = normal(seed, 12);
        double[] parameter = normal(seed + 1, 12);
        return of(name, parameter, make(12, i -> numeric[i] + coefficient * parameter[i]), numeric, 3, 4);
    }

    @Test
    void aMultipleOfTheParameterIsARegulariserIfItsCoefficientWasTypedOrIsThatOfAnotherArray() {
        assertThat(kind(decayed("W", -0.05, 1))).contains(Kind.REGULARISER_MISSING);
        assertThat(kind(decayed("W", 0.001 / 12, 1))).contains(Kind.REGULARISER_DOUBLED);
        // As a norm that was taken for a constant leaves it behind.
        assertThat(kind(decayed("W", 0.5894863, 1))).contains(Kind.MISSING_TERM);
        assertThat(kind(decayed("W", 0.5894863, 1), decayed("V", 0.5894863, 5))).contains(Kind.REGULARISER_DOUBLED);
        assertThat(kind(decayed("W", 0.5894863, 1), decayed("V", 0.7, 5))).contains(Kind.MISSING_TERM);
    }

    @Test
    void aMultipleOfAnArrayOfOnesIsAConstantAndNoRegulariser() {
        double[] numeric = normal(1, 6);
        double[] more = make(6, i -> numeric[i] + 0.01);
        assertThat(kind(of("gamma", make(6, i -> 1), more, numeric, 6))).contains(Kind.MISSING_TERM);
        assertThat(kind(of("gamma", make(6, i -> i % 2 == 0 ? 1 : -1), more, numeric, 6))).contains(Kind.MISSING_TERM);
    }

    @Test
    void aPenaltyOnAbsoluteValuesIsARegulariserWhereThereAreBothSigns() {
        double[] numeric = normal(1, 6);
        double[] w = normal(2, 6);
        assertThat(kind(of("W", w, make(6, i -> numeric[i] - 0.01 * Math.signum(w[i])), numeric, 6))).contains(Kind.REGULARISER_MISSING);
        double[] positive = make(6, i -> Math.abs(w[i]));
        assertThat(kind(of("W", positive, make(6, i -> numeric[i] - 0.01), numeric, 6))).contains(Kind.MISSING_TERM);
    }

    @Test
    void aFactorOfOneNumberInAllEntriesTellsNothingUnlessItWasTyped() {
        double[] same = make(5, i -> 0.7316521);
        assertThat(kind(of("x", normal(1, 5), make(5, i -> 2 * same[i]), same, 5))).contains(Kind.CONSTANT_FACTOR);
        assertThat(kind(of("x", normal(1, 5), make(5, i -> 1.25 * same[i]), same, 5))).contains(Kind.CONSTANT_FACTOR);
        assertThat(kind(of("x", normal(1, 5), make(5, i -> 1.2837465 * same[i]), same, 5))).isEmpty();
        double[] others = normal(3, 5);
        assertThat(kind(of("x", normal(1, 5), make(5, i -> 1.2837465 * others[i]), others, 5))).contains(Kind.CONSTANT_FACTOR);
    }

    @Test
    void aFactorInTheOnlyUnitThatIsAliveIsOneColumn() {
        double[] numeric = make(12, i -> i % 4 == 3 ? 1 + i * i : 0);
        assertThat(kind(of("W", normal(1, 12), make(12, i -> 0.3134201 * numeric[i]), numeric, 3, 4))).contains(Kind.ONE_COLUMN);
        assertThat(kind(of("W", normal(1, 12), make(12, i -> 2 * numeric[i]), numeric, 3, 4))).contains(Kind.CONSTANT_FACTOR);
    }

    @Test
    void inABatchOfOneExampleEveryDifferenceIsAProductAndNoTerm() {
        double[] x = normal(1, 3);
        double[] right = normal(2, 4);
        double[] wrong = normal(3, 4);
        assertThat(kind(of("W", normal(4, 12), make(12, i -> x[i / 4] * wrong[i % 4]), make(12, i -> x[i / 4] * right[i % 4]), 3, 4))).isEmpty();
    }

    @Test
    void aDifferenceAlongRowsOfAGradientThatIsItselfTheSameAlongRowsIsNoTerm() {
        double[] right = normal(2, 3);
        double[] wrong = normal(3, 3);
        assertThat(kind(of("W", normal(4, 12), make(12, i -> wrong[i / 4]), make(12, i -> right[i / 4]), 3, 4))).isEmpty();
        double[] numeric = normal(5, 12);
        assertThat(kind(of("W", normal(4, 12), make(12, i -> numeric[i] + wrong[i / 4]), numeric, 3, 4))).contains(Kind.MISSING_TERM);
    }

    @Test
    void aMaskIsMissingWhereNothingFlowsThroughAnInputAndNotOffTheDiagonal() {
        double[] numeric = make(16, i -> i == 0 || i == 10 ? 1 : 0);
        assertThat(kind(of("x", normal(1, 4), make(16, i -> i % 5 == 0 ? 1 : 0), numeric, 4))).contains(Kind.MASK_MISSING);
        assertThat(kind(of("x", normal(1, 4), make(16, i -> i % 5 == 0 ? 1 : 0.1 * i), make(16, i -> i % 5 == 0 ? 1 : 0), 4))).isEmpty();
    }

    @Test
    void aGradientThatIsZeroEverywhereTellsNothingOfAMask() {
        assertThat(kind(of("b", normal(1, 4), normal(2, 4), new double[4], 4))).isEmpty();
        assertThat(kind(of("b", normal(1, 4), new double[] {1, 2, 3, 4}, new double[] {1, 0, 0, 4}, 4))).contains(Kind.MASK_MISSING);
    }

    /** 1e-8 beside 1e12, each known to 10 digits: what is small is not zero; what is smaller than its own error is. */
    @Test
    void aSmallEntryBesideALargeOneIsZeroOnlyWithinItsOwnError() {
        double[] small = normal(3, 12);
        double[] numeric = make(12, i -> i % 2 == 0 ? 1e-8 * small[i] : 1e12 * small[i]);
        double[] analytic = make(12, i -> i % 2 == 0 ? 1.3 * numeric[i] : numeric[i]);
        assertThat(kind(within(analytic, numeric, 1e-10))).isNotEqualTo(Optional.of(Kind.MASK_MISSING));
        double[] none = make(12, i -> i % 2 == 0 ? 1e-11 * small[i] : 1e12 * small[i]);
        double[] unmasked = make(12, i -> i % 2 == 0 ? 1 + small[i] : none[i]);
        assertThat(kind(within(unmasked, none, 1e-10))).contains(Kind.MASK_MISSING);
    }

    /** Known to a share of each entry; of one below 1e-9, to that share of 1. */
    private static Comparison within(double[] analytic, double[] numeric, double share) {
        double[] allowed = make(numeric.length, i -> share * Math.max(Math.abs(numeric[i]) < 1e-9 ? 1 : 0, Math.abs(numeric[i])));
        return new Comparison("b", new int[] {numeric.length}, analytic, numeric, allowed, normal(1, numeric.length));
    }

    @Test
    void aFewEntriesThatAreOffByLittleAreNoEpsilon() {
        double[] numeric = normal(1, 12);
        assertThat(kind(of("W", normal(2, 12), make(12, i -> numeric[i] * (i == 1 || i == 6 ? 1.001 + i * 1e-5 : 1)), numeric, 3, 4))).isEmpty();
        assertThat(kind(of("W", normal(2, 12), make(12, i -> numeric[i] * (1.001 + i * 1e-5)), numeric, 3, 4))).contains(Kind.SMALL_TERM);
    }

    @Test
    void atZeroAndOneManyFunctionsAreTheSame() {
        double[] few = {0, 1, 0, 1};
        assertThat(kind(of("x", few, new double[] {1, 2, 1, 2}, few, 4))).isNotEqualTo(Optional.of(Kind.LOCAL_DERIVATIVE));
        double[] x = normal(1, 4);
        assertThat(kind(of("x", x, make(4, i -> Math.sin(x[i])), make(4, i -> Math.exp(x[i])), 4))).contains(Kind.LOCAL_DERIVATIVE);
        double[] signs = {1, -1, 0, 1};
        assertThat(kind(of("x", x, new double[] {1, 1, 0, 1}, signs, 4))).isNotEqualTo(Optional.of(Kind.LOCAL_DERIVATIVE));
    }

    @Test
    void oneNumberThatIsAlsoAnotherGradientIsNotSwappedUnlessBothAre() {
        Comparison a = of("a", normal(1, 1), new double[] {1}, new double[] {3.7}, 1);
        assertThat(kind(a, of("b", normal(2, 1), new double[] {1}, new double[] {1}, 1))).isEmpty();
        assertThat(kind(a, of("b", normal(2, 1), new double[] {3.7}, new double[] {1}, 1))).contains(Kind.SWAPPED);
    }

    @Test
    void oneRowOfASumIsSeenWhereAnotherGradientHasTheRows() {
        double[] rows = normal(1, 8);
        double[] sums = make(4, i -> rows[i] + rows[4 + i]);
        Comparison x = of("X", normal(2, 8), rows, rows, 2, 4);
        assertThat(relation(of("b", normal(3, 4), Arrays.copyOfRange(rows, 4, 8), sums, 4), x)).hasValueSatisfying(relation -> {
            assertThat(relation.kind()).isEqualTo(Kind.NOT_SUMMED);
            assertThat(relation.evidence()).contains("gradient of X added up over 2 rows, and analytic is row 1");
        });
        assertThat(kind(of("b", normal(3, 4), normal(4, 4), sums, 4), x)).isEmpty();
        assertThat(kind(of("b", normal(3, 4), Arrays.copyOfRange(rows, 4, 8), normal(5, 4), 4), x)).isEmpty();
    }

    @Test
    void theBatchSizeIsSeenInTheNumberOfOutputs() {
        double[] numeric = make(36, i -> i % 3 == i / 3 % 3 ? 1 + i * 0.1 : 0);
        assertThat(relation(of("b", normal(1, 3), make(36, i -> numeric[i] / 4), numeric, 3)).orElseThrow().evidence())
                .endsWith("1/4, and 4 is the batch size, if its 12 outputs are rows of 3");
        assertThat(relation(of("b", normal(1, 3), make(36, i -> numeric[i] / 7), numeric, 3)).orElseThrow().evidence())
                .endsWith("1/7, which is no size in play here: that of a batch, or an exponent");
        double[] means = make(12, i -> i % 6 / 3 == i / 6 ? 1 + i * 0.1 : 0);
        assertThat(relation(of("x", normal(1, 6), make(12, i -> 3 * means[i]), means, 6)).orElseThrow().evidence())
                .endsWith("3, and 3 is the number of entries for each of 2 outputs");
    }

    @Test
    void oneLessThanTheNumberOfEntriesIsNamed() {
        double[] numeric = normal(1, 6);
        assertThat(relation(of("x", normal(2, 6), make(6, i -> numeric[i] * 6 / 5), numeric, 6)).orElseThrow().evidence())
                .endsWith("6/5, and 6 is one of the extents");
        assertThat(relation(of("x", normal(2, 6), make(6, i -> numeric[i] * 8 / 7), numeric, 6)).orElseThrow().evidence()).endsWith("that are not zero");
    }

    @Test
    void twoRowsExchangedAreNotShifted() {
        double[] numeric = normal(1, 8);
        assertThat(kind(of("W", normal(2, 8), make(8, i -> numeric[(i + 4) % 8]), numeric, 2, 4))).contains(Kind.PERMUTED);
        double[] more = normal(1, 12);
        assertThat(kind(of("W", normal(2, 12), make(12, i -> more[(i + 4) % 12]), more, 3, 4))).contains(Kind.SHIFTED);
        assertThat(kind(of("W", normal(2, 8), make(8, i -> i < 4 ? numeric[i + 4] : 0), numeric, 2, 4))).contains(Kind.SHIFTED);
    }

    @Test
    void theLastTwoAxesExchangedAreTransposed() {
        double[] numeric = normal(1, 2 * 18);
        int[] shape = {2, 3, 3};
        double[] exchanged = make(36, i -> numeric[i / 9 * 9 + i % 3 * 3 + i / 3 % 3]);
        assertThat(kind(of("K", normal(2, 18), exchanged, numeric, shape))).contains(Kind.TRANSPOSED);
        exchanged[5] += 1;
        assertThat(kind(of("K", normal(2, 18), exchanged, numeric, shape))).isEmpty();
    }

    @Test
    void ofAnArrayMeasuredInPartOnlyWhatWasMeasuredIsSaid() {
        double[] numeric = make(12, i -> i % 2 == 0 ? 1 + i * i : Double.NaN);
        assertThat(relation(of("W", normal(1, 12), make(12, i -> 3 * (1 + i * i)), numeric, 3, 4)).orElseThrow().evidence())
                .contains("in all 6 measured entries that are not zero");
        assertThat(kind(of("W", normal(1, 12), normal(2, 12), numeric, 3, 4))).isEmpty();
    }

    @Test
    void amongSignsAWrongOneIsTheOtherAndNothingWasFlipped() {
        double[] signs = {1, -1, 1, 1, -1, 1};
        assertThat(kind(of("x", normal(1, 6), new double[] {1, 1, -1, 1, -1, -1}, signs, 6))).isEmpty();
        double[] sizes = {1, -2, 3, 4, -5, 6};
        assertThat(kind(of("x", normal(1, 6), new double[] {1, 2, -3, 4, -5, -6}, sizes, 6))).contains(Kind.SIGN_FLIPPED);
    }

    @Test
    void whatIsNearlyRightIsNeitherTransposedNorPermutedNorAFactor() {
        double[] diagonal = make(9, i -> i % 4 == 0 ? 1 + 0.1 * i : 0);
        double[] rounded = make(9, i -> (float) diagonal[i]);
        assertThat(kind(of("x", normal(1, 3), rounded, diagonal, 3))).contains(Kind.SMALL_TERM);
        double[] numeric = normal(2, 6);
        assertThat(kind(of("x", normal(1, 6), make(6, i -> (float) numeric[i]), numeric, 6))).contains(Kind.SMALL_TERM);
    }
}
