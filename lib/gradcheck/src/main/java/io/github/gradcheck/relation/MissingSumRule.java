package io.github.gradcheck.relation;

import io.github.gradcheck.relation.Relation.Kind;
import java.util.List;
import java.util.Optional;

/** Recognises a sum over a broadcast axis that was left out: one row in place of the sum, where another gradient of the same check shows the rows. */
final class MissingSumRule {
    private static final int FEWEST_VALUES = 2;

    private MissingSumRule() {
    }

    /** For y = x + b the gradient of b is that of x, added up over the rows; analytic has one of the rows only. */
    static Optional<Relation> of(Comparison wrong, List<Comparison> all) {
        if (wrong.outputs() > 1 || !Comparison.hasDistinct(wrong.analytic(), FEWEST_VALUES)) {
            return Optional.empty();
        }
        return all.stream().filter(other -> other.outputs() == 1 && other.size() > wrong.size() && other.size() % wrong.size() == 0
                && other.countMeasured() == other.size()).map(other -> oneRow(wrong, other)).flatMap(Optional::stream).findFirst();
    }

    private static Optional<Relation> oneRow(Comparison wrong, Comparison other) {
        int rows = other.size() / wrong.size();
        for (int i = 0; i < wrong.size(); i++) {
            if (!wrong.isMeasured(i) || !(Math.abs(sum(wrong, other, i) - wrong.numeric()[i]) <= sumAllowed(wrong, other, i))) {
                return Optional.empty();
            }
        }
        for (int row = 0; row < rows; row++) {
            int start = row * wrong.size();
            if (wrong.allMatch(i -> other.numeric()[start + i], 2)) {
                return Optional.of(new Relation(Kind.NOT_SUMMED, "numeric is the gradient of " + other.name() + " added up over " + rows
                        + " rows, and analytic is row " + row + " of them only"));
            }
        }
        return Optional.empty();
    }

    private static double sum(Comparison wrong, Comparison other, int i) {
        double sum = 0;
        for (int k = i; k < other.size(); k += wrong.size()) {
            sum += other.numeric()[k];
        }
        return sum;
    }

    private static double sumAllowed(Comparison wrong, Comparison other, int i) {
        double allowed = wrong.allowed()[i];
        for (int k = i; k < other.size(); k += wrong.size()) {
            allowed += other.allowed()[k];
        }
        return Math.max(2 * allowed, 1e-6 * wrong.largest());
    }
}
