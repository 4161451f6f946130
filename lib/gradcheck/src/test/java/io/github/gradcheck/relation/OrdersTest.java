package io.github.gradcheck.relation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gradcheck.relation.Relation.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Moves by any distance are found, and in large arrays without a look at every entry for each distance. */
class OrdersTest {
    private static final int MANY = 20_000;
    private static final double[] NUMERIC = new Random(1).doubles(MANY).map(value -> value - 0.5).toArray();

    private static double[] make(IntToDoubleFunction of) {
        return IntStream.range(0, MANY).mapToDouble(of::applyAsDouble).toArray();
    }

    private static Comparison of(double[] analytic, double[] numeric, int... shape) {
        double[] allowed = Arrays.stream(numeric).map(value -> 1e-11 + 1e-11 * Math.abs(value)).toArray();
        return new Comparison("x", shape, analytic, numeric, allowed, new double[numeric.length]);
    }

    private static Optional<Relation> found(Comparison wrong) {
        return Relations.find(wrong, List.of(wrong));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, -2, 77, 9_000, -12_345})
    void aMoveByAnyDistanceIsFound(int by) {
        double[] moved = make(i -> i - by >= 0 && i - by < MANY ? NUMERIC[i - by] : 0);
        double[] around = make(i -> NUMERIC[Math.floorMod(i - by, MANY)]);
        int shorter = Math.abs(by) > MANY / 2 ? by - Integer.signum(by) * MANY : by;
        assertThat(found(of(moved, NUMERIC, MANY)).orElseThrow().evidence()).isEqualTo("entry j of analytic is entry j " + sign(by) + " of numeric");
        assertThat(found(of(around, NUMERIC, MANY)).orElseThrow().evidence()).isEqualTo("entry j of analytic is entry j " + sign(shorter) + " of numeric");
        moved[MANY / 2] += 0.1;
        assertThat(found(of(moved, NUMERIC, MANY)).map(Relation::kind)).isNotEqualTo(Optional.of(Kind.SHIFTED));
    }

    private static String sign(int by) {
        return by > 0 ? "- " + by : "+ " + -by;
    }

    @Test
    void aMoveByManyRowsIsFound() {
        double[] moved = make(i -> NUMERIC[Math.floorMod(i - 60 * 100, MANY)]);
        assertThat(found(of(moved, NUMERIC, 200, 100)).orElseThrow().evidence()).isEqualTo("row i of analytic is row i - 60 of numeric");
    }

    @Test
    void aMoveByLittleIsFoundWhereFewEntriesWereMeasured() {
        double[] some = make(i -> i % 100 < 5 ? NUMERIC[i] : Double.NaN);
        assertThat(found(of(make(i -> NUMERIC[Math.floorMod(i - 2, MANY)]), some, MANY))).map(Relation::kind).contains(Kind.SHIFTED);
    }

    /** Each takes a look at every entry at most. */
    @Test
    void atMostEightDistancesAreTriedHoweverManyEntriesThereAre() {
        double[] signs = make(i -> Math.signum(NUMERIC[i]));
        double[] sparse = make(i -> i % 1000 == 7 ? NUMERIC[i] : 0);
        double[] half = make(i -> i < MANY / 2 ? 2 * NUMERIC[i] : NUMERIC[i]);
        for (int[] shape : new int[][] {{MANY}, {100, 200}, {MANY, 1}}) {
            assertThat(Orders.moved(of(half, NUMERIC, shape))).as("half of the entries doubled").hasSizeLessThanOrEqualTo(8);
            assertThat(Orders.moved(of(half, make(i -> i % 50 == 0 ? NUMERIC[i] : Double.NaN), shape))).as("one in fifty measured").hasSizeLessThanOrEqualTo(8);
            assertThat(Orders.moved(of(make(i -> i == MANY - 1 ? 7 : sparse[i]), sparse, shape))).as("mostly zeros").isEmpty();
            assertThat(Orders.moved(of(make(i -> i < 3 ? -signs[i] : signs[i]), signs, shape))).as("two values").isEmpty();
            assertThat(Orders.moved(of(make(i -> NUMERIC[(i + 1) % MANY]), NUMERIC, shape))).as("moved").hasSize(1);
        }
    }

    private static Optional<Relation> flat(IntUnaryOperator source) {
        double[] numeric = Arrays.copyOf(NUMERIC, 30);
        return found(of(IntStream.range(0, 30).mapToDouble(i -> numeric[source.applyAsInt(i)]).toArray(), numeric, 30));
    }

    @Test
    void aMatrixInAFlatArrayIsFoundTransposedAndItsPermutedTwinIsNot() {
        assertThat(flat(i -> i < 4 || i >= 16 ? i : 4 + (i - 4) % 3 * 4 + (i - 4) / 3)).contains(new Relation(Kind.TRANSPOSED,
                "analytic holds the entries of the transposed numeric gradient, 4 by 3, row after row, in x[4] to x[15]; all others are right"));
        assertThat(flat(i -> i < 4 || i >= 16 ? i : 19 - i)).map(Relation::kind).contains(Kind.PERMUTED);
    }

    @Test
    void twoStretchesThatAreExchangedAndOneThatStandsForAnother() {
        assertThat(flat(i -> i < 5 ? i + 20 : i >= 20 && i < 25 ? i - 20 : i)).contains(new Relation(Kind.PERMUTED,
                "analytic and numeric have two stretches exchanged, 20 entries apart"));
        assertThat(flat(i -> i >= 20 && i < 25 ? i - 20 : i)).contains(new Relation(Kind.SWAPPED,
                "analytic has the numeric gradient of x[0] and what follows in its place"));
    }

    @Test
    void anInterruptEndsTheSearch() {
        Comparison wrong = of(make(i -> 2 * NUMERIC[i]), NUMERIC, MANY);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> Relations.find(wrong, List.of(wrong))).isInstanceOf(CancellationException.class).hasMessageContaining("interrupted");
            assertThatThrownBy(() -> found(wrong)).isInstanceOf(CancellationException.class);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }
}
