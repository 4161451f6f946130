package io.github.gradcheck.slice;

import java.util.Arrays;

/**
 * The even grid that numbers lie on, if they lie on one: the greatest common divisor of their differences.
 *
 * <p>Amounts rounded to cents, or a loss rounded to a tenth: every difference is a multiple of one spacing, as far as the rounding of doubles
 * lets that be seen.
 */
public final class NumberGrid {
    /** In units in the last place: differences below are rounding. */
    private static final double ROUNDING = 16;
    /** In units of that rounding: a grid that fine is none. */
    private static final double COARSE = 1e6;
    /** How far a difference may be off a multiple of the spacing: a chance of two in a million for each of them. */
    private static final double MULTIPLE = 1e-6;
    /** Where rounding blurs the multiples more than this, nothing can be seen. */
    private static final double LOOSEST = 1e-3;
    /** The smallest difference seen may be as many spacings. */
    private static final int PARTS = 20;

    private NumberGrid() {
    }

    /** The spacing of a grid through {@code origin} that holds all of these numbers; 0 if there is none far above rounding. */
    static double spacing(double[] numbers, double origin) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        double gap = Double.POSITIVE_INFINITY;
        double rounding = 0;
        for (int i = 1; i < sorted.length; i++) {
            double difference = sorted[i] - sorted[i - 1];
            double blurred = ROUNDING * Math.ulp(Math.max(Math.abs(sorted[i]), Math.abs(sorted[i - 1])));
            if (difference > blurred && difference < gap) {
                gap = difference;
                rounding = blurred;
            }
        }
        for (int part = 1; part <= PARTS && Double.isFinite(gap) && gap > COARSE * rounding; part++) {
            if (areMultiples(sorted, origin, gap / part, rounding / gap)) {
                return gap / part;
            }
        }
        return 0;
    }

    private static boolean areMultiples(double[] numbers, double origin, double unit, double error) {
        for (double number : numbers) {
            if (!isMultiple(number, origin, unit, error)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a number is so many units away from the origin, where the unit may be off by a share of itself and the number by rounding. */
    private static boolean isMultiple(double number, double origin, double unit, double error) {
        double count = (number - origin) / unit;
        double blurred = MULTIPLE + error * Math.abs(count) + ROUNDING * Math.ulp(number) / unit;
        return blurred <= LOOSEST && Math.abs(count - Math.rint(count)) <= blurred;
    }
}
