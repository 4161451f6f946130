package io.github.gradcheck.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.gradcheck.numeric.Derivative.Kind;
import io.github.gradcheck.slice.Slice;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DerivativeTest {
    private static void assertHonest(DoubleUnaryOperator f, double x, double exact) {
        Derivative derivative = Derivative.of(f, x);
        assertThat(derivative.kind()).isEqualTo(Kind.SMOOTH);
        assertThat(Math.abs(derivative.value() - exact)).as("%s for %s", derivative, exact).isLessThanOrEqualTo(derivative.error());
    }

    @Test
    void holdsTheClosedFormAtAnyScale() {
        assertHonest(x -> x * x, 5, 10);
        assertHonest(Math::log, 2e-6, 5e5);
        assertHonest(x -> 1 / x, 1e-6, -1e12);
        assertHonest(Math::sqrt, 1e-8, 5e3);
        assertHonest(x -> Math.sin(1000 * x), 0.3, 1000 * Math.cos(300));
        assertHonest(x -> Math.tanh(1e6 * x), 5e-7, 1e6 * (1 - Math.pow(Math.tanh(0.5), 2)));
        assertHonest(x -> 3 * x, 1e12, 3);
        assertHonest(x -> x * x, 1e-10, 2e-10);
        assertHonest(x -> Math.exp(-Math.pow((x - 0.3) / 1e-3, 2)), 0.3005, -1e3 * Math.exp(-0.25));
    }

    /** Waves shorter than the step, for which the early stop of Ridders' method made errors lie (52 of 60). */
    @Test
    void isHonestForASineWithASlopeFarFromZero() {
        Random random = new Random(1);
        for (int i = 0; i < 60; i++) {
            double x = 50 + 450 * random.nextDouble();
            assertHonest(t -> Math.sin(t) + t / 7, x, Math.cos(x) + 1.0 / 7);
        }
    }

    /** Rounding inside f makes a saw tooth of it, whose narrow pieces have a slope of 1e7 where f has one of 1e-8. */
    @Test
    void isHonestOnASawTooth() {
        for (double x : new double[] {1e-7, 3e-7, 1e-6, 1e-5, 1e-4, 1e-3}) {
            assertHonest(t -> (1 - Math.cos(t)) / (t * t), x, -x / 12);
        }
    }

    /** The terms of the mean are far larger than the value, which is zero: roundoff is theirs. */
    @Test
    void isHonestWhereLargeTermsCancel() {
        assertHonest(t -> (0.25 - (0.8 - 1.3 + 0.25 + t + 1.9) / 5) / (1 + t * t), -0.4, -0.2 / 1.16);
    }

    /** Linear functions that look bent at small steps, by the roundoff of terms larger than their sum: a step of 1e-15 sees nothing. */
    @Test
    void isNotContentWithAnErrorAsLargeAsTheSlopeWhereALargerStepShowsIt() {
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            double x = random.nextGaussian();
            double slope = 0.01 * random.nextGaussian();
            double rest = random.nextGaussian();
            DoubleUnaryOperator f = t -> (slope * t + rest) - 0.98 * rest;
            Slice slice = new Slice(1).of((t, values, offset) -> values[offset] = f.applyAsDouble(t), x, 1);
            Derivative derivative = SlopeMeter.measure(slice, 0, f.applyAsDouble(x), Claim.of(slope, 0, 0));
            assertThat(derivative.contains(slope)).as("%s for %s", derivative, slope).isTrue();
            assertThat(derivative.contains(1.01 * slope + 1e-6)).as("%s for %s", derivative, slope).isFalse();
        }
    }

    @Test
    void isExactTo12DigitsForSmoothFunctions() {
        assertThat(Derivative.of(Math::exp, 0.3).value()).isCloseTo(Math.exp(0.3), within(1e-12));
        assertThat(Derivative.of(Math::exp, 0.3).error()).isLessThan(1e-11);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.7, 1.9})
    void knowsTheRoundingOfAFunctionInSinglePrecision(double x) {
        Derivative derivative = Derivative.of(t -> (float) Math.exp((float) t), x);
        assertThat(derivative.limit()).isIn(Derivative.Limit.FLOAT32, Derivative.Limit.NOISE);
        assertThat(derivative.grain()).isBetween(1e-9, 1e-6);
        assertThat(derivative.contains(Math.exp(x))).isTrue();
        assertThat(derivative.contains(1.01 * Math.exp(x))).isFalse();
    }

    @Test
    void findsBothSlopesOfAKink() {
        Derivative derivative = Derivative.of(x -> x > 1 ? 3 * x - 2 : 0.5 * x + 0.5, 1);
        assertThat(derivative.kind()).isEqualTo(Kind.KINK);
        assertThat(derivative.left()).isCloseTo(0.5, within(1e-10));
        assertThat(derivative.right()).isCloseTo(3, within(1e-10));
        assertThat(derivative.contains(2)).isTrue();
        assertThat(derivative.contains(0.49)).isFalse();
        assertThat(derivative.contains(3.01)).isFalse();
    }

    /** The central difference of |x| is zero at zero whatever the step: only both sides tell. */
    @Test
    void isNotDeceivedByASymmetricKink() {
        assertThat(Derivative.of(Math::abs, 0).kind()).isEqualTo(Kind.KINK);
    }

    @Test
    void findsTheSlopeBesideANearKink() {
        assertHonest(x -> Math.max(x, 0), -1e-7, 0);
        assertHonest(x -> Math.max(x, 0), 1e-7, 1);
    }

    @Test
    void measuresOneSideWhereTheOtherIsNotDefined() {
        assertHonest(x -> x * Math.sqrt(x), 0, 0);
        assertHonest(x -> x < 0 ? Double.NaN : Math.exp(x), 0, 1);
    }

    @Test
    void saysThatItCannotTell() {
        Derivative nowhere = Derivative.of(x -> x == 2 ? 1 : Double.NaN, 2);
        assertThat(nowhere.kind()).isEqualTo(Kind.UNDEFINED);
        assertThat(nowhere.limit()).isEqualTo(Derivative.Limit.UNDEFINED);
        assertThat(nowhere.contains(0)).isFalse();
        assertThat(Derivative.of(Math::sqrt, 0).contains(0)).isFalse();
    }

    @Test
    void neverAgreesWithNaN() {
        assertThat(Derivative.of(x -> x * x, 1).contains(Double.NaN)).isFalse();
        assertThat(Derivative.of(Math::abs, 0).contains(Double.NaN)).isFalse();
        assertThat(Derivative.of(x -> x * x, 1).distance(Double.NaN)).isNaN();
    }

    @Test
    void refusesAPointWithoutAValue() {
        assertThatThrownBy(() -> Derivative.of(x -> x, Double.NaN)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("nan");
        assertThatThrownBy(() -> Derivative.of(Math::log, 0)).isInstanceOf(ArithmeticException.class).hasMessageContaining("-inf");
    }
}
