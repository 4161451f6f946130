package io.github.gradcheck.check;

import io.github.gradcheck.examination.BlockMeasurement;
import io.github.gradcheck.numeric.Claim;
import io.github.gradcheck.numeric.Derivative;
import io.github.gradcheck.problem.Pattern;
import io.github.gradcheck.relation.ContractViolation;
import io.github.gradcheck.relation.Relation.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** The pattern of a sparse Jacobian beside what was measured: entries that it lacks, and entries that are zero. */
final class DeclaredEntries {
    private static final int SHOWN = 8;

    private final List<BlockMeasurement> measured;
    private final BitSet[] declared;
    private final List<String> missing = new ArrayList<>();
    private final List<String> idle = new ArrayList<>();

    /** @param measured all of x, in order */
    DeclaredEntries(Pattern pattern, List<BlockMeasurement> measured) {
        this.measured = measured;
        this.declared = pattern.declared(measured.get(0).analytic().length);
        for (BlockMeasurement one : measured) {
            for (int r = 0; r < declared.length; r++) {
                for (int i = 0; i < one.block().size(); i++) {
                    look(one, r, i);
                }
            }
        }
    }

    private void look(BlockMeasurement one, int r, int i) {
        Derivative slope = one.numeric()[r][i];
        if (slope != null && lacks(one, r, i)) {
            missing.add(one.block().entry(i) + " of output " + r);
        } else if (slope != null && one.analytic()[r][i] == 0 && slope.limit() == Derivative.Limit.CONSTANT && declared[r].get(from(one) + i)) {
            idle.add(one.block().entry(i) + " of output " + r);
        }
    }

    private int from(BlockMeasurement one) {
        return measured.subList(0, measured.indexOf(one)).stream().mapToInt(before -> before.block().size()).sum();
    }

    /** Whether an entry is not declared, and not zero. */
    boolean lacks(BlockMeasurement one, int r, int i) {
        Derivative slope = one.numeric()[r][i];
        return !declared[r].get(from(one) + i) && slope != null && one.claim(r, i).answer(slope) == Claim.Answer.DISAGREES;
    }

    /** What the pattern lacks. */
    Optional<ContractViolation> violation() {
        return missing.isEmpty() ? Optional.empty() : Optional.of(ContractViolation.ofBackward("the pattern lacks " + count(missing) + " not zero: " + listed(missing), Kind.NOT_DECLARED));
    }

    /** What it has in vain. */
    Optional<String> note() {
        return idle.isEmpty() ? Optional.empty() : Optional.of("the pattern has " + count(idle) + " 0 wherever f was evaluated: " + listed(idle));
    }

    private static String count(List<String> entries) {
        return entries.size() + (entries.size() == 1 ? " entry that is" : " entries that are");
    }

    private static String listed(List<String> entries) {
        return String.join(", ", entries.subList(0, Math.min(SHOWN, entries.size()))) + (entries.size() > SHOWN ? " and " + (entries.size() - SHOWN) + " more" : "");
    }

    /** The numeric values, NaN where the pattern lacks an entry: the cause of what else is wrong shows in the others. */
    double[] withoutMissing(BlockMeasurement one, double[] numeric) {
        double[] kept = numeric.clone();
        Arrays.setAll(kept, k -> lacks(one, k / one.block().size(), k % one.block().size()) ? Double.NaN : kept[k]);
        return kept;
    }
}
