package io.github.gradcheck.relation;

import io.github.gradcheck.relation.Relation.Kind;
import java.util.Optional;

/** Recognises zeros where a gradient should flow, and a gradient where there should be zeros, as behind a missing mask; all other entries are right. */
final class MaskRules {
    private MaskRules() {
    }

    /** Zero everywhere, because the function does not read the parameter: most likely it reads the array that this one was copied from. */
    static Optional<Relation> still(Comparison wrong) {
        return wrong.isStill() ? Optional.of(new Relation(Kind.NOT_READ, "f stays the same, bit for bit, whatever entry of " + wrong.name()
                + (wrong.countMeasured() < wrong.size() ? " was" : " is") + " moved; does it read this array or a copy of it, or is all of it cut off at this point?")) : Optional.empty();
    }

    static Optional<Relation> of(Comparison wrong) {
        int missing = 0;
        int tooMuch = 0;
        int first = -1;
        for (int i = 0; i < wrong.size(); i++) {
            if (wrong.isWrong(i)) {
                first = first < 0 ? i : first;
                missing += wrong.analytic()[i] == 0 ? 1 : 0;
                tooMuch += wrong.isZero(i) ? 1 : 0;
            }
        }
        int count = wrong.countWrong();
        if (missing == count) {
            return Optional.of(missing(wrong, count, first));
        }
        if (tooMuch == count && isMask(wrong)) {
            return Optional.of(new Relation(Kind.MASK_MISSING, "numeric = 0 and analytic is not, in " + count + " of " + wrong.entries(wrong.countMeasured())
                    + ", first " + wrong.place(first) + "; all others are right"));
        }
        return Optional.empty();
    }

    /**
     * Whether something flows elsewhere, and what is zero is an input or an output that nothing flows through: a product of vectors in
     * place of one of entries has values off the diagonal that no mask would stop.
     */
    private static boolean isMask(Comparison wrong) {
        boolean[] input = new boolean[wrong.parameter().length];
        boolean[] output = new boolean[wrong.outputs()];
        for (int i = 0; i < wrong.size(); i++) {
            if (wrong.isMeasured(i) && !wrong.isZero(i)) {
                input[i % input.length] = true;
                output[i / input.length] = true;
            }
        }
        boolean anything = false;
        boolean stopped = true;
        for (int i = 0; i < wrong.size(); i++) {
            anything |= input[i % input.length];
            stopped &= !wrong.isWrong(i) || !input[i % input.length] || !output[i / input.length];
        }
        return anything && stopped;
    }

    private static Relation missing(Comparison wrong, int count, int first) {
        int repeats = oneOutOf(wrong);
        if (repeats > 1) {
            return new Relation(Kind.NOT_SUMMED, "each entry reaches " + repeats + " outputs, and analytic has the part of one of them only");
        }
        if (SingleLocationRule.isOneLine(wrong)) {
            return SingleLocationRule.oneLine(wrong).orElseThrow();
        }
        return new Relation(Kind.ZERO, "analytic = 0 and numeric is not, in " + count + " of " + wrong.entries(wrong.countMeasured()) + ", first "
                + wrong.place(first) + "; all others are right");
    }

    /** If every entry of the parameter should reach k ≥ 2 outputs, the same k for all, and reaches one: k; else 0. */
    private static int oneOutOf(Comparison wrong) {
        int reaches = 0;
        int entries = wrong.parameter().length;
        for (int i = 0; i < entries; i++) {
            int should = 0;
            int does = 0;
            for (int k = i; k < wrong.size(); k += entries) {
                should += wrong.isZero(k) ? 0 : 1;
                does += wrong.analytic()[k] == 0 ? 0 : 1;
            }
            if (does != 1 || should < 2 || reaches > 0 && should != reaches) {
                return 0;
            }
            reaches = should;
        }
        return reaches;
    }
}
