package io.github.gradcheck.execution;

import java.util.Locale;

/** Whether there is memory for what is about to be made: better said before than found out half-way. */
public final class Memory {
    private Memory() {
    }

    /**
     * Refuses what does not fit.
     *
     * @param what what it is for, such as "the Jacobian of 10 outputs by 79510 entries"
     * @param bytes how much it takes
     * @throws IllegalArgumentException if there is not so much left
     */
    public static void require(String what, long bytes) {
        Runtime runtime = Runtime.getRuntime();
        long left = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
        if (bytes < 0 || bytes > left) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "%s needs %.1f GB of memory, and %.1f GB are left: give the JVM more (-Xmx), "
                    + "or check along random directions", what, bytes / 1e9, left / 1e9));
        }
    }
}
