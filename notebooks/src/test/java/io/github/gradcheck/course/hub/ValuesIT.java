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
 * The values for Zero to JupyterHub, against the chart's own schema: of each key that they use the type, as it stands in
 * jupyterhub/values.schema.yaml of the repository jupyterhub/zero-to-jupyterhub-k8s at commit 02dd73df of July 2023, chart
 * 3.0.0-beta.3. There each object on the way to these keys has additionalProperties false, so Helm refuses a key that is not
 * named; only what stands below hub.config is handed on to JupyterHub unread.
 */
class ValuesIT {
    private static final Path VALUES = Course.VIRTUAL_ENVIRONMENT.resolveSibling("hub").resolve("values.yaml");
    private static final Predicate<JsonNode> TEXT = JsonNode::isTextual;
    private static final Predicate<JsonNode> NUMBER = JsonNode::isNumber;
    private static final Predicate<JsonNode> INTEGER = JsonNode::isInt;
    private static final Predicate<JsonNode> FLAG = JsonNode::isBoolean;
    private static final Predicate<JsonNode> TEXT_OR_NUMBER = TEXT.or(NUMBER);
    private static final Predicate<JsonNode> TEXT_OR_LIST = TEXT.or(JsonNode::isArray);
    private static final Predicate<JsonNode> STORAGE = value -> List.of("dynamic", "static", "none").contains(value.asText());
    private static final Map<String, Predicate<JsonNode>> SCHEMA = Map.ofEntries(
            Map.entry("/singleuser/image/name", TEXT), Map.entry("/singleuser/image/tag", TEXT), Map.entry("/singleuser/cmd", TEXT_OR_LIST),
            Map.entry("/singleuser/defaultUrl", TEXT), Map.entry("/singleuser/startTimeout", INTEGER),
            Map.entry("/singleuser/memory/guarantee", TEXT_OR_NUMBER), Map.entry("/singleuser/memory/limit", TEXT_OR_NUMBER),
            Map.entry("/singleuser/cpu/guarantee", NUMBER), Map.entry("/singleuser/cpu/limit", NUMBER),
            Map.entry("/singleuser/storage/type", STORAGE), Map.entry("/singleuser/storage/capacity", TEXT),
            Map.entry("/singleuser/storage/homeMountPath", TEXT),
            Map.entry("/cull/enabled", FLAG), Map.entry("/cull/timeout", INTEGER), Map.entry("/cull/every", INTEGER),
            Map.entry("/prePuller/hook/enabled", FLAG), Map.entry("/prePuller/continuous/enabled", FLAG));
    /** What the schema requires of the objects among these. */
    private static final List<String> REQUIRED = List.of("/singleuser/image/name", "/singleuser/image/tag", "/singleuser/storage/type",
            "/singleuser/storage/homeMountPath", "/cull/enabled", "/prePuller/hook/enabled", "/prePuller/continuous/enabled");
    private static final String ANYTHING_BELOW = "/hub/config/";

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
        assertThat(leaves(values)).hasSizeGreaterThan(15).containsAll(REQUIRED);
        assertThat(refused(values)).isEmpty();
    }

    @Test
    void aKeyThatTheChartDoesNotKnowIsRefusedAndAValueOfAnotherType() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        assertThat(refused(mapper.readTree("{\"singleuser\": {\"memory\": {\"limits\": \"1G\"}}}"))).containsExactly("/singleuser/memory/limits");
        assertThat(refused(mapper.readTree("{\"cull\": {\"timeout\": \"1h\"}}"))).containsExactly("/cull/timeout");
        assertThat(refused(mapper.readTree("{\"singleuser\": {\"cpu\": {\"limit\": \"2\"}}}"))).containsExactly("/singleuser/cpu/limit");
        assertThat(refused(mapper.readTree("{\"singleuser\": {\"storage\": {\"type\": \"nfs\"}}}"))).containsExactly("/singleuser/storage/type");
        assertThat(refused(mapper.readTree("{\"hub\": {\"config\": {\"Authenticator\": {\"allow_all\": true}}}}"))).isEmpty();
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

    /** The values that Helm would refuse by that schema. */
    private static List<String> refused(JsonNode values) {
        return leaves(values).stream().filter(leaf -> !leaf.startsWith(ANYTHING_BELOW))
                .filter(leaf -> !SCHEMA.containsKey(leaf) || !SCHEMA.get(leaf).test(values.at(leaf))).toList();
    }

    private static List<String> leaves(JsonNode values) {
        List<String> leaves = new ArrayList<>();
        collect("", values, leaves);
        return leaves;
    }

    private static void collect(String path, JsonNode node, List<String> leaves) {
        if (node.isObject()) {
            node.properties().forEach(entry -> collect(path + "/" + entry.getKey(), entry.getValue(), leaves));
        } else {
            leaves.add(path);
        }
    }
}
