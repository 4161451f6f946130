package io.github.gradcheck.examination;

import io.github.gradcheck.direction.DirectionalComparison;
import io.github.gradcheck.direction.Search;
import io.github.gradcheck.numeric.Claim;
import io.github.gradcheck.numeric.Derivative;
import io.github.gradcheck.problem.Block;
import io.github.gradcheck.tie.EntryDerivatives;
import io.github.gradcheck.tie.Tie;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The measurement of one parameter: its gradient under test, and the derivatives of f by its entries or along directions through it.
 *
 * @param block the parameter
 * @param values the function at the point, [output]
 * @param analytic the gradient under test, [output][entry]
 * @param numeric the measured derivatives, [output][entry]; null where an entry was not measured by itself
 * @param roundingError how far each entry of the gradient under test moves when the parameters move by their own rounding error, [output][entry]; it
 *     is measured only where the gradient and the function disagree, else 0
 * @param directions the derivatives along random directions through all entries; none if every entry was measured
 * @param search the search for the wrong entries
 * @param evaluations how often the function was evaluated for it
 * @param within a relative error that counts as none
 * @param ties those that an entry takes part in
 */
public record BlockMeasurement(Block block, double[] values, double[][] analytic, Derivative[][] numeric, double[][] roundingError,
        List<DirectionalComparison> directions, Search search, long evaluations, double within, List<Tie> ties) implements EntryDerivatives {
    /** The largest of a few moves may be smaller than the error itself: 3 of 4000 entries lay beyond 1.5 of it, none beyond 2. */
    private static final double ROUNDING_MARGIN = 2;

    /** What backward claims of an entry, its own rounding counted as far as it was measured. */
    @Override
    public Claim claim(int r, int i) {
        return Claim.of(analytic[r][i], within, ROUNDING_MARGIN * roundingError[r][i]);
    }

    /** Whether backward and the function agree in all that was measured. */
    boolean agrees() {
        for (int r = 0; r < analytic.length; r++) {
            for (int i = 0; i < analytic[r].length; i++) {
                if (numeric[r][i] != null && !isAgreement(claim(r, i).answer(numeric[r][i]))) {
                    return false;
                }
            }
        }
        return directions.stream().allMatch(DirectionalComparison::agrees);
    }

    /** Whether f did not move by a bit in any measurement: a slope of zero alone is also that of a minimum. */
    public boolean isStill() {
        return Stream.concat(Arrays.stream(numeric).flatMap(Arrays::stream).filter(Objects::nonNull), directions.stream().map(DirectionalComparison::numeric))
                .allMatch(derivative -> derivative.limit() == Derivative.Limit.CONSTANT);
    }

    /** Whether the time was up before every entry that is not fixed was measured, or a direction through it. */
    boolean isPartial() {
        return directions.isEmpty() && Arrays.stream(numeric).anyMatch(row -> IntStream.range(0, row.length).anyMatch(i -> row[i] == null && !block.isFixed(i)));
    }

    /** As if what disagrees and may belong to a tie had not been measured. */
    void forgetKinks() {
        for (int r = 0; r < numeric.length; r++) {
            for (int i = 0; i < numeric[r].length; i++) {
                Derivative slope = numeric[r][i];
                boolean mayTie = slope != null && (slope.kind() == Derivative.Kind.KINK || slope.limit() == Derivative.Limit.FLAT || slope.limit() == Derivative.Limit.CONSTANT);
                numeric[r][i] = mayTie && claim(r, i).answer(slope) == Claim.Answer.DISAGREES ? null : slope;
            }
        }
    }

    /** The tie that entry i takes part in. */
    public Optional<Tie> tie(int r, int i) {
        return ties.stream().filter(tie -> tie.output() == r && tie.member(block, i).isPresent()).findFirst();
    }

    /** How far the rounding of the claims alone may lead out of a tie's hull. */
    double roundingError(Tie tie) {
        return tie.members().stream().filter(member -> member.block() == block)
                .mapToDouble(member -> ROUNDING_MARGIN * roundingError[tie.output()][member.i()] * Math.abs(member.weight())).sum();
    }

    private static boolean isAgreement(Claim.Answer answer) {
        return answer == Claim.Answer.AGREES || answer == Claim.Answer.BETWEEN_SLOPES;
    }

    BlockMeasurement withEvaluations(long counted) {
        return new BlockMeasurement(block, values, analytic, numeric, roundingError, directions, search, counted, within, ties);
    }

    BlockMeasurement withTies(List<Tie> all) {
        List<Tie> own = all.stream().filter(tie -> tie.members().stream().anyMatch(member -> member.block() == block)).toList();
        return new BlockMeasurement(block, values, analytic, numeric, roundingError, directions, search, evaluations, within, own);
    }

    BlockMeasurement withRoundingError(double[][] measured) {
        return new BlockMeasurement(block, values, analytic, numeric, measured, directions, search, evaluations, within, ties);
    }
}
