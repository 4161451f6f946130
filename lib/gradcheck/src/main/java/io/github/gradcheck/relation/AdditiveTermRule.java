package io.github.gradcheck.relation;

import io.github.gradcheck.relation.Relation.Kind;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;

/** Recognises an additive term that is missing or too much: analytic − numeric is constant, the same along rows or columns, of rank one, or small. */
final class AdditiveTermRule {
    private static final double NEARLY_RIGHT = 1e-2;
    private static final double SAME = 1e-5;

    private AdditiveTermRule() {
    }

    /**
     * A difference that is the same everywhere, or in each row or column, or of rank one; or a Jacobian without its cross terms. Where
     * the gradient itself is such an array whatever it comes from, as in a batch of one example, that tells nothing.
     */
    static Optional<Relation> missing(Comparison wrong) {
        int rows = wrong.rows();
        int columns = wrong.columns();
        Optional<Relation> constant = constant(wrong);
        if (constant.isPresent()) {
            return constant;
        }
        if (rows == columns && rows > 1 && wrong.outputs() > 1 && isDiagonal(wrong)) {
            return term("analytic has the diagonal of the Jacobian only: the terms from one entry to the others are missing");
        }
        if (rows > 1 && columns > 2 && holdsForDifference(wrong, i -> i / columns * columns)) {
            return term("analytic - numeric is the same all along each row");
        }
        if (rows > 2 && columns > 1 && holdsForDifference(wrong, i -> i % columns)) {
            return term("analytic - numeric is the same all along each column");
        }
        if (rows > 2 && columns > 2 && wrong.outputs() > 1 && isRankOne(wrong, wrong::difference) && !isRankOne(wrong, i -> wrong.numeric()[i])) {
            return term("analytic - numeric is one column times one row: a single product is missing or too much");
        }
        return Optional.empty();
    }

    /** A difference that is the same in all measured entries, of a gradient that is not. */
    static Optional<Relation> constant(Comparison wrong) {
        int first = wrong.wrong()[0];
        return wrong.countMeasured() > 2 && holdsForDifference(wrong, i -> first)
                ? term(String.format(Locale.ROOT, "analytic - numeric = %.6g in all %s", wrong.difference(first), wrong.entries(wrong.countMeasured())))
                : Optional.empty();
    }

    /** Whether each entry of the difference is equal to another entry of it, and the gradient itself is not so. */
    private static boolean holdsForDifference(Comparison wrong, IntUnaryOperator other) {
        return repeats(wrong, wrong::difference, other) && !repeats(wrong, i -> wrong.numeric()[i], other);
    }

    private static boolean repeats(Comparison wrong, IntToDoubleFunction values, IntUnaryOperator other) {
        return isMade(wrong, values, i -> values.applyAsDouble(other.applyAsInt(i)));
    }

    private static boolean isMade(Comparison wrong, IntToDoubleFunction values, IntToDoubleFunction expected) {
        double largest = largest(wrong, values);
        for (int i = 0; i < wrong.size(); i++) {
            double off = Math.abs(values.applyAsDouble(i) - expected.applyAsDouble(i));
            if (wrong.isMeasured(i) && !(off <= Math.max(2 * wrong.allowed()[i], SAME * largest))) {
                return false;
            }
        }
        return true;
    }

    private static double largest(Comparison wrong, IntToDoubleFunction values) {
        double largest = 0;
        for (int i = 0; i < wrong.size(); i++) {
            largest = wrong.isMeasured(i) ? Math.max(largest, Math.abs(values.applyAsDouble(i))) : largest;
        }
        return largest;
    }

    private static Optional<Relation> term(String evidence) {
        return Optional.of(new Relation(Kind.MISSING_TERM, evidence));
    }

    /** Most entries wrong, and none off by much. */
    static Optional<Relation> small(Comparison wrong) {
        double largest = 0;
        double smallest = Double.POSITIVE_INFINITY;
        double scale = wrong.largest();
        int nonzero = 0;
        for (int i = 0; i < wrong.size(); i++) {
            nonzero += wrong.isMeasured(i) && !wrong.isZero(i) ? 1 : 0;
            if (wrong.isWrong(i)) {
                double relative = Math.abs(wrong.difference(i)) / Math.max(Math.abs(wrong.numeric()[i]), NEARLY_RIGHT * scale);
                largest = Math.max(largest, relative);
                smallest = Math.min(smallest, relative);
            }
        }
        // A bug in a few entries may be small by chance.
        if (!(largest <= NEARLY_RIGHT) || wrong.countWrong() < 2 || 2 * wrong.countWrong() < nonzero) {
            return Optional.empty();
        }
        return Optional.of(new Relation(Kind.SMALL_TERM, String.format(Locale.ROOT,
                "analytic and numeric differ by a share of %.1e to %.1e, another in each entry", smallest, largest)));
    }

    private static boolean isDiagonal(Comparison wrong) {
        int columns = wrong.columns();
        boolean crossTerms = false;
        for (int i = 0; i < wrong.size(); i++) {
            if (i / columns != i % columns) {
                if (wrong.analytic()[i] != 0) {
                    return false;
                }
                crossTerms |= wrong.isWrong(i);
            }
        }
        return crossTerms;
    }

    private static boolean isRankOne(Comparison wrong, IntToDoubleFunction values) {
        int columns = wrong.columns();
        int pivot = 0;
        for (int i = 0; i < wrong.size(); i++) {
            if (!wrong.isMeasured(i)) {
                return false;
            }
            pivot = Math.abs(values.applyAsDouble(i)) > Math.abs(values.applyAsDouble(pivot)) ? i : pivot;
        }
        int row = pivot / columns * columns;
        int column = pivot % columns;
        double peak = values.applyAsDouble(pivot);
        return peak == 0 || isMade(wrong, values, i -> values.applyAsDouble(i / columns * columns + column) * values.applyAsDouble(row + i % columns) / peak);
    }
}
