package io.github.gradcheck.relation;

import io.github.gradcheck.relation.Relation.Kind;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/** The difference between analytic and numeric is a term by itself. */
final class Terms {
    private static final double NEARLY_RIGHT = 1e-2;
    private static final double SAME = 1e-5;

    private Terms() {
    }

    /** analytic − numeric = c · parameter. */
    static Optional<Relation> regulariser(Comparison wrong) {
        if (wrong.outputs() > 1) {
            return Optional.empty();
        }
        double products = 0;
        double squares = 0;
        int used = 0;
        for (int i = 0; i < wrong.size(); i++) {
            if (wrong.isMeasured(i)) {
                products += difference(wrong, i) * wrong.parameter()[i];
                squares += wrong.parameter()[i] * wrong.parameter()[i];
                used += wrong.parameter()[i] != 0 ? 1 : 0;
            }
        }
        double c = products / squares;
        if (used < 3 || c == 0 || !differenceIs(wrong, i -> c * wrong.parameter()[i])) {
            return Optional.empty();
        }
        String evidence = String.format(Locale.ROOT, "analytic - numeric = %.6g × %s in all %d entries", c, wrong.name(), wrong.countMeasured());
        return Optional.of(new Relation(c < 0 ? Kind.REGULARISER_MISSING : Kind.REGULARISER_DOUBLED, evidence));
    }

    /** A difference that is the same everywhere, or in each row or column, or of rank one; or a Jacobian without its cross terms. */
    static Optional<Relation> missing(Comparison wrong) {
        int rows = wrong.rows();
        int columns = wrong.columns();
        if (wrong.size() > 2 && differenceIs(wrong, i -> difference(wrong, 0))) {
            return term(String.format(Locale.ROOT, "analytic - numeric = %.6g in all %d entries", difference(wrong, 0), wrong.countMeasured()));
        }
        if (rows == columns && rows > 1 && wrong.outputs() > 1 && isDiagonal(wrong)) {
            return term("analytic has the diagonal of the Jacobian only: the terms from one entry to the others are missing");
        }
        if (rows > 1 && columns > 2 && differenceIs(wrong, i -> difference(wrong, i / columns * columns))) {
            return term("analytic - numeric is the same all along each row");
        }
        if (rows > 2 && columns > 1 && differenceIs(wrong, i -> difference(wrong, i % columns))) {
            return term("analytic - numeric is the same all along each column");
        }
        if (rows > 2 && columns > 2 && isRankOne(wrong)) {
            return term("analytic - numeric is one column times one row: a single product is missing or too much");
        }
        return Optional.empty();
    }

    private static Optional<Relation> term(String evidence) {
        return Optional.of(new Relation(Kind.MISSING_TERM, evidence));
    }

    /** All entries nearly right, and none off by much. */
    static Optional<Relation> small(Comparison wrong) {
        double largest = 0;
        double smallest = Double.POSITIVE_INFINITY;
        double scale = wrong.largest();
        for (int i = 0; i < wrong.size(); i++) {
            if (wrong.isWrong(i)) {
                double relative = Math.abs(difference(wrong, i)) / Math.max(Math.abs(wrong.numeric()[i]), NEARLY_RIGHT * scale);
                largest = Math.max(largest, relative);
                smallest = Math.min(smallest, relative);
            }
        }
        if (!(largest <= NEARLY_RIGHT)) {
            return Optional.empty();
        }
        return Optional.of(new Relation(Kind.SMALL_TERM, String.format(Locale.ROOT,
                "analytic and numeric differ by a share of %.1e to %.1e, another in each entry", smallest, largest)));
    }

    private static double difference(Comparison wrong, int i) {
        return wrong.analytic()[i] - wrong.numeric()[i];
    }

    private static boolean differenceIs(Comparison wrong, IntToDoubleFunction expected) {
        double largest = 0;
        for (int i = 0; i < wrong.size(); i++) {
            largest = wrong.isMeasured(i) ? Math.max(largest, Math.abs(difference(wrong, i))) : largest;
        }
        for (int i = 0; i < wrong.size(); i++) {
            if (wrong.isMeasured(i)) {
                double off = Math.abs(difference(wrong, i) - expected.applyAsDouble(i));
                if (!(off <= Math.max(2 * wrong.allowed()[i], SAME * largest))) {
                    return false;
                }
            }
        }
        return true;
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

    private static boolean isRankOne(Comparison wrong) {
        int columns = wrong.columns();
        int pivot = 0;
        for (int i = 0; i < wrong.size(); i++) {
            if (!wrong.isMeasured(i)) {
                return false;
            }
            pivot = Math.abs(difference(wrong, i)) > Math.abs(difference(wrong, pivot)) ? i : pivot;
        }
        int row = pivot / columns;
        int column = pivot % columns;
        double peak = difference(wrong, pivot);
        return differenceIs(wrong, i -> difference(wrong, i / columns * columns + column) * difference(wrong, row * columns + i % columns) / peak);
    }
}
