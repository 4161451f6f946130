package io.github.gradcheck.problem;

/**
 * How the entries of a gradient are gone through.
 *
 * @param isAutomatic whether the check may choose: every entry while that is cheap, random directions beyond
 * @param directions how many random directions for each array; 0 for every entry by itself
 */
public record Method(boolean isAutomatic, int directions) {
    /** The check chooses. */
    public static final Method AUTOMATIC = new Method(true, 1);
    /** Every entry by itself. */
    public static final Method EVERY_ENTRY = new Method(false, 0);

    /**
     * Random directions first, and a search for the wrong entries where one disagrees.
     *
     * @throws IllegalArgumentException if count is not positive
     */
    public static Method directions(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("directions must be positive: " + count);
        }
        return new Method(false, count);
    }
}
