package io.github.gradcheck.direction;

import io.github.gradcheck.problem.Block;
import java.util.SplittableRandom;

/**
 * A random direction through the entries of one array: vᵢ = ±U(0.5, 1.5)·unit, with |v| about the size of an entry.
 *
 * <p>Pure ±1 would hide two equal errors half the time, positive weights two of opposite sign (Littlewood and Offord 1943: the sum
 * of n signs is 0 with a probability of up to ½).
 */
public final class Direction {
    private final double[] v;
    private final double unit;
    private final double reach;

    private Direction(double[] v, double unit, double reach) {
        this.v = v;
        this.unit = unit;
        this.reach = reach;
    }

    /** A direction that is the same for the same seed. */
    public static Direction of(Block block, long seed) {
        double[] v = weights(block.size(), new SplittableRandom(seed));
        double squares = 0;
        double length = 0;
        for (int i = 0; i < v.length; i++) {
            squares += block.point(i) * block.point(i) / v.length;
            length += v[i] * v[i];
        }
        double size = Math.scalb(1.0, Math.getExponent(Math.max(1, Math.sqrt(squares))));
        double unit = size / Math.sqrt(length);
        for (int i = 0; i < v.length; i++) {
            v[i] *= unit;
        }
        return new Direction(v, unit, Math.sqrt(v.length));
    }

    /** Random signs times U(0.5, 1.5). */
    public static double[] weights(int size, SplittableRandom random) {
        double[] weights = new double[size];
        for (int k = 0; k < size; k++) {
            weights[k] = (random.nextBoolean() ? 1 : -1) * (0.5 + random.nextDouble());
        }
        return weights;
    }

    /** What the weights are made of: each is from 0.5 to 1.5 of it. */
    public double unit() {
        return unit;
    }

    /** The largest t that makes sense: there every entry has moved by about as much as it is large. */
    public double reach() {
        return reach;
    }

    /** Moves the entries {@code from} to {@code to − 1} by t·v. */
    public void move(Block block, int from, int to, double t) {
        for (int i = from; i < to; i++) {
            block.move(i, block.point(i) + t * v[i]);
        }
    }

    /** Puts them back. */
    public void restore(Block block, int from, int to) {
        for (int i = from; i < to; i++) {
            block.restore(i);
        }
    }

    /** ⟨g, v⟩ over some entries. */
    public double along(double[] gradient, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += gradient[i] * v[i];
        }
        return sum;
    }

    /** |g|·unit: how large ⟨g, v⟩ is for most directions. */
    public double typical(double[] gradient, int from, int to) {
        double squares = 0;
        for (int i = from; i < to; i++) {
            squares += Double.isFinite(gradient[i]) ? gradient[i] * gradient[i] : 0;
        }
        return unit * Math.sqrt(squares);
    }

    /** How far values of f may scatter because x + t·v is rounded, and because terms of f as large as xᵢ·gᵢ are. */
    public double noise(Block block, double[] gradient) {
        double squares = 0;
        double largest = 0;
        for (int i = 0; i < v.length; i++) {
            if (Double.isFinite(gradient[i])) {
                double rounded = gradient[i] * Math.ulp(block.point(i));
                squares += rounded * rounded;
                largest = Math.max(largest, Math.abs(gradient[i] * block.point(i)));
            }
        }
        return Math.max(Math.sqrt(squares), Math.ulp(1.0) * largest);
    }
}
