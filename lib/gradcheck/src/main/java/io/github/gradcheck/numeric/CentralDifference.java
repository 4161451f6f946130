package io.github.gradcheck.numeric;

import java.util.Arrays;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;

/**
 * The central difference (f(x + h) − f(x − h)) / 2h of a fixed step h.
 *
 * <p>Its truncation error is h²·|f'''|/6, its rounding error about ε·|f|/h (Press et al., Numerical Recipes, 5.7), and it knows neither:
 * a slope with an error of its own is a {@link Derivative}.
 */
public final class CentralDifference {
    private CentralDifference() {
    }

    /** The slope of f at x. */
    public static double slope(DoubleUnaryOperator f, double x, double h) {
        return (f.applyAsDouble(x + h) - f.applyAsDouble(x - h)) / (2 * h);
    }

    /** The slopes of all values of f at x; f may overwrite what it returned before. */
    public static double[] slopes(DoubleFunction<double[]> f, double x, double h) {
        double[] slopes = f.apply(x + h).clone();
        double[] below = f.apply(x - h);
        Arrays.setAll(slopes, k -> (slopes[k] - below[k]) / (2 * h));
        return slopes;
    }
}
