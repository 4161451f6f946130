package io.github.gradcheck.examples;

import static io.github.gradcheck.testing.GradientAssertions.assertThatGradient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.testing.Box;
import org.hipparchus.analysis.MultivariateFunction;
import org.hipparchus.analysis.MultivariateVectorFunction;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.SimpleValueChecker;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunctionGradient;
import org.hipparchus.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer;
import org.hipparchus.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer.Formula;
import org.junit.jupiter.api.Test;

/**
 * An optimiser of Hipparchus takes whatever gradient it is given. With a slip in it it still comes back with an answer, and without a word
 * of complaint; one line before it says that the gradient is wrong, and where.
 */
class RosenbrockTest {
    /** 100·(y − x²)² + (1 − x)², with its minimum 0 at (1, 1), at the end of a curved valley. */
    private static final MultivariateFunction ROSENBROCK = p -> 100 * Math.pow(p[1] - p[0] * p[0], 2) + Math.pow(1 - p[0], 2);

    private static final MultivariateVectorFunction GRADIENT = p ->
            new double[] {-400 * p[0] * (p[1] - p[0] * p[0]) - 2 * (1 - p[0]), 200 * (p[1] - p[0] * p[0])};

    /** The same, but d(1 − x)²/dx without its minus. */
    private static final MultivariateVectorFunction SLIP = p ->
            new double[] {-400 * p[0] * (p[1] - p[0] * p[0]) + 2 * (1 - p[0]), 200 * (p[1] - p[0] * p[0])};

    private static PointValuePair minimum(MultivariateVectorFunction gradient) {
        return new NonLinearConjugateGradientOptimizer(Formula.POLAK_RIBIERE, new SimpleValueChecker(1e-12, 1e-12)).optimize(new MaxEval(10_000),
                new ObjectiveFunction(ROSENBROCK), new ObjectiveFunctionGradient(gradient), GoalType.MINIMIZE, new InitialGuess(new double[] {-1.2, 1}));
    }

    @Test
    void theRightGradientLeadsToTheMinimum() {
        // Hipparchus's functions fit as they are: a value and a gradient are two method references.
        GradientCheck.of(ROSENBROCK::value, GRADIENT::value).at(-1.2, 1).orThrow();
        assertThat(minimum(GRADIENT).getPoint()).containsExactly(new double[] {1, 1}, within(1e-3));
    }

    @Test
    void theSlipLeadsToAnotherPointAndTheOptimiserDoesNotMind() {
        assertThat(minimum(SLIP).getValue()).as("value at the end, where 0 is the minimum").isGreaterThan(1);
        assertThatGradient(ROSENBROCK::value, SLIP::value).isWrongAt(-1.2, 1);
    }

    @Test
    void theSlipIsSeenEvenNextToTheMinimumWhereItIsSmall() {
        assertThatGradient(ROSENBROCK::value, GRADIENT::value).isCorrectIn(Box.of(-2, 2, 2), 20);
        assertThatGradient(ROSENBROCK::value, SLIP::value).isWrongAt(1.000001, 1);
    }
}
