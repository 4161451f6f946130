package io.github.gradcheck.problem;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * A function of the coefficients of some directions: c ↦ f(x + Σⱼ (cⱼ − sⱼ)·vⱼ) at c = s, whose derivative by cⱼ is that of f along vⱼ.
 *
 * <p>sⱼ is so large that a change of cⱼ by as much moves x by about its own size: a step of cⱼ is then rounded as x is.
 */
final class AlongDirections {
    private final double[][] directions;
    private final double[] x;
    private final Domain domain;
    private final double[] start;
    private volatile int values;

    /**
     * The directions are not copied.
     *
     * @throws IllegalArgumentException if one is not as long as x, or moves an entry that is fixed
     */
    AlongDirections(double[][] directions, double[] x, Domain domain) {
        this.directions = directions;
        this.x = x;
        this.domain = domain;
        this.start = new double[directions.length];
        for (int j = 0; j < start.length; j++) {
            if (directions[j].length != x.length) {
                throw new IllegalArgumentException("directions[" + j + "] has length " + directions[j].length + ", x has length " + x.length);
            }
            for (int i = 0; i < x.length; i++) {
                if (directions[j][i] != 0 && domain.isFixed(i)) {
                    throw new IllegalArgumentException("directions[" + j + "] moves x[" + i + "], which is fixed");
                }
            }
            start[j] = reach(directions[j]);
        }
    }

    /** Random directions, which near a bound lead away from it: ±U(0.5, 1.5), and 0 for fixed entries. */
    static double[][] random(int count, double[] x, Domain domain, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] drawn = new double[count][x.length];
        for (double[] v : drawn) {
            for (int i = 0; i < v.length; i++) {
                double size = 0.5 + random.nextDouble();
                double below = domain.below(i, x[i]);
                double above = domain.above(i, x[i]);
                boolean isUp = Math.min(below, above) < Math.abs(x[i]) ? above > below : random.nextBoolean();
                v[i] = domain.isFixed(i) ? 0 : isUp ? size : -size;
            }
        }
        return drawn;
    }

    /** The coefficient that moves x by its own size: by that of the entries that move, or as far as an entry of the mean size. */
    private double reach(double[] v) {
        double length = norm(v);
        double[] moved = x.clone();
        Arrays.setAll(moved, i -> v[i] == 0 ? 0 : x[i]);
        double mean = norm(x) * Math.sqrt((double) Arrays.stream(v).filter(value -> value != 0).count() / x.length);
        double size = Math.max(norm(moved), mean) / length;
        return size > 0 && size < Double.POSITIVE_INFINITY ? size : 1 / length;
    }

    /** Free of over- and underflow. */
    private static double norm(double[] values) {
        double norm = 0;
        for (double value : values) {
            norm = Math.hypot(norm, value);
        }
        return norm;
    }

    /** s, a new array. */
    double[] start() {
        return start.clone();
    }

    private double[] at(double[] c) {
        double[] there = x.clone();
        for (int j = 0; j < c.length; j++) {
            double step = c[j] - start[j];
            for (int i = 0; step != 0 && i < there.length; i++) {
                there[i] += step * directions[j][i];
            }
        }
        return there;
    }

    /** f of the coefficients; outside of the bounds it is not called, and not defined. */
    double[] value(UnaryOperator<double[]> f, double[] c) {
        double[] there = at(c);
        for (int i = 0; i < there.length; i++) {
            if (!domain.contains(i, there[i])) {
                double[] undefined = new double[values];
                Arrays.fill(undefined, Double.NaN);
                return undefined;
            }
        }
        double[] result = f.apply(there);
        values = result == null ? 0 : result.length;
        return result;
    }

    private double[] inside(double[] c) {
        double[] there = at(c);
        Arrays.setAll(there, i -> domain.clamped(i, there[i]));
        return there;
    }

    /** The product of forward mode with Σⱼ wⱼ·vⱼ. */
    double[] product(BinaryOperator<double[]> jvp, double[] c, double[] weights) {
        double[] mixed = new double[x.length];
        for (int j = 0; j < weights.length; j++) {
            for (int i = 0; i < mixed.length; i++) {
                mixed[i] += weights[j] * directions[j][i];
            }
        }
        return jvp.apply(inside(c), mixed);
    }

    /** The derivatives along the directions, from those by the entries; at the bound where it would be called outside. */
    double[] derivatives(BinaryOperator<double[]> vjp, double[] c, double[] upstream) {
        double[] gradient = FunctionProblem.requireLength(vjp.apply(inside(c), upstream), x.length);
        double[] along = new double[directions.length];
        for (int j = 0; j < along.length; j++) {
            for (int i = 0; i < gradient.length; i++) {
                along[j] += directions[j][i] == 0 ? 0 : directions[j][i] * gradient[i];
            }
        }
        return along;
    }
}
