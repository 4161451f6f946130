package io.github.gradcheck.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Runs numbered tasks on several threads.
 *
 * <p>Every task is done alone, so that its result does not depend on how many threads there are. When one fails the others stop
 * after the evaluation that they are at, and the failure passes through; when the caller is interrupted they are, too.
 */
public final class Workers {
    /** Tasks that a thread takes at once: few enough that all threads end together. */
    private static final int CHUNK = 8;

    private final int count;
    private final int chunk;
    private final Runnable end;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean stopped;

    private Workers(int count, int chunk, Runnable end) {
        this.count = count;
        this.end = end;
        this.chunk = chunk;
    }

    /**
     * Does the tasks 0 to count − 1.
     *
     * @param threads how many threads at most; with 1 all is done on the caller's own
     * @param worker makes what does a task; called once for each thread, on that thread
     * @throws CancellationException if the caller is interrupted; its flag stays set
     */
    public static void forEach(int count, int threads, Supplier<IntConsumer> worker) {
        forEach(count, threads, CHUNK, worker, () -> { });
    }

    /**
     * The same with another number of tasks that a thread takes at once.
     *
     * @param end called by each thread when it has no more to do, or failed
     */
    public static void forEach(int count, int threads, int chunk, Supplier<IntConsumer> worker, Runnable end) {
        int wanted = Math.min(threads, (count + chunk - 1) / chunk);
        Workers workers = new Workers(count, chunk, end);
        if (wanted <= 1) {
            workers.work(worker);
        } else {
            workers.run(wanted, worker);
        }
    }

    /** How many threads a caller gets who asks for so many: no more than there are cores. */
    public static int available(int threads) {
        return Math.min(threads, Runtime.getRuntime().availableProcessors());
    }

    /** Throws a {@link CancellationException} if the thread is interrupted, whose flag stays set. */
    public static void requireNotInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the check was interrupted; all parameters are restored");
        }
    }

    private void run(int threads, Supplier<IntConsumer> worker) {
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            Thread thread = new Thread(() -> guarded(worker), "gradcheck-" + (t + 1));
            thread.setDaemon(true);
            all.add(thread);
        }
        all.forEach(Thread::start);
        boolean interrupted = waitFor(all);
        if (interrupted) {
            Thread.currentThread().interrupt();
            requireNotInterrupted();
        }
        rethrow(failure.get());
    }

    /** Waits until every thread has ended; whether the caller was interrupted meanwhile. */
    private boolean waitFor(List<Thread> threads) {
        boolean interrupted = false;
        for (int t = 0; t < threads.size();) {
            try {
                threads.get(t).join();
                t++;
            } catch (InterruptedException e) {
                interrupted = true;
                stopped = true;
                threads.forEach(Thread::interrupt);
            }
        }
        return interrupted;
    }

    private void guarded(Supplier<IntConsumer> worker) {
        try {
            work(worker);
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
            stopped = true;
        }
    }

    private void work(Supplier<IntConsumer> worker) {
        try {
            tasks(worker.get());
        } finally {
            end.run();
        }
    }

    private void tasks(IntConsumer worker) {
        while (!stopped) {
            int from = next.getAndAdd(chunk);
            if (from >= count) {
                return;
            }
            for (int i = from; i < Math.min(count, from + chunk) && !stopped; i++) {
                worker.accept(i);
            }
        }
    }

    private static void rethrow(Throwable failure) {
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }
}
