package io.github.gradcheck.numeric;

import java.util.Arrays;

/**
 * The values of a curve, each computed once, however many derivatives ask for it.
 *
 * <p>May be used again for another curve of the same width, so that the loop over the entries of an array allocates nothing.
 */
public final class Samples {
    private final int width;
    private double[] places = new double[8];
    private double[] values;
    private int count;
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

    /** Forgets all values and turns to another curve; returns this object. */
    public Samples of(Curve next) {
        curve = next;
        count = 0;
        return this;
    }

    /** Value number {@code k} at t. */
    public double value(double t, int k) {
        // A handful of places, a few dozen where a derivative is hard: a search from the newest beats a map.
        for (int i = count - 1; i >= 0; i--) {
            if (places[i] == t) {
                return values[i * width + k];
            }
        }
        if (count == places.length) {
            places = Arrays.copyOf(places, 2 * count);
            values = Arrays.copyOf(values, 2 * count * width);
        }
        curve.at(t, values, count * width);
        places[count] = t;
        return values[count++ * width + k];
    }

    /** How often the curve was evaluated since it was set. */
    public int evaluations() {
        return count;
    }
}
