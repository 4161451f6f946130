package io.github.gradcheck.coverage.family;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/**
 * The residuals y − w·t of a linear model with one parameter t.
 *
 * @param w the inputs, float32 numbers
 * @param y the targets, float32 numbers
 */
record Residuals(double[] w, double[] y) {
    static Residuals random(SplittableRandom random, int n) {
        double[] w = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            w[i] = (float) (0.5 + random.nextGaussian());
            y[i] = (float) random.nextGaussian();
        }
        return new Residuals(w, y);
    }

    /** The sum of a term for each residual. */
    double sum(DoubleUnaryOperator term, double t) {
        double sum = 0;
        for (int i = 0; i < w.length; i++) {
            sum += term.applyAsDouble(y[i] - w[i] * t);
        }
        return sum;
    }

    /** The same sum with every operation rounded to float32. */
    double floatSum(DoubleUnaryOperator term, double t) {
        float sum = 0;
        for (int i = 0; i < w.length; i++) {
            float product = (float) (w[i] * t);
            sum += (float) term.applyAsDouble((float) y[i] - product);
        }
        return sum;
    }

    /** The derivative of the sum, from that of the term. */
    double slope(DoubleUnaryOperator termSlope, double t) {
        double slope = 0;
        for (int i = 0; i < w.length; i++) {
            slope -= w[i] * termSlope.applyAsDouble(y[i] - w[i] * t);
        }
        return slope;
    }
}
