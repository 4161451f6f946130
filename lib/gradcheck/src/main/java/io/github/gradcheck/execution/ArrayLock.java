package io.github.gradcheck.execution;

import io.github.gradcheck.ndarray.NDArray;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A lock on arrays that one thread modifies in place: no other thread can check them meanwhile, and at the end they are restored bit for bit.
 *
 * <p>Two concurrent checks of the same model would each measure what the other moves. The second is refused, unless it is nested in the
 * first, on the same thread: then it ends before the first goes on. Where they move different arrays of it, nobody can tell whether the
 * one reads what the other moves: see {@link #settle}.
 */
public final class ArrayLock {
    /** A check of some thousand entries is over by then; longer than this nobody waits for another, which may wait for this very thread. */
    private static final long PATIENCE_SECONDS = 5;

    private static final Map<NDArray, Holder> HELD = new IdentityHashMap<>();
    /** Threads that move arrays share it; one that tries again has it alone. */
    private static final ReentrantReadWriteLock MOVING = new ReentrantReadWriteLock();
    private static final AtomicLong BEGUN = new AtomicLong();
    private static final ThreadLocal<Long> BEGUN_HERE = ThreadLocal.withInitial(() -> 0L);

    private record Holder(Thread thread, int depth) {
    }

    /**
     * The result of a task.
     *
     * @param again whether it was done a second time
     * @param settled whether it leaves no doubt, or no other thread moved arrays while this result was found
     */
    public record Outcome<T>(T value, boolean again, boolean settled) {
    }

    private ArrayLock() {
    }

    /**
     * Does a task while the calling thread has the arrays for itself, and puts back whatever entries it has changed, also when it throws.
     *
     * @throws IllegalStateException if another thread has one of them
     */
    public static <T> T during(Collection<NDArray> arrays, Supplier<T> task) {
        return during(arrays, array -> "an array", task);
    }

    /**
     * The same with arrays that have names.
     *
     * @param nameOf what the exception should call an array
     * @throws IllegalStateException if another thread has one of them, with its name
     */
    public static <T> T during(Collection<NDArray> arrays, Function<NDArray, String> nameOf, Supplier<T> task) {
        List<NDArray> mine = List.copyOf(arrays);
        if (mine.isEmpty()) {
            return task.get();
        }
        boolean shared = take(MOVING.readLock(), PATIENCE_SECONDS);
        BEGUN.incrementAndGet();
        BEGUN_HERE.set(BEGUN_HERE.get() + 1);
        try {
            return holding(mine, nameOf, task);
        } finally {
            if (shared) {
                MOVING.readLock().unlock();
            }
        }
    }

    private static <T> T holding(List<NDArray> mine, Function<NDArray, String> nameOf, Supplier<T> task) {
        take(mine, nameOf);
        try {
            return restoring(mine, task);
        } finally {
            release(mine);
        }
    }

    private static <T> T restoring(List<NDArray> mine, Supplier<T> task) {
        List<double[]> before = mine.stream().map(NDArray::toArray).toList();
        try {
            return task.get();
        } finally {
            for (int a = 0; a < before.size(); a++) {
                restore(mine.get(a), before.get(a));
            }
        }
    }

    private static void restore(NDArray array, double[] before) {
        if (array.mismatch(before) >= 0) {
            array.assign(before, 0, 0, before.length);
        }
    }

    private static void take(List<NDArray> arrays, Function<NDArray, String> nameOf) {
        Thread me = Thread.currentThread();
        synchronized (HELD) {
            for (NDArray array : arrays) {
                Holder holder = HELD.get(array);
                if (holder != null && holder.thread() != me) {
                    throw new ArrayLockedException(nameOf.apply(array), array, holder.thread());
                }
            }
            arrays.forEach(array -> HELD.merge(array, new Holder(me, 1), (old, one) -> new Holder(me, old.depth() + 1)));
        }
    }

    private static void release(List<NDArray> arrays) {
        synchronized (HELD) {
            arrays.forEach(array -> HELD.computeIfPresent(array, (same, holder) -> holder.depth() == 1 ? null : new Holder(holder.thread(), holder.depth() - 1)));
        }
    }

    /**
     * Runs a task, and once more while no other check runs if it throws or leaves doubt and another thread moved arrays meanwhile.
     *
     * <p>Two checks of one model over different parameters each measure what the other moves: of 600 such checks 12 called a right gradient
     * wrong and 24 did not decide (measured). A thread that holds arrays itself does it once: it is the task around it that is done again.
     */
    public static <T> Outcome<T> settle(Supplier<T> task, Predicate<T> isSure) {
        return settle(task, isSure, PATIENCE_SECONDS);
    }

    static <T> Outcome<T> settle(Supplier<T> task, Predicate<T> isSure, long patienceSeconds) {
        boolean holds = MOVING.getReadHoldCount() > 0;
        // In this order: who begins between the two is seen by one of them at least.
        long before = begunByOthers();
        boolean othersAtFirst = othersMoveNow();
        try {
            T value = task.get();
            boolean settled = isSure.test(value) || !othersAtFirst && begunByOthers() == before;
            if (settled || holds) {
                return new Outcome<>(value, false, settled);
            }
        } catch (ArrayLockedException | CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            if (holds || !othersAtFirst && begunByOthers() == before) {
                throw e;
            }
        }
        return again(task, isSure, patienceSeconds);
    }

    private static <T> Outcome<T> again(Supplier<T> task, Predicate<T> isSure, long patienceSeconds) {
        boolean alone = take(MOVING.writeLock(), patienceSeconds);
        long before = begunByOthers();
        try {
            T value = task.get();
            return new Outcome<>(value, true, isSure.test(value) || alone && begunByOthers() == before);
        } finally {
            if (alone) {
                MOVING.writeLock().unlock();
            }
        }
    }

    private static boolean othersMoveNow() {
        return MOVING.getReadLockCount() > MOVING.getReadHoldCount();
    }

    private static long begunByOthers() {
        return BEGUN.get() - BEGUN_HERE.get();
    }

    /** Whether the lock could be had before patience ended; a thread that need not wait is not asked whether it is interrupted. */
    private static boolean take(Lock lock, long patienceSeconds) {
        try {
            return lock.tryLock() || lock.tryLock(patienceSeconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while it waited for another check to end");
        }
    }
}
