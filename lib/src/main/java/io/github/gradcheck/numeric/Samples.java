package io.github.gradcheck.numeric;

import java.util.Arrays;

/**
 * The values of a curve, each computed once, however many derivatives ask for it.
 *
 * <p>May be used again for another curve of the same width, so that the loop over the entries of an array allocates nothing.
 */
public final class Samples {
    /** A function of one variable with one or several values. */
    @FunctionalInterface
    public interface Curve {
        /**
         * Writes the values at t.
         *
         * @param t the variable
         * @param values where the values go, from {@code offset} on
         * @param offset the position of the first value
         */
        void at(double t, double[] values, int offset);
    }

    private final int width;
    private double[] places = new double[8];
    private double[] values;
    private int count;
    private int next;
    private Curve curve;

    /**
     * Room for the values of curves with {@code width} values at each place.
     *
     * @throws IllegalArgumentException if width is not positive
     */
    public Samples(int width) {
        if (width < 1) {
            throw new IllegalArgumentException("width must be positive: " + width);
        }
        this.width = width;
        this.values = new double[places.length * width];
    }

    /** How many values the curve has at each place. */
    int width() {
        return width;
    }

    /** Forgets all values and turns to another curve; returns this object. */
    public Samples of(Curve other) {
        curve = other;
        count = 0;
        next = 0;
        return this;
    }

    /** Value number {@code k} at t. */
    public double value(double t, int k) {
        int known = find(t);
        if (known >= 0) {
            next = known + 1;
            return values[known * width + k];
        }
        if (count == places.length) {
            places = Arrays.copyOf(places, 2 * count);
            values = Arrays.copyOf(values, 2 * count * width);
        }
        curve.at(t, values, count * width);
        places[count++] = t;
        next = count;
        return values[(count - 1) * width + k];
    }

    boolean knows(double t) {
        return find(t) >= 0;
    }

    /** Every value of a curve is measured at the same places in the same order: the next is nearly always the one asked for. */
    private int find(double t) {
        if (next < count && places[next] == t) {
            return next;
        }
        for (int i = 0; i < count; i++) {
            if (places[i] == t) {
                return i;
            }
        }
        return -1;
    }

    /** How often the curve was evaluated since it was set. */
    public int evaluations() {
        return count;
    }
}
