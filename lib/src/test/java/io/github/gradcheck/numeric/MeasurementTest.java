package io.github.gradcheck.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.gradcheck.ndarray.NDArray;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** How much is measured, and what is said where nothing can be. */
class MeasurementTest {
    private static Samples samples(DoubleUnaryOperator f) {
        return new Samples(1).of((t, values, offset) -> values[offset] = f.applyAsDouble(t));
    }

    private static Derivative of(DoubleUnaryOperator f, double x, double expected) {
        return Derivative.of(samples(f), 0, x, f.applyAsDouble(x), 0, expected);
    }

    private static Derivative briefly(DoubleUnaryOperator f, double x, double expected) {
        return Derivative.briefly(samples(f), 0, x, f.applyAsDouble(x), 0, expected);
    }

    @Test
    void fourValuesAreEnoughWhereTheFirstLookAgrees() {
        assertThat(of(Math::sin, 0.5, Math.cos(0.5)).evaluations()).isEqualTo(4);
        assertThat(of(x -> 0.7, 0.5, 0).evaluations()).as("a slope of zero, exactly").isEqualTo(4);
        assertThat(of(x -> 0.7, 0.5, 1e-9).evaluations()).isGreaterThan(8);
        assertThat(of(Math::sin, 0.5, Math.cos(0.5) * 1.001).evaluations()).isGreaterThan(12);
    }

    @Test
    void whereManyAreWrongTwoLooksThatAgreeAreBelieved() {
        Derivative wrong = briefly(Math::sin, 0.5, 2 * Math.cos(0.5));
        assertThat(wrong.kind()).isEqualTo(Derivative.Kind.SMOOTH);
        assertThat(wrong.value()).isCloseTo(Math.cos(0.5), within(1e-10));
        assertThat(wrong.agreesWith(2 * Math.cos(0.5))).isFalse();
        assertThat(wrong.evaluations()).isEqualTo(8);
        assertThat(briefly(Math::sin, 0.5, Math.cos(0.5)).evaluations()).isEqualTo(4);
        assertThat(briefly(x -> Math.sin(x) + 3 * Math.max(0, x - 0.5009), 0.5, 2).evaluations()).as("two looks that differ").isGreaterThan(12);
        assertThat(briefly(Math::abs, 0, 2).kind()).isEqualTo(Derivative.Kind.KINK);
    }

    @Test
    void aSlopeOnOneSideOnlyIsNamedWithItsSide() {
        assertThat(of(x -> x < 0 ? Double.NaN : 4 * x, 0, 4).reason()).startsWith("f has a slope to the right of x only, 4.0");
        assertThat(of(x -> x > 0 ? Double.NaN : -2 * x, 0, -2).reason()).startsWith("f has a slope to the left of x only, -2.0");
        assertThat(of(x -> x == 0 ? 1 : Double.NaN, 0, 1).reason()).isEqualTo("f is not finite next to x");
    }

    @Test
    void aKinkHasTwoSlopesAndItsMean() {
        Derivative kink = of(x -> x < 0.25 ? 2 * x : 5 * x - 0.75, 0.25, 7);
        assertThat(kink.kind()).isEqualTo(Derivative.Kind.KINK);
        assertThat(kink.left()).isCloseTo(2, within(1e-6));
        assertThat(kink.right()).isCloseTo(5, within(1e-6));
        assertThat(kink.value()).isCloseTo(3.5, within(1e-6));
    }

    @Test
    void everyWayToANumericalGradientRefusesTheSameSteps() {
        NDArray x = NDArray.of(new double[] {1, 2}, 2);
        assertThatThrownBy(() -> NumericalGradient.concurrently(NDArray::sum, x, 0, 2)).hasMessageContaining("h must be finite and positive");
        assertThatThrownBy(() -> NumericalGradient.byEntry((i, value) -> value, x, Double.NaN)).hasMessageContaining("h must be finite and positive");
        assertThatThrownBy(() -> NumericalGradient.of(NDArray::sum, x, 1e-17)).hasMessageContaining("h is too small to change entry (0,) of x");
        assertThatThrownBy(() -> NumericalGradient.of(NDArray::sum, NDArray.of(new double[] {1, -1e300}, 2), 1e-5)).hasMessageContaining("entry (1,)");
        assertThat(NumericalGradient.byEntry((i, value) -> 3 * value, x, 0.5).toArray()).containsExactly(3, 3);
    }

    @Test
    void theGradientThatIsPrintedIsReturned() {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        NDArray gradient = NumericalGradient.of(NDArray::sum, NDArray.of(new double[] {1, 2}, 2), 0.5, new PrintStream(lines, true, StandardCharsets.UTF_8));
        assertThat(gradient.toArray()).containsExactly(1, 1);
        assertThat(lines.toString(StandardCharsets.UTF_8).lines()).containsExactly("(0,) 1.0", "(1,) 1.0");
    }

    @Test
    void relativeErrorsOfArraysWantTheSameShape() {
        assertThatThrownBy(() -> RelativeError.of(NDArray.zeros(2), NDArray.zeros(3))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("numerical has shape (2,), analytic has shape (3,)");
        assertThat(RelativeError.of(NDArray.of(new double[] {1}, 1), NDArray.of(new double[] {3}, 1)).toArray()).containsExactly(0.5);
    }
}
