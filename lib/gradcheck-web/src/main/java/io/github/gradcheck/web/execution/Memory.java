package io.github.gradcheck.web.execution;

import java.util.Locale;

/** Verifies that a Jacobian is none that a page could not hold: a script is not told how much memory is left. */
public final class Memory {
    /** A quarter of what a browser gives to one page. */
    private static final long MOST = 1L << 30;

    private Memory() {
    }

    /** Refuses a Jacobian that is larger. */
    public static void requireForJacobian(long outputs, long entries, long each) {
        if (outputs * entries * each > MOST) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "the Jacobian of %d outputs by %d entries needs %.1f GB of memory, and "
                    + "a page has less", outputs, entries, outputs * entries * each / 1e9));
        }
    }
}
