package io.github.gradcheck.examination;

import io.github.gradcheck.direction.Direction;
import java.util.SplittableRandom;

/**
 * The upstream gradients that a vector-valued function is checked with: a unit vector for each output, or, where there are too many outputs,
 * a few random vectors, each weight of random sign and from 0.5 to 1.5, so that no two errors cancel.
 */
final class Projection {
    private static final int MOST_OUTPUTS = 1024;
    private static final long MOST_ENTRIES = 100_000;
    private static final int WEIGHTINGS = 4;

    private final double[][] rows;
    private final boolean isIdentity;

    private Projection(double[][] rows, boolean isIdentity) {
        this.rows = rows;
        this.isIdentity = isIdentity;
    }

    /** How many upstream gradients there will be. */
    static int count(int outputs, long inputs, boolean full) {
        boolean each = full || outputs <= MOST_OUTPUTS && outputs * inputs <= MOST_ENTRIES || outputs <= WEIGHTINGS;
        return each ? outputs : WEIGHTINGS;
    }

    static Projection of(int outputs, long inputs, long seed, boolean full) {
        boolean each = count(outputs, inputs, full) == outputs;
        double[][] rows = new double[count(outputs, inputs, full)][];
        SplittableRandom random = new SplittableRandom(seed);
        for (int r = 0; r < rows.length; r++) {
            rows[r] = each ? unit(r, outputs) : Direction.weights(outputs, random);
        }
        return new Projection(rows, each);
    }

    private static double[] unit(int k, int size) {
        double[] unit = new double[size];
        unit[k] = 1;
        return unit;
    }

    int size() {
        return rows.length;
    }

    /** Whether row k is output k. */
    boolean isIdentity() {
        return isIdentity;
    }

    double[] upstream(int r) {
        return rows[r].clone();
    }

    void apply(double[] values, double[] into, int offset) {
        if (isIdentity) {
            System.arraycopy(values, 0, into, offset, values.length);
            return;
        }
        for (int r = 0; r < rows.length; r++) {
            double sum = 0;
            for (int k = 0; k < values.length; k++) {
                sum += rows[r][k] * values[k];
            }
            into[offset + r] = sum;
        }
    }
}
