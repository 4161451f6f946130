package io.github.gradcheck.coverage.family;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/** Functions whose values scatter: noise, float32 arithmetic, grids of rounded values, iterations that stop early. */
final class NoisyFamilies {
    private static final DoubleUnaryOperator FLOAT = v -> (float) v;

    private NoisyFamilies() {
    }

    static List<Family> all() {
        return List.of(
                new Family("scatter 1e-12", random -> scatter(random, 1e-12)),
                new Family("scatter 1e-8", random -> scatter(random, 1e-8)),
                new Family("scatter 1e-4", random -> scatter(random, 1e-4)),
                new Family("scatter 1e-15..1e-6", random -> scatter(random, Draw.size(random, 1e-15, 1e-6))),
                new Family("float32 result", random -> SmoothFamilies.smooth(random).rounded(FLOAT)),
                new Family("float32 result + 1000", random -> SmoothFamilies.smooth(random).rounded(v -> (float) (v + 1000))),
                new Family("float32 sum r2 50", random -> floatSum(random, 50, r -> r * r, r -> 2 * r)),
                new Family("float32 sum r2 1000", random -> floatSum(random, 1000, r -> r * r, r -> 2 * r)),
                new Family("float32 sum tanh 50", random -> floatSum(random, 50, Curve.TANH.f(), Curve.TANH.slope())),
                new Family("float32 sum tanh 1000", random -> floatSum(random, 1000, Curve.TANH.f(), Curve.TANH.slope())),
                new Family("float32 sum ∣r∣ 100", random -> floatSum(random, 100, Math::abs, Math::signum)),
                new Family("float32 sum ∣r∣ 1000", random -> floatSum(random, 1000, Math::abs, Math::signum)),
                new Family("float32 sum ∣r∣ 3000", random -> floatSum(random, 3000, Math::abs, Math::signum)),
                new Family("float32 huber 1000", random -> floatSum(random, 1000, KinkFamilies::huber, KinkFamilies::clipped)),
                new Family("float32 softmax ce", NoisyFamilies::floatCrossEntropy),
                new Family("float32 x, sum r2 1000", NoisyFamilies::floatVariable),
                new Family("float32 MSE behind 2e6", NoisyFamilies::behindAnOffset),
                new Family("float32 data, double regulariser", NoisyFamilies::regularised),
                new Family("float32 share 1e-6", NoisyFamilies::smallFloatShare),
                new Family("float16 result", random -> SmoothFamilies.smooth(random).rounded(v -> toBits(v, 11))),
                new Family("bfloat16 result", random -> SmoothFamilies.smooth(random).rounded(v -> toBits(v, 8))),
                new Family("rounded 0.001", random -> onGrid(random, 1000)),
                new Family("rounded 0.01", random -> onGrid(random, 100)),
                new Family("rounded 0.1", random -> onGrid(random, 10)),
                new Family("rounded 0.01, linear", NoisyFamilies::linearOnGrid),
                new Family("cents", NoisyFamilies::cents),
                new Family("newton, residual 1e-8", NoisyFamilies::newton),
                new Family("bisection to 1e-6", NoisyFamilies::bisection));
    }

    private static Sample scatter(SplittableRandom random, double size) {
        Sample smooth = SmoothFamilies.smooth(random);
        long seed = random.nextLong();
        return smooth.withF(t -> smooth.f().applyAsDouble(t) * (1 + size * Draw.scatter(seed, t)));
    }

    private static Sample floatSum(SplittableRandom random, int n, DoubleUnaryOperator term, DoubleUnaryOperator termSlope) {
        Residuals residuals = Residuals.random(random, n);
        double x = Draw.signed(random, 0.1, 2);
        return Sample.of(t -> residuals.floatSum(term, t), x, residuals.slope(termSlope, x));
    }

    /** Even the variable is rounded to float32, so that f is a stair at small steps. */
    private static Sample floatVariable(SplittableRandom random) {
        Residuals residuals = Residuals.random(random, 1000);
        double x = (float) Draw.signed(random, 0.1, 2);
        return Sample.of(t -> residuals.floatSum(r -> r * r, (float) t), x, residuals.slope(r -> 2 * r, x));
    }

    /** The loss of a classifier of ten classes by one of the other logits. */
    private static Sample floatCrossEntropy(SplittableRandom random) {
        double x = Draw.point(random);
        float label = (float) Draw.point(random);
        float others = (float) (Math.exp(label) + random.nextDouble(1, 20));
        return Sample.of(t -> (float) Math.log((float) Math.exp(t) + others) - label, x, 1 / (1 + others * Math.exp(-x)));
    }

    /** One of 1000 terms of a mean square error of 2e6: f moves by its own rounding step only. */
    private static Sample behindAnOffset(SplittableRandom random) {
        double x = Draw.point(random);
        double target = x + random.nextDouble(5, 15);
        float offset = (float) (2e6 * random.nextDouble(0.9, 1.1));
        return Sample.of(t -> offset + (float) ((t - target) * (t - target) / 1000), x, (x - target) / 500);
    }

    private static Sample regularised(SplittableRandom random) {
        Residuals residuals = Residuals.random(random, 100);
        double x = Draw.signed(random, 0.1, 2);
        double weight = random.nextDouble(1, 10);
        return Sample.of(t -> residuals.floatSum(r -> r * r, t) + weight * t * t, x, residuals.slope(r -> 2 * r, x) + 2 * weight * x);
    }

    /** x²/2 beside a term of 1e6, in float32. */
    private static Sample smallFloatShare(SplittableRandom random) {
        double x = Draw.point(random);
        float other = (float) (1e6 * Draw.point(random));
        return Sample.of(t -> other + (float) (t * t / 2), x, x);
    }

    /** The nearest number with so many significant bits. */
    private static double toBits(double value, int bits) {
        double unit = Math.scalb(1.0, Math.getExponent(value) - bits + 1);
        return value == 0 ? 0 : Math.rint(value / unit) * unit;
    }

    private static Sample onGrid(SplittableRandom random, double perUnit) {
        return SmoothFamilies.smooth(random).rounded(v -> Math.rint(v * perUnit) / perUnit);
    }

    private static Sample linearOnGrid(SplittableRandom random) {
        double a = random.nextDouble(0.5, 3);
        return Sample.of(t -> Math.rint(100 * (3 + a * t)) / 100, Draw.point(random), a);
    }

    private static Sample cents(SplittableRandom random) {
        double a = Draw.signed(random, 0.5, 3);
        double x = Draw.point(random);
        return Sample.of(t -> Math.rint(100 * (1e4 + a * t * t)) / 100, x, 2 * a * x);
    }

    /** The root y of y³ + y = t, where the residual is below 1e-8. */
    private static Sample newton(SplittableRandom random) {
        double root = Draw.point(random);
        double start = Draw.point(random);
        return Sample.of(t -> {
            double y = start;
            for (int i = 0; i < 100 && Math.abs(y * y * y + y - t) > 1e-8; i++) {
                y -= (y * y * y + y - t) / (3 * y * y + 1);
            }
            return y;
        }, root * root * root + root, 1 / (3 * root * root + 1));
    }

    /** The same root, halved in until the bracket is narrower than 1e-6. */
    private static Sample bisection(SplittableRandom random) {
        double root = Draw.point(random);
        double width = random.nextDouble(5, 15);
        return Sample.of(t -> {
            double lo = -width;
            double hi = width;
            while (hi - lo > 1e-6) {
                double y = (lo + hi) / 2;
                boolean below = y * y * y + y < t;
                lo = below ? y : lo;
                hi = below ? hi : y;
            }
            return (lo + hi) / 2;
        }, root * root * root + root, 1 / (3 * root * root + 1));
    }
}
