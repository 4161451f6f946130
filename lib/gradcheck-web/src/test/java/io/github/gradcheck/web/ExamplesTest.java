package io.github.gradcheck.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The examples of the page, of which some show the same check in Java. */
class ExamplesTest {
    /** Those whose functions are written out in Java; of the others the lines name methods. */
    private static final Map<String, String> WRITTEN_OUT = Map.of("square", "CORRECT", "product", "WRONG", "kink", "NOT_DIFFERENTIABLE",
            "softplus", "INCONCLUSIVE", "huber", "CORRECT");

    private static JsonNode examples() throws Exception {
        Assumptions.assumeTrue(Scripts.node().isPresent(), "needs Node.js on the path");
        return new ObjectMapper().readTree(Scripts.output(List.of(Scripts.node().get().toString(), "-e",
                "console.log(JSON.stringify((0, eval)(require('fs').readFileSync('src/main/web/examples.js', 'utf8') + '; EXAMPLES')))")));
    }

    @Test
    void thereAreTenEachWithItsTwoLambdas() throws Exception {
        List<String> names = new ArrayList<>();
        examples().forEach(example -> {
            names.add(example.get("id").asText());
            assertThat(example.get("java")).as(example.get("id").asText()).hasSize(2);
        });
        assertThat(names).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void theLinesInJavaCompileAndGetTheVerdictThatThePageGives() throws Exception {
        Map<String, String> verdicts = new TreeMap<>();
        try (JShell shell = JShell.builder().executionEngine("local").build()) {
            Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).forEach(shell::addToClasspath);
            shell.eval("import java.util.Arrays;");
            shell.eval("import io.github.gradcheck.check.GradientCheck;");
            for (JsonNode example : examples()) {
                if (WRITTEN_OUT.containsKey(example.get("id").asText())) {
                    String check = "GradientCheck.of(" + example.at("/java/0").asText() + ", " + example.at("/java/1").asText() + ").at("
                            + example.get("point").asText() + ").verdict().name()";
                    shell.eval(check).forEach(event -> {
                        assertThat(event.status()).as(check).isEqualTo(Snippet.Status.VALID);
                        verdicts.put(example.get("id").asText(), event.value().replace("\"", ""));
                    });
                }
            }
        }
        assertThat(verdicts).isEqualTo(WRITTEN_OUT);
    }
}
