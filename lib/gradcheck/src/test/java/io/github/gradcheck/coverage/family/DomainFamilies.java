package io.github.gradcheck.coverage.family;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/** Functions that are not defined everywhere: points at the edge of the domain, or near it. */
final class DomainFamilies {
    private DomainFamilies() {
    }

    static List<Family> all() {
        return List.of(
                new Family("x>=0 smooth at 0, NaN", random -> smooth(random, 0, t -> Double.NaN)),
                new Family("x>=0 smooth at 0, throws", random -> smooth(random, 0, DomainFamilies::refuse)),
                new Family("x>=0 b x + x^1.5 at 0", random -> withRoot(random, 0)),
                new Family("x>=0 float32 at 0", random -> smooth(random, 0, t -> Double.NaN).rounded(v -> (float) v)),
                new Family("x>=0 smooth at 1e-4, NaN", random -> smooth(random, 1e-4, t -> Double.NaN)),
                new Family("x>=0 smooth at 1e-4, throws", random -> smooth(random, 1e-4, DomainFamilies::refuse)),
                new Family("x>=0 b x + x^1.5 at 1e-4", random -> withRoot(random, 1e-4)),
                new Family("x>=0 float32 at 1e-4", random -> smooth(random, 1e-4, t -> Double.NaN).rounded(v -> (float) v)),
                new Family("x>=0 unit of x at 0", random -> smooth(random, 0, t -> Double.NaN).inUnits(1, Draw.unit(random, -300, 300))),
                new Family("x<=1 smooth at 1", DomainFamilies::upToOne),
                new Family("0<=x<=1 entropy near 0", DomainFamilies::entropy),
                new Family("hole near", DomainFamilies::hole),
                new Family("pole near", DomainFamilies::pole),
                new Family("near overflow", DomainFamilies::nearOverflow),
                new Family("near underflow", DomainFamilies::nearUnderflow));
    }

    private static double refuse(double t) {
        throw new ArithmeticException("not defined at " + t);
    }

    private static Sample smooth(SplittableRandom random, double x, DoubleUnaryOperator below) {
        Curve curve = Curve.random(random, x);
        return Sample.of(t -> t < 0 ? below.applyAsDouble(t) : curve.at(t), x, curve.slopeAt(x));
    }

    private static Sample withRoot(SplittableRandom random, double x) {
        double b = Draw.signed(random, 0.3, 3);
        double c = Draw.signed(random, 0.3, 3);
        return Sample.of(t -> b * t + c * t * Math.sqrt(t), x, b + 1.5 * c * Math.sqrt(x));
    }

    private static Sample upToOne(SplittableRandom random) {
        Curve curve = Curve.random(random, 1);
        return Sample.of(t -> t > 1 ? Double.NaN : curve.at(t), 1, curve.slopeAt(1));
    }

    private static Sample entropy(SplittableRandom random) {
        double x = Draw.size(random, 1e-12, 0.1);
        return Sample.of(t -> -t * Math.log(t) - (1 - t) * Math.log(1 - t), x, Math.log1p(-x) - Math.log(x));
    }

    /** Not defined on a stretch to one side, and again beyond. */
    private static Sample hole(SplittableRandom random) {
        double x = Draw.point(random);
        double sign = Draw.sign(random);
        double from = Draw.size(random, 1e-8, 0.1);
        Curve curve = Curve.random(random, x);
        return Sample.of(t -> sign * (t - x) > from && sign * (t - x) < 3 * from ? Double.NaN : curve.at(t), x, curve.slopeAt(x));
    }

    private static Sample pole(SplittableRandom random) {
        double x = Draw.point(random);
        double distance = Draw.sign(random) * Draw.size(random, 1e-6, 0.1);
        double k = x + distance;
        double a = Draw.signed(random, 0.3, 3);
        return Sample.of(t -> a / (t - k), x, -a / ((x - k) * (x - k)));
    }

    private static Sample nearOverflow(SplittableRandom random) {
        return Sample.of(Curve.EXP, random.nextDouble(690, 709));
    }

    /** Down to subnormal numbers. */
    private static Sample nearUnderflow(SplittableRandom random) {
        return Sample.of(Curve.EXP, random.nextDouble(-715, -690));
    }
}
