package io.github.gradcheck.ndarray.spi;

import java.util.function.IntSupplier;

/** The generator of Matsumoto and Nishimura, ACM TOMACS 8(1), 1998, whose 32-bit words NumPy and PyTorch make their random numbers of. */
public interface MersenneTwister {
    /** The words that follow a seed, one a call, for one thread at a time. */
    IntSupplier words(int seed);
}
