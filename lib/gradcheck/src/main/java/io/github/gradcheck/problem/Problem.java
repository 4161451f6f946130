package io.github.gradcheck.problem;

import io.github.gradcheck.numeric.Reevaluation;
import java.util.List;
import java.util.Optional;

/** A function of parameters, which are named arrays, and the backward pass that is to be checked. */
public interface Problem {
    /** The parameters. */
    List<Block> blocks();

    /** The values of the function at the present point; the array may be overwritten by the next call. */
    double[] values();

    /**
     * The vector-Jacobian product: for each block Σₖ uₖ·∂fₖ/∂x, as the backward pass gives it.
     *
     * @param upstream the weight of each value; {1} for a scalar
     * @throws IllegalArgumentException if a gradient does not have the shape of its parameter
     */
    List<double[]> vjp(double[] upstream);

    /** The names that the last {@link #vjp} met gradients under and that no block has: they are not checked. */
    default List<String> otherGradients() {
        return List.of();
    }

    /** What is wrong with what the last {@link #vjp} met, whatever f is. */
    default Optional<Contradiction> contradiction() {
        return Optional.empty();
    }

    /** Which entries of the Jacobian are declared, where only these are given; empty if all are. */
    default Optional<Pattern> pattern() {
        return Optional.empty();
    }

    /** The name of the k-th of several values. */
    default String output(int k) {
        return "output " + k + " of f";
    }

    /** Whether {@link #vjp} looks at its upstream gradient. */
    boolean takesUpstream();

    /** Whether the blocks are in order from input to loss. */
    boolean isOrdered();

    /** The same function over arrays of its own, to be evaluated by another thread; empty unless the caller said that this is safe. */
    default Optional<Problem> replica() {
        return Optional.empty();
    }

    /** Where replicas have their values from, if that is not f on the thread that asks. */
    default Optional<Batches> batches() {
        return Optional.empty();
    }

    /**
     * The same function at the present point, handed a new array at each call; empty if it is not handed its arrays, so that calling the
     * function first and {@link #vjp} after it may be how they are meant.
     */
    default Optional<Problem> onNewArrays() {
        return Optional.empty();
    }

    /** What is no fault of what {@link #vjp} met so far, but may surprise who uses it. */
    default Optional<String> remark() {
        return Optional.empty();
    }

    /** Incremental evaluation of a loss with one entry changed, if the model has it; keeps what it needs of the present point. */
    default Optional<Reevaluation> reevaluation() {
        return Optional.empty();
    }
}
