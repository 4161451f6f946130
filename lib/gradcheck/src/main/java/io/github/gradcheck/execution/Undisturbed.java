package io.github.gradcheck.execution;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What a thread finds out while others may move arrays: done again without them, where they may have spoiled it.
 *
 * <p>Two checks of one model over different parameters hold different arrays, and yet each measures what the other moves: of 600 such
 * checks 12 called a right gradient wrong and 24 did not decide (measured). What a function reads cannot be seen from outside, so a
 * doubtful outcome is tried again while no other thread moves anything. An outcome that leaves no doubt is kept.
 */
public final class Undisturbed {
    /** One check of some thousand entries is over by then; longer than this nobody waits for another. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);

    private static final Object LOCK = new Object();
    /** How many holds each thread has; a thread that waits for its turn is not among them. */
    private static final Map<Thread, Integer> MOVING = new HashMap<>();
    private static final Map<Thread, Set<String>> WATCHING = new HashMap<>();
    private static Thread alone;

    /**
     * What a task came to.
     *
     * @param value its result
     * @param again whether it was done a second time
     * @param company a thread that moved arrays also while this result was found, if any did and it is doubtful
     */
    public record Outcome<T>(T value, boolean again, Optional<String> company) {
    }

    private Undisturbed() {
    }

    /**
     * Does a task; if another thread moved arrays meanwhile and the outcome is doubtful or an exception, does it again when none does.
     *
     * <p>A task within a task of the same thread is done once: it is the outer one that is tried again.
     */
    public static <T> Outcome<T> of(Supplier<T> task, Predicate<T> isDoubtful) {
        return of(task, isDoubtful, PATIENCE);
    }

    static <T> Outcome<T> of(Supplier<T> task, Predicate<T> isDoubtful, long patience) {
        if (isWatching()) {
            return new Outcome<>(task.get(), false, Optional.empty());
        }
        Set<String> company = watch();
        try {
            T value = task.get();
            if (company.isEmpty() || !isDoubtful.test(value)) {
                return new Outcome<>(value, false, Optional.empty());
            }
        } catch (HeldElsewhereException | CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            if (company.isEmpty()) {
                throw e;
            }
        } finally {
            watchNoMore();
        }
        return again(task, isDoubtful, patience);
    }

    private static <T> Outcome<T> again(Supplier<T> task, Predicate<T> isDoubtful, long patience) {
        takeTurn(patience);
        Set<String> company = watch();
        try {
            T value = task.get();
            return new Outcome<>(value, true, isDoubtful.test(value) ? company.stream().findFirst() : Optional.empty());
        } finally {
            watchNoMore();
            giveTurn();
        }
    }

    /** The calling thread begins to move arrays, after the one that has the turn. */
    static void beginMoving() {
        Thread me = Thread.currentThread();
        synchronized (LOCK) {
            if (!MOVING.containsKey(me) && !await(() -> alone == null || alone == me, PATIENCE)) {
                // Perhaps it waits for this very thread.
                alone = null;
            }
            move(me, 1);
        }
    }

    static void endMoving() {
        synchronized (LOCK) {
            move(Thread.currentThread(), -1);
        }
    }

    private static void move(Thread thread, int more) {
        MOVING.merge(thread, more, (old, change) -> old + change == 0 ? null : old + change);
        WATCHING.forEach((watcher, company) -> {
            if (watcher != thread) {
                company.add(thread.getName());
            }
        });
        LOCK.notifyAll();
    }

    private static boolean isWatching() {
        synchronized (LOCK) {
            return WATCHING.containsKey(Thread.currentThread());
        }
    }

    private static Set<String> watch() {
        Set<String> company = ConcurrentHashMap.newKeySet();
        Thread me = Thread.currentThread();
        synchronized (LOCK) {
            MOVING.keySet().stream().filter(thread -> thread != me).forEach(thread -> company.add(thread.getName()));
            WATCHING.put(me, company);
        }
        return company;
    }

    private static void watchNoMore() {
        synchronized (LOCK) {
            WATCHING.remove(Thread.currentThread());
        }
    }

    /** Waits until no other thread moves anything or patience ends; meanwhile this one moves nothing, whatever it holds. */
    private static void takeTurn(long patience) {
        Thread me = Thread.currentThread();
        synchronized (LOCK) {
            Integer held = MOVING.remove(me);
            LOCK.notifyAll();
            try {
                await(() -> alone == null && MOVING.isEmpty(), patience);
                alone = alone == null ? me : alone;
            } finally {
                if (held != null) {
                    move(me, held);
                }
            }
        }
    }

    private static void giveTurn() {
        synchronized (LOCK) {
            alone = alone == Thread.currentThread() ? null : alone;
            LOCK.notifyAll();
        }
    }

    /** Whether it became true before patience ended; called with the lock, which is free while it waits. */
    private static boolean await(BooleanSupplier condition, long patience) {
        long end = System.nanoTime() + patience;
        while (!condition.getAsBoolean()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(LOCK, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted while it waited for another check to end");
            }
        }
        return true;
    }
}
