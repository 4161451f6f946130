package io.github.gradcheck.slice;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The values of t ↦ f(x + t·v) at the nodes x ± h<sub>k</sub> of one {@linkplain Grid grid}, each computed once, when first asked for.
 *
 * <p>An entry of an array and a direction through many are the same thing here. A function with several values has one slice, and each of
 * its values reads the same nodes. May be used again for another x, so that a loop over the entries of an array allocates nothing.
 */
public final class Slice {
    /** A function of one variable with one or several values. */
    @FunctionalInterface
    public interface Curve {
        /**
         * Writes the values at t; NaN where f is not defined.
         *
         * @param t the variable
         * @param values where the values go, from {@code offset} on
         * @param offset the position of the first value
         */
        void at(double t, double[] values, int offset);
    }

    /**
     * In units of the rounding of x: a step is moved by at most 1/128 of itself where x ± h is rounded, so that the nodes of neighbouring
     * steps keep their order and their distances to a hundredth.
     */
    private static final double COARSE_X = 64;
    /** A function may have the length of x, or that of its array. */
    private static final double BESIDE_X = 1e-3;
    /** Most slices are looked at in a few steps only. */
    private static final int FEW = 8;
    private static final int NODES = Grid.NEAREST - Grid.FARTHEST + 1;

    private final int width;
    private double[] above;
    private double[] below;
    private double[] distances = new double[FEW];
    private final Map<Double, double[]> elsewhere = new HashMap<>();
    /** Where the values of a step are, from 1 on in the order in which they were asked for; 0 if they were not. */
    private final short[] places = new short[NODES];
    private int[] order = new int[FEW];
    private int count;
    private Curve curve;
    private double x;
    private double scale;
    private double rounding;

    /**
     * Room for the values of functions with {@code width} values.
     *
     * @throws IllegalArgumentException if width is not positive
     */
    public Slice(int width) {
        if (width < 1) {
            throw new IllegalArgumentException("width must be positive: " + width);
        }
        this.width = width;
        this.above = new double[FEW * width];
        this.below = new double[FEW * width];
    }

    /**
     * Forgets all values and turns to the neighbourhood of x, an entry of an array; returns this object.
     *
     * @param other the function
     * @param point where
     * @param size the size of x, |x| or that of the other entries of its array; 1 if all are 0
     */
    public Slice of(Curve other, double point, double size) {
        return of(other, point, size, Math.ulp(point));
    }

    /**
     * Forgets all values and turns to the neighbourhood of x; returns this object.
     *
     * @param other the function
     * @param point where
     * @param size the size of x: the grid's unit
     * @param spacing how far apart the points are that f can be evaluated at
     */
    public Slice of(Curve other, double point, double size, double spacing) {
        for (int i = 0; i < count; i++) {
            places[order[i]] = 0;
        }
        count = 0;
        elsewhere.clear();
        curve = other;
        x = point;
        scale = size;
        rounding = spacing;
        return this;
    }

    /** The size of x. */
    public double scale() {
        return scale;
    }

    /** How far apart the points are that f can be evaluated at. */
    public double rounding() {
        return rounding;
    }

    /** The narrowest step that is looked at as a rule: 4e-12 of the size of x, or a thousandth of a smaller x. */
    public int narrowest() {
        return Math.min(nearest(), Math.max(Grid.NARROWEST, x == 0 ? 0 : Grid.narrowest(BESIDE_X * Math.abs(x) / scale)));
    }

    /** The narrowest step whose nodes x ± h are not blurred by the rounding of x. */
    public int nearest() {
        return x == 0 ? Grid.NEAREST_TO_ZERO : Grid.narrowest(COARSE_X * rounding / scale);
    }

    /** Whether the nodes of step k, as near as x ± h may be, are not blurred by the rounding of x. */
    public boolean isResolved(int k) {
        return x == 0 ? k <= Grid.NEAREST_TO_ZERO : step(k) >= COARSE_X * rounding;
    }

    /** The step number k, in the units of x. */
    public double step(int k) {
        return scale * Grid.step(k);
    }

    /** Evaluates f at x ± h<sub>k</sub>, unless that was done before. */
    public void evaluate(int k) {
        int node = k - Grid.FARTHEST;
        if (places[node] != 0) {
            return;
        }
        if (count == order.length) {
            grow();
        }
        double hi = x + step(k);
        double lo = x - step(k);
        curve.at(hi, above, count * width);
        curve.at(lo, below, count * width);
        distances[count] = Double.isInfinite(hi) || Double.isInfinite(lo) ? step(k) : hi / 2 - lo / 2;
        order[count++] = node;
        places[node] = (short) count;
    }

    private void grow() {
        above = Arrays.copyOf(above, 2 * above.length);
        below = Arrays.copyOf(below, 2 * below.length);
        distances = Arrays.copyOf(distances, 2 * distances.length);
        order = Arrays.copyOf(order, 2 * order.length);
    }

    /** Whether f was evaluated at x ± h<sub>k</sub>. */
    public boolean isEvaluated(int k) {
        return places[k - Grid.FARTHEST] != 0;
    }

    /** How many steps were looked at. */
    public int count() {
        return count;
    }

    /** The number of the step that was looked at as the i-th. */
    public int evaluated(int i) {
        return order[i] + Grid.FARTHEST;
    }

    /** Value r at x + h<sub>k</sub>; NaN where it is not finite. */
    public double above(int k, int r) {
        return finite(above[place(k) * width + r]);
    }

    /** Value r at x − h<sub>k</sub>; NaN where it is not finite. */
    public double below(int k, int r) {
        return finite(below[place(k) * width + r]);
    }

    /** Half the distance of both nodes that the floats really have. */
    public double distance(int k) {
        return distances[place(k)];
    }

    private int place(int k) {
        return places[k - Grid.FARTHEST] - 1;
    }

    private static double finite(double value) {
        return Double.isInfinite(value) ? Double.NaN : value;
    }

    /** Value r at any distance t from x, which no node has, computed once for all values; NaN where it is not finite. */
    public double at(double t, int r) {
        return finite(elsewhere.computeIfAbsent(t, distance -> {
            double[] values = new double[width];
            curve.at(x + distance, values, 0);
            return values;
        })[r]);
    }

    /** How often f was evaluated since it was set. */
    public int evaluations() {
        return 2 * count + elsewhere.size();
    }

    @Override
    public String toString() {
        return "Slice at " + x + ", " + Arrays.toString(Arrays.copyOf(order, count));
    }
}
