package io.github.gradcheck.web.execution;

import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** The workers of {@code execution} where there is one thread, which is stopped from outside. */
public final class Workers {
    private Workers() {
    }

    /** Does the tasks 0 to count − 1, one after the other. */
    public static void forEach(int count, int threads, Supplier<IntConsumer> worker) {
        forEach(count, threads, count, worker, () -> { });
    }

    /** The same, and what is to be done at the end, also when one fails. */
    public static void forEach(int count, int threads, int chunk, Supplier<IntConsumer> worker, Runnable end) {
        try {
            IntConsumer tasks = worker.get();
            for (int i = 0; i < count; i++) {
                tasks.accept(i);
            }
        } finally {
            end.run();
        }
    }

    /** One. */
    public static int available(int threads) {
        return 1;
    }

    /** Nobody interrupts: a page ends the whole worker. */
    public static void requireNotInterrupted() {
    }
}
