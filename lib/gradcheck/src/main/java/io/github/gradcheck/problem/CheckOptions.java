package io.github.gradcheck.problem;

import io.github.gradcheck.execution.Deadline;
import java.time.Duration;

/**
 * The options of a check.
 *
 * @param within a relative error that counts as none, |a − n| / (|a| + |n|), below 1; 0 for the measured uncertainty alone
 * @param repeatable how far two evaluations at the same point may be apart
 * @param seed where random upstream gradients and directions come from
 * @param strategy whether every entry is measured, or random directions first
 * @param threads how many threads at most; more than one only where the function may be called by several
 * @param timeLimit when the check ends with what it has
 */
public record CheckOptions(double within, double repeatable, long seed, SearchStrategy strategy, int threads, Duration timeLimit) {
    /** The measured uncertainty, repeatable to the last bit, and the check chooses how; all cores where the function allows it. */
    public static final CheckOptions MEASURED = new CheckOptions(0, 0, 0, SearchStrategy.AUTOMATIC, Integer.MAX_VALUE, Deadline.FOREVER);

    /** Checks the sizes. */
    public CheckOptions {
        if (!(within >= 0 && within < 1)) {
            throw new IllegalArgumentException("relativeError must be at least 0 and below 1, which |a − n| / (|a| + |n|) never exceeds: " + within);
        }
        if (!(repeatable >= 0) || Double.isInfinite(repeatable)) {
            throw new IllegalArgumentException("difference must be finite and not negative: " + repeatable);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be positive: " + threads);
        }
        if (timeLimit.isNegative()) {
            throw new IllegalArgumentException("the time limit must not be negative: " + timeLimit);
        }
    }

    /** The same with another relative error that counts as none. */
    public CheckOptions within(double relativeError) {
        return new CheckOptions(relativeError, repeatable, seed, strategy, threads, timeLimit);
    }

    /** The same with another distance that two evaluations may be apart. */
    public CheckOptions repeatable(double difference) {
        return new CheckOptions(within, difference, seed, strategy, threads, timeLimit);
    }

    /** The same with another seed. */
    public CheckOptions seed(long other) {
        return new CheckOptions(within, repeatable, other, strategy, threads, timeLimit);
    }

    /** The same with another search strategy. */
    public CheckOptions strategy(SearchStrategy other) {
        return new CheckOptions(within, repeatable, seed, other, threads, timeLimit);
    }

    /** The same with another number of threads. */
    public CheckOptions threads(int most) {
        return new CheckOptions(within, repeatable, seed, strategy, most, timeLimit);
    }

    /** The same with another time limit. */
    public CheckOptions timeLimit(Duration limit) {
        return new CheckOptions(within, repeatable, seed, strategy, threads, limit);
    }
}
