package io.github.gradcheck.problem;

/**
 * How wrong entries are searched for: by measuring every entry, or along random directions first.
 *
 * @param isAutomatic whether the check may choose: every entry while that is cheap, random directions beyond
 * @param directions how many random directions for each parameter; 0 for every entry by itself
 */
public record SearchStrategy(boolean isAutomatic, int directions) {
    /** The check chooses. */
    public static final SearchStrategy AUTOMATIC = new SearchStrategy(true, 1);
    /** Every entry by itself. */
    public static final SearchStrategy EVERY_ENTRY = new SearchStrategy(false, 0);

    /**
     * Random directions first, and a search for the wrong entries where one disagrees.
     *
     * @throws IllegalArgumentException if count is not positive
     */
    public static SearchStrategy directions(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("directions must be positive: " + count);
        }
        return new SearchStrategy(false, count);
    }
}
