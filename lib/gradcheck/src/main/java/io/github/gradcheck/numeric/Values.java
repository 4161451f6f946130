package io.github.gradcheck.numeric;

import java.util.Arrays;

/**
 * One value of a {@linkplain Slice slice}: what was seen of it, and how far apart the numbers are that it can take.
 *
 * <p>These are doubles as a rule; or floats, half-precision numbers and others with fewer binary digits; or multiples of a power of two, where
 * larger terms have cancelled (1 − cos x); or those of another {@linkplain NumberGrid grid}.
 */
final class Values {
    /** So many values equal to f(x) are no coincidence: f takes the values of a grid. */
    private static final int COINCIDENCES = 3;
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
    private int surveyed;
    private int seen;
    private int plateau;
    private int digits;
    private double largest;
    private double smallest = Double.POSITIVE_INFINITY;
    private double lastBit = Double.POSITIVE_INFINITY;
    private double secant;
    private double steepness;
    /** What takes sorting is found when asked for, and again when more was seen. */
    private int sorted = -1;
    private int distinct;
    private double even;

    Values(Slice slice, int r, double fx) {
        this.slice = slice;
        this.r = r;
        this.fx = fx;
        this.largest = Math.abs(fx);
        this.digits = digits(fx);
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

    // ---- what was seen

    private void survey() {
        while (surveyed < slice.count()) {
            int k = slice.looked(surveyed++);
            add(above(k), slice.step(k));
            add(below(k), slice.step(k));
        }
    }

    private void add(double value, double h) {
        if (Double.isNaN(value)) {
            return;
        }
        seen++;
        if (value == fx) {
            plateau++;
            return;
        }
        digits = Math.max(digits, digits(value));
        largest = Math.max(largest, Math.abs(value));
        if (value != 0) {
            smallest = Math.min(smallest, Math.abs(value));
            lastBit = Math.min(lastBit, lastBit(value));
        }
        double moved = Math.abs(value - fx);
        secant = Math.max(secant, moved / h);
        double widest = slice.step(Grid.WIDE);
        steepness = h <= widest ? Math.max(steepness, moved / widest) : steepness;
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

    /** Slopes up to this size are nothing beside rounding inside f. */
    double negligible() {
        return SlopeMeter.NEGLIGIBLE * steepness();
    }

    /** Whether f is defined at any node that was looked at. */
    boolean isDefined() {
        survey();
        return seen > 0;
    }

    /** Whether every value that was seen is f(x) to the last bit. */
    boolean isConstant() {
        survey();
        return plateau == seen;
    }

    /** How many different values were seen, f(x) among them. */
    int distinct() {
        sort();
        return distinct;
    }

    /** The number of the widest step that was looked at up to which no value differs from f(x) by a bit; one more than any if there is none. */
    int flatTo() {
        int moved = Grid.FARTHEST - 1;
        for (int i = 0; i < slice.count(); i++) {
            int k = slice.looked(i);
            moved = k > moved && (differs(above(k)) || differs(below(k))) ? k : moved;
        }
        int to = Grid.NEAREST + 1;
        for (int i = 0; i < slice.count(); i++) {
            int k = slice.looked(i);
            to = k > moved ? Math.min(to, k) : to;
        }
        return to;
    }

    /** Whether f is defined there, and not f(x) to the last bit. */
    boolean differs(double value) {
        return !Double.isNaN(value) && value != fx;
    }

    // ---- what numbers f can take

    /** The spacing of the numbers that f can take where it is as large as this. */
    double spacing(double size) {
        return Math.max(Math.ulp(size), grid(size));
    }

    /**
     * The spacing of a grid that is coarser than doubles, where f is as large as this; 0 if there is none. It is even, or, as that of floats and
     * half-precision numbers, in proportion to f.
     */
    double grid(double size) {
        survey();
        if (isConstant()) {
            return 0;
        }
        double relative = isCoincidence(DIGITS - digits) ? 0 : Math.scalb(Math.ulp(size), DIGITS - digits);
        // f(x) is one of the multiples, or there are none: of functions that go from 0 to 1 within a narrow step, only f(x) may lie in between.
        double last = fx == 0 ? lastBit : Math.min(lastBit, lastBit(fx));
        double least = fx == 0 ? smallest : Math.min(smallest, Math.abs(fx));
        double binary = isCoincidence(Math.getExponent(last) - Math.getExponent(Math.ulp(least))) ? 0 : last;
        return Math.max(Math.max(relative, binary), even());
    }

    /**
     * How coarse f may be where it stays f(x): rounding inside f is that of terms as large as the largest value seen farther off (log(1 + e<sup>x</sup>)),
     * or leaves values whose last bits are 0 (1 − cos x). The only value that f takes may be a float by chance, or one of floats.
     */
    double coarsest() {
        survey();
        if (isConstant()) {
            return fx != 0 && digits <= FLOAT32_DIGITS ? Math.scalb(Math.ulp(fx), DIGITS - FLOAT32_DIGITS) : Math.ulp(fx);
        }
        return Math.max(spacing(largest), Double.isFinite(lastBit) ? lastBit : 0);
    }

    /** What rounds the values of f. */
    Derivative.Limit rounding() {
        survey();
        boolean isGrid = grid(largest) > 0;
        return isGrid && digits == FLOAT32_DIGITS ? Derivative.Limit.FLOAT32 : isGrid ? Derivative.Limit.GRID : Derivative.Limit.ROUNDING;
    }

    /** Whether so many last bits may be 0 in all values by chance. */
    private boolean isCoincidence(int bits) {
        return bits < FEWEST_BITS || bits * (distinct() - 1) < CHANCE;
    }

    private double even() {
        if (plateau < COINCIDENCES) {
            return 0;
        }
        sort();
        return even;
    }

    private void sort() {
        survey();
        if (sorted == surveyed) {
            return;
        }
        sorted = surveyed;
        double[] all = new double[2 * surveyed + 1];
        int count = 0;
        int near = 0;
        all[count++] = fx;
        // Those at steps of up to ten times the size of x come first: of huge ones farther off nobody can say whether they are multiples.
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < surveyed; i++) {
                int k = slice.looked(i);
                if (k >= Grid.WIDEST == (pass == 0)) {
                    count = append(all, append(all, count, above(k)), below(k));
                }
            }
            near = pass == 0 ? count : near;
        }
        even = plateau < COINCIDENCES ? 0 : NumberGrid.spacing(Arrays.copyOf(all, near), fx);
        distinct = distinct(all, count);
    }

    private static int distinct(double[] all, int count) {
        Arrays.sort(all, 0, count);
        int found = 1;
        for (int i = 1; i < count; i++) {
            found += all[i] != all[i - 1] ? 1 : 0;
        }
        return found;
    }

    private static int append(double[] all, int count, double value) {
        if (Double.isNaN(value)) {
            return count;
        }
        all[count] = value;
        return count + 1;
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
}
