package io.github.gradcheck.problem;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;

/** Which entries of a sparse Jacobian are declared: the k-th is that of a row, a value of f, and of a column, an entry of x. */
public final class Pattern {
    private final int[] rows;
    private final int[] columns;

    private Pattern(int[] rows, int[] columns) {
        this.rows = rows;
        this.columns = columns;
    }

    /**
     * Copies both arrays.
     *
     * @throws NullPointerException if one of them is null
     * @throws IllegalArgumentException if they differ in length, one has a negative number, or an entry is there twice
     */
    public static Pattern of(int[] rows, int[] columns) {
        Pattern pattern = new Pattern(Objects.requireNonNull(rows, "rows").clone(), Objects.requireNonNull(columns, "columns").clone());
        if (rows.length != columns.length) {
            throw new IllegalArgumentException("rows has length " + rows.length + ", columns has length " + columns.length);
        }
        pattern.requireDistinct();
        return pattern;
    }

    private void requireDistinct() {
        long[] keys = new long[rows.length];
        for (int k = 0; k < rows.length; k++) {
            requireIn("rows", rows[k], k, Integer.MAX_VALUE);
            requireIn("columns", columns[k], k, Integer.MAX_VALUE);
            keys[k] = (long) rows[k] << Integer.SIZE | columns[k];
        }
        Arrays.sort(keys);
        for (int k = 1; k < keys.length; k++) {
            if (keys[k] == keys[k - 1]) {
                throw new IllegalArgumentException("rows and columns have row " + (keys[k] >> Integer.SIZE) + ", column " + (int) keys[k] + " more than once: give each entry once, with the sum of its terms");
            }
        }
    }

    private static void requireIn(String name, int place, int k, int end) {
        if (place < 0 || place >= end) {
            throw new IllegalArgumentException(name + "[" + k + "] is " + place + (place < 0 ? ": places are counted from 0 on"
                    : ": there " + (end == 1 ? "is only " : "are only ") + end + (name.equals("rows") ? " of them, the values of f" : " of them, the entries of x")));
        }
    }

    /** How many entries are declared. */
    public int size() {
        return rows.length;
    }

    /** For each row, which entries are declared. */
    public BitSet[] declared(int values) {
        BitSet[] declared = new BitSet[values];
        for (int r = 0; r < values; r++) {
            declared[r] = new BitSet();
        }
        for (int k = 0; k < rows.length; k++) {
            declared[rows[k]].set(columns[k]);
        }
        return declared;
    }

    /**
     * The whole matrix.
     *
     * @param given the declared entries, in the order of the pattern
     * @param values how many rows there are
     * @param entries how many columns
     * @throws IllegalArgumentException if there are not as many as are declared, or the pattern has a place outside
     */
    double[][] dense(double[] given, int values, int entries) {
        if (given == null || given.length != rows.length) {
            throw new IllegalArgumentException("the values of the Jacobian " + (given == null ? "are null" : "have length " + given.length) + ", its pattern has length " + rows.length);
        }
        double[][] dense = new double[values][entries];
        for (int k = 0; k < rows.length; k++) {
            requireIn("rows", rows[k], k, values);
            requireIn("columns", columns[k], k, entries);
            dense[rows[k]][columns[k]] = given[k];
        }
        return dense;
    }
}
