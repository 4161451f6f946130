package io.github.gradcheck.execution;

import io.github.gradcheck.ndarray.NDArray;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Arrays that one thread moves in place: no other may meanwhile, and at the end they are what they were, bit for bit.
 *
 * <p>Two checks of the same model at once would each measure what the other moves. The second is refused, unless it is nested in the
 * first, on the same thread: then it ends before the first goes on. Where they move different arrays of it, see {@link Undisturbed}.
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
        Undisturbed.beginMoving();
        try {
            return holding(mine, nameOf, task);
        } finally {
            Undisturbed.endMoving();
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
        for (int i = 0; i < before.length; i++) {
            if (Double.doubleToRawLongBits(array.getFlat(i)) != Double.doubleToRawLongBits(before[i])) {
                array.setFlat(i, before[i]);
            }
        }
    }

    private static void take(List<NDArray> arrays, Function<NDArray, String> nameOf) {
        Thread me = Thread.currentThread();
        synchronized (HELD) {
            for (NDArray array : arrays) {
                Holder holder = HELD.get(array);
                if (holder != null && holder.thread() != me) {
                    throw new HeldElsewhereException(nameOf.apply(array), array, holder.thread());
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
