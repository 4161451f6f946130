package io.github.gradcheck.tie;

import java.util.List;

/** The function near x, as a search for ties asks for it. */
public interface Evaluator {
    /** All outputs at x itself. */
    double[] centre();

    /** All outputs with several entries moved, of any arrays, which are put back; not finite where f is not defined. */
    double[] at(List<Coordinate> entries, double[] moved);

    /** How often the function was evaluated so far. */
    long evaluations();
}
