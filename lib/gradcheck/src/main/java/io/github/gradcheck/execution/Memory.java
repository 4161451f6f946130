package io.github.gradcheck.execution;

import java.util.Locale;

/** Verifies that there is enough memory for a Jacobian before it is computed. */
public final class Memory {
    private Memory() {
    }

    /**
     * Refuses a Jacobian that does not fit.
     *
     * @param each how many bytes it takes for each output and entry
     * @throws IllegalArgumentException if there is not so much left
     */
    public static void requireForJacobian(long outputs, long entries, long each) {
        long bytes = outputs * entries * each;
        Runtime runtime = Runtime.getRuntime();
        long left = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
        if (bytes < 0 || bytes > left) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "the Jacobian of %d outputs by %d entries needs %.1f GB of "
                    + "memory, and %.1f GB are left: give the JVM more (-Xmx), or check along random directions",
                    outputs, entries, bytes / 1e9, left / 1e9));
        }
    }
}
