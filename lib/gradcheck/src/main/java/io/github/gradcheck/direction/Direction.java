package io.github.gradcheck.direction;

import io.github.gradcheck.problem.Block;
import java.util.SplittableRandom;

/**
 * A random direction through the entries of one parameter: vᵢ = ±U(0.5, 1.5)·unit, with |v| about the size of an entry; 0 for fixed entries. Beside
 * a bound the sign is that of the side with more room, so that f is defined on at least one side.
 *
 * <p>Pure ±1 would hide two equal errors half the time, positive weights two of opposite sign (Littlewood and Offord 1943: the sum
 * of n signs is 0 with a probability of up to ½).
 */
public final class Direction {
    /** Where the next bound is nearer than this share of the size of an entry, the sign is chosen. */
    private static final double NEAR = 0.25;

    /** Entries that are moved by one write, so that no array is copied as a whole. */
    private static final int AT_A_TIME = 1024;

    private final double[] v;
    private final double unit;
    private final double scale;

    private Direction(double[] v, double unit, int free) {
        this.v = v;
        this.unit = unit;
        this.scale = Math.sqrt(free);
    }

    /** A direction that is the same for the same seed. */
    public static Direction of(Block block, long seed) {
        double[] v = weights(block.size(), new SplittableRandom(seed));
        double size = block.rootMeanSquare() == 0 ? 1 : block.rootMeanSquare();
        double length = 0;
        for (int i = 0; i < v.length; i++) {
            v[i] = block.isFixed(i) ? 0 : inward(v[i], block.roomBelow(i), block.roomAbove(i), NEAR * size);
            length += v[i] * v[i];
        }
        double unit = size / Math.sqrt(length);
        for (int i = 0; i < v.length; i++) {
            v[i] *= unit;
        }
        return new Direction(v, unit, block.free());
    }

    private static double inward(double weight, double below, double above, double near) {
        return Math.min(below, above) >= near ? weight : Math.copySign(weight, above - below);
    }

    /** Random signs times U(0.5, 1.5). */
    public static double[] weights(int size, SplittableRandom random) {
        double[] weights = new double[size];
        for (int k = 0; k < size; k++) {
            long bits = random.nextLong();
            // 53 bits for the size, another one for the sign.
            double weight = 0.5 + (bits >>> 11) * 0x1.0p-53;
            weights[k] = Double.longBitsToDouble(Double.doubleToRawLongBits(weight) | bits << 63);
        }
        return weights;
    }

    /** What the weights are made of: each is from 0.5 to 1.5 of it. */
    public double unit() {
        return unit;
    }

    /** |x| / |v|, the size of t: there every entry has moved by about as much as it is large. */
    public double scale() {
        return scale;
    }

    /**
     * How far apart the t are that f can be evaluated at. Each xᵢ + t·vᵢ is rounded by up to ½·ulp(xᵢ), all of which together move f by about
     * ε·|g|·|x|/√n, where a step of t moves it by |g|·unit: as much as rounding t by ε·√n would.
     */
    public double spacing() {
        return Math.ulp(1.0) * scale();
    }

    /** Moves the entries {@code from} to {@code to − 1} by t·v. */
    public void move(Block block, int from, int to, double t) {
        double[] moved = new double[Math.min(AT_A_TIME, to - from)];
        for (int first = from; first < to; first += AT_A_TIME) {
            int count = Math.min(AT_A_TIME, to - first);
            for (int k = 0; k < count; k++) {
                double x = block.point(first + k);
                moved[k] = v[first + k] == 0 ? x : x + t * v[first + k];
            }
            block.move(first, moved, count);
        }
    }

    /** Puts them back. */
    public void restore(Block block, int from, int to) {
        block.restore(from, to);
    }

    /** Whether it leads nowhere over some entries, for all of them are fixed. */
    public boolean isNothing(int from, int to) {
        for (int i = from; i < to; i++) {
            if (v[i] != 0) {
                return false;
            }
        }
        return true;
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
}
