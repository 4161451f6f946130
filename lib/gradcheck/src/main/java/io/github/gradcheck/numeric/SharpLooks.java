package io.github.gradcheck.numeric;

/** The sharpest of a few extrapolations, where nothing is claimed of the slope and f is smooth: what {@link Derivative#of} gives. */
final class SharpLooks {
    /** The narrowest step, and how many: from wide, sharp looks to narrow ones that meet no kink or wave nearby. */
    private static final int[][] LOOKS = {{10, 4}, {16, 4}, {24, 4}, {34, 3}};
    /** The widest step of the first. */
    private static final int WIDEST = 10 - 3 * Extrapolation.APART;
    /** Only a smooth function gives a slope that sharp. */
    private static final double SMOOTH = 1e-9;
    /** A mean slope over some hundredths of x that differs by so much from the slope at x shows a wave, a kink or a jump nearby. */
    private static final double ANOTHER_SLOPE = 0.5;

    private SharpLooks() {
    }

    /** The slope, or those of a kink; null if f is neither so smooth nor has a kink that is seen. */
    static Derivative slope(Values values) {
        Look best = null;
        for (int[] steps : LOOKS) {
            Look look = best == null || !isSmooth(best) ? Look.at(values, steps[0], steps[1]) : null;
            best = look != null && !(best != null && best.error() <= look.error()) ? look : best;
        }
        if (best == null) {
            return null;
        }
        Derivative kink = Confirmation.isKink(best) ? Confirmation.kink(values, best, Look.at(values, 2 * FirstLooks.NARROW, 2)) : null;
        boolean isSlope = !best.isFlat() && isSmooth(best) && !isOtherFartherOff(values, best);
        return kink != null ? kink : isSlope ? Derivative.smooth(best, values) : null;
    }

    private static boolean isSmooth(Look look) {
        return look.error() <= SMOOTH * Math.abs(look.slope());
    }

    /** Whether f goes elsewhere over the widest step than a narrow look says: it may have seen one tooth of a saw. */
    private static boolean isOtherFartherOff(Values values, Look look) {
        double wide = (values.above(WIDEST) - values.below(WIDEST)) / 2 / values.slice().distance(WIDEST);
        return look.k() != LOOKS[0][0] && Math.abs(wide - look.slope()) > ANOTHER_SLOPE * Math.abs(look.slope());
    }
}
