package io.github.gradcheck.numeric;

import io.github.gradcheck.ndarray.PythonNumber;
import io.github.gradcheck.slice.Grid;
import io.github.gradcheck.slice.LocalFit;
import io.github.gradcheck.slice.Slice;
import io.github.gradcheck.slice.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The slope of f at x as it is seen at every scale, and which scales are selected.
 *
 * <p>At each step h a {@linkplain LocalFit fit} to f at x ± h and at seven narrower steps gives an interval of slopes. Neighbouring scales
 * whose intervals have a point in common make a {@linkplain ScaleRun run}; the innermost run that is accurate shows the slope. Steps
 * wider than {@link #widestUsed} decide nothing: those wider than a tenth of x are used only where narrower ones do not tell the slope to a
 * hundredth.
 *
 * <pre>{@code
 * Scales scales = Scales.of(Math::exp, 1);
 * scales.slope().value();   // 2.718281828459…
 * scales.near();            // from here …
 * scales.far();             // … to there the scales agree
 * }</pre>
 *
 * @param steps what is seen at each step, from the narrowest to the widest; none where f is not defined beside x
 * @param slope what follows: the interval of the slope, at a kink those of both sides
 * @param near the narrowest step of the run that is selected; NaN if there is none
 * @param far its widest step
 * @param best the step whose interval is selected
 * @param widestUsed the widest step that was used
 */
public record Scales(List<Step> steps, Derivative slope, double near, double far, double best, double widestUsed) {
    /**
     * What is seen at one step.
     *
     * @param h the step: the widest of the eight that were used
     * @param slope the interval of slopes; at a kink that of the mean of both sides
     * @param left the slope to the left, equal to {@code slope} where no kink is seen
     * @param right the slope to the right
     * @param rounding how much of the half width of {@code slope} is due to rounding
     */
    public record Step(double h, Interval slope, Interval left, Interval right, double rounding) {
        /** Whether the slopes of both sides differ by more than their error. */
        public boolean isKink() {
            return left.centre() != right.centre();
        }

        private static Step of(Window window) {
            Interval slope = window.interval();
            double jump = window.isKink() ? window.jump().centre() : 0;
            double error = slope.halfWidth() + (window.isKink() ? window.jump().halfWidth() : 0);
            return new Step(window.far(), slope, new Interval(slope.centre() - jump, error), new Interval(slope.centre() + jump, error),
                    window.uncertainty().rounding());
        }
    }

    /** The list is copied. */
    public Scales {
        steps = List.copyOf(steps);
    }

    /**
     * The slope of f at x, seen at every scale.
     *
     * @throws IllegalArgumentException if x is not finite
     * @throws ArithmeticException if f(x) is not finite
     */
    public static Scales of(DoubleUnaryOperator f, double x) {
        return of(f, x, x == 0 ? 1 : Math.abs(x));
    }

    /**
     * The slope of f at x, an entry of an array, seen at every scale.
     *
     * @param scale the size of x: |x|, or that of the other entries of its array if that is larger; 1 if all are 0
     * @throws IllegalArgumentException if x is not finite, or scale is not finite and positive
     * @throws ArithmeticException if f(x) is not finite
     */
    public static Scales of(DoubleUnaryOperator f, double x, double scale) {
        if (!Double.isFinite(x)) {
            throw new IllegalArgumentException("x must be finite: " + PythonNumber.repr(x));
        }
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw new IllegalArgumentException("scale must be finite and positive: " + PythonNumber.repr(scale));
        }
        double fx = f.applyAsDouble(x);
        if (!Double.isFinite(fx)) {
            throw new ArithmeticException("f is " + PythonNumber.repr(fx) + " at x = " + PythonNumber.repr(x) + ": there is no derivative");
        }
        Slice slice = new Slice(1).of((t, values, offset) -> values[offset] = defined(f, t), x, scale);
        return of(new Values(slice, 0, fx));
    }

    /** Where f throws, it is not defined. */
    private static double defined(DoubleUnaryOperator f, double t) {
        try {
            return f.applyAsDouble(t);
        } catch (RuntimeException e) {
            return Double.NaN;
        }
    }

    private static Scales of(Values values) {
        Scan scan = Scan.until(values, values.slice().narrowest(), Scales::isTold);
        List<Step> steps = new ArrayList<>();
        scan.windows().forEach(window -> steps.add(Step.of(window)));
        steps.addAll(wider(values, scan));
        ScaleRun run = scan.selected();
        double widestUsed = values.slice().step(scan.widest());
        return run == null ? new Scales(steps, scan.slope(), Double.NaN, Double.NaN, Double.NaN, widestUsed)
                : new Scales(steps, scan.slope(), run.near(), run.far(), run.best().far(), widestUsed);
    }

    /** Whether the slope is accurate enough to be told from one that is another by a hundredth. */
    private static boolean isTold(Derivative slope) {
        return Claim.of(slope.value(), 0, 0).answer(slope) != Claim.Answer.UNRESOLVED;
    }

    /** What is seen at steps wider than those that were used. */
    private static List<Step> wider(Values values, Scan scan) {
        List<Step> steps = new ArrayList<>();
        double noise = scan.windows().isEmpty() ? 0 : scan.windows().get(scan.windows().size() - 1).noise();
        for (int k = scan.widest() - 1; k >= Grid.WIDEST; k--) {
            values.slice().evaluate(k);
            Window window = Window.at(values, k, noise);
            if (window != null) {
                steps.add(Step.of(window));
                noise = window.noise();
            }
        }
        return steps;
    }
}
