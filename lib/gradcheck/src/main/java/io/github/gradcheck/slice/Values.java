package io.github.gradcheck.slice;

import java.util.Arrays;

/**
 * One value of a {@linkplain Slice slice}: what was seen of it, and how far apart the numbers are that it can take.
 *
 * <p>These are doubles as a rule; or floats, half-precision numbers and others with fewer binary digits; or multiples of a power of two, where
 * larger terms have cancelled (1 − cos x); or those of another {@linkplain NumberGrid grid}.
 */
public final class Values {
    /** What rounds values. */
    public enum Rounding {
        /** They are doubles. */
        TO_DOUBLES,
        /** They are floats. */
        TO_FLOATS,
        /** They are multiples of a spacing, or numbers with fewer binary digits than floats. */
        TO_A_GRID
    }

    /** Slopes below this share of what f moves within step 0, over step 0, are nothing beside rounding inside f: chosen. */
    public static final double NEGLIGIBLE = 1e-10;
    /** So many values equal to f(x) are no coincidence: f takes the values of a grid. */
    private static final int COINCIDENCES = 3;
    private static final int DIGITS = Significand.DIGITS;
    private static final int FLOAT32_DIGITS = Significand.FLOAT32_DIGITS;
    /** A number with no more, such as 0.75 or a million, is as likely a double; one float in 256 has so few. */
    private static final int NICE_DIGITS = 16;
    /**
     * That the last z bits are 0 in all of n values has a probability of 2<sup>−z·n</sup>; a grid is selected from 2<sup>−20</sup> on, one in a million, and
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
    private double[] seenValues;
    private double even;

    /**
     * Of value r of a slice.
     *
     * @param fx the value at x, finite
     */
    public Values(Slice slice, int r, double fx) {
        this.slice = slice;
        this.r = r;
        this.fx = fx;
        this.largest = Math.abs(fx);
        this.digits = Significand.digits(fx);
    }

    /** Where they come from. */
    public Slice slice() {
        return slice;
    }

    /** f(x). */
    public double fx() {
        return fx;
    }

    /** f at x + h<sub>k</sub>; NaN where it is not defined. */
    public double above(int k) {
        return slice.above(k, r);
    }

    /** f at x − h<sub>k</sub>; NaN where it is not defined. */
    public double below(int k) {
        return slice.below(k, r);
    }

    /** f at a distance t from x, evaluated once. */
    public double at(double t) {
        return slice.at(t, r);
    }

    // ---- what was seen

    private void survey() {
        while (surveyed < slice.count()) {
            int k = slice.evaluated(surveyed++);
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
        digits = Math.max(digits, Significand.digits(value));
        largest = Math.max(largest, Math.abs(value));
        if (value != 0) {
            smallest = Math.min(smallest, Math.abs(value));
            lastBit = Math.min(lastBit, Significand.lastBit(value));
        }
        double moved = Math.abs(value - fx);
        secant = Math.max(secant, moved / h);
        double widest = slice.step(Grid.WIDE);
        steepness = h <= widest ? Math.max(steepness, moved / widest) : steepness;
    }

    /** The steepest secant from x to any node. */
    public double secant() {
        survey();
        return secant;
    }

    /** How far f moves within step 0, over that step: the steepest secant that rounding does not make, of what f does near x. */
    public double steepness() {
        survey();
        return steepness;
    }

    /** Slopes up to this size are nothing beside rounding inside f. */
    public double negligible() {
        return NEGLIGIBLE * steepness();
    }

    /** Whether f is defined at any node that was looked at. */
    public boolean isDefined() {
        survey();
        return seen > 0;
    }

    /** Whether every value that was seen is f(x) to the last bit. */
    public boolean isConstant() {
        survey();
        return plateau == seen;
    }

    /** How many different values were seen, f(x) among them. */
    public int distinct() {
        sort();
        return distinct;
    }

    /** The number of the widest step that was looked at up to which no value differs from f(x) by a bit; one more than any if there is none. */
    public int flatTo() {
        int moved = Grid.FARTHEST - 1;
        for (int i = 0; i < slice.count(); i++) {
            int k = slice.evaluated(i);
            moved = k > moved && (differs(above(k)) || differs(below(k))) ? k : moved;
        }
        int to = Grid.NEAREST + 1;
        for (int i = 0; i < slice.count(); i++) {
            int k = slice.evaluated(i);
            to = k > moved ? Math.min(to, k) : to;
        }
        return to;
    }

    /** Whether f is defined there, and not f(x) to the last bit. */
    public boolean differs(double value) {
        return !Double.isNaN(value) && value != fx;
    }

    // ---- what numbers f can take

    /** The spacing of the numbers that f can take where it is as large as this. */
    public double spacing(double size) {
        return Math.max(Math.ulp(size), grid(size));
    }

    /**
     * The spacing of a grid that is coarser than doubles, where f is as large as this; 0 if there is none. It is even, or, as that of floats and
     * half-precision numbers, in proportion to f.
     */
    public double grid(double size) {
        if (isConstant()) {
            return 0;
        }
        double relative = isCoincidence(DIGITS - digits) ? 0 : Math.scalb(Math.ulp(size), DIGITS - digits);
        // f(x) is one of the multiples, or there are none: of functions that go from 0 to 1 within a narrow step, only f(x) may lie in between.
        double last = fx == 0 ? lastBit : Math.min(lastBit, Significand.lastBit(fx));
        double binary = isCoincidence(last) ? 0 : last;
        return Math.max(Math.max(relative, binary), even());
    }

    /**
     * How coarse f may be where it stays f(x): rounding inside f is that of terms as large as the largest value seen farther off (log(1 + e<sup>x</sup>)),
     * or leaves values whose last bits are 0 (1 − cos x).
     */
    public double coarsest() {
        return isConstant() ? Math.max(Math.ulp(fx), single()) : Math.max(spacing(largest), Double.isFinite(lastBit) ? lastBit : 0);
    }

    /** The spacing of floats at f(x), if f(x) is one and not by chance: what is all that f takes near x may be rounded to floats, whatever it takes farther off; else 0. */
    public double single() {
        boolean isFloat = Significand.digits(fx) > NICE_DIGITS && Significand.digits(fx) <= FLOAT32_DIGITS;
        return isFloat ? Math.scalb(Math.ulp(fx), DIGITS - FLOAT32_DIGITS) : 0;
    }

    /** What rounds the values of f. */
    public Rounding rounding() {
        survey();
        boolean isGrid = grid(largest) > 0;
        return isGrid && digits == FLOAT32_DIGITS ? Rounding.TO_FLOATS : isGrid ? Rounding.TO_A_GRID : Rounding.TO_DOUBLES;
    }

    /** Whether so many last bits may be 0 in all values by chance. */
    private boolean isCoincidence(int bits) {
        return bits < FEWEST_BITS || bits * (distinct() - 1) < CHANCE;
    }

    /**
     * Whether all values may be multiples of this by chance: the bits that a value could have below it are 0, half as likely for each bit. Large values have
     * none.
     */
    private boolean isCoincidence(double multiple) {
        double least = fx == 0 ? smallest : Math.min(smallest, Math.abs(fx));
        int exponent = Math.getExponent(multiple);
        if (exponent - Math.getExponent(Math.ulp(least)) < FEWEST_BITS) {
            return true;
        }
        sort();
        int bits = 0;
        for (int i = 0; i < distinct; i++) {
            bits += seenValues[i] == 0 || seenValues[i] == fx ? 0 : Math.max(0, exponent - Math.getExponent(Math.ulp(seenValues[i])));
        }
        return bits < CHANCE;
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
                int k = slice.evaluated(i);
                if (k >= Grid.WIDEST == (pass == 0)) {
                    count = append(all, append(all, count, above(k)), below(k));
                }
            }
            near = pass == 0 ? count : near;
        }
        even = plateau < COINCIDENCES ? 0 : NumberGrid.spacing(Arrays.copyOf(all, near), fx);
        Arrays.sort(all, 0, count);
        distinct = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || all[i] != all[i - 1]) {
                all[distinct++] = all[i];
            }
        }
        seenValues = all;
    }

    private static int append(double[] all, int count, double value) {
        if (Double.isNaN(value)) {
            return count;
        }
        all[count] = value;
        return count + 1;
    }
}
