package io.github.gradcheck.examination;

import io.github.gradcheck.numeric.Derivative;
import io.github.gradcheck.problem.Block;

/**
 * One array, entry by entry: what backward gives, and what the function says.
 *
 * @param block the array
 * @param values the function at the point, [output]
 * @param analytic the gradient under test, [output][entry]
 * @param numeric the measured derivatives, [output][entry]
 * @param roundoff how far each entry of the gradient under test moves when the arrays move by their own roundoff, [output][entry]; it
 *     is measured only where the gradient and the function disagree, else 0
 * @param evaluations how often the function was evaluated for it
 */
public record Measured(Block block, double[] values, double[][] analytic, Derivative[][] numeric, double[][] roundoff, long evaluations) {
    /** Whether backward and the function agree in every entry. */
    boolean agrees() {
        for (int r = 0; r < analytic.length; r++) {
            for (int i = 0; i < analytic[r].length; i++) {
                if (!numeric[r][i].agreesWith(analytic[r][i])) {
                    return false;
                }
            }
        }
        return true;
    }

    Measured withRoundoff(double[][] measured) {
        return new Measured(block, values, analytic, numeric, measured, evaluations);
    }
}
