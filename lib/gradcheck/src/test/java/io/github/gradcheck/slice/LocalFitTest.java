package io.github.gradcheck.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class LocalFitTest {
    private static double[] at(DoubleUnaryOperator f) {
        double[] y = new double[LocalFit.NODES];
        for (int j = 0; j < y.length; j++) {
            y[j] = f.applyAsDouble(Math.pow(Grid.RATIO, -j));
        }
        return y;
    }

    private static double[] unit(int j) {
        double[] y = new double[LocalFit.NODES];
        y[j] = 1;
        return y;
    }

    private static void assertExact(LocalFit fit, DoubleUnaryOperator f, double first) {
        assertThat(fit.first(at(f))).isCloseTo(first, within(1e-11));
        assertThat(fit.residual(at(f))).isLessThan(1e-14);
    }

    @Test
    void isExactOnItsPowersTogether() {
        assertExact(LocalFit.ODD, u -> 2 * u - 3 * Math.pow(u, 3) + Math.pow(u, 5), 2);
        assertExact(LocalFit.EVEN, u -> -u + 5 - 4 * u * u + 0.5 * Math.pow(u, 4), -1);
        assertExact(LocalFit.ONE_SIDED, u -> 3 * u + u * Math.sqrt(u) - 2 * u * u + 0.25 * u * u * u, 3);
    }

    @Test
    void leavesWhatIsNoneOfItsPowers() {
        assertThat(LocalFit.ODD.residual(at(u -> 1))).isGreaterThan(0.1);
        assertThat(LocalFit.EVEN.residual(at(u -> u * u * u))).isGreaterThan(1e-3);
        assertThat(LocalFit.ONE_SIDED.residual(at(u -> 1))).isGreaterThan(0.1);
    }

    /** The trace of I − QQᵀ is the number of values less that of coefficients. */
    @Test
    void leavesAsManyDegreesOfFreedomAsThereAreMoreValuesThanPowers() {
        for (LocalFit fit : new LocalFit[] {LocalFit.ODD, LocalFit.EVEN, LocalFit.ONE_SIDED}) {
            double trace = 0;
            for (int j = 0; j < LocalFit.NODES; j++) {
                trace += Math.pow(fit.residual(unit(j)), 2);
            }
            assertThat(trace).isCloseTo(fit.freedom(), within(1e-12));
        }
        assertThat(LocalFit.ODD.freedom()).isEqualTo(5);
        assertThat(LocalFit.EVEN.freedom()).isEqualTo(4);
        assertThat(LocalFit.ONE_SIDED.freedom()).isEqualTo(4);
    }

    @Test
    void knowsTheNormsOfItsWeights() {
        for (LocalFit fit : new LocalFit[] {LocalFit.ODD, LocalFit.EVEN, LocalFit.ONE_SIDED}) {
            double absolute = 0;
            double squares = 0;
            for (int j = 0; j < LocalFit.NODES; j++) {
                double weight = fit.first(unit(j));
                absolute += Math.abs(weight);
                squares += weight * weight;
            }
            assertThat(fit.absolute()).isCloseTo(absolute, within(1e-12));
            assertThat(fit.euclidean()).isCloseTo(Math.sqrt(squares), within(1e-12));
        }
    }

    /** Of all weights that are exact on the powers, those of least squares are the shortest: they are orthogonal to what the fit leaves. */
    @Test
    void isTheSameForValuesLessWhatIsLeftOfThem() {
        double[] y = at(u -> Math.cos(9 * u));
        double[] more = at(u -> 2 * u - u * u * u);
        double[] sum = new double[LocalFit.NODES];
        for (int j = 0; j < sum.length; j++) {
            sum[j] = y[j] + more[j];
        }
        assertThat(LocalFit.ODD.first(sum) - LocalFit.ODD.first(y)).isCloseTo(2, within(1e-12));
        assertThat(LocalFit.ODD.residual(sum)).isCloseTo(LocalFit.ODD.residual(y), within(1e-13));
    }

    @Test
    void whatItLeavesIsTheSameInAllUnits() {
        double left = LocalFit.ODD.residual(at(Math::cos));
        for (int exponent : new int[] {-1000, -600, 600, 1000}) {
            assertThat(LocalFit.ODD.residual(at(u -> Math.scalb(Math.cos(u), exponent)))).isEqualTo(Math.scalb(left, exponent));
        }
        assertThat(LocalFit.ODD.residual(at(u -> 0))).isZero();
        assertThat(LocalFit.ODD.residual(at(u -> Double.NaN))).isNaN();
    }
}
