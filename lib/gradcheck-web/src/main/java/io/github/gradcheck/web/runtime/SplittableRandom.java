package io.github.gradcheck.web.runtime;

import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The numbers of {@link java.util.SplittableRandom}, which TeaVM does not have: Steele, Lea and Flood, Fast splittable pseudorandom number
 * generators, OOPSLA 2014. Normal ones are others than a JDK's, which come from tables of its own.
 */
public final class SplittableRandom implements RandomGenerator {
    private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;
    private static final double UNIT = 0x1p-53;

    private long state;

    /** The sequence of a seed. */
    public SplittableRandom(long seed) {
        this.state = seed;
    }

    @Override
    public long nextLong() {
        state += GOLDEN_RATIO;
        long z = (state ^ state >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    @Override
    public int nextInt() {
        state += GOLDEN_RATIO;
        long z = (state ^ state >>> 33) * 0x62a9d9ed799705f5L;
        return (int) ((z ^ z >>> 28) * 0xcb24d0a5c88c35b3L >>> 32);
    }

    @Override
    public boolean nextBoolean() {
        return nextInt() < 0;
    }

    @Override
    public double nextDouble() {
        return (nextLong() >>> 11) * UNIT;
    }

    @Override
    public int nextInt(int bound) {
        return nextInt(0, bound);
    }

    /** Without bias: what lies beyond the last whole multiple of the range is drawn again. */
    @Override
    public int nextInt(int origin, int bound) {
        int range = bound - origin;
        int bits = nextInt();
        if ((range & range - 1) == 0) {
            return origin + (bits & range - 1);
        }
        int positive = bits >>> 1;
        while (positive + (range - 1) - positive % range < 0) {
            positive = nextInt() >>> 1;
        }
        return origin + positive % range;
    }

    @Override
    public double nextGaussian() {
        return Math.sqrt(-2 * Math.log1p(-nextDouble())) * Math.cos(2 * Math.PI * nextDouble());
    }

    @Override
    public IntStream ints(long count, int origin, int bound) {
        return IntStream.generate(() -> nextInt(origin, bound)).limit(count);
    }

    @Override
    public DoubleStream doubles(long count, double origin, double bound) {
        return DoubleStream.generate(() -> nextDouble() * (bound - origin) + origin).limit(count);
    }
}
