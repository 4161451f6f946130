package io.github.gradcheck.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ExtrapolationTest {
    private static final double RATIO = Math.pow(Grid.RATIO, Extrapolation.APART);

    private static double[] at(DoubleUnaryOperator y, int count) {
        double[] values = new double[count];
        for (int j = 0; j < count; j++) {
            values[j] = y.applyAsDouble(0.1 * Math.pow(RATIO, j));
        }
        return values;
    }

    private static void assertExact(Extrapolation extrapolation, DoubleUnaryOperator y, int count) {
        double[] values = at(y, count);
        extrapolation.extrapolate(values);
        assertThat(values[0]).isCloseTo(7, within(1e-13));
    }

    @Test
    void isExactOnPolynomialsOfItsPowers() {
        assertExact(Extrapolation.CENTRAL, h -> 7, 1);
        assertExact(Extrapolation.CENTRAL, h -> 7 + 3 * h * h, 2);
        assertExact(Extrapolation.CENTRAL, h -> 7 + 3 * h * h - Math.pow(h, 4), 3);
        assertExact(Extrapolation.CENTRAL, h -> 7 + 3 * h * h - Math.pow(h, 4) + 2 * Math.pow(h, 6), 4);
        assertExact(Extrapolation.EVEN, h -> 7 + h - 2 * h * h * h + Math.pow(h, 5), 4);
        assertExact(Extrapolation.ONE_SIDED, h -> 7 + h - 2 * h * h + h * h * h - Math.pow(h, 4), 5);
    }

    @Test
    void saysHowFarTheLastTwoColumnsLieApart() {
        assertThat(Extrapolation.CENTRAL.extrapolate(new double[] {4})).isZero();
        assertThat(Extrapolation.CENTRAL.extrapolate(new double[] {4, 1})).isEqualTo(3);
        assertThat(Extrapolation.CENTRAL.extrapolate(new double[] {1, 4})).isEqualTo(3);
        double r2 = RATIO * RATIO;
        double first = 4 + (4 - 1) / (r2 - 1);
        double second = 1 + (1 - 9) / (r2 - 1);
        assertThat(Extrapolation.CENTRAL.extrapolate(new double[] {4, 1, 9})).isCloseTo(first - second, within(1e-14));
    }

    /** The worst of all signs of the errors. */
    @Test
    void gainIsHowFarTheResultMayBeOff() {
        for (Extrapolation extrapolation : new Extrapolation[] {Extrapolation.CENTRAL, Extrapolation.EVEN, Extrapolation.ONE_SIDED}) {
            for (int count = 1; count <= extrapolation.most(); count++) {
                assertThat(extrapolation.gain(count)).isCloseTo(worst(extrapolation, count), within(1e-13));
            }
        }
    }

    private static double worst(Extrapolation extrapolation, int count) {
        double worst = 0;
        for (int signs = 0; signs < 1 << count; signs++) {
            double[] errors = new double[count];
            for (int j = 0; j < count; j++) {
                errors[j] = ((signs >> j & 1) == 0 ? 1 : -1) / Math.pow(RATIO, j);
            }
            extrapolation.extrapolate(errors);
            worst = Math.max(worst, Math.abs(errors[0]));
        }
        return worst;
    }

    @Test
    void usesOneStepMoreThanItHasPowers() {
        assertThat(Extrapolation.CENTRAL.most()).isEqualTo(4);
        assertThat(Extrapolation.ONE_SIDED.most()).isEqualTo(5);
    }
}
