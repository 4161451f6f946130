package io.github.gradcheck.testing;

import io.github.gradcheck.check.Fact;
import java.util.Arrays;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** The points whose coordinates lie each between two bounds: where random points are drawn from. */
public final class Box {
    private final double[] lower;
    private final double[] upper;

    private Box(double[] lower, double[] upper) {
        this.lower = lower;
        this.upper = upper;
    }

    /**
     * The same bounds in every coordinate.
     *
     * @throws IllegalArgumentException if dimension is not positive, or the bounds are not finite or the wrong way round
     */
    public static Box of(double lower, double upper, int dimension) {
        if (dimension < 1) {
            throw new IllegalArgumentException("dimension must be at least 1: " + dimension);
        }
        return of(filled(lower, dimension), filled(upper, dimension));
    }

    /**
     * Bounds of its own for each coordinate; copied.
     *
     * @throws IllegalArgumentException if there are none, or not as many lower as upper ones, or they are not finite, or the wrong way round
     */
    public static Box of(double[] lower, double[] upper) {
        Objects.requireNonNull(lower, "lower");
        Objects.requireNonNull(upper, "upper");
        if (lower.length != upper.length || lower.length == 0) {
            throw new IllegalArgumentException("lower and upper must have the same length, at least 1: " + lower.length + " and " + upper.length);
        }
        for (int i = 0; i < lower.length; i++) {
            if (!(lower[i] <= upper[i]) || !Double.isFinite(upper[i] - lower[i])) {
                throw new IllegalArgumentException("lower[" + i + "] must not lie above upper[" + i + "], at a finite distance: "
                        + lower[i] + " and " + upper[i]);
            }
        }
        return new Box(lower.clone(), upper.clone());
    }

    private static double[] filled(double value, int length) {
        double[] all = new double[length];
        Arrays.fill(all, value);
        return all;
    }

    /** How many coordinates a point has. */
    public int dimension() {
        return lower.length;
    }

    @Override
    public String toString() {
        return "box from " + Fact.at(lower).text() + " to " + Fact.at(upper).text();
    }

    /** The next point of a stream of random numbers, evenly spread. */
    double[] next(RandomGenerator random) {
        double[] x = new double[lower.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.min(upper[i], lower[i] + random.nextDouble() * (upper[i] - lower[i]));
        }
        return x;
    }
}
