package io.github.gradcheck.examples;

import static io.github.gradcheck.testing.GradientAssertions.assertThatVectorJacobianProduct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gradcheck.check.EntryReport;
import io.github.gradcheck.testing.Box;
import io.github.gradcheck.testing.GradientAssert;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresBuilder;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresOptimizer.Optimum;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.hipparchus.optim.nonlinear.vector.leastsquares.MultivariateJacobianFunction;
import org.hipparchus.util.Pair;
import org.junit.jupiter.api.Test;

/** A curve fitted to points: Hipparchus's Levenberg-Marquardt asks for the values of the model and for their Jacobian in one call. */
class LeastSquaresTest {
    private static final double[] TIMES = {0, 0.5, 1, 1.5, 2, 3, 4, 5};
    private static final double[] TRUTH = {2, 0.7, 0.5};

    /** Decay to a level: a·exp(−b·t) + c, with the sign of the derivative by b as a parameter. */
    private static MultivariateJacobianFunction decay(int signOfB) {
        return point -> {
            RealVector values = new ArrayRealVector(TIMES.length);
            RealMatrix jacobian = MatrixUtils.createRealMatrix(TIMES.length, 3);
            for (int i = 0; i < TIMES.length; i++) {
                double e = Math.exp(-point.getEntry(1) * TIMES[i]);
                values.setEntry(i, point.getEntry(0) * e + point.getEntry(2));
                jacobian.setRow(i, new double[] {e, signOfB * point.getEntry(0) * TIMES[i] * e, 1});
            }
            return new Pair<>(values, jacobian);
        };
    }

    /** The adapter: the values are one half of the pair, Jᵀ·u is made from the other. */
    private static GradientAssert assertThatJacobian(MultivariateJacobianFunction model) {
        return assertThatVectorJacobianProduct(p -> model.value(new ArrayRealVector(p)).getFirst().toArray(),
                (p, u) -> model.value(new ArrayRealVector(p)).getSecond().transpose().operate(u));
    }

    private static Optimum fit(MultivariateJacobianFunction model) {
        RealVector observed = model.value(new ArrayRealVector(TRUTH)).getFirst();
        return new LevenbergMarquardtOptimizer().optimize(new LeastSquaresBuilder().start(new double[] {1, 1, 0}).model(model).target(observed)
                .maxEvaluations(1000).maxIterations(1000).build());
    }

    @Test
    void theRightJacobianFindsTheParametersAgain() {
        assertThatJacobian(decay(-1)).isCorrectAt(1, 1, 0).isCorrectIn(Box.of(0.1, 3, 3), 10);
        assertThat(fit(decay(-1)).getPoint().toArray()).containsExactly(TRUTH, within(1e-8));
    }

    @Test
    void aFlippedColumnEndsTheFitElsewhereAndTheCheckNamesEveryEntryOfIt() {
        assertThat(fit(decay(1)).getRMS()).as("of points that the model fits exactly").isGreaterThan(0.01);
        assertThat(assertThatJacobian(decay(1)).isWrongAt(1, 1, 0).report().parameter("x").wrongEntries()).extracting(EntryReport::index)
                .as("dx/db at all times but 0, where it is zero").hasSize(TIMES.length - 1).containsOnly("[1]");
    }
}
