package io.github.gradcheck.numeric;

/**
 * A slope, how far it may be off, and the part of that which is roundoff.
 *
 * @param value the slope
 * @param error the larger of what extrapolation and roundoff leave open
 * @param roundoff what no further step could improve
 * @param step the step it was found at
 */
record Estimate(double value, double error, double roundoff, double step) {
    double allowed() {
        return Derivative.ALLOWED_ERRORS * error;
    }

    boolean agreesWith(double expected) {
        return Math.abs(value - expected) <= allowed();
    }

    /** Whether an error of the given relative size would have been seen. */
    boolean resolves(double relative, double expected) {
        return allowed() <= relative * Math.max(Math.abs(value), Math.abs(expected));
    }

    boolean atRoundoff() {
        return error <= roundoff;
    }
}
