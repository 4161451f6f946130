package io.github.gradcheck.numeric;

import io.github.gradcheck.slice.Slice;
import java.util.function.DoubleUnaryOperator;

/** Functions of all kinds, a point each, and what the slope there is; of sums, products, roots and rounding alone, the same everywhere. */
enum Specimen {
    PARABOLA(t -> t * t, 3, 6),
    RECIPROCAL(t -> 1 / t, 2, -0.25),
    QUINTIC(t -> t * t * t * t * t - 2 * t, 1.3, 5 * 1.3 * 1.3 * 1.3 * 1.3 - 2),
    LINE(t -> 3 * t - 1, 0.7, 3),
    AT_ZERO(t -> (1 + t) / (2 - t), 0, 0.75),
    HUGE_UNITS(t -> 0x1p300 * t * t, 3, 6 * 0x1p300),
    LARGE_X(t -> t / 1e9 * (t / 1e9), 1e9, 2e-9),
    SMALL_X_OF_A_LARGE_ARRAY(Math::sqrt, 1e-8, 5e3),
    POLE_NEAR(t -> 1 / (t - 1.001), 1, -1e6),
    PEAK(t -> 1 / (1 + square(1e4 * (t - 1))), 1.00003, -2e4 * 0.3 / square(1.09)),
    NEAR_EXTREMUM(t -> square(t - 1) + 0.5, 1 + 1e-6, 2e-6),
    BEHIND_A_MILLION(t -> 1e6 + 1 / t, 2, -0.25),
    BEHIND_1E10(t -> 1e10 + 1 / t, 2, -0.25),
    BEHIND_1E14(t -> 1e14 + 2 * t, 2, 2),
    WAVES(t -> t * t + 1e-8 * triangle(t * 1e5), 3, 6 + 1e-3),
    CUBIC_PIECES(t -> t < 1.0001 ? t * t : t * t + cube(t - 1.0001) * 1e3, 1, 2),
    BENT_AT_A_DISTANCE(t -> t < 1.01 ? t * t : t * t + 86 * square(t - 1.01), 1, 2),
    KINK(t -> t * t + Math.abs(t - 1), 1, 2, 1, 3),
    KINK_AT_ZERO(Math::abs, 0, 0, -1, 1),
    KINK_IN_FLOATS(t -> (float) (t * t + Math.abs(t - 1)), 1, 2, 1, 3),
    KINK_IN_NOISE(t -> (t * t + Math.abs(t - 1)) * (1 + 1e-9 * noise(t)), 1, 2, 1, 3),
    KINK_BETWEEN_FLOATS(t -> t * t + Math.abs(t - 1 - 1e-16), 1, 2, 1, 3),
    KINK_NEAR(t -> t * t + Math.abs(t - 1.00001), 1, 1),
    KINK_VERY_NEAR(t -> t * t + Math.abs(t - 1 - 1e-10), 1, 1),
    FLAT_BESIDE_A_KINK(t -> 1 + Math.max(0, t - 1.001), 1, 0),
    FLAT_AT_NOTHING(t -> Math.max(0, t - 1.001), 1, 0),
    FLAT_FAR_FROM_A_KINK(t -> Math.max(0, t - 5), 1, 0),
    CLIPPED(t -> Math.max(0.999, Math.min(1.0005, t)), 1, 1),
    JUMP_NEAR(t -> t > 1.0001 ? t * t + 0.3 : t * t, 1, 2),
    JUMP_FAR(t -> t > 2.5 ? t * t + 0.3 : t * t, 1, 2),
    SAW_TOOTH(t -> 0.5 * t + 1.5e-4 * Math.floor(1e4 * t + 0.3), 1, 2),
    FINE_SAW_TOOTH(t -> 0.5 * t + 1.5e-7 * Math.floor(1e7 * t + 0.3), 1, 2),
    STAIR(t -> 1e-5 * Math.floor(2e5 * t + 0.4), 1, 2),
    WIDE_STAIR(t -> 2 * Math.floor(t / 4), 1, 0),
    HALF_POWER(t -> t + Math.signum(t - 1) * Math.abs(t - 1) * Math.sqrt(Math.abs(t - 1)), 1, 1),
    FROM_ZERO_ON(t -> t < 0 ? Double.NaN : 1 / (1 + t), 0, -1),
    UP_TO_ONE(t -> t > 1 ? Double.POSITIVE_INFINITY : t * t, 1, 2),
    ROOT_AT_ITS_EDGE(t -> 2 * t + t * Math.sqrt(t), 0, 2),
    FROM_ZERO_ON_IN_FLOATS(t -> t < 0 ? Double.NaN : (float) (1 / (1 + t)), 0, -1),
    NEAR_THE_EDGE(t -> t < 0 ? Double.NaN : 1 / (1 + t), 1e-4, -1 / square(1.0001)),
    HOLE(t -> t > 1.001 && t < 1.003 ? Double.NaN : t * t, 1, 2),
    NOWHERE_ELSE(t -> t == 1 ? 1 : Double.NaN, 1, 0),
    ONLY_FAR_OFF(t -> t == 1 || Math.abs(t - 1) > 0.01 ? t * t : Double.NaN, 1, 2),
    FLOATS(t -> (float) (1 / t), 2, -0.25),
    FLOATS_BEHIND_1000(t -> (float) (1000 + 1 / t), 2, -0.25),
    FLOAT_ARITHMETIC(t -> (float) (t * (float) (0.3 * t) + (float) (1 / t)), 1.7, 0.6 * 1.7 - 1 / square(1.7)),
    FLOATS_BESIDE_DOUBLES(t -> (float) (30 * t * t) + 0.5 * t, 1.3, 78.5),
    HALF_PRECISION(t -> Math.rint(0x1p10 / t) * 0x1p-10, 1.6, -1 / square(1.6)),
    CENTS(t -> Math.rint(100 * (2 * t + 5)) / 100, 0.7, 2),
    MILLIONTHS(t -> Math.rint(1e6 * (2 * t + 5)) / 1e6, 0.7, 2),
    ROUNDED_BETWEEN_KINKS(t -> Math.rint(100 * (t + 3 * (Math.max(0, t - 1.15) - Math.max(0, 0.85 - t)))) / 100, 1, 1),
    TENTHS(t -> Math.rint(10 * t * t) / 10, 1.1, 2.2),
    NOISE(t -> (1 / t) * (1 + 1e-10 * noise(t)), 2, -0.25),
    COARSE_NOISE(t -> (1 / t) * (1 + 1e-4 * noise(t)), 2, -0.25),
    RISING_NOISE(t -> t * t * (1 + 1e-6 * noise(t) * (t - 1)), 1, 2),
    LOST_BITS(t -> 1e8 + t - 1e8, 0.3, 1),
    CANCELLED(t -> (1 + t) * (1 + t) - 1 - 2 * t, 1e-6, 2e-6),
    SQUARE_OF_A_TINY_NUMBER(t -> Math.sqrt(1 + t * t) - 1, 1e-9, 1e-9),
    SWALLOWED(t -> 1 + 1e-30 * t, 1, 1e-30),
    SWALLOWED_AT_FIRST(t -> 1 + t * t * t * t * t * t * t * t * 1e-16, 1, 8e-16),
    CONSTANT(t -> 0.7, 1, 0),
    NOTHING(t -> 0, 1, 0),
    TOO_SMALL_BESIDE_OTHERS(t -> t < 1.05 ? 1e-13 * t : t - 1.05 + 1.05e-13, 1, 1e-13);

    private final DoubleUnaryOperator f;
    private final double x;
    private final double slope;
    private final double left;
    private final double right;

    Specimen(DoubleUnaryOperator f, double x, double slope) {
        this(f, x, slope, slope, slope);
    }

    Specimen(DoubleUnaryOperator f, double x, double slope, double left, double right) {
        this.f = f;
        this.x = x;
        this.slope = slope;
        this.left = left;
        this.right = right;
    }

    private static double square(double u) {
        return u * u;
    }

    private static double cube(double u) {
        return u * u * u;
    }

    /** A wave of parabolas, of slope 1 where u is a whole number that four divides. */
    private static double triangle(double u) {
        double v = u - 4 * Math.floor(u / 4 + 0.25);
        return v < 1 ? v * (1 - v * v / 3) : (2 - v) * (1 - square(2 - v) / 3);
    }

    /** Between −1 and 1, by the bits of t. */
    private static double noise(double t) {
        long bits = Double.doubleToLongBits(t) * 0x9E3779B97F4A7C15L;
        bits = (bits ^ bits >>> 32) * 0xD6E8FEB86659FD93L;
        return (bits >> 11) * 0x1p-52;
    }

    double slope() {
        return slope;
    }

    double left() {
        return left;
    }

    double right() {
        return right;
    }

    double value() {
        return f.applyAsDouble(x);
    }

    /** In an array whose entries are of size 1 or larger. */
    Slice slice() {
        return new Slice(1).of((t, values, offset) -> values[offset] = f.applyAsDouble(t), x, Math.max(1, Math.abs(x)));
    }
}
