package io.github.gradcheck.numeric;

/**
 * Whether a function looks smooth between one step and the next smaller one.
 *
 * <p>For a smooth function (f(x+h) − 2f(x) + f(x−h))/h shrinks with h; at a kink it stays what it is. Once it has failed to shrink,
 * what larger steps showed says nothing of x, and it must be seen to shrink again, roundoff set aside, before a slope counts.
 */
final class Regularity {
    private static final double SHRINKS_BY = 0.75;
    /** A second difference adds up four values, and thirty additions scatter more than the two roundings of an estimate allow for. */
    private static final double SCATTER = 8;
    /** So many steps without any change but roundoff are a kink at x itself. */
    private static final int STEADY_STEPS = 10;
    private static final double STEADY = 1e-6;

    private double bend = Double.NaN;
    private boolean suspect;
    private int steady;

    static boolean isBroken(double previous, double now, double roundoff) {
        return Math.abs(now) > SHRINKS_BY * Math.abs(previous) + SCATTER * roundoff;
    }

    /** Starts afresh, as where f is not finite. */
    void forget() {
        bend = Double.NaN;
        suspect = false;
        steady = 0;
    }

    /** Takes the bend at the next smaller step; whether what was seen until now must be dropped. */
    boolean breaksAt(double now, double roundoff) {
        double previous = bend;
        bend = now;
        steady = Math.abs(now - previous) <= Math.min(STEADY * Math.abs(now), SCATTER * roundoff) && now != 0 ? steady + 1 : 0;
        if (suspect) {
            suspect = !(Math.abs(now) + 2 * roundoff <= SHRINKS_BY * Math.abs(previous));
        } else {
            suspect = isBroken(previous, now, roundoff);
        }
        return suspect;
    }

    /** Whether the bend no longer depends on the step at all. */
    boolean isKink() {
        return steady >= STEADY_STEPS;
    }
}
