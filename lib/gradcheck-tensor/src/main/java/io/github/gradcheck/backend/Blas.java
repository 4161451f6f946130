package io.github.gradcheck.backend;

import io.github.gradcheck.ndarray.spi.MatrixProduct;

/**
 * The BLAS that matrix products run on, which {@link BlasLibrary} chooses.
 *
 * <p>It is loaded by the first product that is made, or when its name is asked for, and by nothing else.
 */
public final class Blas implements MatrixProduct {
    private static final BlasLibrary LIBRARY = BlasLibrary.choose();

    /** Made by {@link java.util.ServiceLoader}. */
    public Blas() {
    }

    @Override
    public void multiply(int m, int n, int k, double[] a, int fromA, double[] b, int fromB, double[] c, int fromC) {
        LIBRARY.multiply(m, n, k, a, fromA, b, fromB, c, fromC);
    }

    @Override
    public String description() {
        return Description.TEXT;
    }

    /** Measured when it is asked for the first time: a program that asks for no report spends nothing on it. */
    private static final class Description {
        static final String TEXT = LIBRARY.toString();
    }
}
