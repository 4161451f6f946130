package io.github.gradcheck.numeric;

import java.util.Arrays;

/** One value of a {@linkplain Slice slice}: what was seen of it, and how far apart the numbers are that it can take. */
final class Values {
    /** So many values equal to f(x) are no coincidence: f takes the values of a grid. */
    private static final int COINCIDENCES = 3;
    /** In units of the rounding of the largest value: differences below are rounding, and a grid that fine is none. */
    private static final double ROUNDING = 16;
    private static final double COARSE = 1024;
    /** How far a difference may be off a multiple of the grid's spacing. */
    private static final double MULTIPLE = 1e-3;
    /** The smallest difference seen may be two or three spacings. */
    private static final int PARTS = 3;

    private final Slice slice;
    private final int r;
    private final double fx;
    private int counted = -1;
    private double largest;
    private double quantum;
    private double secant;
    private double steepness;
    private int distinct;
    private boolean isSingle;
    private int seen;

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

    /** The largest |f| seen. */
    double largest() {
        survey();
        return largest;
    }

    /** The spacing of the numbers that f can take here: that of doubles, of floats if it takes no other values, or of a coarser grid. */
    double spacing() {
        survey();
        return Math.max(Math.ulp(largest), quantum);
    }

    /** The spacing of floats or of a coarser grid; 0 if f takes the values of doubles. */
    double quantum() {
        survey();
        return quantum;
    }

    /** What rounds the values of f. */
    Derivative.Limit rounding() {
        survey();
        return quantum == 0 ? Derivative.Limit.ROUNDING : isSingle ? Derivative.Limit.FLOAT32 : Derivative.Limit.GRID;
    }

    /** The steepest secant from x to any node. */
    double secant() {
        survey();
        return secant;
    }

    /** The steepest secant from x to a node at the distance of step 0 or farther, where rounding makes none. */
    double steepness() {
        survey();
        return steepness;
    }

    /** How many different values were seen. */
    int distinct() {
        survey();
        return distinct;
    }

    /** Whether no value that was seen differs from f(x) by a bit, and some were. */
    boolean isFlat() {
        return distinct() == 1 && seen > 1;
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
        int n = 0;
        all[n++] = fx;
        int plateau = 0;
        isSingle = (float) fx == fx;
        largest = Math.abs(fx);
        secant = 0;
        steepness = 0;
        for (int i = 0; i < counted; i++) {
            int k = slice.looked(i);
            double h = slice.step(k);
            for (int side = 0; side < 2; side++) {
                double value = side == 0 ? above(k) : below(k);
                if (!Double.isNaN(value)) {
                    all[n++] = value;
                    isSingle &= (float) value == value;
                    largest = Math.max(largest, Math.abs(value));
                    plateau += value == fx ? 1 : 0;
                    secant = Math.max(secant, Math.abs(value - fx) / h);
                    steepness = Math.max(steepness, Math.abs(value - fx) / Math.max(h, slice.step(Grid.WIDE)));
                }
            }
        }
        seen = n;
        double[] sorted = Arrays.copyOf(all, n);
        Arrays.sort(sorted);
        distinct = 1;
        for (int i = 1; i < n; i++) {
            distinct += sorted[i] != sorted[i - 1] ? 1 : 0;
        }
        quantum = Math.max(isSingle ? Math.ulp((float) largest) : 0, plateau < COINCIDENCES ? 0 : divisor(sorted));
    }

    /** The greatest common divisor of all differences, if there is one far above rounding; else 0. */
    private double divisor(double[] sorted) {
        double rounding = ROUNDING * Math.ulp(largest);
        double gap = Double.POSITIVE_INFINITY;
        for (int i = 1; i < sorted.length; i++) {
            double difference = sorted[i] - sorted[i - 1];
            gap = difference > rounding ? Math.min(gap, difference) : gap;
        }
        for (int part = 1; part <= PARTS && Double.isFinite(gap) && gap > COARSE * rounding; part++) {
            double unit = gap / part;
            if (Arrays.stream(sorted).allMatch(value -> isMultiple((value - fx) / unit))) {
                return unit;
            }
        }
        return 0;
    }

    private static boolean isMultiple(double count) {
        return Math.abs(count - Math.rint(count)) <= MULTIPLE;
    }
}
