package io.github.gradcheck.web.execution;

import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** The workers of {@code execution} where there is one thread, which is stopped from outside. */
public final class Workers {
    private Workers() {
    }

    /** Does the tasks 0 to count − 1, one after the other. */
    public static void forEach(int count, int threads, Supplier<IntConsumer> worker) {
        IntConsumer tasks = worker.get();
        for (int i = 0; i < count; i++) {
            tasks.accept(i);
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
