package io.github.gradcheck.examination;

import io.github.gradcheck.problem.Block;
import io.github.gradcheck.problem.CheckOptions;
import io.github.gradcheck.problem.Problem;

/**
 * The context that all measurements of one check share.
 *
 * @param problem the function and its backward pass
 * @param forward evaluates the function, counts the evaluations and restores the parameters
 * @param projection which of its values, or weightings of them, are differentiated
 * @param centre their values at the point
 * @param options the options of the caller
 * @param notes how it was done, for the report
 */
record CheckContext(Problem problem, Forward forward, Projection projection, double[] centre, CheckOptions options, MethodNotes notes) {
    Block block(int b) {
        return problem.blocks().get(b);
    }
}
