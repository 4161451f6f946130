package io.github.gradcheck.numeric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Romberg's extrapolation of a quotient to step 0, with a step that shrinks by the same ratio r from row to row.
 *
 * <p>A(m, j) = (b^j·A(m, j−1) − A(m−1, j−1)) / (b^j − 1), with b = r² for two-sided quotients, whose error has even powers of the
 * step only, and b = r for one-sided ones. The error of an entry is its larger distance to the two it was made from, and at
 * least the roundoff of its row (Ridders 1982; the roundoff and the lack of an early stop are what makes it honest).
 *
 * <p>Where values scatter, few rows are worth anything, and two of them may agree by chance: over steps with many kinks the slopes wander
 * with the step and do not converge. There an entry is off by no less than the quotient of any smaller step lies away from it, roundoff and
 * truncation aside, as in Lepski's choice of a bandwidth (Theory Probab. Appl. 35(3), 1990).
 */
final class Tableau {
    private static final int COLUMNS = 6;

    private final double base;
    private final boolean isScattered;
    private final double[] row = new double[COLUMNS];
    private final List<Entry> entries = new ArrayList<>();
    private int rows;
    private Estimate best;

    /** An entry, and how far the quotient of the latest row may lie from it by truncation: by less and less from row to row. */
    private record Entry(Estimate estimate, double truncation) {
        Entry after(double quotient, double roundoff, double ratio) {
            double left = truncation / ratio;
            double beyond = Math.abs(quotient - estimate.value()) - roundoff - left;
            boolean contradicted = beyond > estimate.error();
            return new Entry(contradicted ? new Estimate(estimate.value(), beyond, estimate.roundoff(), estimate.step()) : estimate, left);
        }
    }

    Tableau(double base) {
        this(base, false);
    }

    /** @param isScattered whether values scatter by more than the roundoff of a double */
    Tableau(double base, boolean isScattered) {
        this.base = base;
        this.isScattered = isScattered;
    }

    /** Forgets all rows: the next is the first. */
    void clear() {
        rows = 0;
        best = null;
        entries.clear();
    }

    /** Adds the quotient of the next smaller step and what it may be off by roundoff. */
    void add(double quotient, double roundoff, double step) {
        entries.replaceAll(entry -> entry.after(quotient, roundoff, Math.sqrt(base)));
        double above = quotient;
        double power = 1;
        for (int j = 0; j < Math.min(rows + 1, COLUMNS); j++) {
            double previous = row[j];
            row[j] = above;
            if (j < rows && j + 1 < COLUMNS) {
                power *= base;
                double next = (power * above - previous) / (power - 1);
                double error = Math.max(roundoff, Math.max(Math.abs(next - above), Math.abs(next - previous)));
                consider(new Estimate(next, error, roundoff, step), Math.abs(quotient - next));
                above = next;
            }
        }
        rows++;
        if (isScattered) {
            best = entries.stream().map(Entry::estimate).min(Comparator.comparingDouble(Estimate::error)).orElse(null);
        }
    }

    private void consider(Estimate estimate, double truncation) {
        if (isScattered) {
            entries.add(new Entry(estimate, truncation));
        } else if (best == null || estimate.error() < best.error()) {
            best = estimate;
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
