package io.github.gradcheck.backend;

import io.github.gradcheck.ndarray.spi.MersenneTwister;
import java.util.function.IntSupplier;

/** The Mersenne Twister of Hipparchus, which draws the words of NumPy and PyTorch for every seed. */
public final class HipparchusTwister implements MersenneTwister {
    /** Made by {@link java.util.ServiceLoader}. */
    public HipparchusTwister() {
    }

    @Override
    public IntSupplier words(int seed) {
        return new org.hipparchus.random.MersenneTwister(seed)::nextInt;
    }
}
