package io.github.gradcheck;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.gradcheck.ndarray.DType;
import io.github.gradcheck.ndarray.NDArray;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The figures of NumPy and PyTorch that the tests compare with. */
public final class Reference {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

    private Reference() {
    }

    public static JsonNode json(String name) {
        try (InputStream in = Reference.class.getResourceAsStream("/reference/" + name)) {
            return MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static NDArray array(JsonNode node) {
        DType dtype = node.get("dtype").asText().equals("float32") ? DType.FLOAT32 : DType.FLOAT64;
        return NDArray.of(doubles(node.get("data")), dtype, ints(node.get("shape")));
    }

    public static double[] doubles(JsonNode list) {
        double[] values = new double[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.get(i).asDouble();
        }
        return values;
    }

    public static int[] ints(JsonNode list) {
        int[] values = new int[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.get(i).asInt();
        }
        return values;
    }
}
