package io.github.gradcheck.numeric;

/**
 * A closed interval of slopes, [centre − halfWidth, centre + halfWidth].
 *
 * @param centre the middle
 * @param halfWidth half the length, not negative; infinite where nothing is known
 */
public record Interval(double centre, double halfWidth) {
    /** The lower end. */
    public double lo() {
        return centre - halfWidth;
    }

    /** The upper end. */
    public double hi() {
        return centre + halfWidth;
    }

    /** How far a value lies outside; 0 inside, NaN for NaN. */
    public double distance(double value) {
        return Math.max(0, Math.abs(value - centre) - halfWidth);
    }

    /** The largest size of any slope in it. */
    double largest() {
        return Math.abs(centre) + halfWidth;
    }

    Interval widened(double more) {
        return new Interval(centre, halfWidth + more);
    }
}
