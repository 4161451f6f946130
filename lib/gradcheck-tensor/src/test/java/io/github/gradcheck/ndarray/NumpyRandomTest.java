package io.github.gradcheck.ndarray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.gradcheck.Reference;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NumpyRandomTest {
    static Stream<JsonNode> seeds() {
        return StreamSupport.stream(Reference.json("numpy_random.json").spliterator(), false);
    }

    private static NumpyRandom random(JsonNode row) {
        return new NumpyRandom(row.get("seed").asLong());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void uniformsAreNumpysToTheLastBit(JsonNode row) {
        assertThat(random(row).rand(9).toArray()).isEqualTo(Reference.doubles(row.at("/rand/data")));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void normalsAreNumpysWithinThreeUlp(JsonNode row) {
        assertWithinThreeUlp(random(row).randn(33).toArray(), Reference.doubles(row.at("/randn/data")));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void integersAreNumpys(JsonNode row) {
        assertThat(random(row).randint(0, 10, 24)).isEqualTo(Reference.ints(row.at("/randint_0_10/data")));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void permutationsAreNumpys(JsonNode row) {
        assertThat(random(row).permutation(17)).isEqualTo(Reference.ints(row.at("/permutation_17/data")));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSpareNormalOutlivesUniformsDrawnInBetween(JsonNode row) {
        NumpyRandom random = random(row);
        JsonNode expected = row.get("randn3_rand2_randn2");
        assertWithinThreeUlp(random.randn(3).toArray(), Reference.doubles(expected.get(0)));
        assertThat(random.rand(2).toArray()).isEqualTo(Reference.doubles(expected.get(1)));
        assertWithinThreeUlp(random.randn(2).toArray(), Reference.doubles(expected.get(2)));
    }

    @Test
    void rejectsASeedThatNumpyRejects() {
        assertThatThrownBy(() -> new NumpyRandom(-1)).hasMessageContaining("seed").hasMessageContaining("-1");
        assertThatThrownBy(() -> new NumpyRandom(1L << 32)).hasMessageContaining("4294967296");
    }

    @Test
    void rejectsAnEmptyRangeOfIntegers() {
        assertThatThrownBy(() -> new NumpyRandom(0).randint(3, 3, 1)).hasMessageContaining("low 3, high 3");
    }

    private static void assertWithinThreeUlp(double[] actual, double[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(3 * Math.ulp(expected[i])));
        }
    }
}
