package io.github.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.numeric.TaylorRemainder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The Taylor test: of order 2 for a right gradient, and 1 for a wrong one. */
class TaylorTest {
    private static final double[] POINT = {0.7, -1.3, 2.1};

    private static double f(double[] x) {
        return Math.sin(x[0]) * x[1] + x[1] * x[2] * x[2];
    }

    private static double[] gradient(double[] x) {
        return new double[] {Math.cos(x[0]) * x[1], Math.sin(x[0]) + x[2] * x[2], 2 * x[1] * x[2]};
    }

    private static GradientCheck slipped(double by) {
        return GradientCheck.of(TaylorTest::f, x -> {
            double[] g = gradient(x);
            g[1] += by;
            return g;
        });
    }

    @Test
    void twoForARightGradientAndOneForAWrongOne() {
        for (int seed = 0; seed < 50; seed++) {
            assertThat(slipped(0).seed(seed).taylor(POINT).order()).as("seed %s", seed).isBetween(1.9, 3.1);
            for (double by : new double[] {1, -0.1, 1e-3}) {
                assertThat(slipped(by).seed(seed).taylor(POINT).order()).as("seed %s", seed).isCloseTo(1, within(0.1));
            }
        }
    }

    @Test
    void theStepsAreNumbersAndTheTextHasThem() {
        TaylorRemainder remainder = slipped(0).taylor(POINT);
        assertThat(remainder.steps()).hasSize(14);
        TaylorRemainder.Step first = remainder.steps().get(0);
        assertThat(first.t()).isEqualTo(0.25);
        assertThat(remainder.steps().get(1).remainder()).isLessThan(first.remainder() / 8);
        assertThat(remainder.toString()).startsWith("The Taylor remainder falls with t^2.0").contains("\n  t = 2.5e-01: ").contains("t = 3.7e-09: ").contains(", rounding");
        assertThat(remainder.toString().lines()).hasSize(15);
    }

    @Test
    void ofALinearFunctionItIsRounding() {
        TaylorRemainder linear = GradientCheck.of(x -> 3 * x[0] - x[1], x -> new double[] {3, -1}).taylor(0.3, 0.7);
        assertThat(linear.order()).isNaN();
        assertThat(linear.toString()).startsWith("The Taylor remainder is rounding.");
        assertThat(GradientCheck.of(x -> 3 * x[0] - x[1], x -> new double[] {3, -1.001}).taylor(0.3, 0.7).order()).isCloseTo(1, within(1e-3));
    }

    @Test
    void atAKinkItIsOne() {
        assertThat(GradientCheck.of(x -> Math.abs(x[0]), x -> new double[] {0}).taylor(0).order()).isCloseTo(1, within(1e-6));
    }

    @Test
    void ofEveryForm() {
        UnaryOperator<double[]> g = TaylorTest::gradient;
        double[][] hessian = {{-Math.sin(0.7) * -1.3, Math.cos(0.7), 0}, {Math.cos(0.7), 0, 4.2}, {0, 4.2, -2.6}};
        double[][] wrong = {{-Math.sin(0.7) * -1.3, Math.cos(0.7), 0}, {Math.cos(0.7), 0.1, 4.2}, {0, 4.2, -2.6}};
        assertThat(GradientCheck.ofHessian(g, x -> hessian).taylor(POINT).order()).isBetween(1.9, 3.1);
        assertThat(GradientCheck.ofHessian(g, x -> wrong).taylor(POINT).order()).isCloseTo(1, within(0.1));
        assertThat(GradientCheck.ofForward(g, (x, v) -> Arrays.stream(hessian).mapToDouble(row -> row[0] * v[0] + row[1] * v[1] + row[2] * v[2]).toArray()).taylor(POINT).order()).isBetween(1.9, 3.1);
        assertThat(slipped(0.1).along(new double[] {1, 0, 2}).taylor(POINT).order()).as("a direction that does not meet the slip").isBetween(1.9, 3.1);
        assertThat(slipped(0.1).along(new double[] {1, 1, 2}).taylor(POINT).order()).isCloseTo(1, within(0.1));
        assertThat(slipped(0.1).fixed(1).taylor(POINT).order()).isBetween(1.9, 3.1);
    }

    @Test
    void ofNamedParametersWhichComeBack() {
        NDArray w = NDArray.of(new double[] {1, -2, 3}, 3);
        NDArray b = NDArray.of(new double[] {1e-3}, 1);
        Map<String, NDArray> params = new LinkedHashMap<>();
        params.put("w", w);
        params.put("b", b);
        for (double factor : new double[] {1, 1.5}) {
            double order = GradientCheck.ofParameters(params, () -> w.multiply(w).sum() * Math.exp(b.getFlat(0)),
                    () -> Map.of("w", w.multiply(2 * Math.exp(b.getFlat(0))), "b", NDArray.of(new double[] {factor * w.multiply(w).sum() * Math.exp(b.getFlat(0))}, 1))).taylor().order();
            assertThat(order).isCloseTo(factor == 1 ? 2 : 1, within(0.1));
            assertThat(w.toArray()).containsExactly(1, -2, 3);
        }
    }

    @Test
    void withinBoundsAndWhereFThrows() {
        GradientCheck check = GradientCheck.of(x -> {
            if (x[0] < 0 || x[0] > 2.1) {
                throw new AssertionError("outside");
            }
            if (x[0] > 2.05) {
                throw new ArithmeticException();
            }
            return x[0] * x[0];
        }, x -> new double[] {2 * x[0]}).bounds(0, 2.1);
        TaylorRemainder remainder = check.taylor(2);
        assertThat(remainder.steps()).hasSizeBetween(8, 14);
        assertThat(remainder.order()).isCloseTo(2, within(0.01));
    }

    @Test
    void aGradientThatIsNotANumberHasNoOrder() {
        TaylorRemainder remainder = GradientCheck.of(x -> x[0] * x[0], x -> new double[] {Double.NaN}).taylor(2);
        assertThat(remainder.order()).isNaN();
        assertThat(remainder.steps()).allSatisfy(step -> assertThat(step.remainder()).isNaN());
        assertThatNullPointerException().isThrownBy(() -> slipped(0).taylor((double[]) null)).withMessage("x");
    }
}
