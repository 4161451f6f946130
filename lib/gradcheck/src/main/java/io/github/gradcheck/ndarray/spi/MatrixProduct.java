package io.github.gradcheck.ndarray.spi;

/** Multiplies matrices for the arrays of this library. */
public interface MatrixProduct {
    /**
     * C = A·B, where A has m rows and k columns, B k rows and n columns, each of them row-major. Called by several threads at once.
     *
     * @param fromA where the first entry of A stands in the array {@code a}; {@code fromB} and {@code fromC} are those of B and C
     */
    void multiply(int m, int n, int k, double[] a, int fromA, double[] b, int fromB, double[] c, int fromC);

    /** Its name, for reports. */
    String description();
}
