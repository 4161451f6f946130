package io.github.gradcheck.coverage.family;

import java.util.SplittableRandom;

/** Random numbers of the kinds that families need. */
final class Draw {
    private Draw() {
    }

    /** A point of size 0.1 to 3. */
    static double point(SplittableRandom random) {
        return signed(random, 0.1, 3);
    }

    /** Either sign, and a size between both. */
    static double signed(SplittableRandom random, double smallest, double largest) {
        return sign(random) * random.nextDouble(smallest, largest);
    }

    static double sign(SplittableRandom random) {
        return random.nextBoolean() ? 1 : -1;
    }

    /** A positive number whose logarithm is uniform. */
    static double size(SplittableRandom random, double smallest, double largest) {
        return Math.exp(random.nextDouble(Math.log(smallest), Math.log(largest)));
    }

    /** A power of two. */
    static double unit(SplittableRandom random, int smallest, int largest) {
        return Math.scalb(1.0, random.nextInt(smallest, largest + 1));
    }

    /** A standard normal number that is the same each time it is asked for at t. */
    static double scatter(long seed, double t) {
        return new SplittableRandom(seed ^ new SplittableRandom(Double.doubleToLongBits(t)).nextLong()).nextGaussian();
    }
}
