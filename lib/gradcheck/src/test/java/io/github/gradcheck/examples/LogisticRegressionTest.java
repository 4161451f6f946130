package io.github.gradcheck.examples;

import static io.github.gradcheck.testing.GradientAssertions.assertThatGradient;
import static io.github.gradcheck.testing.GradientAssertions.assertThatVectorJacobianProduct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.relation.Relation.Kind;
import io.github.gradcheck.testing.Box;
import java.util.function.UnaryOperator;
import org.hipparchus.analysis.MultivariateMatrixFunction;
import org.hipparchus.analysis.MultivariateVectorFunction;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
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
 * A logistic regression: its predictions with their Jacobian, and its penalised loss with the gradient that is made from it, which an
 * optimiser of Hipparchus follows. Hipparchus continues Apache Commons Math, whose optimisers take the same two functions.
 */
class LogisticRegressionTest {
    private static final RealMatrix X = MatrixUtils.createRealMatrix(new double[][] {{1, 0.5, -1.2}, {1, -0.3, 0.8}, {1, 2.0, 0.1}, {1, -1.5, -0.4}, {1, 0.9, 1.7}});
    private static final double[] LABELS = {1, 0, 1, 0, 1};
    private static final double PENALTY = 0.1;
    private static final double[] WEIGHTS = {0.2, -0.7, 1.1};
    /** Where the penalised loss is least, 0.97790854: by Newton's method outside of this program, its gradient there below 3e-16. */
    private static final double[] OPTIMUM = {0.07472438372592685, 2.8676031349788027, -0.5279380850810347};

    /** One prediction σ(xᵢ·w) for each row. */
    private static double[] predictions(double[] w) {
        double[] p = X.operate(w);
        for (int i = 0; i < p.length; i++) {
            p[i] = 1 / (1 + Math.exp(-p[i]));
        }
        return p;
    }

    /** Row i of the Jacobian is σ(xᵢ·w)·(1 − σ(xᵢ·w))·xᵢ. */
    private static double[][] jacobian(double[] w) {
        double[] p = predictions(w);
        double[][] j = X.getData();
        for (int i = 0; i < j.length; i++) {
            for (int k = 0; k < j[i].length; k++) {
                j[i][k] *= p[i] * (1 - p[i]);
            }
        }
        return j;
    }

    /** A check wants Jᵀ·u: with the whole Jacobian at hand that is one matrix product. */
    private static double[] timesUpstream(MultivariateMatrixFunction jacobian, double[] w, double[] upstream) {
        return MatrixUtils.createRealMatrix(jacobian.value(w)).transpose().operate(upstream);
    }

    private static double loss(double[] w) {
        double[] p = predictions(w);
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum -= Math.log(LABELS[i] == 1 ? p[i] : 1 - p[i]);
        }
        for (double each : w) {
            sum += PENALTY / 2 * each * each;
        }
        return sum;
    }

    /** Xᵀ·(p − labels) + penalty·w. */
    private static double[] gradient(double[] w) {
        double[] g = withoutPenalty(w);
        for (int k = 0; k < g.length; k++) {
            g[k] += PENALTY * w[k];
        }
        return g;
    }

    private static double[] withoutPenalty(double[] w) {
        double[] difference = predictions(w);
        for (int i = 0; i < difference.length; i++) {
            difference[i] -= LABELS[i];
        }
        return X.transpose().operate(difference);
    }

    @Test
    void theJacobianIsRightInEveryEntry() {
        MultivariateMatrixFunction jacobian = LogisticRegressionTest::jacobian;
        GradientReport report = GradientCheck.ofVector(LogisticRegressionTest::predictions, (w, u) -> timesUpstream(jacobian, w, u)).at(WEIGHTS).orThrow();
        assertThat(report.headline()).isEqualTo("The gradient is right: all 15 entries agree.");
    }

    @Test
    void aJacobianWithoutTheFactorOneMinusSigmaIsWrong() {
        MultivariateMatrixFunction slip = w -> {
            double[] p = predictions(w);
            double[][] j = X.getData();
            for (int i = 0; i < j.length; i++) {
                for (int k = 0; k < j[i].length; k++) {
                    j[i][k] *= p[i];
                }
            }
            return j;
        };
        assertThatVectorJacobianProduct(LogisticRegressionTest::predictions, (w, u) -> timesUpstream(slip, w, u)).isWrongAt(WEIGHTS);
    }

    @Test
    void theGradientOfThePenalisedLossIsRightWhereverTheWeightsAre() {
        assertThatGradient(LogisticRegressionTest::loss, LogisticRegressionTest::gradient).isCorrectIn(Box.of(-3, 3, 3), 20);
    }

    private static PointValuePair minimum(MultivariateVectorFunction gradient) {
        return new NonLinearConjugateGradientOptimizer(Formula.POLAK_RIBIERE, new SimpleValueChecker(1e-15, 1e-15)).optimize(new MaxEval(10_000),
                new ObjectiveFunction(LogisticRegressionTest::loss), new ObjectiveFunctionGradient(gradient), GoalType.MINIMIZE, new InitialGuess(WEIGHTS));
    }

    @Test
    void anOptimiserThatIsHandedTheCheckedGradientReachesTheOptimum() {
        GradientCheck.of(LogisticRegressionTest::loss, LogisticRegressionTest::gradient).at(WEIGHTS).orThrow();
        PointValuePair end = minimum(LogisticRegressionTest::gradient);
        assertThat(end.getPoint()).containsExactly(OPTIMUM, within(1e-3));
        assertThat(end.getValue()).isCloseTo(0.9779085404712464, within(1e-7));
    }

    /** Without the penalty the loss falls on as the weights grow, for a line parts the labels: where it stops is no optimum of anything. */
    @Test
    void withTheSlipTheOptimiserEndsElsewhereAndDoesNotSayThatAnythingIsAmiss() {
        PointValuePair end = minimum(LogisticRegressionTest::withoutPenalty);
        assertThat(end.getValue()).as("where 0.978 can be had").isGreaterThan(1);
        assertThat(Math.abs(gradient(end.getPoint())[1])).as("a slope of the loss that the optimiser was asked to minimise").isGreaterThan(0.1);
    }

    @Test
    void aForgottenPenaltyIsFoundAndNamed() {
        UnaryOperator<double[]> slip = LogisticRegressionTest::withoutPenalty;
        assertThatGradient(LogisticRegressionTest::loss, slip).isWrongAt(WEIGHTS).hasCause(Kind.REGULARISER_MISSING);
    }
}
