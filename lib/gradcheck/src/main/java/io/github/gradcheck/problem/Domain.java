package io.github.gradcheck.problem;

import java.util.Arrays;

/** Where the entries of an array may be moved to: a lower and an upper bound for each, and entries that are fixed. The arrays are not copied. */
final class Domain {
    private final double[] lower;
    private final double[] upper;
    private final boolean[] fixed;

    private Domain(double[] lower, double[] upper, boolean[] fixed) {
        this.lower = lower;
        this.upper = upper;
        this.fixed = fixed;
    }

    /** All numbers, for all of so many entries. */
    static Domain everywhere(int size) {
        return new Domain(filled(size, Double.NEGATIVE_INFINITY), filled(size, Double.POSITIVE_INFINITY), new boolean[size]);
    }

    private static double[] filled(int size, double value) {
        double[] all = new double[size];
        Arrays.fill(all, value);
        return all;
    }

    /**
     * The same with other bounds; an entry whose bounds are equal is fixed.
     *
     * @throws IllegalArgumentException if they are not as many as x has entries, or exclude x
     */
    Domain bounds(double[] low, double[] high, double[] x) {
        if (low.length != x.length) {
            throw new IllegalArgumentException("lower has length " + low.length + ", x has length " + x.length);
        }
        for (int i = 0; i < x.length; i++) {
            if (x[i] < low[i]) {
                throw new IllegalArgumentException("x[" + i + "] is " + x[i] + ", below its lower bound " + low[i]);
            }
            if (x[i] > high[i]) {
                throw new IllegalArgumentException("x[" + i + "] is " + x[i] + ", above its upper bound " + high[i]);
            }
        }
        return new Domain(low, high, fixed);
    }

    /** The same with the same bounds for every entry. */
    Domain bounds(double low, double high, double[] x) {
        return bounds(filled(x.length, low), filled(x.length, high), x);
    }

    /**
     * The same with more entries fixed.
     *
     * @throws IllegalArgumentException if one is no entry, or was fixed before
     */
    Domain fixed(int... entries) {
        boolean[] all = fixed.clone();
        for (int i : entries) {
            if (i < 0 || i >= all.length) {
                throw new IllegalArgumentException("entries has " + i + ", which is no entry of x: it has length " + all.length);
            }
            if (all[i]) {
                throw new IllegalArgumentException("entries has " + i + " more than once");
            }
            all[i] = true;
        }
        return new Domain(lower, upper, all);
    }

    /** The same with so many entries fixed, one after the other. */
    Domain fixed(int from, int size) {
        boolean[] all = fixed.clone();
        Arrays.fill(all, from, from + size, true);
        return new Domain(lower, upper, all);
    }

    /** That of so many of the entries. */
    Domain part(int from, int size) {
        return new Domain(Arrays.copyOfRange(lower, from, from + size), Arrays.copyOfRange(upper, from, from + size), Arrays.copyOfRange(fixed, from, from + size));
    }

    boolean isFixed(int i) {
        return fixed[i] || lower[i] == upper[i];
    }

    boolean contains(int i, double value) {
        return value >= lower[i] && value <= upper[i];
    }

    /** The nearest value that it may have. */
    double clamped(int i, double value) {
        return Math.max(lower[i], Math.min(upper[i], value));
    }

    double above(int i, double value) {
        return upper[i] - value;
    }

    double below(int i, double value) {
        return value - lower[i];
    }
}
