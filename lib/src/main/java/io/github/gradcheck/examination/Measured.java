package io.github.gradcheck.examination;

import io.github.gradcheck.direction.Along;
import io.github.gradcheck.direction.Search;
import io.github.gradcheck.numeric.Claim;
import io.github.gradcheck.numeric.Derivative;
import io.github.gradcheck.problem.Block;
import java.util.List;

/**
 * One array, entry by entry or along directions: what backward gives, and what the function says.
 *
 * @param block the array
 * @param values the function at the point, [output]
 * @param analytic the gradient under test, [output][entry]
 * @param numeric the measured derivatives, [output][entry]; null where an entry was not measured by itself
 * @param roundoff how far each entry of the gradient under test moves when the arrays move by their own roundoff, [output][entry]; it
 *     is measured only where the gradient and the function disagree, else 0
 * @param directions the derivatives along random directions through all entries; none if every entry was measured
 * @param search how the wrong entries were looked for
 * @param evaluations how often the function was evaluated for it
 * @param within a relative error that counts as none
 */
public record Measured(Block block, double[] values, double[][] analytic, Derivative[][] numeric, double[][] roundoff, List<Along> directions,
        Search search, long evaluations, double within) {
    /** The largest of a few moves may be smaller than the error itself: 3 of 4000 entries lay beyond 1.5 of it, none beyond 2. */
    private static final double ROUNDOFF_MARGIN = 2;

    /** What backward claims of an entry, its own rounding counted as far as it was measured. */
    public Claim claim(int r, int i) {
        return Claim.of(analytic[r][i], within, ROUNDOFF_MARGIN * roundoff[r][i]);
    }

    /** Whether backward and the function agree in all that was measured. */
    boolean agrees() {
        for (int r = 0; r < analytic.length; r++) {
            for (int i = 0; i < analytic[r].length; i++) {
                if (numeric[r][i] != null && !isAgreement(claim(r, i).of(numeric[r][i]))) {
                    return false;
                }
            }
        }
        return directions.stream().allMatch(Along::agrees);
    }

    private static boolean isAgreement(Claim.Answer answer) {
        return answer == Claim.Answer.AGREES || answer == Claim.Answer.BETWEEN_SLOPES;
    }

    Measured withEvaluations(long counted) {
        return new Measured(block, values, analytic, numeric, roundoff, directions, search, counted, within);
    }

    Measured withRoundoff(double[][] measured) {
        return new Measured(block, values, analytic, numeric, measured, directions, search, evaluations, within);
    }
}
