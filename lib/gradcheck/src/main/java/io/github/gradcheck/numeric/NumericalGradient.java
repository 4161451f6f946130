package io.github.gradcheck.numeric;

import io.github.gradcheck.execution.ArrayLock;
import io.github.gradcheck.execution.Workers;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.PythonNumber;
import io.github.gradcheck.ndarray.Shape;
import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The gradient of a scalar function measured by two-sided differences, one entry at a time.
 *
 * <p>∂f/∂xᵢ ≈ (f(x + h·eᵢ) − f(x − h·eᵢ)) / 2h with the errors of a {@link CentralDifference}: h = 1e-5 leaves about 1e-11 to 1e-9 for
 * values of size 1. It takes two evaluations for each entry.
 *
 * <pre>{@code
 * NDArray x = NDArray.of(new double[] {3, -1}, 2);
 * NDArray slopes = NumericalGradient.of(v -> v.multiply(v).sum(), x);   // nearly (6, -2)
 * }</pre>
 *
 * <p>The function reads x by reference: each entry is changed in place, and put back bit for bit, whatever happens.
 */
public final class NumericalGradient {
    /** The tutorial's step. */
    private static final double DEFAULT_STEP = 1e-5;

    private NumericalGradient() {
    }

    /**
     * The gradient of a function of plain numbers at a point, with the step 1e-5.
     *
     * <pre>{@code
     * double[] slopes = NumericalGradient.of(v -> v[0] * v[0] * v[1], 3, -1);   // nearly (-6, 9)
     * }</pre>
     *
     * @param f the function; it gets a copy of the point with one entry moved
     * @param x the point; it is not touched
     * @return an array as long as x
     * @throws NullPointerException if f or x is null
     * @throws IllegalArgumentException if x has no entry, or one that is not finite or too large for the step; {@link #measured} has a step
     *     for each entry
     * @throws ArithmeticException if f is not finite, with the entry where it happened
     * @throws java.util.concurrent.CancellationException if the thread is interrupted; its flag stays set
     */
    public static double[] of(ToDoubleFunction<double[]> f, double... x) {
        Objects.requireNonNull(f, "f");
        Objects.requireNonNull(x, "x");
        return of(ofArray(f), NDArray.of(x, x.length)).toArray();
    }

    /**
     * The gradient with a step that is chosen for each entry, and with an error of its own for each: what a gradient check compares with.
     *
     * <pre>{@code
     * Derivative first = NumericalGradient.measured(v -> v[0] * v[0] * v[1], 3, -1).get(0);   // first.value() ± first.error()
     * }</pre>
     *
     * @param f the function; it gets a copy of the point with one entry moved
     * @param x the point; it is not touched
     * @return a derivative for each entry of x, by the rules of {@link Derivative}
     * @throws NullPointerException if f or x is null
     * @throws IllegalArgumentException if x has no entry, or one that is not finite
     * @throws ArithmeticException if f is not finite at x
     * @throws java.util.concurrent.CancellationException if the thread is interrupted; its flag stays set
     */
    public static List<Derivative> measured(ToDoubleFunction<double[]> f, double... x) {
        Objects.requireNonNull(f, "f");
        Objects.requireNonNull(x, "x");
        NDArray point = NDArray.of(x, x.length);
        requireFinite(point);
        Reevaluation.ByEntry values = inPlace(ofArray(f), point);
        return IntStream.range(0, x.length).mapToObj(i -> Derivative.of(value -> {
            Workers.requireNotInterrupted();
            return values.at(i, value);
        }, x[i])).toList();
    }

    private static ToDoubleFunction<NDArray> ofArray(ToDoubleFunction<double[]> f) {
        return x -> f.applyAsDouble(x.toArray());
    }

    /** The gradient of f at x with the step 1e-5. */
    public static NDArray of(ToDoubleFunction<NDArray> f, NDArray x) {
        return of(f, x, DEFAULT_STEP);
    }

    /** The gradient of f at x with the given step, an absolute distance in the units of x. */
    public static NDArray of(ToDoubleFunction<NDArray> f, NDArray x, double h) {
        return differences(f, x, h, null);
    }

    /**
     * The gradient of f at x, with a line for each entry, such as {@code (0,) 9.999999999621423}.
     *
     * @param f the function; it may read x itself instead of its argument, they are the same array
     * @param x the point, restored after each entry
     * @param h the step: finite, positive, and large enough to change every entry of x
     * @param out where the lines go
     * @return an array of the shape of x
     * @throws IllegalArgumentException if x has no entry, or h or an entry of x cannot be used
     * @throws ArithmeticException if f is not finite, with the entry where it happened
     * @throws java.util.concurrent.CancellationException if the thread is interrupted; its flag stays set
     * @throws IllegalStateException if another thread moves x at the same time
     */
    public static NDArray of(ToDoubleFunction<NDArray> f, NDArray x, double h, PrintStream out) {
        return differences(f, x, h, Objects.requireNonNull(out, "out"));
    }

    /**
     * The same gradient by several threads at once, the same bit for bit however many there are.
     *
     * @param f the function; it reads its argument, a copy of x of which each thread has its own, and may be called by several
     *     threads at the same time
     * @param x the point; it is not touched
     * @param h the step
     * @param threads how many threads at most; no more are used than there are cores
     * @throws IllegalArgumentException if threads is not positive, or as {@link #of(ToDoubleFunction, NDArray, double, PrintStream)}
     */
    public static NDArray concurrently(ToDoubleFunction<NDArray> f, NDArray x, double h, int threads) {
        Objects.requireNonNull(f, "f");
        requireUsable(x, h);
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be positive: " + threads);
        }
        return differences(() -> inPlace(f, x.copy()), x, h, Workers.available(threads), null);
    }

    /**
     * The same gradient from a model that gives the loss with one entry changed.
     *
     * @param loss the loss as a function of single entries of x
     * @param x the point; it is not touched
     * @param h the step
     */
    public static NDArray byEntry(Reevaluation.ByEntry loss, NDArray x, double h) {
        Objects.requireNonNull(loss, "loss");
        requireUsable(x, h);
        return differences(() -> loss, x, h, 1, null);
    }

    private static NDArray differences(ToDoubleFunction<NDArray> f, NDArray x, double h, PrintStream out) {
        Objects.requireNonNull(f, "f");
        requireUsable(x, h);
        return ArrayLock.during(List.of(x), same -> "x", () -> differences(() -> inPlace(f, x), x, h, 1, out));
    }

    private static NDArray differences(Supplier<Reevaluation.ByEntry> loss, NDArray x, double h, int threads, PrintStream out) {
        double[] gradient = new double[x.size()];
        Workers.forEach(gradient.length, threads, () -> {
            Reevaluation.ByEntry values = loss.get();
            return i -> {
                Workers.requireNotInterrupted();
                gradient[i] = CentralDifference.slope(value -> valueAt(values, x, i, value), x.getFlat(i), h);
                if (out != null) {
                    out.println(name(x, i) + " " + PythonNumber.repr(gradient[i]));
                }
            };
        });
        return NDArray.of(gradient, x.dtype(), x.shape());
    }

    /** f with one entry of its argument changed, and put back bit for bit, whatever happens. */
    private static Reevaluation.ByEntry inPlace(ToDoubleFunction<NDArray> f, NDArray x) {
        return (i, value) -> {
            double centre = x.getFlat(i);
            x.setFlat(i, value);
            try {
                return f.applyAsDouble(x);
            } finally {
                x.setFlat(i, centre);
            }
        };
    }

    private static double valueAt(Reevaluation.ByEntry loss, NDArray x, int i, double entry) {
        double value = loss.at(i, entry);
        if (!Double.isFinite(value)) {
            throw new ArithmeticException("f is " + PythonNumber.repr(value) + " where entry " + name(x, i) + " of x is "
                    + PythonNumber.repr(entry) + ": a difference needs finite values on both sides");
        }
        return value;
    }

    private static void requireUsable(NDArray x, double h) {
        Objects.requireNonNull(x, "x");
        if (!(h > 0) || Double.isInfinite(h)) {
            throw new IllegalArgumentException("h must be finite and positive: " + PythonNumber.repr(h));
        }
        requireFinite(x);
        for (int i = 0; i < x.size(); i++) {
            double centre = x.getFlat(i);
            if (x.dtype().round(centre + h) == centre || x.dtype().round(centre - h) == centre) {
                throw new IllegalArgumentException("h is too small to change entry " + name(x, i) + " of x, which is "
                        + PythonNumber.repr(centre) + " in " + x.dtype() + ": " + PythonNumber.repr(h) + "; a larger h may do for all entries, and "
                        + "NumericalGradient.measured takes a step for each");
            }
        }
    }

    private static void requireFinite(NDArray x) {
        if (x.size() == 0) {
            throw new IllegalArgumentException("x has no entry to differentiate by: its shape is " + Shape.tuple(x.shape()));
        }
        for (int i = 0; i < x.size(); i++) {
            double centre = x.getFlat(i);
            if (!Double.isFinite(centre)) {
                throw new IllegalArgumentException("entry " + name(x, i) + " of x must be finite: " + PythonNumber.repr(centre));
            }
        }
    }

    private static String name(NDArray x, int i) {
        return Shape.tuple(Shape.unravel(i, x.shape()));
    }
}
