package io.github.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.gradcheck.ndarray.NDArray;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A report as JSON: valid by its schema, and with every digit. */
class ReportJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double[] MANY = IntStream.range(0, 6000).mapToDouble(i -> 1 + i % 7).toArray();

    private static GradientCheck squares(double factor) {
        return GradientCheck.of(x -> Arrays.stream(x).map(each -> each * each).sum(), x -> Arrays.stream(x).map(each -> factor * each).toArray());
    }

    static Stream<GradientReport> reports() {
        NDArray a = NDArray.of(new double[] {1, -2, 0.5}, 3);
        return Stream.of(squares(2).at(3, 4), squares(2.5).at(3, 4), squares(Double.NaN).at(3), squares(Double.POSITIVE_INFINITY).at(3), squares(2).at(MANY),
                squares(2.001).at(MANY), squares(2).fixed(1).seed(-7).at(3, 4), squares(2).timeLimit(Duration.ZERO).at(3, 4),
                squares(2.5).layout("a \"name\"\n\\ \ud83d\ude00 \ud83d", 2).at(3, 4),
                GradientCheck.of(x -> Math.abs(x[0]), x -> new double[] {0.5}).at(0),
                GradientCheck.of(x -> Math.sqrt(x[0]), x -> new double[] {1}).at(0),
                GradientCheck.of(x -> x[0]++, x -> new double[] {1}).at(2),
                GradientCheck.ofVector(x -> new double[] {x[0] * x[0]}, (x, u) -> new double[] {2 * x[0]}).at(3),
                GradientCheck.ofJacobian(x -> new double[] {x[0] * x[1], x[0]}, x -> new double[][] {{x[1], x[1]}, {1, 0}}).at(2, 3),
                GradientCheck.ofParameters(Map.of("a", a), () -> a.multiply(a).sum(), () -> Map.of("a", a.multiply(a))).run());
    }

    private static Schema schema() throws IOException {
        try (InputStream schema = GradientReport.class.getResourceAsStream("report.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema);
        }
    }

    @ParameterizedTest
    @MethodSource("reports")
    void everyReportConformsToTheSchemaAndIsWrittenTheSameAgain(GradientReport report) throws IOException {
        JsonNode json = JSON.readTree(report.toJson());
        assertThat(schema().validate(json)).isEmpty();
        assertThat(report.toJson()).isEqualTo(report.toJson()).doesNotContain("\n");
        assertThat(json.get("verdict").asText()).isEqualTo(report.verdict().name());
        assertThat(json.get("passed").asBoolean()).isEqualTo(report.passed());
        assertThat(json.get("where").asText()).isEqualTo(report.where());
        assertThat(json.get("evaluations").asLong()).isEqualTo(report.evaluations());
        assertThat(json.get("causes")).hasSize((int) (report.parameters().stream().filter(each -> each.cause().isPresent()).count()
                + report.violations().stream().filter(each -> each.kind().isPresent()).count()));
        for (int p = 0; p < report.parameters().size(); p++) {
            ParameterReport parameter = report.parameters().get(p);
            JsonNode node = json.get("parameters").get(p);
            assertThat(node.get("name").asText()).isEqualTo(parameter.name());
            assertThat(numbers(node.get("analytic"))).containsExactly(parameter.analytic().toArray());
            assertThat(numbers(node.get("numeric"))).containsExactly(parameter.numeric().toArray());
            assertThat(numbers(node.get("error"))).containsExactly(parameter.error().toArray());
            assertThat(node.get("doubtful")).hasSize(parameter.doubtful().size());
            for (int k = 0; k < parameter.doubtful().size(); k++) {
                assertThat(number(node.get("doubtful").get(k).get("lower"))).isEqualTo(parameter.doubtful().get(k).numeric().interval().lo());
                assertThat(number(node.get("doubtful").get(k).get("upper"))).isEqualTo(parameter.doubtful().get(k).numeric().interval().hi());
                assertThat(node.get("doubtful").get(k).get("index").toString()).isEqualTo(parameter.doubtful().get(k).index().replace(" ", ""));
            }
        }
    }

    private static double[] numbers(JsonNode array) {
        double[] numbers = new double[array.size()];
        Arrays.setAll(numbers, i -> number(array.get(i)));
        return numbers;
    }

    /** What is no number in JSON is a string, which Java reads. */
    private static double number(JsonNode node) {
        return Double.parseDouble(node.asText());
    }

    @Test
    void whatDiffersFromTheSchemaIsSeen() throws IOException {
        String json = squares(2).at(3, 4).toJson();
        assertThat(schema().validate(JSON.readTree(json.replace("\"CORRECT\",\"passed\"", "\"FINE\",\"passed\"")))).isNotEmpty();
        assertThat(schema().validate(JSON.readTree(json.replace("\"seed\":0,", "")))).isNotEmpty();
        assertThat(schema().validate(JSON.readTree(json.replace("\"evaluations\"", "\"calls\"")))).isNotEmpty();
    }

    @Test
    void theSeedIsThatOfTheCheckAndNumbersThatAreNoneAreStrings() throws IOException {
        assertThat(JSON.readTree(squares(2).seed(-7).at(3).toJson()).get("seed").asLong()).isEqualTo(-7);
        assertThat(squares(Double.NaN).at(3).toJson()).contains("\"analytic\":[\"NaN\"]");
        assertThat(squares(Double.NEGATIVE_INFINITY).at(3).toJson()).contains("\"analytic\":[\"-Infinity\"]");
    }
}
