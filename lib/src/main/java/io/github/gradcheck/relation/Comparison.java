package io.github.gradcheck.relation;

import io.github.gradcheck.ndarray.Shape;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** The analytic and the numeric gradient of one array; for a function with several outputs, of one output after the other. */
public final class Comparison {
    /** Two values that agree to so many digits are taken for the same: measured ones have at least that many. */
    private static final double SAME = 1e-6;

    /** A difference has fewer digits than the values that it is taken of. */
    private static final double SAME_DIFFERENCE = 1e-5;

    private static final int FEWEST_EXPLAINED = 3;

    private final String name;
    private final int[] shape;
    private final double[] analytic;
    private final double[] numeric;
    private final double[] allowed;
    private final double[] parameter;
    /** Asked for at every entry of arrays that may have a million. */
    private final double largest;

    /**
     * The arrays are not copied.
     *
     * @param name the name of the array
     * @param shape its shape
     * @param analytic the gradient under test, row-major, [output][entry]
     * @param numeric the measured gradient; NaN where nothing could be measured
     * @param allowed how far each entry may be off
     * @param parameter the entries of the array itself
     */
    public Comparison(String name, int[] shape, double[] analytic, double[] numeric, double[] allowed, double[] parameter) {
        this.name = name;
        this.shape = shape;
        this.analytic = analytic;
        this.numeric = numeric;
        this.allowed = allowed;
        this.parameter = parameter;
        this.largest = Arrays.stream(numeric).filter(value -> !Double.isNaN(value)).map(Math::abs).max().orElse(0);
    }

    String name() {
        return name;
    }

    int[] shape() {
        return shape;
    }

    double[] analytic() {
        return analytic;
    }

    double[] numeric() {
        return numeric;
    }

    double[] allowed() {
        return allowed;
    }

    double[] parameter() {
        return parameter;
    }

    int size() {
        return analytic.length;
    }

    int outputs() {
        return analytic.length / Math.max(1, parameter.length);
    }

    /** As a matrix: a Jacobian of several outputs, or the array with all but its last axis taken together. */
    int columns() {
        return outputs() > 1 ? parameter.length : shape.length < 2 ? size() : shape[shape.length - 1];
    }

    int rows() {
        return size() / columns();
    }

    boolean isMeasured(int i) {
        return !Double.isNaN(numeric[i]);
    }

    boolean isWrong(int i) {
        return isMeasured(i) && !(Math.abs(analytic[i] - numeric[i]) <= allowed[i]);
    }

    boolean isZero(int i) {
        return Math.abs(numeric[i]) <= Math.max(allowed[i], SAME * largest * 1e-6);
    }

    /** The largest size of a measured derivative. */
    double largest() {
        return largest;
    }

    int countWrong() {
        int wrong = 0;
        for (int i = 0; i < size(); i++) {
            wrong += isWrong(i) ? 1 : 0;
        }
        return wrong;
    }

    /** Whether {@code expected} is the analytic value of entry i, when it is made from values with errors {@code slack} times as large. */
    boolean matches(int i, double expected, double slack) {
        double size = Math.max(Math.abs(analytic[i]), Math.abs(expected));
        return Math.abs(analytic[i] - expected) <= Math.max(slack * allowed[i], SAME * size);
    }

    /**
     * Whether the analytic value of every entry that could be measured is what the function says. Where it says nothing, because only
     * some entries were measured, at least three that are wrong must be explained, or all.
     */
    boolean allMatch(IntToDoubleFunction expected, double slack) {
        int explained = 0;
        for (int i = 0; i < size(); i++) {
            double value = expected.applyAsDouble(i);
            if (isMeasured(i) && !Double.isNaN(value)) {
                if (!matches(i, value, slack)) {
                    return false;
                }
                explained += isWrong(i) ? 1 : 0;
            }
        }
        return explained >= Math.min(FEWEST_EXPLAINED, countWrong());
    }

    /** How many different values there are, zero not counted. */
    static int distinct(double[] values) {
        double[] sorted = Arrays.stream(values).filter(value -> !Double.isNaN(value) && value != 0).sorted().toArray();
        int distinct = 0;
        for (int i = 0; i < sorted.length; i++) {
            distinct += i == 0 || Math.abs(sorted[i] - sorted[i - 1]) > SAME * Math.abs(sorted[i]) ? 1 : 0;
        }
        return distinct;
    }

    /** "12 entries", or "12 measured entries" of an array of which only some were measured. */
    String entries(int count) {
        return count + (countMeasured() < size() ? " measured entries" : " entries");
    }

    double difference(int i) {
        return analytic[i] - numeric[i];
    }

    /** Whether analytic − numeric is what the function says, in every entry that could be measured. */
    boolean differenceIs(IntToDoubleFunction expected) {
        double most = 0;
        for (int i = 0; i < size(); i++) {
            most = isMeasured(i) ? Math.max(most, Math.abs(difference(i))) : most;
        }
        for (int i = 0; i < size(); i++) {
            if (isMeasured(i) && !(Math.abs(difference(i) - expected.applyAsDouble(i)) <= Math.max(2 * allowed[i], SAME_DIFFERENCE * most))) {
                return false;
            }
        }
        return true;
    }

    /** How many entries were measured. */
    int countMeasured() {
        int measured = 0;
        for (int i = 0; i < size(); i++) {
            measured += isMeasured(i) ? 1 : 0;
        }
        return measured;
    }

    /** The place of entry i, such as "(0, 3)" or "(0, 3) of output 1". */
    String place(int i) {
        return place(i, outputs());
    }

    /** The same with so many outputs in view; with one, it is the place in the array alone. */
    String place(int i, int outputs) {
        String index = Shape.tuple(Shape.unravel(i % parameter.length, shape));
        return outputs > 1 ? index + " of output " + i / parameter.length : index;
    }
}
