package io.github.gradcheck.numeric;

/**
 * One value of a curve near a point: all that a derivative is measured from.
 *
 * @param samples the values of the curve
 * @param k which value of it
 * @param x the point
 * @param fx the value there
 * @param noise how far computed values scatter beyond the roundoff of a double, an absolute size; 0 if nothing is known
 */
record Line(Samples samples, int k, double x, double fx, double noise) {
    /** The distance from 1 to the next double. */
    static final double EPSILON = Math.ulp(1.0);
    /** How many units of roundoff a value may be off: 2 sufficed for sums of some hundred terms (numerics: rule B, c = 2). */
    private static final double ROUNDINGS = 2;

    double at(double t) {
        return samples.value(t, k);
    }

    /** The largest of |f(x)| and two other values. */
    double largest(double a, double b) {
        return Math.max(Math.abs(fx), Math.max(Math.abs(a), Math.abs(b)));
    }

    Line withNoise(double larger) {
        return new Line(samples, k, x, fx, Math.max(noise, larger));
    }

    /** The size of x, at least 1, as a power of two, so that x ± h is exact. */
    double scale() {
        return Math.scalb(1.0, Math.getExponent(Math.max(1, Math.abs(x))));
    }

    /** The smallest step that still tells x + h from x by many places. */
    double smallestStep() {
        return Math.max(64 * Math.ulp(x), Math.scalb(1.0, -70));
    }

    /**
     * How far a difference quotient with step h may be off, by roundoff and by measured noise.
     *
     * @param largest the largest |f| that went into it
     * @param slope the quotient: x·slope is as large as the terms of f, which may be larger than their sum
     */
    double roundoff(double h, double largest, double slope) {
        return ROUNDINGS * Math.max(EPSILON * Math.max(largest, Math.abs(x * slope)), noise) / h;
    }
}
