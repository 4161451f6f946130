package io.github.gradcheck.relation;

import io.github.gradcheck.execution.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds the first simple relation between a wrong gradient and the measured one, by an ordered list of rules. */
public final class Relations {
    /** One relation to look for, given all gradients of the same check. */
    private interface Rule {
        Optional<Relation> find(Comparison wrong, List<Comparison> all);
    }

    /** From the most to the least telling; the first that holds in all entries is taken. */
    private static final List<Rule> RULES = List.of(
            (wrong, all) -> MaskRules.still(wrong),
            PermutationRules::exchanged,
            FactorRule::of,
            PermutationRules::swapped,
            MissingSumRule::of,
            (wrong, all) -> SingleLocationRule.oneEntry(wrong),
            (wrong, all) -> MaskRules.of(wrong),
            (wrong, all) -> PermutationRules.of(wrong),
            RegulariserRule::of,
            (wrong, all) -> LocalDerivativeRule.of(wrong),
            (wrong, all) -> SingleLocationRule.oneLine(wrong),
            (wrong, all) -> ScaledLinesRule.of(wrong),
            (wrong, all) -> AdditiveTermRule.missing(wrong),
            RegulariserRule::spared,
            SubsetRule::of,
            (wrong, all) -> AdditiveTermRule.small(wrong));

    private Relations() {
    }

    /**
     * The first relation that holds for all entries within their errors.
     *
     * @param wrong the gradient that is wrong
     * @param all every gradient of the same check
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public static Optional<Relation> find(Comparison wrong, List<Comparison> all) {
        boolean usable = Arrays.stream(wrong.analytic()).allMatch(Double::isFinite) && wrong.countWrong() > 0;
        return usable ? RULES.stream().map(rule -> find(rule, wrong, all)).flatMap(Optional::stream).findFirst() : Optional.empty();
    }

    private static Optional<Relation> find(Rule rule, Comparison wrong, List<Comparison> all) {
        Workers.requireNotInterrupted();
        return rule.find(wrong, all);
    }
}
