package io.github.gradcheck.ndarray;

import io.github.gradcheck.ndarray.spi.MatrixProduct;
import java.util.Arrays;

/** A matrix product by plain loops over blocks that stay in the cache, for programs without a BLAS. */
final class PlainProduct implements MatrixProduct {
    /** Rows and columns of a block of B: 256 kB, which the second cache of most processors holds. */
    private static final int ROWS = 64;
    private static final int COLUMNS = 512;

    @Override
    public void multiply(int m, int n, int k, double[] a, int fromA, double[] b, int fromB, double[] c, int fromC) {
        Arrays.fill(c, fromC, fromC + m * n, 0);
        for (int column = 0; column < n; column += COLUMNS) {
            int width = Math.min(COLUMNS, n - column);
            for (int row = 0; row < k; row += ROWS) {
                int height = Math.min(ROWS, k - row);
                for (int i = 0; i < m; i++) {
                    addRow(height, width, a, fromA + i * k + row, b, fromB + row * n + column, n, c, fromC + i * n + column);
                }
            }
        }
    }

    /** Adds to a part of a row of C that of A times a block of B, whose rows begin {@code stride} entries apart; the sum of each entry keeps its order. */
    private static void addRow(int height, int width, double[] a, int fromA, double[] b, int fromB, int stride, double[] c, int fromC) {
        for (int row = 0; row < height; row++) {
            double factor = a[fromA + row];
            int from = fromB + row * stride;
            for (int j = 0; j < width; j++) {
                c[fromC + j] += factor * b[from + j];
            }
        }
    }

    @Override
    public String description() {
        return "plain loops";
    }
}
