package io.github.gradcheck.numeric;

import java.util.Arrays;

/** One value of a {@linkplain Slice slice}: what was seen of it, and how far apart the numbers are that it can take. */
final class Values {
    /** So many values equal to f(x) are no coincidence: f takes the values of a grid. */
    private static final int COINCIDENCES = 3;
    /** In units of the rounding of the largest value: differences below are rounding, and a grid that fine is none. */
    private static final double ROUNDING = 16;
    private static final double COARSE = 1e6;
    /** How far a difference may be off a multiple of the grid's spacing. */
    private static final double MULTIPLE = 1e-6;
    private static final double LOOSEST = 1e-3;
    /** The smallest difference seen may be as many spacings. */
    private static final int PARTS = 20;

    /** Of the significand of a double, and of a float. */
    private static final int DIGITS = 53;
    private static final int FLOAT32_DIGITS = 24;
    /**
     * That the last z bits are 0 in all of n values has a probability of 2<sup>−z·n</sup>; a grid is believed from 2<sup>−20</sup> on, one in a million, and
     * from four bits on, for a finer one makes no difference.
     */
    private static final int CHANCE = 20;
    private static final int FEWEST_BITS = 4;

    private final Slice slice;
    private final int r;
    private final double fx;
    private int counted = -1;
    private int seen;
    private int distinct;
    private double largest;
    private double secant;
    private double steepness;
    private int digits;
    private double step;
    private double lastBit;

    Values(Slice slice, int r, double fx) {
        this.slice = slice;
        this.r = r;
        this.fx = fx;
    }

    Slice slice() {
        return slice;
    }

    /** f(x). */
    double fx() {
        return fx;
    }

    double above(int k) {
        return slice.above(k, r);
    }

    double below(int k) {
        return slice.below(k, r);
    }

    /** f at a distance t from x. */
    double at(double t) {
        return slice.at(t, r);
    }

    /** The spacing of the numbers that f can take here: that of doubles, of floats if it takes no other values, or of a coarser grid. */
    double spacing() {
        survey();
        return spacing(largest);
    }

    /** The spacing where f is as large as this. */
    double spacing(double size) {
        return Math.max(Math.ulp(size), grid(size));
    }

    /**
     * The spacing of a grid that is coarser than doubles, where f is as large as this; 0 if there is none. It is even, or, as that of floats and
     * half-precision numbers, in proportion to f.
     */
    double grid(double size) {
        survey();
        return Math.max(step, DIGITS - digits >= bits() ? Math.scalb(Math.ulp(size), DIGITS - digits) : 0);
    }

    /**
     * How coarse f may be where it stays f(x): rounding inside f is that of terms as large as the largest value seen farther off (log(1 + e<sup>x</sup>)),
     * or leaves values whose last bits are 0 (1 − cos x).
     */
    double coarsest() {
        survey();
        return Math.max(spacing(largest), lastBit);
    }

    /** How many last bits must be 0 in all values that were seen before that is no coincidence. */
    private int bits() {
        return Math.max(FEWEST_BITS, (int) Math.ceil(CHANCE / Math.max(1.0, distinct - 1)));
    }

    /** What rounds the values of f. */
    Derivative.Limit rounding() {
        survey();
        return digits == FLOAT32_DIGITS ? Derivative.Limit.FLOAT32 : grid(largest) > 0 ? Derivative.Limit.GRID : Derivative.Limit.ROUNDING;
    }

    /** The steepest secant from x to any node. */
    double secant() {
        survey();
        return secant;
    }

    /** How far f moves within step 0, over that step: the steepest secant that rounding does not make, of what f does near x. */
    double steepness() {
        survey();
        return steepness;
    }

    /** How many different values were seen. */
    int distinct() {
        survey();
        return distinct;
    }

    /** The number of the widest step that was looked at up to which no value differs from f(x) by a bit; one more than any if there is none. */
    int flatTo() {
        int to = Grid.NEAREST + 1;
        for (int k = Grid.NEAREST; k >= Grid.FARTHEST; k--) {
            if (slice.isLooked(k)) {
                if (differs(above(k)) || differs(below(k))) {
                    return to;
                }
                to = k;
            }
        }
        return to;
    }

    private boolean differs(double value) {
        return !Double.isNaN(value) && value != fx;
    }

    /** Whether f is defined at any node that was looked at. */
    boolean isDefined() {
        survey();
        return seen > 1;
    }

    private void survey() {
        if (counted == slice.count()) {
            return;
        }
        counted = slice.count();
        double[] all = new double[2 * counted + 1];
        double[] near = new double[2 * counted + 1];
        int nearby = 0;
        seen = 0;
        all[seen++] = fx;
        near[nearby++] = fx;
        largest = Math.abs(fx);
        digits = digits(fx);
        secant = 0;
        steepness = 0;
        for (int i = 0; i < counted; i++) {
            int k = slice.looked(i);
            int before = seen;
            seen += add(all, seen, above(k), slice.step(k));
            seen += add(all, seen, below(k), slice.step(k));
            for (int j = before; j < seen && k >= Grid.WIDEST; j++) {
                near[nearby++] = all[j];
            }
        }
        takeGrid(Arrays.copyOf(all, seen), Arrays.copyOf(near, nearby));
    }

    private int add(double[] all, int at, double value, double h) {
        if (Double.isNaN(value)) {
            return 0;
        }
        all[at] = value;
        digits = Math.max(digits, digits(value));
        largest = Math.max(largest, Math.abs(value));
        secant = Math.max(secant, Math.abs(value - fx) / h);
        double widest = slice.step(Grid.WIDE);
        steepness = h <= widest ? Math.max(steepness, Math.abs(value - fx) / widest) : steepness;
        return 1;
    }

    /**
     * Takes what grid the values lie on.
     *
     * @param near those at steps of up to ten times the size of x: of huge ones farther off nobody can say whether they are multiples
     */
    private void takeGrid(double[] values, double[] near) {
        Arrays.sort(values);
        Arrays.sort(near);
        distinct = 1;
        int plateau = -1;
        for (int i = 0; i < values.length; i++) {
            distinct += i > 0 && values[i] != values[i - 1] ? 1 : 0;
            plateau += values[i] == fx ? 1 : 0;
        }
        step = Math.max(binary(values), plateau >= COINCIDENCES ? divisor(near) : 0);
        digits = distinct > 1 ? digits : DIGITS;
    }

    /**
     * The largest power of two that divides every value but f(x), if it is far above the rounding of the smallest: what is computed as a
     * difference of larger terms keeps their spacing.
     */
    private double binary(double[] values) {
        double least = Double.POSITIVE_INFINITY;
        double smallest = Double.POSITIVE_INFINITY;
        for (double value : values) {
            if (value != fx && value != 0) {
                least = Math.min(least, lastBit(value));
                smallest = Math.min(smallest, Math.abs(value));
            }
        }
        lastBit = Double.isFinite(least) ? least : 0;
        return lastBit >= Math.scalb(Math.ulp(smallest), bits()) ? lastBit : 0;
    }

    /** The value of the last bit that is set. */
    private static double lastBit(double value) {
        return Math.scalb(Math.ulp(value), DIGITS - digits(value));
    }

    /** How many binary digits there are from the first to the last that is set; 1 for a power of two, 0 for 0. */
    private static int digits(double value) {
        long fraction = Double.doubleToRawLongBits(value) & 0xFFFFFFFFFFFFFL;
        return value == 0 ? 0 : DIGITS - Math.min(DIGITS - 1, Long.numberOfTrailingZeros(fraction));
    }

    /** The greatest common divisor of all differences, if there is one far above rounding; else 0. */
    private double divisor(double[] sorted) {
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
            double unit = gap / part;
            double error = rounding / gap;
            if (Arrays.stream(sorted).allMatch(value -> isMultiple(value, unit, error))) {
                return unit;
            }
        }
        return 0;
    }

    /** Whether a value is so many units away from f(x), where the unit may be off by a share of itself and the value by rounding. */
    private boolean isMultiple(double value, double unit, double error) {
        double count = (value - fx) / unit;
        double blurred = MULTIPLE + error * Math.abs(count) + ROUNDING * Math.ulp(value) / unit;
        return blurred <= LOOSEST && Math.abs(count - Math.rint(count)) <= blurred;
    }
}
