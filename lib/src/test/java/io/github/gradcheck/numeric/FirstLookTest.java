package io.github.gradcheck.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Polynomials with such coefficients that all four values, and what is made from them, are exact. */
class FirstLookTest {
    private static final double H = 1.0 / 256;

    private static Line line(DoubleUnaryOperator f, double x) {
        return new Line(new Samples(1).of((t, values, offset) -> values[offset] = f.applyAsDouble(t)), 0, x, f.applyAsDouble(x), 0);
    }

    private static Estimate look(DoubleUnaryOperator f) {
        return FirstLook.of(line(f, 0), H);
    }

    @Test
    void theStepGrowsWithThePoint() {
        assertThat(FirstLook.of(line(t -> t, 0.5)).step()).isCloseTo(FirstLook.STEP / 2, withinPercentage(1e-6));
        assertThat(FirstLook.of(line(t -> t, -5)).step()).isCloseTo(2 * FirstLook.STEP, withinPercentage(1e-6));
    }

    @Test
    void takesFourValuesAroundThePoint() {
        List<Double> places = new ArrayList<>();
        Samples samples = new Samples(1).of((t, values, offset) -> places.add(t));
        FirstLook.of(new Line(samples, 0, 0, 0, 0), H);
        assertThat(places).containsExactly(H, -H, H / 2, -H / 2);
    }

    @Test
    void extrapolatesTheCubicTermAwayAndCountsItAsError() {
        Estimate look = look(t -> t * t * t);
        assertThat(look.value()).isZero();
        assertThat(look.error()).isEqualTo(0.75 * H * H);
        assertThat(look.step()).isEqualTo(H / 2);
    }

    @Test
    void theSizeOfThePointCounts() {
        Estimate look = FirstLook.of(line(t -> (t - 3) * (t - 3) * (t - 3), 3), 2 * H);
        assertThat(look.value()).isZero();
        double change = 0.75 * 4 * H * H;
        assertThat(look.error()).isEqualTo(change);
        assertThat(look.step()).isEqualTo(H);
        Estimate bent = FirstLook.of(line(t -> (t - 3) * (t - 3) * (t - 3) + 64 * (t - 3) * (t - 3), 3), 2 * H);
        assertThat(bent.error()).as("a bend of 128 over a length of 2").isEqualTo(change * (change / 256));
    }

    @Test
    void aLargeBendOrSlopeMakesTheSameChangeCountForLess() {
        double change = 0.75 * H * H;
        assertThat(look(t -> t * t * t + 64 * t * t).error()).isEqualTo(change * (change / 128));
        Estimate steep = look(t -> t * t * t + 2 * t);
        assertThat(steep.value()).isEqualTo(2);
        assertThat(steep.error()).isEqualTo(change * (change / (2 + H * H / 4)));
    }

    @Test
    void knowsTheRoundoffOfTheLargestValue() {
        Estimate look = look(t -> 1 + 3 * t);
        assertThat(look.value()).isEqualTo(3);
        assertThat(look.error()).isEqualTo(2 * Math.ulp(1.0) * (1 + 3 * H) / (H / 2));
        assertThat(look.roundoff()).isEqualTo(look.error());
        assertThat(look(t -> 1 - 3 * t).error()).isEqualTo(look.error());
    }

    @ParameterizedTest
    @ValueSource(doubles = {H, -H, H / 2, -H / 2})
    void aValueThatIsNotFiniteEndsIt(double place) {
        assertThat(look(t -> t == place ? Double.NaN : t)).isNull();
        assertThat(look(t -> t == place ? Double.POSITIVE_INFINITY : t)).isNull();
        assertThat(look(t -> t)).isNotNull();
    }

    @Test
    void aKinkEndsItAndAParabolaDoesNot() {
        assertThat(look(Math::abs)).isNull();
        assertThat(look(t -> -Math.abs(t))).isNull();
        assertThat(look(t -> t * t).value()).isZero();
    }
}
