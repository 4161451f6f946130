package io.github.gradcheck.relation;

import io.github.gradcheck.ndarray.Shape;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** The analytic and the numeric gradient of one parameter, side by side; for a function with several outputs, of one output after the other. */
public final class Comparison {
    /** Two values that agree to so many digits are taken for the same: measured ones have at least that many. */
    static final double SAME = 1e-6;

    /** A difference has fewer digits than the values that it is taken of. */
    private static final double SAME_DIFFERENCE = 1e-5;

    /** Where a value is nearly right, so is all that is the same to {@link #SAME}. */
    private static final double MUCH_CLOSER = 0.1;

    private static final int FEWEST_EXPLAINED = 3;

    private final String name;
    private final int[] shape;
    private final double[] analytic;
    private final double[] numeric;
    private final double[] allowed;
    private final double[] parameter;
    private final boolean still;
    /** Where the wrong entries are, if all others were left out; else empty. */
    private final String part;
    /** Asked for at every entry of arrays that may have a million. */
    private final double largest;
    private final int countWrong;
    /** The measured entries, those that are wrong first: what explains the right ones only is dropped at once. */
    private final int[] measured;

    /**
     * The arrays are not copied.
     *
     * @param name the name of the parameter
     * @param shape its shape
     * @param analytic the gradient under test, row-major, [output][entry]
     * @param numeric the measured gradient; NaN where nothing could be measured
     * @param allowed how far each entry may be off
     * @param parameter the entries of the parameter itself
     */
    public Comparison(String name, int[] shape, double[] analytic, double[] numeric, double[] allowed, double[] parameter) {
        this(name, shape, analytic, numeric, allowed, parameter, false, "");
    }

    private Comparison(String name, int[] shape, double[] analytic, double[] numeric, double[] allowed, double[] parameter, boolean still, String part) {
        this.name = name;
        this.shape = shape;
        this.analytic = analytic;
        this.numeric = numeric;
        this.allowed = allowed;
        this.parameter = parameter;
        this.still = still;
        this.part = part;
        this.largest = Arrays.stream(numeric).filter(value -> !Double.isNaN(value)).map(Math::abs).max().orElse(0);
        int[] wrong = IntStream.range(0, analytic.length).filter(this::isWrong).toArray();
        this.countWrong = wrong.length;
        this.measured = IntStream.concat(Arrays.stream(wrong), IntStream.range(0, analytic.length).filter(i -> isMeasured(i) && !isWrong(i))).toArray();
    }

    /** The same of a function that did not move by a bit, whatever entry of the parameter was moved. */
    public Comparison still() {
        return new Comparison(name, shape, analytic, numeric, allowed, parameter, true, part);
    }

    /** The same with nothing but the wrong entries, as if no other had been measured; where they are, in words. */
    Comparison part(String where) {
        double[] kept = IntStream.range(0, size()).mapToDouble(i -> isWrong(i) ? numeric[i] : Double.NaN).toArray();
        return new Comparison(name, shape, analytic, kept, allowed, parameter, still, where);
    }

    boolean isPart() {
        return !part.isEmpty();
    }

    boolean isStill() {
        return still;
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

    /** As a matrix: a Jacobian of several outputs, or the parameter with all but its last axis taken together. */
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

    /** Whether the function says that entry i is zero, within its own error: beside larger ones a small value is no zero yet. */
    boolean isZero(int i) {
        return Math.abs(numeric[i]) <= allowed[i];
    }

    /** The largest size of a measured derivative. */
    double largest() {
        return largest;
    }

    int countWrong() {
        return countWrong;
    }

    /** The wrong entries, in order. */
    int[] wrong() {
        return Arrays.copyOf(measured, countWrong);
    }

    /** Whether all that was measured from the first wrong entry to the last is wrong. */
    boolean isTogether() {
        return countWrong > 0 && Arrays.stream(measured).filter(i -> i >= measured[0] && i <= measured[countWrong - 1]).count() == countWrong;
    }

    /** The measured entries, the wrong ones first. */
    int[] measured() {
        return measured.clone();
    }

    /** A stretch of a flat array, as one of its own that may be a matrix; where it is, in words. */
    Comparison stretch(int from, int to, int... as) {
        boolean matrix = as.length > 1;
        return new Comparison(name, matrix ? as : new int[] {to - from}, Arrays.copyOfRange(analytic, from, to), Arrays.copyOfRange(numeric, from, to),
                Arrays.copyOfRange(allowed, from, to), Arrays.copyOfRange(parameter, from, to), still, place(from) + " to " + place(to - 1));
    }

    /** Whether {@code expected} is the analytic value of entry i, and explains it much better than the numeric one if that is wrong. */
    boolean matches(int i, double expected, double slack) {
        double same = SAME * Math.max(Math.abs(analytic[i]), Math.abs(expected));
        double closer = isWrong(i) ? Math.min(same, MUCH_CLOSER * Math.abs(difference(i))) : same;
        return Math.abs(analytic[i] - expected) <= Math.max(slack * allowed[i], closer);
    }

    /**
     * (c, d) of the least squares of analytic = c·u + d·v over these entries, each in units of its own error and of the digits that two
     * values that are the same agree to; d = 0 without v, NaN where nothing can be fitted.
     */
    double[] fit(int[] entries, IntToDoubleFunction target, IntToDoubleFunction u, IntToDoubleFunction v) {
        double uu = 0;
        double uv = 0;
        double vv = 0;
        double tu = 0;
        double tv = 0;
        for (int i : entries) {
            double error = allowed[i] + SAME * Math.max(Math.abs(analytic[i]), Math.abs(numeric[i]));
            double a = u.applyAsDouble(i) / error;
            double b = v == null ? 0 : v.applyAsDouble(i) / error;
            double t = target.applyAsDouble(i) / error;
            uu += a * a;
            uv += a * b;
            vv += b * b;
            tu += t * a;
            tv += t * b;
        }
        double determinant = v == null ? uu : uu * vv - uv * uv;
        return v == null ? new double[] {tu / determinant, 0} : new double[] {(tu * vv - tv * uv) / determinant, (tv * uu - tu * uv) / determinant};
    }

    String part() {
        return part;
    }

    /**
     * Whether the analytic value of every entry that could be measured is what the function says. Where it says nothing, because only
     * some entries were measured, at least three that are wrong must be explained, or all.
     */
    boolean allMatch(IntToDoubleFunction expected, double slack) {
        int explained = 0;
        for (int k = 0; k < measured.length; k++) {
            double value = expected.applyAsDouble(measured[k]);
            if (!Double.isNaN(value)) {
                if (!matches(measured[k], value, slack)) {
                    return false;
                }
                explained += k < countWrong ? 1 : 0;
            }
        }
        return explained >= Math.min(FEWEST_EXPLAINED, countWrong);
    }

    /** Whether there are so many different values, zero not counted. */
    static boolean hasDistinct(double[] values, int many) {
        double[] found = new double[many];
        int count = 0;
        for (int i = 0; i < values.length && count < many; i++) {
            if (!Double.isNaN(values[i]) && values[i] != 0 && isNew(values[i], found, count)) {
                found[count++] = values[i];
            }
        }
        return count == many;
    }

    private static boolean isNew(double value, double[] found, int count) {
        for (int k = 0; k < count; k++) {
            if (Math.abs(value - found[k]) <= SAME * Math.abs(value)) {
                return false;
            }
        }
        return true;
    }

    /** "12 entries", or "12 measured entries" of a parameter of which only some were measured, or "12 wrong entries, x[0] to x[11]" of a part. */
    String entries(int count) {
        return count + (isPart() ? " wrong entries, " + part : countMeasured() < size() ? " measured entries" : " entries");
    }

    double difference(int i) {
        return analytic[i] - numeric[i];
    }

    /** Whether analytic − numeric is what the function says, in every entry that could be measured. */
    boolean differenceIs(IntToDoubleFunction expected) {
        double most = Arrays.stream(measured).mapToDouble(i -> Math.abs(difference(i))).max().orElse(0);
        return Arrays.stream(measured)
                .allMatch(i -> Math.abs(difference(i) - expected.applyAsDouble(i)) <= Math.max(2 * allowed[i], SAME_DIFFERENCE * most));
    }

    /** How many different sizes, up to the digits that two values that are the same agree to, these entries have. */
    static int countSizes(double[] values, int[] entries) {
        double[] sorted = Arrays.stream(entries).mapToDouble(i -> Math.abs(values[i])).sorted().toArray();
        int count = 0;
        for (int k = 0; k < sorted.length; k++) {
            count += k == 0 || sorted[k] - sorted[k - 1] > SAME * sorted[k] ? 1 : 0;
        }
        return count;
    }

    /** How many entries were measured. */
    int countMeasured() {
        return measured.length;
    }

    /** Entry i, such as "W[0, 3]" or "W[0, 3] of output 1". */
    String place(int i) {
        return place(i, outputs());
    }

    /** The same with so many outputs in view; with one, it is the place in the parameter alone. */
    String place(int i, int outputs) {
        String entry = name + Shape.subscript(Shape.unravel(i % parameter.length, shape));
        return outputs > 1 ? entry + " of output " + i / parameter.length : entry;
    }
}
