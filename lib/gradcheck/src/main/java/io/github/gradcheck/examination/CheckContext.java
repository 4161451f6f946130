package io.github.gradcheck.examination;

import io.github.gradcheck.problem.Block;
import io.github.gradcheck.problem.CheckOptions;
import io.github.gradcheck.problem.Problem;

/**
 * What every measurement of one run shares.
 *
 * @param problem the function and its backward pass
 * @param forward the function, counted and put back
 * @param projection which of its values, or weightings of them, are differentiated
 * @param centre those at the point
 * @param options what the caller asked for
 * @param notes what the report should say of how it was done
 */
record CheckContext(Problem problem, Forward forward, Projection projection, double[] centre, CheckOptions options, MethodNotes notes) {
    Block block(int b) {
        return problem.blocks().get(b);
    }
}
