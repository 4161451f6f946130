package io.github.gradcheck.coverage.family;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/**
 * Formulas that cancel: rounding inside f makes jumps larger than the last bit of its values, and between two jumps the computed function
 * may be smooth with another slope.
 */
final class CancellationFamilies {
    private static final int TERMS = 12;

    private CancellationFamilies() {
    }

    static List<Family> all() {
        return List.of(
                new Family("(1-cos t)/t2", CancellationFamilies::cosineQuotient),
                new Family("(1-cos t)/t2, scale ∣t∣", random -> cosineQuotient(random).ofItsOwnScale()),
                new Family("log(1+t)/t", CancellationFamilies::logarithmQuotient),
                new Family("log(1+t)/t, scale ∣t∣", random -> logarithmQuotient(random).ofItsOwnScale()),
                new Family("(e^t-1)/t", CancellationFamilies::exponentialQuotient),
                new Family("(e^t-1)/t, scale ∣t∣", random -> exponentialQuotient(random).ofItsOwnScale()),
                new Family("cancel 1-cos", CancellationFamilies::cosine),
                new Family("sinh from e^t - e^-t", CancellationFamilies::sinh),
                new Family("sqrt(t+1) - sqrt(t)", CancellationFamilies::roots),
                new Family("small root of a quadratic", CancellationFamilies::smallRoot),
                new Family("variance in one pass", CancellationFamilies::variance),
                new Family("(t + 1e8) - 1e8", CancellationFamilies::lostBits),
                new Family("(x-1)^7 expanded", CancellationFamilies::multipleRoot));
    }

    private static double smallT(SplittableRandom random) {
        return Draw.sign(random) * Draw.size(random, 1e-7, 1e-2);
    }

    /** −t/12 + t³/180 − t⁵/6720 + … */
    private static Sample cosineQuotient(SplittableRandom random) {
        double t = smallT(random);
        double square = t * t;
        return Sample.of(u -> (1 - Math.cos(u)) / (u * u), t, t * (-1.0 / 12 + square * (1.0 / 180 - square / 6720)));
    }

    /** −1/2 + 2t/3 − 3t²/4 + … */
    private static Sample logarithmQuotient(SplittableRandom random) {
        double t = smallT(random);
        double slope = 0;
        for (int k = TERMS; k >= 1; k--) {
            slope = (k % 2 == 0 ? 1 : -1) * k / (k + 1.0) + t * slope;
        }
        return Sample.of(u -> Math.log(1 + u) / u, t, slope);
    }

    /** 1/2! + 2t/3! + 3t²/4! + … */
    private static Sample exponentialQuotient(SplittableRandom random) {
        double t = smallT(random);
        double slope = 0;
        double power = 1;
        double factorial = 1;
        for (int k = 1; k <= TERMS; k++) {
            factorial *= k + 1;
            slope += k * power / factorial;
            power *= t;
        }
        return Sample.of(u -> (Math.exp(u) - 1) / u, t, slope);
    }

    private static Sample cosine(SplittableRandom random) {
        double x = Draw.sign(random) * Draw.size(random, 1e-6, 0.1);
        double a = Draw.signed(random, 0.3, 3);
        return Sample.of(t -> a * (1 - Math.cos(t)), x, a * Math.sin(x));
    }

    private static Sample sinh(SplittableRandom random) {
        double x = Draw.sign(random) * Draw.size(random, 1e-12, 1);
        return Sample.of(t -> (Math.exp(t) - Math.exp(-t)) / 2, x, Math.cosh(x)).withScale(Math.abs(x));
    }

    private static Sample roots(SplittableRandom random) {
        double x = Draw.size(random, 1e3, 1e12);
        double root = Math.sqrt(x);
        double next = Math.sqrt(x + 1);
        return Sample.of(t -> Math.sqrt(t + 1) - Math.sqrt(t), x, -0.5 / (root * next * (root + next)));
    }

    /** (−t + √(t² − 4c))/2 for large t. */
    private static Sample smallRoot(SplittableRandom random) {
        double x = Draw.size(random, 1e2, 1e7);
        double c = Draw.signed(random, 0.3, 3);
        double root = Math.sqrt(x * x - 4 * c);
        return Sample.of(t -> (-t + Math.sqrt(t * t - 4 * c)) / 2, x, 2 * c / (root * (x + root)));
    }

    /** The mean of squares less the square of the mean, far from 0. */
    private static Sample variance(SplittableRandom random) {
        double offset = Draw.size(random, 1e2, 1e6);
        double[] others = random.doubles(19, -1, 1).map(other -> other + offset).toArray();
        double sum = 0;
        double squares = 0;
        double deviations = 0;
        for (double other : others) {
            sum += other;
            squares += other * other;
            deviations += other - offset;
        }
        double x = offset + Draw.signed(random, 0.3, 1);
        double deviation = x - offset;
        double n = others.length + 1;
        double total = sum;
        double all = squares;
        DoubleUnaryOperator f = t -> (all + t * t) / n - (total + t) / n * ((total + t) / n);
        return Sample.of(f, x, 2 * (deviation - (deviations + deviation) / n) / n);
    }

    private static Sample lostBits(SplittableRandom random) {
        double a = Draw.signed(random, 0.3, 3);
        return Sample.of(t -> a * t + 1e8 - 1e8, Draw.point(random), a);
    }

    /** x⁷ − 7x⁶ + 21x⁵ − 35x⁴ + 35x³ − 21x² + 7x − 1. */
    private static Sample multipleRoot(SplittableRandom random) {
        double x = 1 + Draw.sign(random) * Draw.size(random, 1e-2, 0.5);
        DoubleUnaryOperator f = t -> ((((((t - 7) * t + 21) * t - 35) * t + 35) * t - 21) * t + 7) * t - 1;
        return Sample.of(f, x, 7 * Math.pow(x - 1, 6));
    }
}
