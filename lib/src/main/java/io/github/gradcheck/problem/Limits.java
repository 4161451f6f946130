package io.github.gradcheck.problem;

/**
 * What a caller may ask for.
 *
 * @param within a relative error that counts as none, |a − n| / (|a| + |n|); 0 for the measured uncertainty alone
 * @param repeatable how far two evaluations at the same point may be apart
 * @param seed where random upstream gradients come from
 */
public record Limits(double within, double repeatable, long seed) {
    /** The measured uncertainty, and repeatable to the last bit. */
    public static final Limits MEASURED = new Limits(0, 0, 0);

    /** Checks both sizes. */
    public Limits {
        requireNotNegative("within", within);
        requireNotNegative("repeatable", repeatable);
    }

    private static void requireNotNegative(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be finite and not negative: " + value);
        }
    }
}
