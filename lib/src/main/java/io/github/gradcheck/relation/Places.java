package io.github.gradcheck.relation;

import io.github.gradcheck.relation.Relation.Kind;
import java.util.Locale;
import java.util.Optional;

/** One entry, one row or one column wrong, and all others right. */
final class Places {
    private Places() {
    }

    static Optional<Relation> oneEntry(Comparison wrong) {
        if (wrong.countWrong() != 1 || wrong.size() < 2) {
            return Optional.empty();
        }
        int i = firstWrong(wrong);
        String ratio = wrong.isZero(i) ? "" : String.format(Locale.ROOT, ", analytic = %.7g × numeric there", wrong.analytic()[i] / wrong.numeric()[i]);
        return Optional.of(new Relation(Kind.ONE_ENTRY, "only entry " + wrong.place(i) + " of " + wrong.size() + " is wrong" + ratio));
    }

    static boolean isOneLine(Comparison wrong) {
        return oneLine(wrong).isPresent();
    }

    static Optional<Relation> oneLine(Comparison wrong) {
        int rows = wrong.rows();
        int columns = wrong.columns();
        if (rows < 2 || columns < 2) {
            return Optional.empty();
        }
        int first = firstWrong(wrong);
        int row = first / columns;
        int column = first % columns;
        boolean sameRow = true;
        boolean sameColumn = true;
        for (int i = 0; i < wrong.size(); i++) {
            if (wrong.isWrong(i)) {
                sameRow &= i / columns == row;
                sameColumn &= i % columns == column;
            }
        }
        if (sameRow == sameColumn) {
            return Optional.empty();
        }
        String what = sameRow ? (wrong.outputs() > 1 ? "output " : "row ") + row + " of " + rows
                : wrong.outputs() > 1 ? "the derivative by entry " + wrong.place(column, 1) : "column " + column + " of " + columns;
        return Optional.of(new Relation(sameRow ? Kind.ONE_ROW : Kind.ONE_COLUMN, "only " + what + " is wrong" + relationIn(wrong)));
    }

    private static String relationIn(Comparison wrong) {
        double factor = Double.NaN;
        for (int i = 0; i < wrong.size(); i++) {
            if (wrong.isWrong(i) && !wrong.isZero(i)) {
                double ratio = wrong.analytic()[i] / wrong.numeric()[i];
                if (!Double.isNaN(factor) && Math.abs(ratio - factor) > 1e-6 * Math.max(1, Math.abs(factor))) {
                    return "";
                }
                factor = ratio;
            }
        }
        return Double.isNaN(factor) ? "" : String.format(Locale.ROOT, ", analytic = %.7g × numeric there", factor);
    }

    private static int firstWrong(Comparison wrong) {
        int i = 0;
        while (!wrong.isWrong(i)) {
            i++;
        }
        return i;
    }
}
