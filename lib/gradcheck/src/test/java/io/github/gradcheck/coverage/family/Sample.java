package io.github.gradcheck.coverage.family;

import java.util.function.DoubleUnaryOperator;

/**
 * A function as computed, a point, and what its slope there truly is.
 *
 * @param f the function, with all its rounding; where it is not defined it gives NaN or throws
 * @param x the point
 * @param scale the size of the array that x is an entry of
 * @param slope the derivative at x of the function that f stands for, without rounding; at a kink, what a gradient may claim
 * @param left the slope to the left; equal to slope where there is no kink
 * @param right the slope to the right
 * @param typical what the error of a wrong claim is relative to: |slope|, or where that is or may be 0, a slope that a mistake could give
 */
public record Sample(DoubleUnaryOperator f, double x, double scale, double slope, double left, double right, double typical) {
    /** A function with a slope, whose variable is of size 1 or larger. */
    static Sample of(DoubleUnaryOperator f, double x, double slope) {
        return new Sample(f, x, Math.max(1, Math.abs(x)), slope, slope, slope, slope == 0 ? 1 : Math.abs(slope));
    }

    /** A smooth function. */
    static Sample of(Curve curve, double x) {
        return of(curve.f(), x, curve.slope().applyAsDouble(x));
    }

    /** The same with another size of the array. */
    Sample withScale(double other) {
        return new Sample(f, x, other, slope, left, right, typical);
    }

    /** The same with an array of the size of x itself, however small. */
    Sample ofItsOwnScale() {
        return withScale(Math.abs(x));
    }

    /** The same with another size of the errors of wrong claims. */
    Sample withTypical(double other) {
        return new Sample(f, x, scale, slope, left, right, other);
    }

    /** The same with a kink. */
    Sample withSides(double onTheLeft, double onTheRight) {
        return new Sample(f, x, scale, slope, onTheLeft, onTheRight, typical);
    }

    /** The same slopes of another function. */
    Sample withF(DoubleUnaryOperator other) {
        return new Sample(other, x, scale, slope, left, right, typical);
    }

    /** The same function with less precise values. */
    Sample rounded(DoubleUnaryOperator rounding) {
        return withF(t -> rounding.applyAsDouble(f.applyAsDouble(t)));
    }

    /** The same function and point in other units. */
    public Sample inUnits(double unitOfF, double unitOfX) {
        double factor = unitOfF / unitOfX;
        return new Sample(t -> unitOfF * f.applyAsDouble(t / unitOfX), x * unitOfX, scale * unitOfX, slope * factor, left * factor,
                right * factor, typical * factor);
    }

    public boolean isKink() {
        return left != right;
    }

    /** Whether claims of zero, or of the double, are other claims than the slope itself. */
    public boolean moves() {
        return slope != 0;
    }

    /** How far a number lies outside the span of both one-sided slopes. */
    public double distance(double number) {
        return Math.max(0, Math.max(Math.min(left, right) - number, number - Math.max(left, right)));
    }
}
