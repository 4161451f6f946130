package io.github.gradcheck.ndarray;

import io.github.gradcheck.ndarray.spi.MatrixProduct;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/** Matrix products: by a BLAS where another artifact provides one, by plain loops everywhere else. */
final class MatMul {
    /** How many products were made; here, because whoever asks must not load a BLAS by asking. */
    static final LongAdder PRODUCTS = new LongAdder();

    /** Looked for once, by the first product or when its name is asked for: a check without a product loads no BLAS. */
    private static final class Used {
        static final MatrixProduct PRODUCT = Providers.first(MatrixProduct.class).orElseGet(PlainProduct::new);
    }

    private MatMul() {
    }

    /** NumPy's {@code a @ b}: vectors, matrices, and stacks of matrices with broadcasting over the leading axes. */
    static NDArray apply(NDArray a, NDArray b) {
        int[] as = a.shape();
        int[] bs = b.shape();
        if (as.length == 0 || bs.length == 0) {
            throw mismatch(as, bs);
        }
        int[] left = as.length == 1 ? new int[] {1, as[0]} : as;
        int[] right = bs.length == 1 ? new int[] {bs[0], 1} : bs;
        int m = left[left.length - 2];
        int k = left[left.length - 1];
        int n = right[right.length - 1];
        if (right[right.length - 2] != k) {
            throw mismatch(as, bs);
        }
        int[] batchA = Arrays.copyOf(left, left.length - 2);
        int[] batchB = Arrays.copyOf(right, right.length - 2);
        int[] batch = Shape.broadcast(batchA, batchB);
        int[] fromA = Elementwise.sources(batchA, batch);
        int[] fromB = Elementwise.sources(batchB, batch);
        double[] out = new double[fromA.length * m * n];
        for (int i = 0; i < fromA.length; i++) {
            gemm(m, n, k, a.data(), fromA[i] * m * k, b.data(), fromB[i] * k * n, out, i * m * n);
        }
        return NDArray.owning(out, DType.promote(a.dtype(), b.dtype()), resultShape(batch, as, bs, m, n));
    }

    private static void gemm(int m, int n, int k, double[] a, int fromA, double[] b, int fromB, double[] c, int fromC) {
        if (m > 0 && n > 0 && k > 0) {
            PRODUCTS.increment();
            Used.PRODUCT.multiply(m, n, k, a, fromA, b, fromB, c, fromC);
        }
    }

    /** What products are made by, for reports. */
    static String description() {
        return Used.PRODUCT.description();
    }

    private static int[] resultShape(int[] batch, int[] as, int[] bs, int m, int n) {
        int[] shape = Arrays.copyOf(batch, batch.length + 2);
        int rank = batch.length;
        if (as.length > 1) {
            shape[rank++] = m;
        }
        if (bs.length > 1) {
            shape[rank++] = n;
        }
        return Arrays.copyOf(shape, rank);
    }

    private static IllegalArgumentException mismatch(int[] as, int[] bs) {
        return new IllegalArgumentException("shapes " + Shape.tuple(as) + " and " + Shape.tuple(bs)
                + " do not fit a matrix product: the last extent of the first must equal the last but one of the second");
    }
}
