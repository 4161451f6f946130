package io.github.gradcheck.ndarray;

import java.util.function.IntSupplier;

/**
 * The stream of random numbers that NumPy's {@code numpy.random.RandomState(seed)} draws.
 *
 * <p>Uniforms, integers and permutations are equal to NumPy's to the last bit. Normals go through a logarithm, which
 * differs from the C library's by a unit in the last place now and then; they are within 3 ulp.
 *
 * <p>Source: Matsumoto and Nishimura, "Mersenne Twister", ACM TOMACS 8(1), 1998, for the generator; Marsaglia's polar
 * method for normals. The generator comes with the artifact {@code gradcheck-tensor}. Not safe for use by several threads.
 */
public final class NumpyRandom {
    private static final long LARGEST_SEED = 0xFFFF_FFFFL;

    private final IntSupplier words;
    private double spareNormal;
    private boolean hasSpareNormal;

    /**
     * A stream that starts as after {@code numpy.random.seed(seed)}.
     *
     * @throws IllegalArgumentException unless 0 ≤ seed &lt; 2³²
     * @throws IllegalStateException without the artifact {@code gradcheck-tensor}
     */
    public NumpyRandom(long seed) {
        if (seed < 0 || seed > LARGEST_SEED) {
            throw new IllegalArgumentException("seed must lie between 0 and 2**32 - 1: " + seed);
        }
        words = RandomWords.after((int) seed, NumpyRandom.class);
    }

    /** Normals with mean 0 and variance 1. */
    public NDArray randn(int... shape) {
        double[] data = new double[Shape.size(shape)];
        for (int i = 0; i < data.length; i++) {
            data[i] = normal();
        }
        return NDArray.owning(data, DType.FLOAT64, shape.clone());
    }

    /** Uniforms from [0, 1). */
    public NDArray rand(int... shape) {
        double[] data = new double[Shape.size(shape)];
        for (int i = 0; i < data.length; i++) {
            data[i] = uniform();
        }
        return NDArray.owning(data, DType.FLOAT64, shape.clone());
    }

    /**
     * Integers from {@code low} (included) to {@code high} (excluded).
     *
     * @throws IllegalArgumentException if {@code low >= high} or {@code count < 0}
     */
    public int[] randint(int low, int high, int count) {
        if (low >= high) {
            throw new IllegalArgumentException("low must be less than high: low " + low + ", high " + high);
        }
        requireNotNegative("count", count);
        long largest = (long) high - low - 1;
        int[] drawn = new int[count];
        for (int i = 0; i < count; i++) {
            drawn[i] = (int) (low + upTo(largest));
        }
        return drawn;
    }

    /** The numbers 0 to {@code n - 1} in random order. */
    public int[] permutation(int n) {
        requireNotNegative("n", n);
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        for (int i = n - 1; i > 0; i--) {
            int j = (int) upTo(i);
            int moved = order[i];
            order[i] = order[j];
            order[j] = moved;
        }
        return order;
    }

    /** 53 random bits, as NumPy joins them from two draws. */
    private double uniform() {
        int high = words.getAsInt() >>> 5;
        int low = words.getAsInt() >>> 6;
        return (high * 67108864.0 + low) / 9007199254740992.0;
    }

    /** Marsaglia's polar method: two normals from a point in the unit disc, one kept for the next call. */
    private double normal() {
        if (hasSpareNormal) {
            hasSpareNormal = false;
            return spareNormal;
        }
        double x;
        double y;
        double squared;
        do {
            x = 2.0 * uniform() - 1.0;
            y = 2.0 * uniform() - 1.0;
            squared = x * x + y * y;
        } while (squared >= 1.0 || squared == 0.0);
        double factor = Math.sqrt(-2.0 * Math.log(squared) / squared);
        spareNormal = factor * x;
        hasSpareNormal = true;
        return factor * y;
    }

    /** A uniform integer from 0 to {@code largest}: masked draws, too large ones thrown away. */
    private long upTo(long largest) {
        if (largest == 0) {
            return 0;
        }
        long mask = -1L >>> Long.numberOfLeadingZeros(largest);
        long drawn;
        do {
            drawn = Integer.toUnsignedLong(words.getAsInt()) & mask;
        } while (drawn > largest);
        return drawn;
    }

    private static void requireNotNegative(String name, int value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " must not be negative: " + value);
        }
    }
}
