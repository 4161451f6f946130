package io.github.gradcheck.numeric;

import io.github.gradcheck.slice.Values;
import io.github.gradcheck.slice.Extrapolation;

/** The most accurate of a few difference estimates, where nothing is claimed of the slope and f is smooth: what {@link Derivative#of} gives. */
final class AccurateEstimates {
    /** The narrowest step, and how many: from wide, accurate estimates to narrow ones that meet no kink or wave nearby. */
    private static final int[][] STEPS = {{10, 4}, {16, 4}, {24, 4}, {34, 3}};
    /** The widest step of the first. */
    private static final int WIDEST = 10 - 3 * Extrapolation.APART;
    /** Only a smooth function gives a slope that accurate. */
    private static final double SMOOTH = 1e-9;
    /** A mean slope over some hundredths of x that differs by so much from the slope at x shows a wave, a kink or a jump nearby. */
    private static final double ANOTHER_SLOPE = 0.5;

    /** A kink must show at a step that is so near as well. */
    private static final int NEAR = 48;

    private AccurateEstimates() {
    }

    /** The slope, or those of a kink; null if f is neither so smooth nor has a kink that is seen. */
    static Derivative slope(Values values) {
        DifferenceEstimate best = null;
        for (int[] steps : STEPS) {
            DifferenceEstimate estimate = best == null || !isSmooth(best) ? DifferenceEstimate.at(values, steps[0], steps[1]) : null;
            best = estimate != null && !(best != null && best.error() <= estimate.error()) ? estimate : best;
        }
        if (best == null) {
            return null;
        }
        Derivative kink = best.isKink(Confirmation.FAR_OUTSIDE) ? Confirmation.kink(values, best, DifferenceEstimate.at(values, NEAR, 2)) : null;
        boolean isSlope = !best.isFlat() && isSmooth(best) && !isOtherFartherOff(values, best);
        return kink != null ? kink : isSlope ? Derivative.smooth(best, values) : null;
    }

    private static boolean isSmooth(DifferenceEstimate estimate) {
        return estimate.error() <= SMOOTH * Math.abs(estimate.slope());
    }

    /** Whether f goes elsewhere over the widest step than a narrow estimate says: it may have seen one piece between two jumps. */
    private static boolean isOtherFartherOff(Values values, DifferenceEstimate estimate) {
        double wide = (values.above(WIDEST) - values.below(WIDEST)) / 2 / values.slice().distance(WIDEST);
        return estimate.k() != STEPS[0][0] && Math.abs(wide - estimate.slope()) > ANOTHER_SLOPE * Math.abs(estimate.slope());
    }
}
