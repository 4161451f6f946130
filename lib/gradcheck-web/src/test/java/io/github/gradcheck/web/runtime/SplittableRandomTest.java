package io.github.gradcheck.web.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplittableRandomTest {
    private static final int DRAWN = 2000;

    private static List<Object> drawn(RandomGenerator random, Function<RandomGenerator, Object> draw) {
        return IntStream.range(0, DRAWN).mapToObj(i -> draw.apply(random)).toList();
    }

    @Test
    void drawsTheNumbersOfTheJdk() {
        List<Function<RandomGenerator, Object>> draws = List.of(RandomGenerator::nextLong, RandomGenerator::nextInt, RandomGenerator::nextBoolean,
                RandomGenerator::nextDouble, random -> random.nextInt(3), random -> random.nextInt(4), random -> random.nextInt(1, 9),
                random -> random.nextInt(1 << 30 | 1), random -> random.ints(5, 0, 1000).boxed().toList(), random -> random.doubles(3, 0.5, 1.5).boxed().toList());
        for (long seed : new long[] {0, 1, -7, 1L << 40}) {
            for (Function<RandomGenerator, Object> draw : draws) {
                assertThat(drawn(new SplittableRandom(seed), draw)).isEqualTo(drawn(new java.util.SplittableRandom(seed), draw));
            }
        }
    }

    @Test
    void normalNumbersHaveMeanZeroAndVarianceOne() {
        SplittableRandom random = new SplittableRandom(3);
        double[] values = IntStream.range(0, 100 * DRAWN).mapToDouble(i -> random.nextGaussian()).toArray();
        double mean = IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElseThrow();
        double variance = IntStream.range(0, values.length).mapToDouble(i -> values[i] * values[i]).average().orElseThrow();
        assertThat(Math.abs(mean)).isLessThan(4 / Math.sqrt(values.length));
        assertThat(Math.abs(variance - 1)).isLessThan(4 * Math.sqrt(2.0 / values.length));
    }
}
