package io.github.gradcheck.coverage.family;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/**
 * A smooth function and its derivative.
 *
 * @param f the function
 * @param slope the derivative, by its formula
 */
record Curve(DoubleUnaryOperator f, DoubleUnaryOperator slope) {
    static final Curve SIN = new Curve(Math::sin, Math::cos);
    static final Curve EXP = new Curve(Math::exp, Math::exp);
    static final Curve LOG = new Curve(Math::log, u -> 1 / u);
    static final Curve SQRT = new Curve(Math::sqrt, u -> 0.5 / Math.sqrt(u));
    static final Curve RECIPROCAL = new Curve(u -> 1 / u, u -> -1 / (u * u));
    static final Curve SQUARE = new Curve(u -> u * u, u -> 2 * u);
    static final Curve TANH = new Curve(Math::tanh, u -> 1 / (Math.cosh(u) * Math.cosh(u)));
    static final Curve SIGMOID = new Curve(u -> 1 / (1 + Math.exp(-u)), u -> 0.25 / (Math.cosh(u / 2) * Math.cosh(u / 2)));
    private static final Curve BELL = new Curve(u -> Math.exp(-u * u / 2), u -> -u * Math.exp(-u * u / 2));
    private static final Curve LOG_OF_SQUARE = new Curve(u -> Math.log(1 + u * u), u -> 2 * u / (1 + u * u));
    private static final Curve CUBIC = new Curve(u -> u * (1 + u * (0.2 - 0.05 * u)), u -> 1 + u * (0.4 - 0.15 * u));
    private static final Curve BOUNDED_EXP = SIN.then(EXP);
    private static final List<Curve> SMOOTH = List.of(SIN, TANH, SIGMOID, BELL, LOG_OF_SQUARE, CUBIC, BOUNDED_EXP);

    /** How steep a random curve is at its point. */
    private static final double FLATTEST = 0.1;
    private static final double STEEPEST = 20;

    static Curve line(double a, double b) {
        return new Curve(u -> a * u + b, u -> a);
    }

    Curve then(Curve outer) {
        return new Curve(u -> outer.f.applyAsDouble(f.applyAsDouble(u)),
                u -> outer.slope.applyAsDouble(f.applyAsDouble(u)) * slope.applyAsDouble(u));
    }

    Curve plus(Curve other) {
        return new Curve(u -> f.applyAsDouble(u) + other.f.applyAsDouble(u), u -> slope.applyAsDouble(u) + other.slope.applyAsDouble(u));
    }

    Curve plus(double constant) {
        return then(line(1, constant));
    }

    Curve times(double factor) {
        return then(line(factor, 0));
    }

    double at(double u) {
        return f.applyAsDouble(u);
    }

    double slopeAt(double u) {
        return slope.applyAsDouble(u);
    }

    /** A random composition of one to three smooth functions that is neither flat nor very steep at x. */
    static Curve random(SplittableRandom random, double x) {
        while (true) {
            Curve curve = composition(random);
            double steepness = Math.abs(curve.slopeAt(x));
            if (steepness >= FLATTEST && steepness <= STEEPEST) {
                return curve;
            }
        }
    }

    private static Curve composition(SplittableRandom random) {
        Curve curve = randomLine(random);
        int depth = random.nextInt(1, 4);
        for (int i = 0; i < depth; i++) {
            curve = curve.then(SMOOTH.get(random.nextInt(SMOOTH.size()))).then(randomLine(random));
        }
        return curve;
    }

    private static Curve randomLine(SplittableRandom random) {
        return line(Draw.signed(random, 0.3, 2), random.nextDouble(-1, 1));
    }
}
