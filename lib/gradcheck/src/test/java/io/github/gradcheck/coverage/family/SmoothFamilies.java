package io.github.gradcheck.coverage.family;

import java.util.List;
import java.util.SplittableRandom;

/** Smooth functions in full double precision: waves, offsets, units, and points where the size of x says little. */
final class SmoothFamilies {
    private SmoothFamilies() {
    }

    static List<Family> all() {
        return List.of(
                new Family("smooth", SmoothFamilies::smooth),
                new Family("smooth, scale ∣x∣", random -> smooth(random).ofItsOwnScale()),
                new Family("smooth, scale 100", random -> smooth(random).withScale(100)),
                new Family("1e6 + smooth", random -> offset(random, 1e6)),
                new Family("1e10 + smooth", random -> offset(random, 1e10)),
                new Family("1e14 + a x", SmoothFamilies::line),
                new Family("waves to 1e4", SmoothFamilies::waves),
                new Family("small fast waves", SmoothFamilies::smallWaves),
                new Family("tiny x: 1/x, log, sqrt", SmoothFamilies::tiny),
                new Family("tiny x, scale ∣x∣", random -> tiny(random).ofItsOwnScale()),
                new Family("narrow sqrt(x2+e)", SmoothFamilies::narrow),
                new Family("narrow peaks", SmoothFamilies::peak),
                new Family("x in 1e5..1e9", SmoothFamilies::largeX),
                new Family("exp(b x), b to 50", SmoothFamilies::exponential),
                new Family("x^n, n to 30", SmoothFamilies::power),
                new Family("log-sum-exp", SmoothFamilies::logSumExp),
                new Family("logistic map", SmoothFamilies::logisticMap),
                new Family("near an extremum", SmoothFamilies::nearExtremum),
                new Family("unit of f 2^-300..2^300", random -> smooth(random).inUnits(Draw.unit(random, -300, 300), 1)),
                new Family("unit of f 1e-12", random -> smooth(random).inUnits(0x1p-40, 1)),
                new Family("unit of f 1e12", random -> smooth(random).inUnits(0x1p40, 1)),
                new Family("unit of x 2^-300..2^300", random -> smooth(random).inUnits(1, Draw.unit(random, -300, 300))),
                new Family("unit of x 1e-12", random -> smooth(random).inUnits(1, 0x1p-40)),
                new Family("unit of x 1e12", random -> smooth(random).inUnits(1, 0x1p40)),
                new Family("unit of x 1e-6, scale 1", random -> smooth(random).inUnits(1, 0x1p-20).withScale(1)));
    }

    static Sample smooth(SplittableRandom random) {
        double x = Draw.point(random);
        return Sample.of(Curve.random(random, x), x);
    }

    private static Sample offset(SplittableRandom random, double constant) {
        double x = Draw.point(random);
        return Sample.of(Curve.random(random, x).plus(constant), x);
    }

    private static Sample line(SplittableRandom random) {
        return Sample.of(Curve.line(Draw.signed(random, 0.5, 3), 1e14), Draw.point(random));
    }

    private static Sample waves(SplittableRandom random) {
        double x = Draw.point(random);
        double speed = Draw.size(random, 1, 1e4);
        double phase = Draw.signed(random, 0, 1.3);
        return Sample.of(Curve.line(1, -x).then(Curve.line(speed, phase)).then(Curve.SIN).plus(random.nextDouble(-1, 1)), x);
    }

    /** Waves too low to be seen at a distance that tilt the slope nearby. */
    private static Sample smallWaves(SplittableRandom random) {
        double x = Draw.point(random);
        double height = Draw.size(random, 1e-10, 1e-6);
        double speed = Draw.size(random, 1e-3, 1) / height;
        Curve wave = Curve.line(1, -x).then(Curve.line(speed, Draw.signed(random, 0, 1.3))).then(Curve.SIN).times(height);
        return Sample.of(Curve.random(random, x).plus(wave), x);
    }

    /** The array is of size 1, this entry is not. */
    private static Sample tiny(SplittableRandom random) {
        double x = Draw.size(random, 1e-8, 1e-2);
        Curve curve = List.of(Curve.RECIPROCAL, Curve.LOG, Curve.SQRT).get(random.nextInt(3));
        return Sample.of(curve.times(Draw.signed(random, 0.3, 3)).plus(random.nextDouble(-1, 1)), x);
    }

    private static Sample narrow(SplittableRandom random) {
        double e = Draw.size(random, 1e-12, 1e-2);
        double x = Math.sqrt(e) * Draw.point(random);
        return Sample.of(Curve.SQUARE.plus(e).then(Curve.SQRT).times(Draw.signed(random, 0.3, 3)), x);
    }

    /** a/(1 + (t/u)²), u from 1e-4, on a slope of its side. */
    private static Sample peak(SplittableRandom random) {
        double u = Draw.size(random, 1e-4, 1);
        double centre = Draw.point(random);
        Curve peak = Curve.line(1, -centre).then(Curve.line(1 / u, 0)).then(Curve.SQUARE).plus(1).then(Curve.RECIPROCAL);
        return Sample.of(peak.times(Draw.signed(random, 0.3, 3)), centre + u * Draw.point(random));
    }

    private static Sample largeX(SplittableRandom random) {
        double unit = Draw.size(random, 1e5, 1e9);
        double x = Draw.point(random);
        return Sample.of(Curve.line(1 / unit, 0).then(Curve.random(random, x)), x * unit);
    }

    private static Sample exponential(SplittableRandom random) {
        return Sample.of(Curve.line(Draw.signed(random, 1, 50), 0).then(Curve.EXP), Draw.signed(random, 0.1, 1));
    }

    private static Sample power(SplittableRandom random) {
        int n = random.nextInt(2, 31);
        return Sample.of(new Curve(t -> Math.pow(t, n), t -> n * Math.pow(t, n - 1)), Draw.signed(random, 0.5, 2));
    }

    private static Sample logSumExp(SplittableRandom random) {
        double x = Draw.point(random);
        double others = random.nextDouble(1, 20);
        Curve curve = new Curve(t -> Math.log(Math.exp(t) + others), t -> 1 / (1 + others * Math.exp(-t)));
        return Sample.of(curve, x);
    }

    /** 2 to 20 steps of t → 4t(1 − t): each doubles, on average, the slope and what rounding has left. */
    private static Sample logisticMap(SplittableRandom random) {
        while (true) {
            double x = random.nextDouble(0.1, 0.9);
            int steps = random.nextInt(2, 21);
            Curve curve = Curve.line(1, 0);
            for (int i = 0; i < steps; i++) {
                curve = curve.then(new Curve(t -> 4 * t * (1 - t), t -> 4 - 8 * t));
            }
            if (Math.abs(curve.slopeAt(x)) > 1) {
                return Sample.of(curve, x);
            }
        }
    }

    /** The slope is 1e-8 to 1e-3 of what it is farther off. */
    private static Sample nearExtremum(SplittableRandom random) {
        double extremum = Draw.point(random);
        double x = extremum + Draw.sign(random) * Draw.size(random, 1e-8, 1e-3);
        double a = Draw.signed(random, 0.3, 3);
        Curve curve = Curve.line(1, -extremum).then(new Curve(u -> a * u * u * (1 + u / 3), u -> a * u * (2 + u)));
        return Sample.of(curve.plus(random.nextDouble(-1, 1)), x);
    }
}
