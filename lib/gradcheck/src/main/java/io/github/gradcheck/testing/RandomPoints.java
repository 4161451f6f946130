package io.github.gradcheck.testing;

import java.util.Objects;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Points drawn at random from a box, the same ones again from the same seed.
 *
 * <p>Without {@link #seed} every run of a test suite draws others, so that in time many places are seen. Each point names its seed, and a
 * failure is repeated by giving that back: here, or as the system property {@value #PROPERTY} ({@code mvn test -Dgradcheck.seed=42}).
 *
 * <pre>{@code
 * static Stream<RandomPoint> points() {
 *     return RandomPoints.in(Box.of(-2, 2, 3)).stream(20);
 * }
 *
 * @ParameterizedTest
 * @MethodSource("points")
 * void theGradientIsRight(RandomPoint point) {
 *     assertThatGradient(loss, gradient).isCorrectAt(point);
 * }
 * }</pre>
 */
public final class RandomPoints {
    /** The system property that gives back a seed: gradcheck.seed. */
    public static final String PROPERTY = "gradcheck.seed";
    /** New seeds lie below this: short enough to be copied by hand. */
    private static final int SEEDS = 1_000_000;

    private final Box box;
    private final long seed;

    private RandomPoints(Box box, long seed) {
        this.box = box;
        this.seed = seed;
    }

    /**
     * Points from a seed that is given by the system property {@value #PROPERTY} or else is new.
     *
     * @throws NullPointerException if box is null
     * @throws IllegalArgumentException if the property is not a whole number
     */
    public static RandomPoints in(Box box) {
        return new RandomPoints(Objects.requireNonNull(box, "box"), anySeed());
    }

    /** Points from a seed that a test may have chosen, else as {@link #in(Box)}. */
    static RandomPoints in(Box box, OptionalLong chosen) {
        return chosen.isPresent() ? new RandomPoints(Objects.requireNonNull(box, "box"), chosen.getAsLong()) : in(box);
    }

    /** Points of the same box from this seed. */
    public RandomPoints seed(long chosen) {
        return new RandomPoints(box, chosen);
    }

    /**
     * The first points of the seed: those of a longer stream begin with those of a shorter one.
     *
     * @throws IllegalArgumentException if count is not positive
     */
    public Stream<RandomPoint> stream(int count) {
        return first(count, "count");
    }

    /** The same, where the caller's word for how many is another. */
    Stream<RandomPoint> first(int count, String name) {
        if (count < 1) {
            throw new IllegalArgumentException(name + " must be at least 1: " + count);
        }
        // The algorithm of java.util.Random is part of its contract: another JDK draws the same points.
        Random random = new Random(seed);
        return IntStream.rangeClosed(1, count).mapToObj(number -> new RandomPoint(seed, number, box.next(random)));
    }

    private static long anySeed() {
        String given = System.getProperty(PROPERTY);
        if (given == null) {
            return ThreadLocalRandom.current().nextInt(SEEDS);
        }
        try {
            return Long.parseLong(given.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the system property " + PROPERTY + " must be a whole number: " + given, e);
        }
    }
}
