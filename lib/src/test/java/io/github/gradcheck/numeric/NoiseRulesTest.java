package io.github.gradcheck.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Nine neighbouring values given one by one, and what Moré and Wild's formula makes of them; their paper's binomials are written out
 * here: Δᵏfᵢ = Σⱼ (−1)ᵏ⁻ʲ·(k over j)·fᵢ₊ⱼ.
 */
class NoiseRulesTest {
    private static final double SPACING = 1.1e-9;
    private static final double S = 1e-5;
    private static final Offset<Double> ROUNDOFF = within(1e-13);

    /** Nine values at the places i·spacing, i from −4 to 4, and the middle one everywhere else. */
    private static DoubleUnaryOperator at(double spacing, double... nine) {
        return t -> {
            long i = Math.round(t / spacing);
            return Math.abs(t - i * spacing) < 1e-3 * spacing && Math.abs(i) <= 4 ? nine[(int) i + 4] : nine[4];
        };
    }

    /** 2 + trend·i + size·(−1)ⁱ. */
    private static double[] alternating(double size, double trend) {
        return IntStream.range(0, 9).mapToDouble(i -> 2 + trend * i + (i % 2 == 0 ? size : -size)).toArray();
    }

    private static double noise(DoubleUnaryOperator f) {
        return Noise.of(Lines.of(f, 0), 1);
    }

    private static double noise(double... nine) {
        return noise(at(SPACING, nine));
    }

    private static double binomial(int n, int k) {
        return k == 0 ? 1 : binomial(n - 1, k - 1) * n / k;
    }

    /** σₖ of Moré and Wild. */
    private static double sigma(int k, double... values) {
        double mean = IntStream.range(0, values.length - k).mapToDouble(i -> {
            double difference = IntStream.rangeClosed(0, k).mapToDouble(j -> ((k - j) % 2 == 0 ? 1 : -1) * binomial(k, j) * values[i + j]).sum();
            return difference * difference;
        }).average().orElseThrow();
        return Math.sqrt(mean / binomial(2 * k, k));
    }

    @Test
    void ofValuesThatAlternateTheFirstDifferencesTell() {
        assertThat(noise(alternating(S, 0))).isCloseTo(Math.sqrt(2) * S, ROUNDOFF).isCloseTo(sigma(1, alternating(S, 0)), ROUNDOFF);
    }

    @Test
    void onASlopeTheSecondDifferencesTell() {
        for (double trend : new double[] {5, -5, 50}) {
            double[] values = alternating(S, trend * S);
            assertThat(noise(values)).as("trend %s", trend).isCloseTo(4 / Math.sqrt(6) * S, ROUNDOFF).isCloseTo(sigma(2, values), ROUNDOFF);
        }
    }

    /** First differences that are zero or of one sign do not change sign. */
    @Test
    void onAStaircaseTheSecondDifferencesTell() {
        for (double height : new double[] {S, -S}) {
            double[] values = DoubleStream.of(0, 0, 1, 2, 2, 3, 4, 4, 5).map(step -> 2 + step * height).toArray();
            assertThat(noise(values)).isCloseTo(sigma(2, values), ROUNDOFF).isNotCloseTo(sigma(1, values), ROUNDOFF);
        }
    }

    /** √((21·a² + 4·a + 4)/2) against 8/√20 for a parabola a·i² and ±1: they agree within a factor of four up to a = 2.07. */
    @Test
    void ordersThatDifferByMoreThanAFactorOfFourAreNoLevel() {
        DoubleUnaryOperator parabola = a -> noise(IntStream.range(0, 9).mapToDouble(i -> 2 + S * (a * (i - 4) * (i - 4) + (i % 2 == 0 ? 1 : -1))).toArray());
        assertThat(parabola.applyAsDouble(2.05)).isCloseTo(Math.sqrt((21 * 2.05 * 2.05 + 4 * 2.05 + 4) / 2) * S, ROUNDOFF);
        assertThat(parabola.applyAsDouble(2.1)).isCloseTo(8 / Math.sqrt(20) * S, ROUNDOFF);
    }

    /** Powers of two are their own differences: the alternating part changes the sign of the fifth ones first. */
    @Test
    void theFifthDifferencesAreTheLastThatCanTell() {
        double[] values = IntStream.range(0, 9).mapToDouble(i -> 2 + S * (20 * Math.pow(2, i) + (i % 2 == 0 ? 1 : -1))).toArray();
        assertThat(noise(values)).isCloseTo(sigma(5, values), ROUNDOFF).isNotCloseTo(sigma(4, values), ROUNDOFF);
    }

    @Test
    void whereNoOrderChangesSignTheLargestFromTheFourthOnCounts() {
        double[] values = IntStream.range(0, 9).mapToDouble(i -> 2 + S * Math.pow(2, i)).toArray();
        assertThat(noise(values)).isCloseTo(sigma(4, values), ROUNDOFF).isCloseTo(Math.sqrt(341.0 / 5 / 70) * S, ROUNDOFF);
    }

    @Test
    void atASecondSpacingMoreMayBeSeen() {
        DoubleUnaryOperator narrow = at(SPACING, alternating(S, 0));
        for (double size : new double[] {3 * S, S / 3}) {
            DoubleUnaryOperator wide = at(7.3 * SPACING, alternating(size, 0));
            double middle = 2 + S;
            DoubleUnaryOperator both = t -> t == 0 ? middle : Math.abs(t) < 4.5 * SPACING ? narrow.applyAsDouble(t) : wide.applyAsDouble(t) + S - size;
            assertThat(noise(both)).isCloseTo(Math.sqrt(2) * Math.max(S, size), ROUNDOFF);
        }
        DoubleUnaryOperator wild = at(7.3 * SPACING, alternating(0.2, 0));
        assertThat(noise(t -> Math.abs(t) < 4.5 * SPACING ? narrow.applyAsDouble(t) : wild.applyAsDouble(t))).as("differences of a tenth are no scatter")
                .isCloseTo(Math.sqrt(2) * S, ROUNDOFF);
        assertThat(noise(t -> Math.abs(t) < 4.5 * SPACING ? narrow.applyAsDouble(t) : Double.NaN)).isCloseTo(Math.sqrt(2) * S, ROUNDOFF);
    }

    @Test
    void aTenthIsThatOfTheFunction() {
        DoubleUnaryOperator narrow = at(SPACING, alternating(S, 0));
        DoubleUnaryOperator wide = at(7.3 * SPACING, alternating(0.05, 0));
        assertThat(noise(t -> 1000 * (Math.abs(t) < 4.5 * SPACING ? narrow.applyAsDouble(t) : wide.applyAsDouble(t)))).isBetween(50.0, 100.0);
        assertThat(Noise.wide(Lines.of(t -> 1000 * at(1.1e-5, alternating(0.05, 0)).applyAsDouble(t), 0), 1.1e-5)).isCloseTo(50 * Math.sqrt(2), within(1e-9));
    }

    @Test
    void whereValuesDifferByMoreThanATenthTheSpacingShrinks() {
        DoubleUnaryOperator near = at(SPACING / 100, alternating(S, 0));
        assertThat(noise(t -> Math.abs(t) < SPACING / 2 ? near.applyAsDouble(t) : 1.7)).isCloseTo(Math.sqrt(2) * S, ROUNDOFF);
        assertThat(noise(t -> Math.abs(t) < SPACING / 2 ? near.applyAsDouble(t) : Double.NaN)).isCloseTo(Math.sqrt(2) * S, ROUNDOFF);
        assertThat(noise(alternating(0.09, 0))).as("0.18 of 2.09").isCloseTo(Math.sqrt(2) * 0.09, ROUNDOFF);
    }

    /** Four of eight neighbours are equal, which is a function rounded more coarsely than that; or three. */
    @Test
    void whereHalfOfTheNeighboursAreEqualTheSpacingGrows() {
        double[] four = DoubleStream.of(0, 0, 1, 1, 0, 0, 1, 1, 0).map(step -> 2 + step * S).toArray();
        assertThat(noise(four)).as("wider everything is flat").isZero();
        double[] three = DoubleStream.of(0, 0, 1, 1, 0, 0, 1, 2, 0).map(step -> 2 + step * S).toArray();
        assertThat(noise(three)).isCloseTo(sigma(1, three), ROUNDOFF);
        DoubleUnaryOperator wider = at(100 * SPACING, alternating(S, 0));
        assertThat(noise(wider)).isCloseTo(Math.sqrt(2) * S, ROUNDOFF);
        DoubleUnaryOperator everywhere = t -> four[Math.floorMod(Math.round(t / (SPACING * Math.pow(100, Math.round(Math.log10(Math.abs(t) / SPACING / 2) / 2)))) + 4, 9)];
        assertThat(noise(everywhere)).as("at every spacing").isZero();
    }

    /** The places in the order asked: from the left to the right, each spacing in turn. */
    private static List<Double> nine(double x, double spacing) {
        return IntStream.rangeClosed(-4, 4).mapToObj(i -> x + i * spacing).toList();
    }

    @Test
    void nineNeighboursAreLookedAtABillionthOfThePointApart() {
        assertThat(Lines.places(t -> 2 + Math.sin(1e12 * t), 8, line -> Noise.of(line, 1)).subList(0, 9)).isEqualTo(nine(8, 8 * SPACING));
        assertThat(Lines.places(t -> 2 + Math.sin(1e20 * t), 0, line -> Noise.of(line, 1e-9)).subList(0, 9)).as("a thousandth of a smooth step")
                .isEqualTo(nine(0, 1e-9 * 1.1e-3));
        assertThat(Lines.places(t -> t, 8, line -> Noise.of(line, 1e-13)).subList(0, 9)).as("no closer than four places of x")
                .isEqualTo(nine(8, 4 * Math.ulp(8.0)));
    }

    @Test
    void fourSpacingsOfAConstantAreTriedUpToATwentiethOfThePoint() {
        for (double x : new double[] {0, 64, 0x1p-5}) {
            double scale = Math.max(1, x);
            List<Double> places = Lines.places(t -> 7, x, line -> Noise.of(line, 1));
            assertThat(places).as("x = %s", x).hasSize(4 * 8 + 1);
            assertThat(places.get(places.size() - 1)).isCloseTo(x + 4 * 1.1e-3 * scale, within(1e-12 * scale));
        }
    }

    @Test
    void sixSpacingsAreTriedWhereNothingIsFiniteAndNoneBelowFourPlaces() {
        List<Double> atZero = Lines.places(t -> t == 0 ? 1 : Double.NaN, 0, line -> Noise.of(line, 1));
        assertThat(atZero).hasSize(6 * 8 + 1);
        assertThat(atZero.get(atZero.size() - 1)).isCloseTo(4 * 1.1e-19, within(1e-30));
        List<Double> atOne = Lines.places(t -> t == 1 ? 1 : Double.NaN, 1, line -> Noise.of(line, 1));
        assertThat(atOne.get(atOne.size() - 1)).isEqualTo(1 + 16 * Math.ulp(1.0));
    }

    @Test
    void scatterAsLargeAsTheValuesIsFoundAtTheLastSpacing() {
        double last = SPACING / 1e10;
        DoubleUnaryOperator wild = t -> {
            double spacing = SPACING;
            while (Math.abs(t) < 0.5 * spacing && spacing > last * 2) {
                spacing /= 100;
            }
            return Math.round(t / spacing) % 2 == 0 ? 1 : -1;
        };
        assertThat(noise(wild)).isCloseTo(Math.sqrt(2), within(1e-9));
    }

    @Test
    void threeWiderSpacingsAreThoseOfThePointTheNarrowestFirst() {
        assertThat(Noise.WIDE_SPACINGS).containsExactly(1.1e-7, 1.1e-5, 1.1e-3);
        for (double spacing : Noise.WIDE_SPACINGS) {
            DoubleUnaryOperator f = at(8 * spacing, alternating(S, 0));
            assertThat(Noise.wide(Lines.of(t -> f.applyAsDouble(t - 8), 8), spacing)).as("spacing %s", spacing).isCloseTo(Math.sqrt(2) * S, ROUNDOFF);
            assertThat(Noise.wide(Lines.of(t -> f.applyAsDouble(t - 8), 8), spacing / 2)).as("between the spacings").isNotCloseTo(Math.sqrt(2) * S, ROUNDOFF);
        }
        DoubleUnaryOperator narrow = at(1.1e-7, alternating(S, 0));
        DoubleUnaryOperator wide = at(1.1e-3, alternating(2 * S, 0));
        Line both = Lines.of(t -> Math.abs(t) < 1e-6 ? narrow.applyAsDouble(t) : wide.applyAsDouble(t), 0);
        assertThat(Noise.wide(both, 1.1e-7)).isCloseTo(Math.sqrt(2) * S, ROUNDOFF);
        assertThat(Noise.wide(both, 1.1e-3)).isBetween(2 * S, 3 * S);
        assertThat(Noise.wide(Lines.of(at(1.1e-5, alternating(0.2, 0)), 0), 1.1e-5)).as("differences of a tenth are no scatter").isZero();
        assertThat(Noise.wide(Lines.of(t -> 2 + S * Math.pow(2, t / 1.1e-5), 0), 1.1e-5)).as("nor is what no order tells").isLessThan(Math.ulp(2.0));
        assertThat(Noise.wide(Lines.of(t -> t == 0 ? 1 : Double.NaN, 0), 1.1e-3)).isZero();
    }
}
