package io.github.gradcheck.ndarray;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Arrays that one thread moves in place: no other may meanwhile, and at the end they are what they were, bit for bit.
 *
 * <p>Two checks of the same model at once would each measure what the other moves. The second is refused, unless it is nested in the
 * first, on the same thread: then it ends before the first goes on.
 */
public final class Hold {
    private static final Map<NDArray, Holder> HELD = new IdentityHashMap<>();

    private record Holder(Thread thread, int depth) {
    }

    private Hold() {
    }

    /**
     * Does a task while the calling thread has the arrays for itself, and puts back whatever entries it has changed, also when it throws.
     *
     * @throws IllegalStateException if another thread has one of them
     */
    public static <T> T during(Collection<NDArray> arrays, Supplier<T> task) {
        List<NDArray> mine = List.copyOf(arrays);
        take(mine);
        try {
            List<double[]> before = mine.stream().map(NDArray::toArray).toList();
            try {
                return task.get();
            } finally {
                for (int a = 0; a < before.size(); a++) {
                    restore(mine.get(a), before.get(a));
                }
            }
        } finally {
            release(mine);
        }
    }

    private static void restore(NDArray array, double[] before) {
        for (int i = 0; i < before.length; i++) {
            if (Double.doubleToRawLongBits(array.getFlat(i)) != Double.doubleToRawLongBits(before[i])) {
                array.setFlat(i, before[i]);
            }
        }
    }

    private static void take(List<NDArray> arrays) {
        Thread me = Thread.currentThread();
        synchronized (HELD) {
            for (NDArray array : arrays) {
                Holder holder = HELD.get(array);
                if (holder != null && holder.thread() != me) {
                    throw new IllegalStateException("an array of shape " + Shape.tuple(array.shape()) + " is being checked at this moment by the thread "
                            + holder.thread().getName() + ": run one check after the other, or give each a copy of the model");
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
}
