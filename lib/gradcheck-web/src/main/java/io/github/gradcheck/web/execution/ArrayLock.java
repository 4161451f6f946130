package io.github.gradcheck.web.execution;

import io.github.gradcheck.ndarray.NDArray;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The lock of {@code execution} where there is one thread: nobody else moves arrays, and what is left of it is that they are restored. */
public final class ArrayLock {
    /** The result of a task, which is never in doubt here. */
    public record Outcome<T>(T value, boolean again, boolean settled) {
    }

    private ArrayLock() {
    }

    /** Does a task, and puts back whatever entries it has changed, also when it throws. */
    public static <T> T during(Collection<NDArray> arrays, Supplier<T> task) {
        List<NDArray> mine = List.copyOf(arrays);
        List<double[]> before = mine.stream().map(NDArray::toArray).toList();
        try {
            return task.get();
        } finally {
            for (int a = 0; a < before.size(); a++) {
                restore(mine.get(a), before.get(a));
            }
        }
    }

    /** The same with arrays that have names, which no message needs here. */
    public static <T> T during(Collection<NDArray> arrays, Function<NDArray, String> nameOf, Supplier<T> task) {
        return during(arrays, task);
    }

    private static void restore(NDArray array, double[] before) {
        for (int i = 0; i < before.length; i++) {
            if (Double.doubleToRawLongBits(array.getFlat(i)) != Double.doubleToRawLongBits(before[i])) {
                array.setFlat(i, before[i]);
            }
        }
    }

    /** Runs a task, once. */
    public static <T> Outcome<T> settle(Supplier<T> task, Predicate<T> isSure) {
        return new Outcome<>(task.get(), false, true);
    }
}
