package io.github.gradcheck.slice;

/**
 * The geometric grid of steps h<sub>k</sub> = 0.1236·X·1.45<sup>−k</sup>, k = −12 … 65, where X is the size of x: from 10·X down to 4e-12·X.
 *
 * <p>A ratio of 1.45 gives a window of eight steps a span of 13.5, wide enough to tell u from u³ and u⁵. Neither number is a power of two
 * or ten, which are periods of too many functions. Neither is critical: see {@code method.md}.
 */
public final class Grid {
    /** Of neighbouring steps. */
    public static final double RATIO = 1.45;
    /** Steps from here on are narrow: at the widest of them a function changes by about a tenth of what it does over its own length. */
    public static final int WIDE = 0;
    /** Ten times the size of x. */
    public static final int WIDEST = -12;
    /** The narrowest step that is looked at as a rule. */
    public static final int NARROWEST = 65;
    /** Where x is small beside the size of its array, or there is a kink that may lie beside x. */
    public static final int NEAREST = 140;
    /** At x = 0 the rounding of x sets no limit: 2e-15 of the size of x. */
    public static final int NEAREST_TO_ZERO = 85;
    /** Where f is 0 throughout, it is followed out to here, 5e10 times the size of x, for the size of what it is rounded from. */
    public static final int FARTHEST = -72;

    private static final double FIRST = 0.1236;
    private static final double[] STEPS = new double[NEAREST - FARTHEST + 1];

    static {
        for (int k = FARTHEST; k <= NEAREST; k++) {
            STEPS[k - FARTHEST] = FIRST * Math.pow(RATIO, -k);
        }
    }

    private Grid() {
    }

    /** The step number k for an x of size 1. */
    public static double step(int k) {
        return STEPS[k - FARTHEST];
    }

    /** The number of the narrowest step that is at least as wide as {@code least}, for an x of size 1; below {@link #WIDEST} if none is. */
    public static int narrowest(double least) {
        int k = least <= 0 ? NEAREST : (int) Math.floor(Math.log(FIRST / least) / Math.log(RATIO));
        return Math.max(WIDEST - 1, Math.min(NEAREST, k));
    }
}
