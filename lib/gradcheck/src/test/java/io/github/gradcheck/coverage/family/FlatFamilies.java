package io.github.gradcheck.coverage.family;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/**
 * Functions that do not move, or by hardly more than their own rounding: what the variable adds is swallowed.
 *
 * <p>The right slope is tiny and exact. Where it cannot be seen at all, zero cannot be refuted either.
 */
final class FlatFamilies {
    private FlatFamilies() {
    }

    static List<Family> all() {
        return List.of(
                new Family("constant", random -> Sample.of(constant(Draw.signed(random, 0.1, 3)), Draw.point(random), 0)),
                new Family("constant, any size", FlatFamilies::constantOfAnySize),
                new Family("zero throughout", random -> Sample.of(constant(0), Draw.point(random), 0)),
                new Family("softplus naive, -40..-30", random -> softplus(random, 0)),
                new Family("1 + softplus, -40..-20", random -> softplus(random, 1)),
                new Family("-log softmax naive", FlatFamilies::softmax),
                new Family("log-sum-exp less its largest", FlatFamilies::stableSoftmax),
                new Family("-log(1 - sigmoid) naive", FlatFamilies::crossEntropy),
                new Family("1 - sigmoid, 30..50", FlatFamilies::sigmoid),
                new Family("1 - tanh, 15..30", FlatFamilies::tanh),
                new Family("1 - cos tiny", random -> tiny(random, t -> 1 - Math.cos(t), Math::sin)),
                new Family("1 - cos tiny, scale ∣x∣", random -> tiny(random, t -> 1 - Math.cos(t), Math::sin).ofItsOwnScale()),
                new Family("sqrt(1+x2) - 1 tiny", random -> tiny(random, t -> Math.sqrt(1 + t * t) - 1, t -> t / Math.sqrt(1 + t * t))),
                new Family("1 - exp(-x2) tiny", random -> tiny(random, t -> 1 - Math.exp(-t * t), t -> 2 * t * Math.exp(-t * t))),
                new Family("1 - exp(-x2) tiny, scale ∣x∣",
                        random -> tiny(random, t -> 1 - Math.exp(-t * t), t -> 2 * t * Math.exp(-t * t)).ofItsOwnScale()),
                new Family("pi/2 - atan, 1e12..1e20", FlatFamilies::arctangent),
                new Family("softmax ce, logits 100", FlatFamilies::largeLogits),
                new Family("small share 1e-14..1e-6 of f", FlatFamilies::smallShare));
    }

    private static DoubleUnaryOperator constant(double value) {
        return t -> value;
    }

    /** A wrong claim is a share of |f|/|x|. */
    private static Sample constantOfAnySize(SplittableRandom random) {
        double value = Draw.size(random, 1e-200, 1e200);
        double x = Draw.size(random, 1e-100, 1e100);
        return Sample.of(constant(value), x, 0).withScale(x).withTypical(value / x);
    }

    private static Sample softplus(SplittableRandom random, double more) {
        double x = random.nextDouble(-40, more == 0 ? -30 : -20);
        return Sample.of(t -> more + Math.log(1 + Math.exp(t)), x, 1 / (1 + Math.exp(-x)));
    }

    private static Sample softmax(SplittableRandom random) {
        double x = random.nextDouble(30, 50);
        double others = Math.E + 1;
        return Sample.of(t -> -Math.log(Math.exp(t) / (Math.exp(t) + others)), x, -others / (Math.exp(x) + others));
    }

    private static Sample stableSoftmax(SplittableRandom random) {
        double x = Draw.point(random);
        double second = x - random.nextDouble(30, 50);
        double third = x - random.nextDouble(30, 50);
        DoubleUnaryOperator f = t -> {
            double m = Math.max(t, Math.max(second, third));
            return m + Math.log(Math.exp(t - m) + Math.exp(second - m) + Math.exp(third - m)) - t;
        };
        double others = Math.exp(second - x) + Math.exp(third - x);
        return Sample.of(f, x, -others / (1 + others));
    }

    /** Its values grow coarse, for 1 − σ has few bits left; its slope is σ, nearly 1. */
    private static Sample crossEntropy(SplittableRandom random) {
        double x = random.nextDouble(15, 33);
        return Sample.of(t -> -Math.log(1 - Curve.SIGMOID.at(t)), x, Curve.SIGMOID.at(x));
    }

    private static Sample sigmoid(SplittableRandom random) {
        double x = random.nextDouble(30, 50);
        return Sample.of(t -> 1 - 1 / (1 + Math.exp(-t)), x, -Curve.SIGMOID.slopeAt(x));
    }

    private static Sample tanh(SplittableRandom random) {
        double x = random.nextDouble(15, 30);
        return Sample.of(t -> 1 - Math.tanh(t), x, -Curve.TANH.slopeAt(x));
    }

    private static Sample tiny(SplittableRandom random, DoubleUnaryOperator f, DoubleUnaryOperator slope) {
        double x = Draw.sign(random) * Draw.size(random, 1e-12, 1e-7);
        return Sample.of(f, x, slope.applyAsDouble(x));
    }

    private static Sample arctangent(SplittableRandom random) {
        double x = Draw.size(random, 1e12, 1e20);
        return Sample.of(t -> Math.PI / 2 - Math.atan(t), x, -1 / (1 + x * x));
    }

    /** The loss of a classifier that is sure of itself, by one of ten logits. */
    private static Sample largeLogits(SplittableRandom random) {
        double[] logits = random.doubles(10, -170, 170).toArray();
        int label = random.nextInt(3);
        DoubleUnaryOperator f = t -> logSumExp(logits, t) - (label == 0 ? t : logits[label]);
        double x = logits[0];
        double p = Math.exp(x - logSumExp(logits, x));
        double others = Math.exp(logSumExp(logits, Double.NEGATIVE_INFINITY) - logSumExp(logits, x));
        return Sample.of(f, x, label == 0 ? -others : p).withScale(100);
    }

    /** With t in place of the first logit. */
    private static double logSumExp(double[] logits, double t) {
        double m = t;
        for (int i = 1; i < logits.length; i++) {
            m = Math.max(m, logits[i]);
        }
        double sum = Math.exp(t - m);
        for (int i = 1; i < logits.length; i++) {
            sum += Math.exp(logits[i] - m);
        }
        return m + Math.log(sum);
    }

    private static Sample smallShare(SplittableRandom random) {
        double x = Draw.point(random);
        return Sample.of(Curve.random(random, x).times(Draw.size(random, 1e-14, 1e-6)).plus(Draw.signed(random, 0.5, 2)), x);
    }
}
