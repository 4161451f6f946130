package io.github.gradcheck.check;

import io.github.gradcheck.relation.ContractViolation;
import io.github.gradcheck.relation.Relation;
import java.util.Optional;

/**
 * The most likely mistake in a gradient, and the measured relation between analytic and numeric values that shows it.
 *
 * @param kind the kind of mistake
 * @param evidence one line of figures, such as "analytic = 2.000000 × numeric in all 40 entries"
 */
public record Cause(Relation.Kind kind, String evidence) {
    static Cause of(Relation relation) {
        return new Cause(relation.kind(), relation.evidence());
    }

    static Optional<Cause> of(ContractViolation violation) {
        return violation.kind().map(kind -> new Cause(kind, violation.text()));
    }

    /** The mistake in a few words, such as "a stray factor". */
    public String name() {
        return kind.words();
    }

    @Override
    public String toString() {
        return name() + ": " + evidence;
    }
}
