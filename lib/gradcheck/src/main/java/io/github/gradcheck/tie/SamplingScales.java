package io.github.gradcheck.tie;

import java.util.List;

/**
 * The radius and the finite-difference step of gradient sampling, in units in which every entry's kink makes f rise alike.
 *
 * <p>With K the rise of f over one unit by its kink and q the spacing of its values, a step of η tells a slope to q/(K·η) and a radius of δ
 * moves it by δ times the curvature. Steps must be far smaller than the radius, or they meet the kinks themselves: η = δ/100. Both errors
 * are alike where δ = √(100·q/K): 1.5e-7 for doubles of size K, 2.4e-3 for floats.
 *
 * @param units the unit of each coordinate
 * @param rise K
 * @param grain q
 * @param radius δ
 */
record SamplingScales(double[] units, double rise, double grain, double radius) {
    /** Of a hundred points one has a kink within a step, along each coordinate: it is seen and left out. */
    private static final double STEPS = 100;
    /** A kink a thousand times steeper than another one keeps a step that the rounding of x leaves digits of. */
    private static final double LEAST_UNIT = 1e-3;
    /** Nearer, kinks that rounding inside f moved apart would no longer meet. */
    private static final double LEAST_RADIUS = 1e-8;
    /** Beyond a twentieth of the size of x there is no near. */
    private static final double LARGEST_RADIUS = 0.05;
    /** In units of the rounding of x: a step is then off by at most 1/64 of itself, and for most entries by far less. */
    private static final double COARSE_X = 64;

    /**
     * For some coordinates.
     *
     * @param jumps of the slope of each, 0 where it has no kink by itself
     * @param spacing of the values of f
     * @param otherwise the rise of f where no coordinate has a kink by itself
     */
    static SamplingScales of(List<Coordinate> coordinates, double[] jumps, double spacing, double otherwise) {
        double[] units = new double[jumps.length];
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < jumps.length; k++) {
            units[k] = coordinates.get(k).scale();
            least = jumps[k] > 0 ? Math.min(least, jumps[k] * units[k]) : least;
        }
        double narrow = 0;
        for (int k = 0; k < jumps.length; k++) {
            units[k] *= jumps[k] > 0 ? Math.max(LEAST_UNIT, least / (jumps[k] * units[k])) : 1;
            narrow = Math.max(narrow, COARSE_X * coordinates.get(k).spacing() / units[k]);
        }
        double rise = Double.isFinite(least) ? least : otherwise;
        double grain = Math.max(spacing, Math.ulp(1.0) * rise);
        double radius = Math.max(Math.sqrt(STEPS * (grain / rise)), Math.max(LEAST_RADIUS, STEPS * narrow));
        return new SamplingScales(units, rise, grain, Math.min(LARGEST_RADIUS, radius));
    }

    /** η. */
    double step() {
        return radius / STEPS;
    }

    /** How far a slope may be off by the rounding of f and of x. */
    double error(List<Coordinate> coordinates, double[] slopes) {
        double error = grain / step();
        for (int k = 0; k < units.length; k++) {
            error += Math.abs(slopes[k]) * coordinates.get(k).spacing() / (2 * units[k] * step());
        }
        return error;
    }
}
