package io.github.gradcheck.ndarray;

import io.github.gradcheck.ndarray.spi.MersenneTwister;
import java.util.Optional;
import java.util.function.IntSupplier;

/** The words of the Mersenne Twister, which another artifact provides. */
final class RandomWords {
    private static final Optional<MersenneTwister> TWISTER = Providers.first(MersenneTwister.class);

    private RandomWords() {
    }

    /**
     * The words that follow a seed.
     *
     * @param stream who asks, for the message
     * @throws IllegalStateException if no artifact is there that provides them
     */
    static IntSupplier after(int seed, Class<?> stream) {
        return TWISTER.orElseThrow(() -> new IllegalStateException(stream.getSimpleName()
                + " needs a Mersenne Twister: add the artifact io.github.gradcheck:gradcheck-tensor, which brings one along")).words(seed);
    }
}
