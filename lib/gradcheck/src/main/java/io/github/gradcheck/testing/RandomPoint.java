package io.github.gradcheck.testing;

import java.util.Arrays;

/** One of the points that a seed leads to; printed with what is needed to have it again. */
public final class RandomPoint {
    private final long seed;
    private final int number;
    private final double[] x;

    RandomPoint(long seed, int number, double[] x) {
        this.seed = seed;
        this.number = number;
        this.x = x;
    }

    /** The seed that this point, and those before and after it, come from. */
    public long seed() {
        return seed;
    }

    /** Which of the seed's points this is, counted from 1. */
    public int number() {
        return number;
    }

    /** The coordinates; a copy. */
    public double[] x() {
        return x.clone();
    }

    @Override
    public String toString() {
        return "point " + number + " of seed " + seed + ": " + Arrays.toString(x);
    }
}
