package io.github.gradcheck.web.runtime;

/** A sum that one thread counts, for {@link java.util.concurrent.atomic.LongAdder}, which TeaVM does not have. */
public final class LongAdder {
    private long sum;

    /** One more. */
    public void increment() {
        sum++;
    }

    /** So many more. */
    public void add(long count) {
        sum += count;
    }

    /** How many there are. */
    public long sum() {
        return sum;
    }
}
