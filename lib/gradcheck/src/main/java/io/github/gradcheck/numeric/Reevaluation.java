package io.github.gradcheck.numeric;

/**
 * A loss that a model can give, with one entry of one of its arrays changed, at less than the cost of a whole evaluation.
 *
 * <p>One weight of a first layer, for instance, moves one hidden unit: a product with a matrix becomes the sum of a column. A
 * check compares such values with whole evaluations before it trusts them, and what they agree to along a random direction afterwards.
 */
@FunctionalInterface
public interface Reevaluation {
    /** What most of them cost, compared with a whole evaluation. */
    double USUAL_SHARE = 0.05;

    /** The loss as a function of one entry of one array. */
    @FunctionalInterface
    interface ByEntry {
        /**
         * The loss with one entry changed and all others as they were when this object was made.
         *
         * @param i the row-major position of the entry
         * @param value what it is changed to
         */
        double at(int i, double value);
    }

    /**
     * The loss as a function of single entries of one array, at the present values of all arrays.
     *
     * @param parameter the name of the array
     * @return an object with buffers of its own: each may be used on another thread
     * @throws IllegalArgumentException if there is no array of that name
     */
    ByEntry of(String parameter);

    /**
     * About how much one such loss costs, as a share of a whole evaluation, between 0 and 1. The cheaper it is, the more entries are
     * measured one by one before a check takes directions instead.
     */
    default double share() {
        return USUAL_SHARE;
    }
}
