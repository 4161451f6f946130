package io.github.gradcheck.numeric;

/**
 * Romberg's extrapolation of a quotient to step 0, with a step that shrinks by the same ratio r from row to row.
 *
 * <p>A(m, j) = (b^j·A(m, j−1) − A(m−1, j−1)) / (b^j − 1), with b = r² for two-sided quotients, whose error has even powers of the
 * step only, and b = r for one-sided ones. The error of an entry is its larger distance to the two it was made from, and at
 * least the roundoff of its row (Ridders 1982; the roundoff and the lack of an early stop are what makes it honest).
 */
final class Tableau {
    private static final int COLUMNS = 6;

    private final double base;
    private final double[] row = new double[COLUMNS];
    private int rows;
    private Estimate best;

    Tableau(double base) {
        this.base = base;
    }

    /** Forgets all rows: the next is the first. */
    void clear() {
        rows = 0;
        best = null;
    }

    /** Adds the quotient of the next smaller step and what it may be off by roundoff. */
    void add(double quotient, double roundoff, double step) {
        double above = quotient;
        double power = 1;
        for (int j = 0; j < Math.min(rows + 1, COLUMNS); j++) {
            double previous = row[j];
            row[j] = above;
            if (j < rows && j + 1 < COLUMNS) {
                power *= base;
                double next = (power * above - previous) / (power - 1);
                consider(next, Math.max(Math.abs(next - above), Math.abs(next - previous)), roundoff, step);
                above = next;
            }
        }
        rows++;
    }

    private void consider(double value, double change, double roundoff, double step) {
        double error = Math.max(change, roundoff);
        if (best == null || error < best.error()) {
            best = new Estimate(value, error, roundoff, step);
        }
    }

    int rows() {
        return rows;
    }

    /** The entry with the smallest error; null before the second row. */
    Estimate best() {
        return best;
    }
}
