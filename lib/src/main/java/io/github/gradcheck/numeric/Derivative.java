package io.github.gradcheck.numeric;

import io.github.gradcheck.ndarray.PythonNumber;
import java.util.function.DoubleUnaryOperator;

/**
 * A derivative measured from values of the function, how far it may be off, and what it cost.
 *
 * <p>The value comes from two-sided differences with smaller and smaller steps, extrapolated to step 0; the error is the
 * larger of the last correction and the roundoff of the function, which is measured where the function is not computed in
 * full double precision. The error is an estimate, no bound: {@link #allowed()} is ten times as much.
 *
 * @param kind what there is at x: a slope, a kink, or nothing that could be measured
 * @param value the slope; at a kink the mean of both sides; NaN if undecided
 * @param error how far value may be off; at a kink, how far left and right may be
 * @param left the slope to the left; equal to value where there is no kink
 * @param right the slope to the right
 * @param noise how far values of the function scatter around a smooth one, where that was measured; else 0
 * @param steepness how steep f is nearby, |f(x ± h) − f(x)|/h at the step of the first look, or at the widest if it is flat there; 0 if
 *     neither was looked at
 * @param reason why it is undecided; empty if it is not
 * @param evaluations how often the function was evaluated, at x itself not counted
 */
public record Derivative(Kind kind, double value, double error, double left, double right, double noise, double steepness,
        String reason, int evaluations) {
    /**
     * How many errors are allowed: an estimated error is no bound, and with ten none of 1105 right derivatives of functions that the
     * rule had not been tuned on lay outside.
     */
    public static final double ALLOWED_ERRORS = 10;

    /** What a function does at a point. */
    public enum Kind {
        /** It has a slope. */
        SMOOTH,
        /** Its slopes to the left and to the right differ, at x or closer to x than can be resolved. */
        KINK,
        /** No step gave a slope: see the reason. */
        UNDECIDED
    }

    /**
     * The derivative of f at x.
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
        return of(new Samples(1).of((t, values, offset) -> values[offset] = f.applyAsDouble(t)), 0, x, fx, 0, Double.NaN);
    }

    /**
     * The derivative of one value of a curve, with no more evaluations than it takes to settle whether it is {@code expected}.
     *
     * @param samples the values of the curve
     * @param k which value of it
     * @param x the point, finite
     * @param fx the value there, finite
     * @param noise how far values are known to scatter beyond the roundoff of a double
     * @param expected what the derivative should be; NaN for a full measurement
     */
    public static Derivative of(Samples samples, int k, double x, double fx, double noise, double expected) {
        return new Measurement(new Line(samples, k, x, fx, noise), expected).result();
    }

    /**
     * The derivative with no more evaluations than it takes to see which of many are wrong, where it is known that some are.
     *
     * <p>As {@link #of(Samples, int, double, double, double, double)}, but two looks with different steps that agree with each other
     * are believed, whether they agree with what is expected or not; but no small difference, which may be owed to rounding inside f, and
     * no zero on a stair.
     */
    public static Derivative briefly(Samples samples, int k, double x, double fx, double noise, double expected) {
        Line line = new Line(samples, k, x, fx, noise);
        Estimate wide = FirstLook.of(line);
        Estimate narrow = wide == null || wide.agreesWith(expected) ? null : FirstLook.of(line, FirstLook.STEP * line.scale() / 16);
        boolean believed = narrow != null && Math.abs(wide.value() - narrow.value()) <= wide.allowed() + narrow.allowed()
                && narrow.resolves(1e-6, expected) && !Stair.isWide(line, wide)
                && Math.abs(wide.value() - expected) > Measurement.SMALL_DIFFERENCE * Math.abs(expected);
        return believed ? smooth(wide, line) : of(samples, k, x, fx, noise, expected);
    }

    static Derivative smooth(Estimate estimate, Line line) {
        return new Derivative(Kind.SMOOTH, estimate.value(), estimate.error(), estimate.value(), estimate.value(), line.noise(), line.steepness(), "",
                line.samples().evaluations());
    }

    static Derivative kink(Estimate left, Estimate right, Line line) {
        return new Derivative(Kind.KINK, (left.value() + right.value()) / 2, Math.max(left.error(), right.error()), left.value(),
                right.value(), line.noise(), line.steepness(), "", line.samples().evaluations());
    }

    static Derivative undecided(String reason, Line line) {
        return new Derivative(Kind.UNDECIDED, Double.NaN, Double.POSITIVE_INFINITY, Double.NaN, Double.NaN, line.noise(), line.steepness(), reason,
                line.samples().evaluations());
    }

    /** How far a right derivative may be from the value: ten errors. */
    public double allowed() {
        return ALLOWED_ERRORS * error;
    }

    /** Whether the derivative may be {@code expected}: within ten errors of the value, or of the span between both slopes. */
    public boolean agreesWith(double expected) {
        return expected >= Math.min(left, right) - allowed() && expected <= Math.max(left, right) + allowed();
    }

    /** How far {@code expected} lies from the value, or outside the span between both slopes. */
    public double distance(double expected) {
        double below = Math.min(left, right) - expected;
        double above = expected - Math.max(left, right);
        return Math.max(0, Math.max(below, above)) + 0 * expected;
    }
}
