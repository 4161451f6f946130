package io.github.gradcheck.tie;

import java.util.List;

/** Evaluates the function at x and with several entries moved, for the search for ties. */
public interface Evaluator {
    /** All outputs at x itself. */
    double[] centre();

    /** All outputs with several entries moved, of any parameters, which are restored; not finite where f is not defined. */
    double[] at(List<Coordinate> entries, double[] moved);

    /** How often the function was evaluated so far. */
    long evaluations();
}
