package io.github.gradcheck.course.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.gradcheck.course.Answer;
import io.github.gradcheck.course.Course;
import io.github.gradcheck.course.PythonRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The values for Zero to JupyterHub, against those keys of the chart's values.schema.yaml that they use, written down by hand: no
 * package registry has the chart or its schema. In the schema each of these objects refuses keys that it does not name.
 */
class ValuesIT {
    private static final Path VALUES = Course.VIRTUAL_ENVIRONMENT.resolveSibling("hub").resolve("values.yaml");
    private static final Predicate<JsonNode> TEXT = JsonNode::isTextual;
    private static final Predicate<JsonNode> NUMBER = JsonNode::isNumber;
    private static final Predicate<JsonNode> INTEGER = JsonNode::isInt;
    private static final Predicate<JsonNode> FLAG = JsonNode::isBoolean;
    private static final Predicate<JsonNode> TEXT_OR_NUMBER = TEXT.or(NUMBER);
    private static final Predicate<JsonNode> STORAGE = value -> List.of("dynamic", "static", "none").contains(value.asText());
    private static final Map<String, Predicate<JsonNode>> SCHEMA = Map.ofEntries(
            Map.entry("/singleuser/image/name", TEXT), Map.entry("/singleuser/image/tag", TEXT), Map.entry("/singleuser/cmd", TEXT),
            Map.entry("/singleuser/defaultUrl", TEXT), Map.entry("/singleuser/startTimeout", INTEGER),
            Map.entry("/singleuser/memory/guarantee", TEXT_OR_NUMBER), Map.entry("/singleuser/memory/limit", TEXT_OR_NUMBER),
            Map.entry("/singleuser/cpu/guarantee", NUMBER), Map.entry("/singleuser/cpu/limit", NUMBER),
            Map.entry("/singleuser/storage/type", STORAGE), Map.entry("/singleuser/storage/capacity", TEXT),
            Map.entry("/singleuser/storage/homeMountPath", TEXT),
            Map.entry("/cull/enabled", FLAG), Map.entry("/cull/timeout", INTEGER), Map.entry("/cull/every", INTEGER),
            Map.entry("/prePuller/hook/enabled", FLAG), Map.entry("/prePuller/continuous/enabled", FLAG));
    private static final String ANYTHING_BELOW = "/hub/config/";  // JupyterHub's own settings, which the chart hands on

    private JsonNode values;

    @BeforeEach
    void read() throws IOException, InterruptedException {
        Answer answer = PythonRun.by(Course.python(), "-c", "import json, sys, yaml; print(json.dumps(yaml.safe_load(open(sys.argv[1], encoding='utf-8'))))")
                .arguments(VALUES).run();
        assertThat(answer.status()).as(answer.err()).isZero();
        values = new ObjectMapper().readTree(answer.out());
    }

    @Test
    void everyValueIsOneThatTheChartKnowsAndOfItsType() {
        List<String> leaves = new ArrayList<>();
        collect("", values, leaves);
        assertThat(leaves).hasSizeGreaterThan(15).allSatisfy(leaf -> {
            if (!leaf.startsWith(ANYTHING_BELOW)) {
                assertThat(SCHEMA).containsKey(leaf);
                assertThat(SCHEMA.get(leaf).test(values.at(leaf))).as(leaf + ": " + values.at(leaf)).isTrue();
            }
        });
    }

    @Test
    void aStudentIsPromisedLessThanTheLimitAndKeepsTheCourseInSight() {
        assertThat(megabytes("guarantee")).isLessThan(megabytes("limit"));
        assertThat(values.at("/singleuser/storage/homeMountPath").asText()).as("storage over the whole home would hide the course").startsWith("/home/jovyan/");
        String first = values.at("/singleuser/defaultUrl").asText().replace("/lab/tree/", "");
        assertThat(Course.NOTEBOOKS.resolveSibling(first)).isRegularFile();
    }

    private int megabytes(String name) {
        String text = values.at("/singleuser/memory/" + name).asText();
        assertThat(text).matches("\\d+M");
        return Integer.parseInt(text.substring(0, text.length() - 1));
    }

    private static void collect(String path, JsonNode node, List<String> leaves) {
        if (node.isObject()) {
            node.properties().forEach(entry -> collect(path + "/" + entry.getKey(), entry.getValue(), leaves));
        } else {
            leaves.add(path);
        }
    }
}
