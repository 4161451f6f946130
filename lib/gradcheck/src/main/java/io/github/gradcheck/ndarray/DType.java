package io.github.gradcheck.ndarray;

/**
 * The precision that the entries of an {@link NDArray} are rounded to.
 *
 * <p>Entries are stored as Java {@code double}s in both cases; a {@code FLOAT32} array rounds each entry to the nearest
 * {@code float} when it is written, so that its values are those a float array would hold.
 */
public enum DType {
    /** IEEE 754 single precision, unit roundoff 2⁻²⁴ ≈ 6.0e-8. */
    FLOAT32("float32"),
    /** IEEE 754 double precision, unit roundoff 2⁻⁵³ ≈ 1.1e-16: what a gradient check needs. */
    FLOAT64("float64");

    private final String label;

    DType(String label) {
        this.label = label;
    }

    /** The nearest value of this precision. */
    public double round(double value) {
        return this == FLOAT32 ? (float) value : value;
    }

    /** Rounds each entry in place. */
    void roundAll(double[] values) {
        roundAll(values, 0, values.length);
    }

    /** Rounds the entries {@code from} to {@code to − 1} in place. */
    void roundAll(double[] values, int from, int to) {
        if (this == FLOAT32) {
            for (int i = from; i < to; i++) {
                values[i] = (float) values[i];
            }
        }
    }

    /** The precision of a result of two operands: the wider one. */
    public static DType promote(DType a, DType b) {
        return a == FLOAT64 ? a : b;
    }

    /** NumPy's and PyTorch's name of it, {@code float64} or {@code float32}. */
    @Override
    public String toString() {
        return label;
    }
}
