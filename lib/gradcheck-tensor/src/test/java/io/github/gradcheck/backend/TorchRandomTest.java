package io.github.gradcheck.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.gradcheck.Reference;
import io.github.gradcheck.ndarray.DType;
import io.github.gradcheck.ndarray.NDArray;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TorchRandomTest {
    static Stream<JsonNode> seeds() {
        return StreamSupport.stream(Reference.json("torch_random.json").spliterator(), false);
    }

    private static TorchRandom random(JsonNode row) {
        return new TorchRandom(row.get("seed").asLong());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void uniformsArePyTorchsToTheLastBit(JsonNode row) {
        assertThat(random(row).rand(DType.FLOAT64, 7).toArray()).isEqualTo(Reference.doubles(row.at("/rand_7_float64/data")));
        assertThat(random(row).rand(DType.FLOAT32, 7).toArray()).isEqualTo(Reference.doubles(row.at("/rand_7_float32/data")));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void float32NormalsArePyTorchsToTheLastBit(JsonNode row) {
        for (int n : new int[] {1, 5, 15, 16, 20, 40}) {
            assertThat(random(row).randn(DType.FLOAT32, n).toArray())
                    .as("%d normals", n).isEqualTo(Reference.doubles(row.at("/randn_" + n + "_float32/data")));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void float64NormalsArePyTorchsWithinThreeUlp(JsonNode row) {
        for (int n : new int[] {1, 5, 15, 16, 20, 40}) {
            assertWithinThreeUlp(random(row).randn(DType.FLOAT64, n).toArray(), Reference.doubles(row.at("/randn_" + n + "_float64/data")));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSpareNormalOutlivesUniformsDrawnInBetween(JsonNode row) {
        TorchRandom random = random(row);
        JsonNode expected = row.get("randn5_then_rand3_then_randn5_float64");
        assertWithinThreeUlp(random.randn(DType.FLOAT64, 5).toArray(), Reference.doubles(expected.get(0)));
        assertThat(random.rand(DType.FLOAT64, 3).toArray()).isEqualTo(Reference.doubles(expected.get(1)));
        assertWithinThreeUlp(random.randn(DType.FLOAT64, 5).toArray(), Reference.doubles(expected.get(2)));
    }

    private static void assertWithinThreeUlp(double[] actual, double[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(3 * Math.ulp(expected[i])));
        }
    }
}
