package io.github.gradcheck.examples.gpl;

import static io.github.gradcheck.testing.GradientAssertions.assertThatGradient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gradcheck.testing.Box;
import io.github.gradcheck.testing.GradientAssert;
import org.junit.jupiter.api.Test;
import smile.math.BFGS;
import smile.math.DifferentiableMultivariateFunction;

/** Smile's optimisers take a function whose method {@code g} fills in the gradient and returns the value: an adapter is two lambdas. */
class SmileTest {
    private static GradientAssert assertThatGradientOf(DifferentiableMultivariateFunction f) {
        return assertThatGradient(f::f, x -> {
            double[] gradient = new double[x.length];
            f.g(x, gradient);
            return gradient;
        });
    }

    /** 100·(y − x²)² + (1 − x)², without a gradient of its own: Smile's default is a forward difference. */
    private static final DifferentiableMultivariateFunction ROSENBROCK = p -> 100 * Math.pow(p[1] - p[0] * p[0], 2) + Math.pow(1 - p[0], 2);

    /** The same with its gradient, in which the inner derivative of x² may lack its 2. */
    private record Rosenbrock(double inner) implements DifferentiableMultivariateFunction {
        @Override
        public double f(double[] p) {
            return ROSENBROCK.f(p);
        }

        @Override
        public double g(double[] p, double[] gradient) {
            gradient[0] = -200 * inner * p[0] * (p[1] - p[0] * p[0]) - 2 * (1 - p[0]);
            gradient[1] = 200 * (p[1] - p[0] * p[0]);
            return f(p);
        }
    }

    @Test
    void aGradientIsCheckedBeforeItIsGivenToTheOptimiser() {
        DifferentiableMultivariateFunction right = new Rosenbrock(2);
        assertThatGradientOf(right).isCorrectIn(Box.of(-2, 2, 2), 10);
        assertThatGradientOf(new Rosenbrock(1)).isWrongAt(-1.2, 1);
        double[] x = {-1.2, 1};
        BFGS.minimize(right, x, 1e-8, 1000);
        assertThat(x).containsExactly(new double[] {1, 1}, within(1e-6));
    }

    /** Good to about seven digits where the coordinates are of the size of 1: less than the check can see, enough for many uses. */
    @Test
    void itsDefaultGradientIsGoodToSevenDigitsInOrdinaryPlaces() {
        assertThatGradientOf(ROSENBROCK).isWrongAt(-1.2, 1);
        assertThatGradientOf(ROSENBROCK).within(1e-6).isCorrectAt(-1.2, 1);
    }

    /** Its step is 1e-8·|x|, with no smaller limit but at x = 0 itself: beside zero f does not change at all, and the gradient is lost. */
    @Test
    void itsDefaultGradientIsZeroBesideZero() {
        double[] beside = {1e-8, 1e4};
        double[] gradient = new double[2];
        ROSENBROCK.g(beside, gradient);
        assertThat(gradient[0]).as("which is -2.04").isZero();
        assertThatGradient(p -> Math.exp(p[0]), p -> {
            double[] g = new double[1];
            DifferentiableMultivariateFunction f = q -> Math.exp(q[0]);
            f.g(p, g);
            return g;
        }).within(0.5).isCorrectAt(0).isWrongAt(1e-9);
    }
}
