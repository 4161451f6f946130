package io.github.gradcheck.ndarray;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/**
 * A row-major array of numbers with a shape and a precision, perturbed in place by gradient checks.
 *
 * <pre>{@code
 * NDArray a = NDArray.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
 * NDArray scores = a.matmul(a.transpose()).add(NDArray.of(new double[] {10, 20}, 2));   // of shape (2, 2)
 * }</pre>
 *
 * <p>All operations return a new array; only {@link #set}, {@link #setFlat}, {@link #fill} and {@link #assign} change
 * this one. Two operands of different shape are broadcast as in NumPy. Not safe for several threads while one writes.
 */
public final class NDArray {
    private final double[] data;
    private final int[] shape;
    private final int[] strides;
    private final DType dtype;
    private long version;

    private NDArray(double[] data, DType dtype, int[] shape) {
        this.data = data;
        this.shape = shape;
        this.strides = Shape.strides(shape);
        this.dtype = dtype;
    }

    /**
     * A float64 array holding a copy of the data.
     *
     * @param data the entries in row-major order
     * @param shape the extents; none for a scalar, where {@code data} has one entry
     * @throws IllegalArgumentException if the number of entries does not fit the shape
     */
    public static NDArray of(double[] data, int... shape) {
        return of(data, DType.FLOAT64, shape);
    }

    /** As {@link #of(double[], int...)}, each entry rounded to the given precision. */
    public static NDArray of(double[] data, DType dtype, int... shape) {
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(shape, "shape");
        if (data.length != Shape.size(shape)) {
            throw new IllegalArgumentException("data has " + data.length + " entries, which do not fit the shape "
                    + Shape.tuple(shape));
        }
        return owning(data.clone(), dtype, shape.clone());
    }

    /** A float64 matrix from its rows. */
    public static NDArray of(double[][] rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        double[] data = new double[rows.length * columns];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != columns) {
                throw new IllegalArgumentException("row " + i + " has " + rows[i].length + " entries, row 0 has " + columns);
            }
            System.arraycopy(rows[i], 0, data, i * columns, columns);
        }
        return owning(data, DType.FLOAT64, rows.length, columns);
    }

    /** A float64 array of shape (). */
    public static NDArray scalar(double value) {
        return of(new double[] {value});
    }

    /** A float64 array of zeros. */
    public static NDArray zeros(int... shape) {
        return owning(new double[Shape.size(shape)], DType.FLOAT64, shape.clone());
    }

    /** A float64 array with every entry equal to {@code value}. */
    public static NDArray full(double value, int... shape) {
        return zeros(shape).fill(value);
    }

    /** Wraps data without a copy; the caller gives it away. Entries are rounded to the precision. */
    static NDArray owning(double[] data, DType dtype, int... shape) {
        dtype.roundAll(data);
        return new NDArray(data, dtype, shape);
    }

    /** The entries themselves, for kernels of this package. */
    double[] data() {
        return data;
    }

    // ---- what it is

    /** The extents, as a copy. */
    public int[] shape() {
        return shape.clone();
    }

    /** The number of axes. */
    public int rank() {
        return shape.length;
    }

    /** The number of entries. */
    public int size() {
        return data.length;
    }

    /** The precision that entries are rounded to. */
    public DType dtype() {
        return dtype;
    }

    /** How often this array was written to since it was made: tells whether something saved is still the same. */
    public long version() {
        return version;
    }

    // ---- entries

    /** The entry at an index, one number for each axis. */
    public double get(int... index) {
        return data[Layout.position(index, shape, strides)];
    }

    /** Writes one entry. */
    public void set(double value, int... index) {
        setFlat(Layout.position(index, shape, strides), value);
    }

    /** The entry at a row-major position. */
    public double getFlat(int position) {
        return data[position];
    }

    /** Writes the entry at a row-major position. */
    public void setFlat(int position, double value) {
        data[position] = dtype.round(value);
        version++;
    }

    /** Sets every entry; returns this array. */
    public NDArray fill(double value) {
        Arrays.fill(data, dtype.round(value));
        version++;
        return this;
    }

    /** Copies all entries from an array of the same shape; returns this array. */
    public NDArray assign(NDArray from) {
        if (!Arrays.equals(shape, from.shape)) {
            throw new IllegalArgumentException("shape " + Shape.tuple(from.shape) + " cannot be assigned to "
                    + Shape.tuple(shape));
        }
        System.arraycopy(from.data, 0, data, 0, data.length);
        dtype.roundAll(data);
        version++;
        return this;
    }

    /**
     * Writes {@code count} entries from a row-major position on.
     *
     * @param from where the entries stand
     * @param first the position of the first of them there
     * @throws IndexOutOfBoundsException if either array ends before the last of them
     */
    public void assign(double[] from, int first, int position, int count) {
        System.arraycopy(from, first, data, position, count);
        dtype.roundAll(data, position, position + count);
        version++;
    }

    /** The first row-major position at which the entry differs from the one given, as {@link Double#equals} has it, or -1. */
    public int mismatch(double... entries) {
        return Arrays.mismatch(data, entries);
    }

    /** The only entry of an array that has one. */
    public double item() {
        if (data.length != 1) {
            throw new IllegalStateException("item() needs an array of one entry, the shape is " + Shape.tuple(shape));
        }
        return data[0];
    }

    /** A copy of the entries in row-major order. */
    public double[] toArray() {
        return data.clone();
    }

    /** An array of its own with the same entries. */
    public NDArray copy() {
        return new NDArray(data.clone(), dtype, shape);
    }

    /** A copy in the given precision. */
    public NDArray astype(DType to) {
        return owning(data.clone(), to, shape);
    }

    // ---- arithmetic, entry by entry

    /** The same function applied to every entry. */
    public NDArray map(DoubleUnaryOperator f) {
        double[] out = new double[data.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = f.applyAsDouble(data[i]);
        }
        return owning(out, dtype, shape);
    }

    /** a + b, broadcast. */
    public NDArray add(NDArray other) {
        return Elementwise.apply(this, other, (a, b) -> a + b);
    }

    /** a + b. */
    public NDArray add(double b) {
        return map(a -> a + b);
    }

    /** a - b, broadcast. */
    public NDArray subtract(NDArray other) {
        return Elementwise.apply(this, other, (a, b) -> a - b);
    }

    /** a - b. */
    public NDArray subtract(double b) {
        return map(a -> a - b);
    }

    /** a · b entry by entry, broadcast. */
    public NDArray multiply(NDArray other) {
        return Elementwise.apply(this, other, (a, b) -> a * b);
    }

    /** a · b. */
    public NDArray multiply(double b) {
        return map(a -> a * b);
    }

    /** a / b entry by entry, broadcast. */
    public NDArray divide(NDArray other) {
        return Elementwise.apply(this, other, (a, b) -> a / b);
    }

    /** a / b. */
    public NDArray divide(double b) {
        return map(a -> a / b);
    }

    /** The larger of each entry and {@code floor}; NaN stays NaN. */
    public NDArray maximum(double floor) {
        return map(a -> Math.max(a, floor));
    }

    // ---- reductions

    /** The sum of all entries, added in row-major order. */
    public double sum() {
        return Reduction.sum(this);
    }

    /** The sum along one axis, which goes away. */
    public NDArray sum(int axis) {
        return sum(axis, false);
    }

    /** The sum along one axis, kept with extent 1 if {@code keepDims}. */
    public NDArray sum(int axis, boolean keepDims) {
        return Reduction.fold(this, axis, keepDims, 0, Double::sum);
    }

    /** The largest entry along one axis, kept with extent 1 if {@code keepDims}; NaN if there is one. */
    public NDArray max(int axis, boolean keepDims) {
        return Reduction.fold(this, axis, keepDims, Double.NEGATIVE_INFINITY, Math::max);
    }

    /** For each line along the axis, in row-major order, where its largest entry stands; the first of equals. */
    public int[] argmax(int axis) {
        return Reduction.argmax(this, axis);
    }

    /** The sum over every axis that broadcasting from {@code target} to this shape stretched: its transpose. */
    public NDArray sumTo(int... target) {
        return Reduction.sumTo(this, target.clone());
    }

    /** The entries repeated to fill a larger shape. */
    public NDArray broadcastTo(int... target) {
        return Elementwise.stretched(this, target);
    }

    // ---- shapes and products

    /** NumPy's {@code a @ b}: vectors, matrices, and stacks of matrices. */
    public NDArray matmul(NDArray other) {
        return MatMul.apply(this, other);
    }

    /** The same entries in the same order under another shape; one extent may be -1, to be worked out. */
    public NDArray reshape(int... to) {
        return new NDArray(data.clone(), dtype, Layout.reshaped(shape, to));
    }

    /** The axes in reverse order; for a matrix its transpose. */
    public NDArray transpose() {
        return rank() == 2 ? new NDArray(Layout.transposed(data, shape[0], shape[1]), dtype, new int[] {shape[1], shape[0]})
                : permute(Layout.reversed(shape.length));
    }

    /** The axes in the given order: axis i of the result is axis {@code axes[i]} of this array. */
    public NDArray permute(int... axes) {
        int[] target = Layout.permuted(shape, axes);
        return gather(Layout.permutedSources(strides, axes, target), target);
    }

    /** An array of the given shape whose entry i is this array's entry at row-major position {@code positions[i]}. */
    public NDArray gather(int[] positions, int... target) {
        return new NDArray(Layout.gathered(data, positions), dtype, target.clone());
    }

    /** The transpose of {@link #gather}: an array of the given shape to which entry i is added at {@code positions[i]}. */
    public NDArray scatterAdd(int[] positions, int... target) {
        return owning(Layout.scattered(data, positions, Shape.size(target)), dtype, target.clone());
    }

    /** The name of the BLAS that matrix products run on; without one, which the artifact {@code gradcheck-tensor} brings along, they are "plain loops". */
    public static String blas() {
        return MatMul.description();
    }

    /** How many matrix products this program has made, so that a report names the BLAS only if it was used. */
    public static long products() {
        return MatMul.PRODUCTS.sum();
    }

    /** As PyTorch prints a tensor of these entries. */
    @Override
    public String toString() {
        return TensorText.of(this);
    }
}
