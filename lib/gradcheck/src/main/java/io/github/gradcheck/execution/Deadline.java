package io.github.gradcheck.execution;

import java.time.Duration;
import java.util.concurrent.CancellationException;

/** The end of the time that a check may take. */
public final class Deadline {
    /** A limit that is none. */
    public static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

    /** Thrown by {@link #require} to leave a measurement; it never leaves the check. */
    public static final class PassedException extends CancellationException {
        private static final long serialVersionUID = 1L;

        private PassedException() {
            super("the time is up");
        }
    }

    private final long begun = System.nanoTime();
    /** Nanoseconds; 292 years are as good as forever. */
    private final long limit;

    /** From now on. */
    public Deadline(Duration limit) {
        this.limit = limit.getSeconds() >= Long.MAX_VALUE / 1_000_000_000 ? Long.MAX_VALUE : limit.toNanos();
    }

    /** Whether the time is up. */
    public boolean hasPassed() {
        return System.nanoTime() - begun >= limit;
    }

    /** Throws an exception if the time is up. */
    public void require() {
        if (hasPassed()) {
            throw new PassedException();
        }
    }
}
