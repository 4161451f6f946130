package io.github.gradcheck.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an estimate is worth, and when a smaller step counts: each rule at its border. */
class RulesOfStepsTest {
    @Test
    void anEstimateAgreesWithinTenErrors() {
        Estimate estimate = new Estimate(1, 0.125, 0.125, 1);
        assertThat(estimate.agreesWith(2.25)).isTrue();
        assertThat(estimate.agreesWith(-0.25)).isTrue();
        assertThat(estimate.agreesWith(2.2500001)).isFalse();
        assertThat(estimate.agreesWith(-0.2500001)).isFalse();
        assertThat(estimate.agreesWith(Double.NaN)).isFalse();
    }

    @Test
    void anEstimateResolvesAShareOfTheLargerSlope() {
        Estimate estimate = new Estimate(-1, 0.1, 0.05, 1);
        assertThat(estimate.resolves(1, 0)).isTrue();
        assertThat(estimate.resolves(0.5, -2)).isTrue();
        assertThat(estimate.resolves(0.49, -2)).isFalse();
        assertThat(estimate.atRoundoff()).isFalse();
        assertThat(new Estimate(0, 0.1, 0.1, 1).atRoundoff()).isTrue();
    }

    @Test
    void aBendThatDoesNotShrinkIsBroken() {
        assertThat(Regularity.isBroken(4, 3, 0)).isFalse();
        assertThat(Regularity.isBroken(-4, -3, 0)).isFalse();
        assertThat(Regularity.isBroken(4, 3.001, 0)).isTrue();
        assertThat(Regularity.isBroken(4, 11, 1)).isFalse();
        assertThat(Regularity.isBroken(4, 11.001, 1)).isTrue();
    }

    @Test
    void onceBrokenABendMustBeSeenToShrink() {
        Regularity regularity = new Regularity();
        assertThat(regularity.breaksAt(4, 0)).isFalse();
        assertThat(regularity.breaksAt(4, 0)).isTrue();
        assertThat(regularity.breaksAt(3.5, 0)).isTrue();
        assertThat(regularity.breaksAt(2.5, 0.1)).as("within roundoff of not shrinking").isTrue();
        assertThat(regularity.breaksAt(1.875, 0)).isFalse();
        assertThat(regularity.breaksAt(1.875, 0)).isTrue();
        regularity.forget();
        assertThat(regularity.breaksAt(100, 0)).isFalse();
    }

    @Test
    void tenStepsWithoutAnyChangeButRoundoffAreAKink() {
        Regularity regularity = new Regularity();
        for (int step = 0; step <= 9; step++) {
            regularity.breaksAt(1 + 1e-8 * step, 1e-7);
        }
        assertThat(regularity.isKink()).isFalse();
        regularity.breaksAt(1, 1e-7);
        assertThat(regularity.isKink()).isTrue();
        regularity.breaksAt(1.001, 1e-7);
        assertThat(regularity.isKink()).isFalse();
        Regularity flat = new Regularity();
        for (int step = 0; step < 20; step++) {
            flat.breaksAt(0, 0);
        }
        assertThat(flat.isKink()).as("a straight line").isFalse();
    }

    /** A millionth of the bend, and eight times the roundoff: what changes by more is not steady. */
    @Test
    void steadyIsWhatChangesByLessThanAMillionthAndByNothingButRoundoff() {
        assertThat(isKinkAfterSteps(100, 0.9e-6, 1)).isTrue();
        assertThat(isKinkAfterSteps(100, 1.1e-6, 1)).isFalse();
        assertThat(isKinkAfterSteps(100, 0.9e-6, 0.9e-4 / 8.1)).isFalse();
        assertThat(isKinkAfterSteps(100, 0.9e-6, 0.9e-4 / 7.9)).isTrue();
    }

    /** Whether a bend that changes to and fro by a share of its size is taken for a kink. */
    private static boolean isKinkAfterSteps(double bend, double share, double roundoff) {
        Regularity regularity = new Regularity();
        for (int step = 0; step < 20; step++) {
            regularity.breaksAt(bend + (step % 2) * share * bend, roundoff);
        }
        return regularity.isKink();
    }

    /** Ridders' table to the sixth column, written out as its recursion. */
    @Test
    void theTableauHasSixColumns() {
        assertIsRidders(3, 1.5, 1.125, 0.875, 1.0625, 0.9375, 1.03125, 0.96875);
        // Seven columns would make this polynomial of the sixth degree exact.
        assertIsRidders(IntStream.range(0, 8).mapToDouble(m -> IntStream.rangeClosed(0, 6).mapToDouble(k -> Math.pow(5, -m * k)).sum()).toArray());
    }

    private static void assertIsRidders(double... quotients) {
        double[][] table = new double[quotients.length][6];
        Tableau tableau = new Tableau(5);
        double error = Double.POSITIVE_INFINITY;
        double value = Double.NaN;
        for (int m = 0; m < quotients.length; m++) {
            table[m][0] = quotients[m];
            tableau.add(quotients[m], 0, 1);
            for (int j = 1; j <= Math.min(m, 5); j++) {
                double power = Math.pow(5, j);
                table[m][j] = (power * table[m][j - 1] - table[m - 1][j - 1]) / (power - 1);
                double change = Math.max(Math.abs(table[m][j] - table[m][j - 1]), Math.abs(table[m][j] - table[m - 1][j - 1]));
                if (change < error) {
                    error = change;
                    value = table[m][j];
                }
            }
            if (m > 0) {
                assertThat(tableau.best()).as("row %s", m).isEqualTo(new Estimate(value, error, 0, 1));
            }
        }
    }

    @Test
    void ofTwoEntriesWithTheSameErrorTheOneWithTheLargerStepIsKept() {
        Tableau tableau = new Tableau(4);
        tableau.add(1, 0.25, 1);
        tableau.add(1, 0.25, 0.5);
        tableau.add(1, 0.25, 0.25);
        assertThat(tableau.best()).isEqualTo(new Estimate(1, 0.25, 0.25, 0.5));
    }

    @Test
    void theTableauExtrapolatesAndKeepsTheBest() {
        Tableau tableau = new Tableau(4);
        tableau.add(2, 0, 1);
        assertThat(tableau.best()).isNull();
        tableau.add(1.25, 0, 0.5);
        assertThat(tableau.best()).isEqualTo(new Estimate(1, 1, 0, 0.5));
        tableau.add(1.0625, 0, 0.25);
        assertThat(tableau.best()).isEqualTo(new Estimate(1, 0, 0, 0.25));
        tableau.add(7, 0, 0.125);
        assertThat(tableau.best()).as("a worse row does not replace it").isEqualTo(new Estimate(1, 0, 0, 0.25));
        assertThat(tableau.rows()).isEqualTo(4);
        tableau.clear();
        assertThat(tableau.best()).isNull();
        assertThat(tableau.rows()).isZero();
    }

    /** 1 ± 0.01, by chance; then slopes of 2: off by 1, roundoff and what truncation may have left aside. */
    @Test
    void whereValuesScatterASmallerStepMayContradictWhatLargerOnesAgreedOn() {
        Tableau tableau = new Tableau(4, true);
        tableau.add(1, 0.01, 1);
        tableau.add(1, 0.01, 0.5);
        assertThat(tableau.best()).isEqualTo(new Estimate(1, 0.01, 0.01, 0.5));
        tableau.add(2, 0.02, 0.25);
        tableau.add(2.1, 0.04, 0.125);
        assertThat(tableau.best().value()).as("what the smaller steps say").isBetween(2.0, 2.2);
        assertThat(tableau.best().error()).isBetween(0.1, 0.3);
        Tableau blurred = new Tableau(4, true);
        blurred.add(1, 0.01, 1);
        blurred.add(1, 0.01, 0.5);
        blurred.add(2, 1.1, 0.25);
        assertThat(blurred.best()).as("within roundoff it is no contradiction").isEqualTo(new Estimate(1, 0.01, 0.01, 0.5));
        Tableau exact = new Tableau(4);
        exact.add(1, 0.01, 1);
        exact.add(1, 0.01, 0.5);
        exact.add(2, 0.02, 0.25);
        assertThat(exact.best()).as("and values without scatter do not contradict").isEqualTo(new Estimate(1, 0.01, 0.01, 0.5));
    }

    /** 1 + h² + h⁴: the entries of the table converge much faster than the slopes that they are made of. */
    @Test
    void slopesThatConvergeDoNotContradictWhatTheyAreExtrapolatedTo() {
        Tableau tableau = new Tableau(4, true);
        for (int m = 0; m < 6; m++) {
            double h = Math.pow(2, -m);
            tableau.add(1 + h * h + Math.pow(h, 4), 1e-12, h);
        }
        assertThat(tableau.best().value()).isCloseTo(1, within(1e-12));
        assertThat(tableau.best().error()).isLessThan(1e-10);
    }

    @Test
    void theErrorIsNeverBelowRoundoff() {
        Tableau tableau = new Tableau(2);
        tableau.add(3, 0.5, 1);
        tableau.add(3, 0.25, 0.5);
        assertThat(tableau.best()).isEqualTo(new Estimate(3, 0.25, 0.25, 0.5));
    }

    @Test
    void aKinkLeavesRoomBetweenItsSlopes() {
        Derivative kink = Derivative.kink(new Estimate(1, 0.0125, 0, 1), new Estimate(4, 0.025, 0, 1),
                new Line(new Samples(1), 0, 0, 0, 0));
        assertThat(kink.value()).isEqualTo(2.5);
        assertThat(kink.error()).isEqualTo(0.025);
        assertThat(kink.agreesWith(0.75)).isTrue();
        assertThat(kink.agreesWith(4.25)).isTrue();
        assertThat(kink.agreesWith(0.7499)).isFalse();
        assertThat(kink.agreesWith(4.2501)).isFalse();
        assertThat(kink.distance(0.5)).isEqualTo(0.5);
        assertThat(kink.distance(5)).isEqualTo(1);
        assertThat(kink.distance(2)).isZero();
        assertThat(kink.distance(0)).isEqualTo(1);
        assertThat(kink.distance(Double.NaN)).isNaN();
    }
}
