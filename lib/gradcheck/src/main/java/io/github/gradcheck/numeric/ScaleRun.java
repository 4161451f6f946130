package io.github.gradcheck.numeric;

import io.github.gradcheck.slice.Grid;
import java.util.List;

/**
 * Neighbouring scales whose slope intervals have a point in common, and the sharpest of them: intersection of confidence intervals (Lepski,
 * Theory of Probability 35, 1990; Katkovnik, IEEE Trans. Signal Processing 47, 1999).
 *
 * @param near the widest step of the narrowest window
 * @param far the widest step of the widest window
 * @param best the window that is selected
 * @param narrower a narrower one, less accurate, and less biased where many small kinks hide in the noise
 * @param isKink whether the slopes of both sides differ at x
 */
record ScaleRun(double near, double far, Window best, Window narrower, boolean isKink) {
    /** So many of the widest windows before a break are dropped, for what breaks the agreement has begun there (undersmoothing). */
    private static final int DROPPED = 3;
    /** Scatter may grow by so much against the window six narrower: more is bias that begins to show. */
    private static final double GROWTH = 1.3;
    private static final int NARROWER = 6;
    /**
     * The slope of the window three narrower is compared. If slopes converge like h<sup>p</sup>, what they are still off is 1/(1 − 1.45<sup>−3p</sup>) of
     * the difference: 2.3 for p = ½, as at |x|^1.5 and for a random walk of many small kinks.
     */
    private static final int COMPARED = 3;
    /**
     * What this many windows narrower is seen is not excluded: it is 6 times less accurate, and 2.5 times less biased by kinks that hide in the
     * noise. Calibrated on sums of |r| over 1000 and 3000 terms in float32.
     */
    private static final int LESS_BIASED = 5;
    private static final double SLOWEST = 1 / (1 - Math.pow(Grid.RATIO, -0.5 * COMPARED));
    /** A jump of slopes stays where the window shrinks, one of curvature halves in less than two steps. */
    private static final int CONFIRMED = 4;
    /** An accurate slope is known to a tenth, so that neither 0 nor its double is in the interval. */
    static final double ACCURATE = 0.1;

    /** The interval of the slope. */
    Interval slope() {
        return best.interval();
    }

    /** Whether the slope is known to a tenth of itself, or of another size. */
    boolean isAccurate(double size) {
        return slope().halfWidth() <= ACCURATE * Math.max(slope().largest(), size);
    }

    private static double error(List<Window> windows, int from, int at) {
        return windows.get(at).error() + bias(windows, from, at);
    }

    /** How far slopes that still change from scale to scale are off where they will end; the narrowest are compared with wider ones. */
    private static double bias(List<Window> windows, int from, int at) {
        boolean isNarrowest = at < from + COMPARED;
        int other = isNarrowest ? at + COMPARED : at - COMPARED;
        return other >= windows.size() ? 0
                : (isNarrowest ? SLOWEST - 1 : SLOWEST) * Math.abs(windows.get(at).slope() - windows.get(other).slope());
    }

    /** The run from window {@code from} to the one before {@code to}, all of them if no break follows. */
    static ScaleRun of(List<Window> windows, int from, int to, double rounding) {
        int end = to < windows.size() ? Math.max(from + 1, to - DROPPED) : to;
        int at = from;
        for (int i = from; i < end; i++) {
            boolean isQuiet = i < from + NARROWER || windows.get(i).noise() <= GROWTH * windows.get(i - NARROWER).noise() + rounding;
            at = isQuiet && error(windows, from, i) < error(windows, from, at) ? i : at;
        }
        Window best = windows.get(at);
        best = best.widened(bias(windows, from, at));
        Window near = windows.get(Math.max(from, at - CONFIRMED));
        boolean isKink = best.isKink() && near.isKink() && isSeenBy(windows.subList(0, at), best.jump());
        best = best.isKink() && !isKink ? best.widened(best.jump().largest()) : best;
        return new ScaleRun(windows.get(from).far(), windows.get(end - 1).far(), best, windows.get(Math.max(from, at - LESS_BIASED)), isKink);
    }

    /** Whether no narrower window excludes the jump: one at x is there at every scale. */
    private static boolean isSeenBy(List<Window> narrower, Interval jump) {
        return narrower.stream().allMatch(window -> window.jump().distance(jump.centre()) <= jump.halfWidth());
    }
}
