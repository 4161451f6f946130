package io.github.gradcheck.check;

import io.github.gradcheck.numeric.Claim;
import io.github.gradcheck.relation.ContractViolation;
import java.util.Collection;

/** The verdict on a gradient, or on one entry of it, from best to worst. */
public enum Verdict {
    /** The analytic value lies within the measured uncertainty of the numeric one. */
    CORRECT("correct"),
    /** The function has a kink here, and the analytic value lies between the slopes of both sides, in Clarke's generalized gradient (1975): no bug. */
    NOT_DIFFERENTIABLE("not differentiable here"),
    /** The function cannot be measured accurately enough: the reason is given. */
    INCONCLUSIVE("cannot tell"),
    /** The analytic value lies outside the measured uncertainty of the numeric one. */
    WRONG("wrong");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    /** What a measured slope says of a claim, as a verdict. */
    static Verdict of(Claim.Answer answer) {
        return answer == Claim.Answer.AGREES ? CORRECT : answer == Claim.Answer.BETWEEN_SLOPES ? NOT_DIFFERENTIABLE
                : answer == Claim.Answer.UNRESOLVED ? INCONCLUSIVE : WRONG;
    }

    /** What a broken contract means: a backward pass that breaks one is WRONG; beside an f that does, nothing can be told. */
    public static Verdict of(ContractViolation violation) {
        return violation.kind().isPresent() ? WRONG : INCONCLUSIVE;
    }

    /** The worst of several, in the order WRONG, INCONCLUSIVE, NOT_DIFFERENTIABLE, CORRECT; CORRECT if there is none. */
    public static Verdict worst(Collection<Verdict> verdicts) {
        return verdicts.stream().max(Verdict::compareTo).orElse(CORRECT);
    }

    /** The verdict in plain words, such as "cannot tell". */
    public String words() {
        return words;
    }
}
