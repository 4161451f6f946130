package io.github.gradcheck.examples;

import static io.github.gradcheck.testing.GradientAssertions.assertThatGradient;
import static io.github.gradcheck.testing.GradientAssertions.assertThatVectorJacobianProduct;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.relation.Relation.Kind;
import io.github.gradcheck.testing.Box;
import java.util.function.UnaryOperator;
import org.hipparchus.analysis.MultivariateMatrixFunction;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;

/** A logistic regression: its predictions with their Jacobian, and its penalised loss with the gradient that is made from it. */
class LogisticRegressionTest {
    private static final RealMatrix X = MatrixUtils.createRealMatrix(new double[][] {{1, 0.5, -1.2}, {1, -0.3, 0.8}, {1, 2.0, 0.1}, {1, -1.5, -0.4}, {1, 0.9, 1.7}});
    private static final double[] LABELS = {1, 0, 1, 0, 1};
    private static final double PENALTY = 0.1;
    private static final double[] WEIGHTS = {0.2, -0.7, 1.1};

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

    @Test
    void aForgottenPenaltyIsFoundAndNamed() {
        UnaryOperator<double[]> slip = LogisticRegressionTest::withoutPenalty;
        assertThatGradient(LogisticRegressionTest::loss, slip).isWrongAt(WEIGHTS).hasCause(Kind.REGULARISER_MISSING);
    }
}
