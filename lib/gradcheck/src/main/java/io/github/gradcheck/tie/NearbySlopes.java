package io.github.gradcheck.tie;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Directional derivatives and gradients of one output at random points near x, by central differences with steps far smaller than the distance from x, and the
 * points themselves.
 *
 * <p>The first coordinates are those whose gradient is sought; all others go to random places, lest one of them stays at a kink.
 */
final class NearbySlopes {
    /**
     * Far along a direction, with so much of a random move besides, for the direction may lead along a tie of others: 3 % is three steps,
     * so that most such points lie to one side of it.
     */
    private static final double[] BESIDE = {0, 0.03, 0.3};
    private static final int KINDS = 3;
    /** How many points {@link #regular} gives. */
    static final int REGULAR = KINDS * BESIDE.length;
    /**
     * How far three values may be off a line, in units of what rounding and the tip of a cone do, whose curvature is 1/δ; a kink does up to
     * δ/η = 100 times as much. Slopes are off the gradient by rounding alone: a cone's by (η/δ)²/6, for which a quarter of η/δ is plenty.
     */
    private static final double BENT = 4;
    /** The slope of a median of nine equals is off 0 by less than is allowed in one direction of fifty. */
    private static final int CHECKS = 2;
    /** A step meets a kink at one point of a hundred for each entry and kink. */
    private static final int ATTEMPTS = 6;

    private final LocalFunction local;
    private final SamplingScales scales;
    private final int output;
    private final double[] jumps;
    private final SplittableRandom random;

    /** @param jumps by how much the slope of each coordinate whose gradient is sought rises at its own kink */
    NearbySlopes(LocalFunction local, SamplingScales scales, int output, double[] jumps, long seed) {
        this.local = local;
        this.scales = scales;
        this.output = output;
        this.jumps = jumps;
        this.random = new SplittableRandom(seed);
    }

    // ---- points

    double[] random() {
        double[] z = new double[local.size()];
        for (int i = 0; i < z.length; i++) {
            z[i] = scales.radius() * random.nextGaussian();
        }
        return z;
    }

    /**
     * Where the slope along a direction is largest if f is convex, concave, or a sum of functions of one entry each of either kind: away
     * along the direction, back, or each entry to the side where its own kink turns f towards it.
     */
    double[] regular(double[] direction, int number) {
        double[] z = random();
        double far = scales.radius() * Math.sqrt(direction.length);
        int kind = number % KINDS;
        for (int i = 0; i < direction.length; i++) {
            double side = kind == 0 ? 1 : kind == 1 ? -1 : Math.signum(jumps[i]);
            z[i] = side * far * direction[i] + BESIDE[number / KINDS] * z[i];
        }
        return z;
    }

    /** Another point that differs in one or two entries: reversed, drawn anew, or, for what is sorted, exchanged. */
    double[] changed(double[] z) {
        double[] other = z.clone();
        int i = random.nextInt(jumps.length);
        int j = random.nextInt(jumps.length);
        switch (random.nextInt(4)) {
            case 0 -> other[i] = -z[i];
            case 1 -> other[i] = scales.radius() * random.nextGaussian();
            default -> {
                other[i] = z[j];
                other[j] = z[i];
            }
        }
        return other;
    }

    // ---- slopes

    /** The slope along a direction: where the step meets a kink, a mixture of slopes (the mean value theorem of Lebourg 1975). */
    double slope(double[] z, double[] direction) {
        return slope(z, direction, scales.step());
    }

    /** The same with point and step half as near, where all pieces that meet at x look the same, and curvature does half as much. */
    double slopeHalfAsNear(double[] z, double[] direction) {
        return slope(Hull.times(z, 0.5), direction, scales.step() / 2);
    }

    private double slope(double[] z, double[] direction, double h) {
        return (at(plus(z, direction, h)) - at(plus(z, direction, -h))) / (2 * h);
    }

    /** A gradient and the point that it was measured at. */
    record Found(double[] gradient, double[] z) {
    }

    /** The gradient at z or beside it, where no step meets a kink; null if there is none. */
    Found gradient(double[] z) {
        double[] point = z;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            double[] gradient = gradient(point, scales.step());
            if (gradient != null) {
                return new Found(gradient, point);
            }
            point = plus(z, random(), BESIDE[1] * attempt);
            if (attempt % 2 == 1) {
                // f may not be defined where one of the others went.
                System.arraycopy(random(), jumps.length, point, jumps.length, point.length - jumps.length);
            }
        }
        return null;
    }

    /** The same with point and step half as near; null if a step meets a kink. */
    double[] gradientHalfAsNear(double[] z) {
        return gradient(Hull.times(z, 0.5), scales.step() / 2);
    }

    private double[] gradient(double[] z, double h) {
        double[] gradient = new double[jumps.length];
        double centre = at(z);
        for (int i = 0; i < gradient.length; i++) {
            double[] moved = z.clone();
            moved[i] = z[i] + h;
            double above = at(moved);
            moved[i] = z[i] - h;
            double below = at(moved);
            double bend = Math.abs((above - centre) + (below - centre));
            if (!(bend <= BENT * (2 * scales.grain() + scales.rise() * h * h / scales.radius()))) {
                return null;
            }
            gradient[i] = (above - below) / local.width(i, z[i], h);
        }
        return isDifferentiable(z, gradient, h) ? gradient : null;
    }

    /** Where each entry by itself is flat, as those of a median of equals are, random directions still tell a kink. */
    private boolean isDifferentiable(double[] z, double[] gradient, double h) {
        double allowed = BENT * error(gradient) + scales.rise() * scales.step() / (BENT * scales.radius());
        for (int check = 0; check < CHECKS; check++) {
            double[] v = Arrays.copyOf(random(), gradient.length);
            double[] direction = Hull.times(v, 1 / Hull.length(v));
            if (!(Math.abs(slope(z, direction, h) - Hull.dot(gradient, direction)) <= allowed)) {
                return false;
            }
        }
        return true;
    }

    /** How far slopes of such a size may be off by rounding. */
    double error(double[] slopes) {
        return scales.error(local.coordinates(), slopes);
    }

    private double at(double[] z) {
        return local.at(z)[output];
    }

    private static double[] plus(double[] a, double[] b, double factor) {
        double[] sum = a.clone();
        for (int i = 0; i < b.length; i++) {
            sum[i] += factor * b[i];
        }
        return sum;
    }
}
