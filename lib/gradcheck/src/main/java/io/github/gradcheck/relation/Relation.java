package io.github.gradcheck.relation;

/**
 * A measured relation between the analytic and the numeric values of a gradient.
 *
 * @param kind what kind of mistake makes such a relation
 * @param evidence one line of figures
 */
public record Relation(Kind kind, String evidence) {
    /** Kinds of mistakes in a backward pass. */
    public enum Kind {
        /** analytic = −numeric. */
        SIGN_FLIPPED("the sign is flipped"),
        /** analytic = c·numeric. */
        CONSTANT_FACTOR("a stray factor"),
        /** analytic = numericᵀ. */
        TRANSPOSED("transposed"),
        /** The right rows or entries, moved along by one or more. */
        SHIFTED("shifted"),
        /** The right entries in another order. */
        PERMUTED("permuted"),
        /** The function is the same whatever the parameter is. */
        NOT_READ("f does not depend on it"),
        /** Zero where a gradient should flow. */
        ZERO("zero where a gradient should flow"),
        /** A gradient where none should flow. */
        MASK_MISSING("a mask is missing: it flows where it should stop"),
        /** One part of a sum in place of the sum: of a batch, or of a parameter that is used several times. */
        NOT_SUMMED("not summed over the batch, or over all uses"),
        /** Missing a multiple of the parameter itself. */
        REGULARISER_MISSING("the regulariser's gradient is missing"),
        /** A multiple of the parameter itself too much. */
        REGULARISER_DOUBLED("the regulariser's gradient is counted twice"),
        /** One entry wrong, all others right. */
        ONE_ENTRY("one entry"),
        /** One row wrong. */
        ONE_ROW("one row"),
        /** One column wrong. */
        ONE_COLUMN("one column"),
        /** The same result whatever the upstream gradient. */
        UPSTREAM_IGNORED("the upstream gradient is ignored"),
        /** Grows with the square of the upstream gradient. */
        UPSTREAM_SQUARED("the upstream gradient is squared"),
        /** Large upstream gradients are cut. */
        UPSTREAM_CLAMPED("the upstream gradient is clamped"),
        /** Negative upstream gradients count as positive, or not at all. */
        UPSTREAM_SIGN_LOST("the sign of the upstream gradient is lost"),
        /** Not linear in the upstream gradient in some other way. */
        UPSTREAM_NOT_LINEAR("not linear in the upstream gradient"),
        /** A local derivative of a neighbouring form, such as σ(1+σ) for σ(1−σ). */
        LOCAL_DERIVATIVE("another local derivative"),
        /** Another value each time. */
        NOT_REPEATABLE("not repeatable"),
        /** Another value after other calls. */
        CALL_ORDER("depends on what was called before"),
        /** Not linear in the direction of a forward derivative. */
        DIRECTION_NOT_LINEAR("not linear in the direction"),
        /** Products of forward and of reverse mode of different matrices. */
        NOT_DUAL("forward and reverse mode differ"),
        /** A matrix of second derivatives that differs from its transpose. */
        NOT_SYMMETRIC("not symmetric"),
        /** Entries that are not zero are not declared. */
        NOT_DECLARED("the pattern lacks entries"),
        /** Changes its own input. */
        INPUT_CHANGED("changes its input"),
        /** Each term of an objective is right, and the whole is not their sum. */
        NOT_THE_SUM("not the sum of its terms"),
        /** A term that forward has and backward has not. */
        MISSING_TERM("a term is missing"),
        /** Nearly right in all entries: an epsilon, a small term, or a constant with too few digits. */
        SMALL_TERM("an epsilon or a small term differs"),
        /** The gradient of another parameter. */
        SWAPPED("swapped with another parameter");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** The mistake in a few words. */
        public String words() {
            return words;
        }
    }
}
