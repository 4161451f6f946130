package io.github.gradcheck.ndarray;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.gradcheck.Reference;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TensorTextTest {
    private static final JsonNode PRINTED = Reference.json("tensor_printing.json");

    static Stream<String> samples() {
        Iterable<String> names = PRINTED::fieldNames;
        return StreamSupport.stream(names.spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isWhatPyTorchPrints(String name) {
        JsonNode sample = PRINTED.get(name);
        String suffix = sample.get("requires_grad").asBoolean() ? "requires_grad=True" : "";
        assertThat(TensorText.of(Reference.array(sample.get("tensor")), suffix)).isEqualTo(sample.get("print").asText());
    }

    @Test
    void keepsTheSignOfANegativeZeroAndRoundsTiesAsCDoes() {
        NDArray array = NDArray.of(new double[] {-0.0, 0.00625, 0.5}, 3);
        // 0.00625 is a little more than a tie in binary: C prints 0.0063, half-even on the decimal text would give 0.0062.
        assertThat(array).hasToString("tensor([-0.0000,  0.0063,  0.5000], dtype=torch.float64)");
    }
}
