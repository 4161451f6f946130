package io.github.gradcheck.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoiseTest {
    private static double noise(DoubleUnaryOperator f, double x) {
        return Noise.of(new Line(new Samples(1).of((t, values, offset) -> values[offset] = f.applyAsDouble(t)), 0, x, f.applyAsDouble(x), 0), 1);
    }

    /** Uniform in [−1, 1), the same for the same t: its standard deviation is 1/√3. */
    private static double scatter(double t) {
        return 2 * new SplittableRandom(Double.doubleToLongBits(t)).split().nextDouble() - 1;
    }

    @ParameterizedTest
    @CsvSource({"1e-4, 0.5", "1e-6, 0.5", "1e-9, 0.5", "1e-6, 0", "1e-6, -3", "1e-5, 1000"})
    void scatterOfAnySizeIsFoundWithinAFactorOfThree(double size, double x) {
        double sigma = size / Math.sqrt(3);
        assertThat(noise(t -> 2 + Math.sin(t) + size * scatter(t), x)).isBetween(sigma / 3, 3 * sigma);
    }

    @Test
    void aFunctionInDoublesScattersByItsRoundoffAtMost() {
        assertThat(noise(t -> 2 + Math.sin(t), 0.5)).isLessThan(2 * Math.ulp(2.0));
        assertThat(noise(t -> 3 * t, 0)).isLessThan(1e-23);
        assertThat(noise(t -> 7, 0.5)).isZero();
    }

    @Test
    void roundingToFloatShows() {
        double sigma = Math.ulp(2.5f) / Math.sqrt(12);
        assertThat(noise(t -> (float) (2 + Math.sin(t)), 0.5)).isBetween(sigma / 4, 4 * sigma);
    }

    @Test
    void whatIsNotFiniteHasNoScatter() {
        assertThat(noise(t -> t == 0.5 ? 1 : Double.NaN, 0.5)).isZero();
        assertThat(noise(t -> t == 0.5 ? 1 : Double.POSITIVE_INFINITY, 0.5)).isZero();
    }
}
