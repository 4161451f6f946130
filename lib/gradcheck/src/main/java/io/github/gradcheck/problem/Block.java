package io.github.gradcheck.problem;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.Shape;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;

/** A parameter: a named array of the caller, whose entries are moved one by one and restored bit for bit. */
public final class Block {
    /** In units in the last place. The rounding error of a polynomial near its root stayed hidden in 427 of 4000 entries with 1, in 16 with 4. */
    private static final int JITTER = 4;
    /** Writes one entry. */
    @FunctionalInterface
    interface Writer {
        void write(int i, double value);
    }

    private final String name;
    private final int[] shape;
    private final IntToDoubleFunction reader;
    private final Writer writer;
    private final double[] point;
    private final NDArray array;
    private final double rootMeanSquare;

    private Block(String name, NDArray array, int[] shape, IntToDoubleFunction reader, Writer writer) {
        this.name = name;
        this.array = array;
        this.shape = shape;
        this.reader = reader;
        this.writer = writer;
        this.point = new double[Shape.size(shape)];
        for (int i = 0; i < point.length; i++) {
            point[i] = reader.applyAsDouble(i);
            if (!Double.isFinite(point[i])) {
                throw new IllegalArgumentException(entry(i) + " must be finite: " + point[i]);
            }
        }
        this.rootMeanSquare = rootMeanSquare(point);
    }

    /** Free of over- and underflow, and the same in all units that are powers of two. */
    private static double rootMeanSquare(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        int exponent = largest == 0 ? 0 : Math.getExponent(largest);
        double squares = 0;
        for (double value : values) {
            double share = Math.scalb(value, -exponent);
            squares += share * share;
        }
        return largest == 0 ? 0 : Math.scalb(Math.sqrt(squares / values.length), exponent);
    }

    /** The size of entry i: its own, or the root mean square of all if that is larger; 1 if all are 0. */
    public double scale(int i) {
        double size = Math.max(Math.abs(point[i]), rootMeanSquare);
        return size == 0 ? 1 : size;
    }

    /** The root mean square of all entries at the point that is checked. */
    public double rootMeanSquare() {
        return rootMeanSquare;
    }

    /** An array that is moved in place. */
    public static Block of(String name, NDArray array) {
        Objects.requireNonNull(array, () -> "the array " + name + " is null");
        return new Block(name, array, array.shape(), array::getFlat, array::setFlat);
    }

    /** A plain array that is moved in place. */
    public static Block of(String name, double[] array) {
        return new Block(name, null, new int[] {array.length}, i -> array[i], (i, value) -> array[i] = value);
    }

    /** A stretch of a plain array, which is moved in place. */
    static Block of(Stretch stretch, double[] array, int from) {
        return new Block(stretch.name(), null, stretch.shape(), i -> array[from + i], (i, value) -> array[from + i] = value);
    }

    /** The name; "x" for a function of one array. */
    public String name() {
        return name;
    }

    /** The array that is moved, where it is one that others may move as well. */
    public Optional<NDArray> array() {
        return Optional.ofNullable(array);
    }

    /** The shape. */
    public int[] shape() {
        return shape.clone();
    }

    /** The number of entries. */
    public int size() {
        return point.length;
    }

    /** The entry at the point that is checked, wherever it is moved to at the moment. */
    public double point(int i) {
        return point[i];
    }

    /** Writes another value into entry i. */
    public void move(int i, double value) {
        writer.write(i, value);
    }

    /** Puts entry i back. */
    public void restore(int i) {
        writer.write(i, point[i]);
    }

    /** The place of entry i, such as "[0, 3]"; empty for one number without axes. */
    public String index(int i) {
        return Shape.subscript(Shape.unravel(i, shape));
    }

    /** Entry i by name, such as "W[0, 3]"; "entry [0] of an input" where the name is made of words. */
    public String entry(int i) {
        return name.indexOf(' ') < 0 || shape.length == 0 ? name + index(i) : "entry " + index(i) + " of " + name;
    }

    /** The first entry that is no longer what it was, or -1. */
    public int firstChanged() {
        for (int i = 0; i < point.length; i++) {
            if (Double.doubleToRawLongBits(reader.applyAsDouble(i)) != Double.doubleToRawLongBits(point[i])) {
                return i;
            }
        }
        return -1;
    }

    /** What became of entry i, in words. */
    public String change(int i) {
        return change(i, "after it");
    }

    /** What became of entry i by some moment, in words. */
    public String change(int i, String moment) {
        return entry(i) + " was " + point[i] + " and is " + reader.applyAsDouble(i) + " " + moment;
    }

    /** Moves each entry but zeros, which are exact, to a double nearby: at the very next two, roundings often go the same way. */
    public void jitter(SplittableRandom random) {
        for (int i = 0; i < point.length; i++) {
            int ulps = random.nextInt(1, JITTER + 1) * (random.nextBoolean() ? 1 : -1);
            if (point[i] != 0) {
                writer.write(i, point[i] + ulps * Math.ulp(point[i]));
            }
        }
    }

    /** Puts all entries back. */
    public void restoreAll() {
        for (int i = 0; i < point.length; i++) {
            restore(i);
        }
    }
}
