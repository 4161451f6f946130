package io.github.gradcheck.relation;

import io.github.gradcheck.relation.Relation.Kind;
import java.util.Locale;
import java.util.Optional;

/** Recognises a fault in one location: one entry, one row or one column is wrong, and all others are right. */
final class SingleLocationRule {
    private SingleLocationRule() {
    }

    static Optional<Relation> oneEntry(Comparison wrong) {
        if (wrong.countWrong() != 1 || wrong.size() < 2) {
            return Optional.empty();
        }
        int i = firstWrong(wrong);
        return Optional.of(new Relation(Kind.ONE_ENTRY, "only " + wrong.place(i) + " of " + wrong.size() + " is wrong, " + offBy(wrong, i)));
    }

    /** A single pair of numbers is in some ratio whatever is wrong: it is said only if somebody may have typed it. */
    private static String offBy(Comparison wrong, int i) {
        double factor = wrong.analytic()[i] / wrong.numeric()[i];
        if (!wrong.isZero(i) && (FactorRule.isTyped(factor) || FactorRule.isNearOne(factor))) {
            return FactorRule.words(factor) + " there";
        }
        return String.format(Locale.ROOT, "analytic - numeric = %.6g there", wrong.difference(i)) + multipleOfParameter(wrong, i);
    }

    private static String multipleOfParameter(Comparison wrong, int i) {
        double parameter = wrong.parameter()[i % wrong.parameter().length];
        double multiple = wrong.difference(i) / parameter;
        boolean typed = wrong.outputs() == 1 && Math.abs(parameter) != 1 && multiple != 0 && Double.isFinite(multiple) && RegulariserRule.hasDigits(Math.abs(multiple), 3);
        return typed ? ", which is " + RegulariserRule.digits(multiple, 3) + " × " + wrong.name() : "";
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
                : wrong.outputs() > 1 ? "the derivative by " + wrong.place(column, 1) : "column " + column + " of " + columns;
        return Optional.of(new Relation(sameRow ? Kind.ONE_ROW : Kind.ONE_COLUMN, "only " + what + " is wrong" + relationIn(wrong)));
    }

    private static String relationIn(Comparison wrong) {
        double factor = FactorRule.common(wrong.part("in one line"));
        return Double.isNaN(factor) ? "" : ", " + FactorRule.words(factor) + " there";
    }

    private static int firstWrong(Comparison wrong) {
        return wrong.wrong()[0];
    }
}
