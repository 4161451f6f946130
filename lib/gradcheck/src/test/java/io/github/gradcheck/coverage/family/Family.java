package io.github.gradcheck.coverage.family;

import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * A kind of functions, from which as many are drawn as are wanted.
 *
 * @param name what the functions have in common
 * @param generator draws one
 */
public record Family(String name, Function<SplittableRandom, Sample> generator) {
    /** Function number {@code number}, the same for a seed whatever other families there are. */
    public Sample sample(long seed, int number) {
        long own = new SplittableRandom(seed ^ (long) name.hashCode() << 32).nextLong();
        return generator.apply(new SplittableRandom(own + number));
    }
}
