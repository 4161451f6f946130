package io.github.gradcheck.relation;

import io.github.gradcheck.relation.Relation.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Recognises a relation that holds in a subset of the entries, all others being right: as in one array of weights followed by biases. */
final class SubsetRule {
    private static final int FEWEST_WRONG = 2;
    private static final int FEWEST_SIZES = 3;

    private SubsetRule() {
    }

    static Optional<Relation> of(Comparison wrong, List<Comparison> all) {
        if (wrong.countWrong() < FEWEST_WRONG || wrong.countWrong() == wrong.countMeasured()) {
            return Optional.empty();
        }
        Comparison part = wrong.part(where(wrong));
        return FactorRule.of(part, all).filter(relation -> isTelling(relation, part)).or(() -> RegulariserRule.of(part, all)).or(() -> AdditiveTermRule.constant(part))
                .map(relation -> new Relation(relation.kind(), relation.evidence() + "; all others "
                        + (wrong.countMeasured() < wrong.size() ? "that were measured " : "") + "are right"));
    }

    /** Among values of one size, such as signs, a wrong one can only be the other; and two values may have something in common by chance. */
    private static boolean isTelling(Relation factor, Comparison part) {
        int sizes = factor.kind() == Kind.SIGN_FLIPPED ? 2 : FactorRule.isTyped(FactorRule.common(part)) ? 1 : FEWEST_SIZES;
        return Comparison.hasDistinct(Arrays.stream(part.measured()).mapToDouble(i -> Math.abs(part.numeric()[i])).toArray(), sizes);
    }

    /** "x[0] to x[5]" if all that was measured between them is wrong, or "first x[0]". */
    private static String where(Comparison wrong) {
        int[] places = wrong.wrong();
        int first = places[0];
        int last = places[places.length - 1];
        boolean together = Arrays.stream(wrong.measured()).filter(i -> i >= first && i <= last).count() == places.length;
        return together ? wrong.place(first) + " to " + wrong.place(last) : "first " + wrong.place(first);
    }
}
