package io.github.gradcheck.numeric;

import io.github.gradcheck.ndarray.PythonNumber;
import io.github.gradcheck.slice.Slice;
import io.github.gradcheck.slice.Values;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The slope of f at x as values of f show it: an interval, made from f alone, and what it cost.
 *
 * <p>The interval is {@link #value()} ± {@link #error()}. At a kink both sides have a slope of their own, {@link #left()} and
 * {@link #right()}, each ± error. How it is made is said in {@code method.md}; {@link SlopeMeter} makes it.
 *
 * @param kind what there is at x
 * @param value the middle of the interval; at a kink the mean of both sides; NaN if undefined
 * @param left the slope to the left; equal to value where there is no kink
 * @param right the slope to the right
 * @param uncertainty how far the slope may be off, in parts
 * @param possible further intervals that cannot be excluded, for f has another slope over other distances
 * @param zero slopes up to this size cannot be told from 0
 * @param limit what keeps the interval from being shorter
 * @param grain how far values noise if it is noise, and how far apart they lie if it is rounding, in the units of f
 * @param evaluations how often the function was evaluated, at x itself not counted
 */
public record Derivative(Kind kind, double value, double left, double right, Uncertainty uncertainty, List<Interval> possible, double zero,
        Limit limit, double grain, int evaluations) {
    /** What a function does at a point. */
    public enum Kind {
        /** It has a slope. */
        SMOOTH,
        /** Its slopes to the left and to the right differ, at x or closer to x than can be resolved. */
        KINK,
        /** It is not defined on either side of x. */
        UNDEFINED
    }

    /** What keeps an interval from being shorter. */
    public enum Limit {
        /** f is no straight line over the steps that were used. */
        TRUNCATION,
        /** Values of f are rounded to doubles. */
        ROUNDING,
        /** Values of f are rounded to floats. */
        FLOAT32,
        /** Values of f are multiples of a step. */
        GRID,
        /** Values of f noise. */
        NOISE,
        /** f does not move by a bit near x. */
        FLAT,
        /** f does not move by a bit anywhere. */
        CONSTANT,
        /** f jumps: near x it has another slope than over distances that span many jumps. */
        JUMPS,
        /** f is not defined beside x. */
        UNDEFINED;

        static Limit of(Values.Rounding rounding) {
            return rounding == Values.Rounding.TO_FLOATS ? FLOAT32 : rounding == Values.Rounding.TO_A_GRID ? GRID : ROUNDING;
        }
    }

    /** The list is copied. */
    public Derivative {
        possible = List.copyOf(possible);
    }

    /**
     * The derivative of f at x, as accurate as a few evaluations make it.
     *
     * <pre>{@code
     * Derivative d = Derivative.of(Math::exp, 1);   // 2.718281828459… ± 1e-12
     * }</pre>
     *
     * @throws IllegalArgumentException if x is not finite
     * @throws ArithmeticException if f(x) is not finite
     */
    public static Derivative of(DoubleUnaryOperator f, double x) {
        if (!Double.isFinite(x)) {
            throw new IllegalArgumentException("x must be finite: " + PythonNumber.repr(x));
        }
        double fx = f.applyAsDouble(x);
        if (!Double.isFinite(fx)) {
            throw new ArithmeticException("f is " + PythonNumber.repr(fx) + " at x = " + PythonNumber.repr(x) + ": there is no derivative");
        }
        Slice slice = new Slice(1).of((t, values, offset) -> values[offset] = f.applyAsDouble(t), x, x == 0 ? 1 : Math.abs(x));
        return SlopeMeter.sharpest(slice, 0, fx);
    }

    static Derivative smooth(DifferenceEstimate estimate, Values values) {
        Limit limit = estimate.uncertainty().rounding() > estimate.uncertainty().total() / 2 ? Limit.of(values.rounding()) : Limit.TRUNCATION;
        return new Derivative(Kind.SMOOTH, estimate.slope(), estimate.slope(), estimate.slope(), estimate.uncertainty().and(Math.abs(estimate.halfJump())), List.of(), values.negligible(), limit,
                values.spacing(Math.abs(values.fx())), values.slice().evaluations());
    }

    static Derivative kink(DifferenceEstimate estimate, Values values) {
        return new Derivative(Kind.KINK, estimate.slope(), estimate.slope() - estimate.halfJump(), estimate.slope() + estimate.halfJump(), estimate.uncertainty().and(estimate.halfJumpError()),
                List.of(), 0, Limit.TRUNCATION, values.spacing(Math.abs(values.fx())), values.slice().evaluations());
    }

    /** No value up to the distance differs from f(x). */
    static Derivative flat(Values values, double distance, double error, double zero) {
        return new Derivative(Kind.SMOOTH, 0, 0, 0, new Uncertainty(0, error, 0), List.of(), zero, values.isConstant() ? Limit.CONSTANT : Limit.FLAT,
                error * distance, values.slice().evaluations());
    }

    static Derivative of(Window best, boolean isKink, List<Interval> possible, double zero, Limit limit, Values values) {
        double slope = best.slope();
        double jump = isKink ? best.jump().centre() : 0;
        Uncertainty uncertainty = isKink ? best.uncertainty().and(best.jump().halfWidth()) : best.uncertainty();
        double grain = limit == Limit.NOISE || limit == Limit.JUMPS ? best.noise() : values.spacing(Math.abs(values.fx()));
        return new Derivative(isKink ? Kind.KINK : Kind.SMOOTH, slope, slope - jump, slope + jump, uncertainty, possible, zero, limit, grain,
                values.slice().evaluations());
    }

    static Derivative undefined(Values values) {
        return new Derivative(Kind.UNDEFINED, Double.NaN, Double.NaN, Double.NaN, Uncertainty.UNKNOWN, List.of(), 0, Limit.UNDEFINED, 0,
                values.slice().evaluations());
    }

    /** How far the slope may be off: half the length of the interval; at a kink, how far left and right may be off. */
    public double error() {
        return uncertainty.total();
    }

    /** The slopes that the values of f allow; at a kink from the lower side to the higher one. */
    public Interval interval() {
        return new Interval(value, Math.abs(right - left) / 2 + error());
    }

    /** How far {@code slope} lies from the value, or outside the span between both slopes; NaN for NaN. */
    public double distance(double slope) {
        double below = Math.min(left, right) - slope;
        double above = slope - Math.max(left, right);
        return Double.isNaN(slope) ? slope : Math.max(0, Math.max(below, above));
    }

    /** Whether {@code slope} lies in the interval. */
    public boolean contains(double slope) {
        return distance(slope) <= error();
    }
}
