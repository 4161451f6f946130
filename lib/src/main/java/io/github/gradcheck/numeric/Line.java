package io.github.gradcheck.numeric;

/**
 * One value of a curve near a point: all that a derivative is measured from.
 *
 * @param samples the values of the curve
 * @param k which value of it
 * @param x the point
 * @param fx the value there
 * @param noise how far computed values scatter beyond the roundoff of a double, an absolute size; 0 if nothing is known
 * @param isMeasured whether the scatter was measured, so that nothing need be assumed about the terms of f
 */
record Line(Samples samples, int k, double x, double fx, double noise, boolean isMeasured) {
    /** The distance from 1 to the next double. */
    static final double EPSILON = Math.ulp(1.0);
    /** How many units of roundoff a value may be off: 2 sufficed for sums of some hundred terms (numerics: rule B, c = 2). */
    private static final double ROUNDINGS = 2;

    /** In units of roundoff: a sum of 10 000 terms scatters by 10 to 20. */
    private static final double SCATTERED = 64;

    Line(Samples samples, int k, double x, double fx, double noise) {
        this(samples, k, x, fx, noise, false);
    }

    double at(double t) {
        return samples.value(t, k);
    }

    /** The largest of |f(x)| and two other values. */
    double largest(double a, double b) {
        return Math.max(Math.abs(fx), Math.max(Math.abs(a), Math.abs(b)));
    }

    Line measured(double scatter) {
        return new Line(samples, k, x, fx, Math.max(noise, scatter), true);
    }

    /** Whether values scatter by more than the roundoff of a double, long sums included. */
    boolean isScattered() {
        return noise > SCATTERED * EPSILON * Math.abs(fx);
    }

    /** The step nearest to h for which x + h and x − h are both met exactly. */
    double step(double h) {
        return Math.abs(x) + h - Math.abs(x);
    }

    /** How steep f is nearby, from the values of the first look, or of the widest step if those are flat; 0 if none is known to be finite. */
    double steepness() {
        double near = steepness(2 * step(FirstLook.STEP * scale() / 2));
        return near > 0 ? near : steepness(step(Ladder.FIRST_STEP * scale()));
    }

    private double steepness(double h) {
        if (!samples.knows(x + h) || !samples.knows(x - h)) {
            return 0;
        }
        double steepest = Math.max(Math.abs(at(x + h) - fx), Math.abs(at(x - h) - fx)) / h;
        return Double.isFinite(steepest) ? steepest : 0;
    }

    /** The size of x, at least 1, as a power of two. */
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
     * @param slope the quotient: unless scatter was measured, x·slope is taken for the size of the terms of f, whose sum may be smaller
     */
    double roundoff(double h, double largest, double slope) {
        double terms = isMeasured ? largest : Math.max(largest, Math.abs(x * slope));
        return ROUNDINGS * Math.max(EPSILON * terms, noise) / h;
    }
}
