package io.github.gradcheck.examination;

import io.github.gradcheck.numeric.Derivative;

/**
 * One array, entry by entry: what backward gives, and what the function says.
 *
 * @param block the array
 * @param analytic the gradient under test, [output][entry]
 * @param numeric the measured derivatives, [output][entry]
 * @param evaluations how often the function was evaluated for it
 */
public record Measured(Block block, double[][] analytic, Derivative[][] numeric, long evaluations) {
}
