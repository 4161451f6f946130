package io.github.gradcheck.coverage.family;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/** Kinks at the point, kinks and jumps near it, and sums in which every term has a kink. */
final class KinkFamilies {
    private KinkFamilies() {
    }

    static List<Family> all() {
        return List.of(
                new Family("kink at x", KinkFamilies::kinkAt),
                new Family("kink at x, unit of f", random -> kinkAt(random).inUnits(Draw.unit(random, -300, 300), 1)),
                new Family("kink at x, unit of x", random -> kinkAt(random).inUnits(1, Draw.unit(random, -300, 300))),
                new Family("kink at 0, scale 1", KinkFamilies::kinkAtZero),
                new Family("kink at x, float32", random -> kinkAt(random).rounded(v -> (float) v)),
                new Family("kink at x, scatter 1e-8", KinkFamilies::kinkAndScatter),
                new Family("kink at 1e-17..1e-14", random -> kinkNear(random, 1e-17, 1e-14)),
                new Family("kink near 1e-12..1e-6", random -> kinkNear(random, 1e-12, 1e-6)),
                new Family("kink near 1e-8..0.1", random -> kinkNear(random, 1e-8, 0.1)),
                new Family("relu off, on near, f = 0", random -> reluOff(random, 0, Draw.size(random, 1e-8, 0.1))),
                new Family("relu off, on near, f = c", random -> reluOff(random, Draw.point(random), Draw.size(random, 1e-8, 0.1))),
                new Family("relu off, on far, f = 0", random -> reluOff(random, 0, Draw.size(random, 0.1, 10))),
                new Family("relu off, on far, f = c", random -> reluOff(random, Draw.point(random), Draw.size(random, 0.1, 10))),
                new Family("relu off, on far, unit of f", random -> reluOff(random, 0, 1).inUnits(Draw.unit(random, -300, 300), 1)),
                new Family("relu off, on at 1e-8", random -> reluOff(random, 0, 1e-8)),
                new Family("relu on, off near", KinkFamilies::reluOn),
                new Family("clip, narrow", KinkFamilies::clip),
                new Family("jump near 1e-8..1e-2", random -> jump(random, Draw.size(random, 1e-8, 1e-2))),
                new Family("jump far 0.1..3", random -> jump(random, Draw.size(random, 0.1, 3))),
                new Family("steps, wide", KinkFamilies::steps),
                new Family("table, linear between", KinkFamilies::table),
                new Family("table, cubic between", KinkFamilies::cubicTable),
                new Family("max of three", KinkFamilies::largestOfThree),
                new Family("odd ∣x∣^1.5 at x", KinkFamilies::oddPower),
                new Family("x^2 sin(1/x) at x", KinkFamilies::restless),
                new Family("sum ∣r∣ 100", random -> sum(random, 100, Math::abs, Math::signum)),
                new Family("sum ∣r∣ 1000", random -> sum(random, 1000, Math::abs, Math::signum)),
                new Family("sum ∣r∣ 10000", random -> sum(random, 10_000, Math::abs, Math::signum)),
                new Family("huber 100", random -> sum(random, 100, KinkFamilies::huber, KinkFamilies::clipped)),
                new Family("huber 1000", random -> sum(random, 1000, KinkFamilies::huber, KinkFamilies::clipped)),
                new Family("huber 10000", random -> sum(random, 10_000, KinkFamilies::huber, KinkFamilies::clipped)),
                new Family("relu2 1000", random -> sum(random, 1000, r -> Math.max(0, r) * Math.max(0, r), r -> 2 * Math.max(0, r))),
                new Family("relu2 10000", random -> sum(random, 10_000, r -> Math.max(0, r) * Math.max(0, r), r -> 2 * Math.max(0, r))));
    }

    /** A smooth function and half a jump of slopes at k; the claim is one of the two slopes, or their mean. */
    private static Sample kinkAt(SplittableRandom random) {
        double x = Draw.point(random);
        return kink(random, x, x);
    }

    private static Sample kinkAndScatter(SplittableRandom random) {
        Sample kink = kinkAt(random);
        long seed = random.nextLong();
        return kink.withF(t -> kink.f().applyAsDouble(t) * (1 + 1e-8 * Draw.scatter(seed, t)));
    }

    private static Sample kinkAtZero(SplittableRandom random) {
        return kink(random, 0, 0);
    }

    private static Sample kink(SplittableRandom random, double x, double k) {
        Curve curve = Curve.random(random, x);
        double bend = Draw.signed(random, 0.1, 2);
        double slope = curve.slopeAt(x);
        double claim = slope + bend * random.nextInt(-1, 2);
        return Sample.of(t -> curve.at(t) + bend * Math.abs(t - k), x, claim).withSides(slope - bend, slope + bend)
                .withTypical(Math.max(Math.abs(claim), Math.abs(bend)));
    }

    /** Nearer than 1e-12 no rule that reads doubles can tell it from a kink at x: then any slope between both may be claimed. */
    private static Sample kinkNear(SplittableRandom random, double nearest, double farthest) {
        double x = Draw.point(random);
        double distance = Draw.size(random, nearest, farthest);
        double k = x + Draw.sign(random) * distance;
        if (farthest <= 1e-12) {
            return kink(random, x, k);
        }
        Curve curve = Curve.random(random, x);
        double bend = Draw.signed(random, 0.1, 2);
        double slope = curve.slopeAt(x) + bend * Math.signum(x - k);
        return Sample.of(t -> curve.at(t) + bend * Math.abs(t - k), x, slope).withTypical(Math.max(Math.abs(slope), Math.abs(bend)));
    }

    private static Sample reluOff(SplittableRandom random, double constant, double distance) {
        double x = Draw.point(random);
        double sign = Draw.sign(random);
        double k = x + sign * distance;
        double a = Draw.signed(random, 0.3, 3);
        return Sample.of(t -> constant + a * Math.max(0, sign * (t - k)), x, 0).withTypical(Math.abs(a));
    }

    private static Sample reluOn(SplittableRandom random) {
        double x = Draw.point(random);
        double sign = Draw.sign(random);
        double k = x - sign * Draw.size(random, 1e-8, 0.1);
        double a = Draw.signed(random, 0.3, 3);
        return Sample.of(t -> a * Math.max(0, sign * (t - k)), x, a * sign);
    }

    /** A slope that lives on 2e-8 to 0.2 of the line only. */
    private static Sample clip(SplittableRandom random) {
        double x = Draw.point(random);
        double width = Draw.size(random, 1e-8, 0.1);
        double a = Draw.signed(random, 0.3, 3);
        double centre = x + width * random.nextDouble(-0.8, 0.8);
        return Sample.of(t -> a * Math.max(centre - width, Math.min(centre + width, t)), x, a);
    }

    private static Sample jump(SplittableRandom random, double distance) {
        double x = Draw.point(random);
        double sign = Draw.sign(random);
        double k = x + sign * distance;
        double height = Draw.signed(random, 0.01, 1);
        Curve curve = Curve.random(random, x);
        return Sample.of(t -> curve.at(t) + (sign * (t - k) > 0 ? height : 0), x, curve.slopeAt(x));
    }

    /** Wide stairs, seen from the middle part of a step; narrower ones are a rounded ramp, whose slope is another. */
    private static Sample steps(SplittableRandom random) {
        double width = Draw.size(random, 3, 30);
        double a = Draw.signed(random, 0.3, 3);
        double x = width * random.nextDouble(0.1, 0.9);
        return Sample.of(t -> a * width * Math.floor(t / width + 1), x, 0).withScale(1).withTypical(Math.abs(a));
    }

    /** Values of a smooth function at equal distances, and straight lines between them. */
    private static Sample table(SplittableRandom random) {
        double width = Draw.size(random, 1e-3, 0.3);
        double place = random.nextInt(-10, 10) + random.nextDouble(0.1, 0.9);
        double x = place * width;
        Curve curve = Curve.random(random, x);
        DoubleUnaryOperator f = t -> {
            double knot = Math.floor(t / width);
            double share = t / width - knot;
            return (1 - share) * curve.at(knot * width) + share * curve.at((knot + 1) * width);
        };
        double knot = Math.floor(place);
        return Sample.of(f, x, (curve.at((knot + 1) * width) - curve.at(knot * width)) / width);
    }

    /** Catmull–Rom cubics, whose second derivative jumps at the knots. */
    private static Sample cubicTable(SplittableRandom random) {
        double width = Draw.size(random, 1e-3, 0.3);
        double x = (random.nextInt(-10, 10) + random.nextDouble(0, 1)) * width;
        Curve curve = Curve.random(random, x);
        return Sample.of(t -> cubic(curve, width, t, false), x, cubic(curve, width, x, true));
    }

    private static double cubic(Curve curve, double width, double t, boolean derived) {
        double knot = Math.floor(t / width);
        double u = t / width - knot;
        double a = curve.at((knot - 1) * width);
        double b = curve.at(knot * width);
        double c = curve.at((knot + 1) * width);
        double d = curve.at((knot + 2) * width);
        double square = 2 * a - 5 * b + 4 * c - d;
        double cube = 3 * (b - c) + d - a;
        return derived ? ((c - a) + u * (2 * square + 3 * u * cube)) / (2 * width) : b + u * ((c - a) + u * (square + u * cube)) / 2;
    }

    private static Sample largestOfThree(SplittableRandom random) {
        double x = Draw.point(random);
        List<Curve> curves = List.of(Curve.random(random, x), Curve.random(random, x), Curve.random(random, x));
        Curve largest = curves.stream().reduce((a, b) -> a.at(x) >= b.at(x) ? a : b).orElseThrow();
        return Sample.of(t -> Math.max(curves.get(0).at(t), Math.max(curves.get(1).at(t), curves.get(2).at(t))), x, largest.slopeAt(x));
    }

    private static Sample oddPower(SplittableRandom random) {
        double x = Draw.point(random);
        double a = Draw.signed(random, 0.3, 3);
        Curve curve = Curve.random(random, x);
        return Sample.of(t -> curve.at(t) + a * Math.signum(t - x) * Math.pow(Math.abs(t - x), 1.5), x, curve.slopeAt(x));
    }

    private static Sample restless(SplittableRandom random) {
        double x = Draw.point(random);
        Curve curve = Curve.random(random, x);
        return Sample.of(t -> curve.at(t) + (t == x ? 0 : (t - x) * (t - x) * Math.sin(1 / (t - x))), x, curve.slopeAt(x));
    }

    private static Sample sum(SplittableRandom random, int n, DoubleUnaryOperator term, DoubleUnaryOperator termSlope) {
        Residuals residuals = Residuals.random(random, n);
        double x = Draw.signed(random, 0.1, 2);
        return Sample.of(t -> residuals.sum(term, t), x, residuals.slope(termSlope, x));
    }

    static double huber(double r) {
        return Math.abs(r) <= 1 ? r * r / 2 : Math.abs(r) - 0.5;
    }

    static double clipped(double r) {
        return Math.max(-1, Math.min(1, r));
    }
}
