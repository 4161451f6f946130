package io.github.gradcheck.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.numeric.Derivative;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.analysis.differentiation.DSFactory;
import org.hipparchus.analysis.differentiation.FiniteDifferencesDifferentiator;
import org.junit.jupiter.api.Test;

/**
 * Hipparchus has finite differences of its own. They want a number of points and a step, and are as good as that choice; ours choose
 * by what they measure, and say how far they may be off.
 */
class FiniteDifferencesTest {
    /** A function with its derivative in closed form, and a point. */
    private record Case(String name, DoubleUnaryOperator f, DoubleUnaryOperator derivative, double x) {
    }

    private static final Case EXP = new Case("exp", Math::exp, Math::exp, 0.7);
    private static final Case FAST = new Case("sin(100·x)", x -> Math.sin(100 * x), x -> 100 * Math.cos(100 * x), 0.3);
    private static final Case STEEP = new Case("log near its edge", Math::log, x -> 1 / x, 1e-3);
    private static final Case LARGE = new Case("a large offset", x -> 1e6 + x * x, x -> 2 * x, 1.5);

    private static double errorOfTheirs(Case c, int points, double step) {
        DSFactory first = new DSFactory(1, 1);
        double slope = new FiniteDifferencesDifferentiator(points, step).differentiate(c.f()::applyAsDouble).value(first.variable(0, c.x())).getPartialDerivative(1);
        return Math.abs(slope / c.derivative().applyAsDouble(c.x()) - 1);
    }

    private static double errorOfOurs(Case c) {
        Derivative ours = Derivative.of(c.f(), c.x());
        double exact = c.derivative().applyAsDouble(c.x());
        assertThat(Math.abs(ours.value() - exact)).as("%s: %s", c.name(), ours).isLessThanOrEqualTo(ours.error());
        return Math.abs(ours.value() / exact - 1);
    }

    @Test
    void oneStepThatIsGoodForOneFunctionIsBadForAnother() {
        assertThat(errorOfTheirs(EXP, 5, 1e-3)).isLessThan(1e-11);
        assertThat(errorOfTheirs(FAST, 5, 1e-3)).isBetween(1e-6, 1e-4);
        assertThat(errorOfTheirs(STEEP, 5, 1e-3)).as("the stencil reaches beyond the edge of the domain").isNaN();
        assertThat(errorOfTheirs(LARGE, 5, 1e-3)).isBetween(1e-9, 1e-6);
    }

    @Test
    void aSmallerStepHelpsOneAndHarmsAnother() {
        assertThat(errorOfTheirs(FAST, 5, 1e-5)).isLessThan(1e-10);
        assertThat(errorOfTheirs(STEEP, 5, 1e-5)).isLessThan(1e-6);
        assertThat(errorOfTheirs(LARGE, 5, 1e-5)).isBetween(1e-7, 1e-4);
    }

    @Test
    void aMeasuredStepIsGoodForAllOfThemAndKnowsItsError() {
        assertThat(errorOfOurs(EXP)).isLessThan(1e-12);
        assertThat(errorOfOurs(FAST)).isLessThan(1e-11);
        assertThat(errorOfOurs(STEEP)).isLessThan(1e-11);
        assertThat(errorOfOurs(LARGE)).isLessThan(1e-9);
    }
}
