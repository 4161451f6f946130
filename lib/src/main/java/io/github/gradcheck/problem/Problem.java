package io.github.gradcheck.problem;

import java.util.List;

/** A function of named arrays, and the backward pass that is to be checked. */
public interface Problem {
    /** The arrays. */
    List<Block> blocks();

    /** How many values the function has at the present point; evaluates it. */
    double[] values();

    /**
     * The vector-Jacobian product: for each block Σₖ uₖ·∂fₖ/∂x, as the backward pass gives it.
     *
     * @param upstream the weight of each value; {1} for a scalar
     * @throws IllegalArgumentException if a gradient does not fit its array
     */
    List<double[]> pullback(double[] upstream);

    /** Whether {@link #pullback} looks at its upstream gradient. */
    boolean takesUpstream();

    /** Whether the blocks are in order from input to loss. */
    boolean isOrdered();
}
