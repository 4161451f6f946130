package io.github.gradcheck.relation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gradcheck.relation.Relation.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Moves by any distance are found, and in large arrays without a look at every entry for each distance. */
class ShiftRuleTest {
    private static final int MANY = 20_000;
    private static final double[] NUMERIC = new Random(1).doubles(MANY).map(value -> value - 0.5).toArray();

    private static double[] make(IntToDoubleFunction of) {
        return IntStream.range(0, MANY).mapToDouble(of::applyAsDouble).toArray();
    }

    private static Comparison of(double[] analytic, double[] numeric, int... shape) {
        double[] allowed = Arrays.stream(numeric).map(value -> 1e-11 + 1e-11 * Math.abs(value)).toArray();
        return new Comparison("x", shape, analytic, numeric, allowed, new double[numeric.length]);
    }

    /** How often all moves that are tried look up where an entry comes from. */
    private static long comparisons(Comparison wrong) {
        long[] count = new long[1];
        for (ShiftRule.Move move : ShiftRule.moves(wrong)) {
            ShiftRule.holds(wrong, new ShiftRule.Move(move.around(), i -> {
                count[0]++;
                return move.source().applyAsInt(i);
            }, move.inside(), move.words()));
        }
        return count[0];
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, -2, 77, 9_000, -12_345})
    void aMoveByAnyDistanceIsFound(int by) {
        double[] moved = make(i -> i - by >= 0 && i - by < MANY ? NUMERIC[i - by] : 0);
        double[] around = make(i -> NUMERIC[Math.floorMod(i - by, MANY)]);
        int shorter = Math.abs(by) > MANY / 2 ? by - Integer.signum(by) * MANY : by;
        assertThat(ShiftRule.of(of(moved, NUMERIC, MANY)).orElseThrow().evidence()).isEqualTo("entry j of analytic is entry j " + sign(by) + " of numeric");
        assertThat(ShiftRule.of(of(around, NUMERIC, MANY)).orElseThrow().evidence()).isEqualTo("entry j of analytic is entry j " + sign(shorter) + " of numeric");
        moved[MANY / 2] += 0.1;
        assertThat(ShiftRule.of(of(moved, NUMERIC, MANY))).isEmpty();
    }

    private static String sign(int by) {
        return by > 0 ? "- " + by : "+ " + -by;
    }

    @Test
    void aMoveByManyRowsIsFound() {
        double[] moved = make(i -> NUMERIC[Math.floorMod(i - 60 * 100, MANY)]);
        assertThat(ShiftRule.of(of(moved, NUMERIC, 200, 100)).orElseThrow().evidence()).isEqualTo("row i of analytic is row i - 60 of numeric");
    }

    @Test
    void aMoveByLittleIsFoundWhereFewEntriesWereMeasured() {
        double[] some = make(i -> i % 100 < 5 ? NUMERIC[i] : Double.NaN);
        assertThat(ShiftRule.of(of(make(i -> NUMERIC[Math.floorMod(i - 2, MANY)]), some, MANY))).map(Relation::kind).contains(Kind.SHIFTED);
    }

    @Test
    void theNumberOfComparisonsGrowsWithTheNumberOfEntriesAndNoFaster() {
        int few = 40 * MANY;
        double[] signs = make(i -> Math.signum(NUMERIC[i]));
        double[] sparse = make(i -> i % 1000 == 7 ? NUMERIC[i] : 0);
        double[] half = make(i -> i < MANY / 2 ? 2 * NUMERIC[i] : NUMERIC[i]);
        for (int[] shape : new int[][] {{MANY}, {100, 200}, {MANY, 1}}) {
            assertThat(comparisons(of(half, NUMERIC, shape))).as("half of the entries doubled").isLessThan(few);
            assertThat(comparisons(of(half, make(i -> i % 50 == 0 ? NUMERIC[i] : Double.NaN), shape))).as("one in fifty measured").isLessThan(few);
            assertThat(comparisons(of(make(i -> i == MANY - 1 ? 7 : sparse[i]), sparse, shape))).as("mostly zeros").isLessThan(few);
            assertThat(comparisons(of(make(i -> i < 3 ? -signs[i] : signs[i]), signs, shape))).as("two values").isLessThan(few);
            assertThat(comparisons(of(make(i -> NUMERIC[(i + 1) % MANY]), NUMERIC, shape))).as("moved").isLessThan(few);
        }
    }

    @Test
    void anInterruptEndsTheSearch() {
        Comparison wrong = of(make(i -> 2 * NUMERIC[i]), NUMERIC, MANY);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> Relations.find(wrong, List.of(wrong))).isInstanceOf(CancellationException.class).hasMessageContaining("interrupted");
            assertThatThrownBy(() -> ShiftRule.of(wrong)).isInstanceOf(CancellationException.class);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }
}
