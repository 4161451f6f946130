package io.github.gradcheck.numeric;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.Shape;
import java.io.PrintStream;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.ToDoubleFunction;

/**
 * The gradient of a scalar function measured by two-sided differences, one entry at a time.
 *
 * <p>∂f/∂xᵢ ≈ (f(x + h·eᵢ) − f(x − h·eᵢ)) / 2h. The truncation error is h²·|f'''|/6 and the roundoff error about
 * ε·|f|/h (Press et al., Numerical Recipes, 5.7); h = 1e-5 leaves about 1e-11 to 1e-9 for values of size 1. It takes two
 * evaluations for each entry.
 *
 * <p>The function reads x by reference: each entry is changed in place, and put back bit for bit, whatever happens.
 */
public final class NumericalGradient {
    /** The tutorial's step. */
    private static final double DEFAULT_STEP = 1e-5;

    private NumericalGradient() {
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
     * @throws CancellationException if the thread is interrupted; its flag stays set
     */
    public static NDArray of(ToDoubleFunction<NDArray> f, NDArray x, double h, PrintStream out) {
        return differences(f, x, h, Objects.requireNonNull(out, "out"));
    }

    private static NDArray differences(ToDoubleFunction<NDArray> f, NDArray x, double h, PrintStream out) {
        Objects.requireNonNull(f, "f");
        requireUsable(x, h);
        NDArray gradient = x.copy().fill(0);
        for (int i = 0; i < x.size(); i++) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted at entry " + i + " of " + x.size() + "; x is restored");
            }
            gradient.setFlat(i, centralDifference(f, x, i, h));
            if (out != null) {
                out.println(name(x, i) + " " + PythonNumber.repr(gradient.getFlat(i)));
            }
        }
        return gradient;
    }

    private static double centralDifference(ToDoubleFunction<NDArray> f, NDArray x, int i, double h) {
        double centre = x.getFlat(i);
        try {
            double above = valueAt(f, x, i, centre + h);
            double below = valueAt(f, x, i, centre - h);
            return (above - below) / (2 * h);
        } finally {
            x.setFlat(i, centre);
        }
    }

    private static double valueAt(ToDoubleFunction<NDArray> f, NDArray x, int i, double entry) {
        x.setFlat(i, entry);
        double value = f.applyAsDouble(x);
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
        if (x.size() == 0) {
            throw new IllegalArgumentException("x has no entry to differentiate by: its shape is " + Shape.tuple(x.shape()));
        }
        for (int i = 0; i < x.size(); i++) {
            double centre = x.getFlat(i);
            if (!Double.isFinite(centre)) {
                throw new IllegalArgumentException("entry " + name(x, i) + " of x must be finite: " + PythonNumber.repr(centre));
            }
            if (x.dtype().round(centre + h) == centre || x.dtype().round(centre - h) == centre) {
                throw new IllegalArgumentException("h is too small to change entry " + name(x, i) + " of x, which is "
                        + PythonNumber.repr(centre) + " in " + x.dtype() + ": " + PythonNumber.repr(h));
            }
        }
    }

    private static String name(NDArray x, int i) {
        return Shape.tuple(Shape.unravel(i, x.shape()));
    }
}
