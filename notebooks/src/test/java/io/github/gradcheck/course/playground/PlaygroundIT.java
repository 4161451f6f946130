package io.github.gradcheck.course.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.gradcheck.course.Answer;
import io.github.gradcheck.course.Course;
import io.github.gradcheck.course.PythonEnvironment;
import io.github.gradcheck.course.browser.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The playground as a visitor uses it, in a real browser, from a file and without a network. */
@Tag("surroundings")
class PlaygroundIT {
    private static final Path PAGE = Course.NOTEBOOKS.resolveSibling("lib").resolve("gradcheck-web/target/web/playground.html");
    private static final Path OUT = Course.NOTEBOOKS.resolve("target").resolve("screenshots");
    private static JsonNode seen;

    @BeforeAll
    static void visit() throws IOException, InterruptedException {
        Optional<Path> chromium = Chromium.find();
        assumeTrue(chromium.isPresent(), "the browser tests need Chromium on the path (Debian: the package chromium)");
        assumeTrue(Files.isRegularFile(PAGE), "lib/gradcheck-web is not part of this build");
        Path programs = Course.NOTEBOOKS.resolve("src/test/python");
        Answer answer = PythonEnvironment.of("browser", programs.resolve("browser").resolve("requirements.txt"))
                .run(programs.resolve("playground").resolve("visit.py"), chromium.get(), PAGE, OUT);
        assertThat(answer.status()).as(answer.out() + answer.err()).isZero();
        seen = new ObjectMapper().readTree(OUT.resolve("playground.json").toFile());
    }

    private static String text(String path) {
        return seen.at(path).asText();
    }

    @Test
    void eachExampleGetsItsVerdictWhereAndCause() {
        Map<String, String> verdicts = new TreeMap<>();
        seen.get("examples").properties().forEach(example -> verdicts.put(example.getKey(), example.getValue().get("verdict").asText()));
        assertThat(verdicts).isEqualTo(Map.of("square", "CORRECT", "product", "WRONG", "kink", "NOT_DIFFERENTIABLE", "softplus", "INCONCLUSIVE", "cross-entropy", "WRONG",
                "two-layers", "WRONG", "huber", "CORRECT", "log-determinant", "WRONG", "attention", "WRONG", "many", "CORRECT"));
        assertThat(text("/examples/product/facts")).contains("x[0]; all others right", "one entry: only x[0] of 3 is wrong");
        assertThat(text("/examples/cross-entropy/facts")).contains("a stray factor", "4 is one of the extents");
        assertThat(text("/examples/two-layers/facts")).contains("all of W1; all others right", "analytic = 2.000000 × numeric");
        assertThat(text("/examples/log-determinant/facts")).contains("transposed");
        assertThat(text("/examples/attention/facts")).contains("a stray factor");
        assertThat(text("/examples/many/text")).contains("no disagreement along");
    }

    @Test
    void eachExampleHasItsPictureAndTheSameInJava() {
        seen.get("examples").properties().forEach(example -> {
            assertThat(example.getValue().at("/chart/marks").asInt()).as(example.getKey()).isGreaterThan(example.getKey().equals("many") ? -1 : 100);
            assertThat(example.getValue().get("java").asText()).as(example.getKey()).contains("GradientCheck.of(", ".at(").doesNotContain("gradient(x)");
        });
    }

    @Test
    void thePictureIsMovedByKeysByMouseByFingerAndByChoosingAnotherEntry() {
        int first = seen.at("/moves/first/at").asInt();
        assertThat(text("/moves/first/says")).startsWith("x[0], h = ").contains("the interval that is believed");
        assertThat(seen.at("/moves/ArrowRight/at").asInt()).isEqualTo(first + 1);
        assertThat(seen.at("/moves/PageDown/at").asInt()).isEqualTo(first - 7);
        assertThat(seen.at("/moves/Home/at").asInt()).isZero();
        assertThat(seen.at("/moves/mouse/at").asInt()).isBetween(1, seen.at("/moves/End/at").asInt() - 1);
        assertThat(text("/moves/other/says")).startsWith("x[1], h = ");
        assertThat(seen.at("/looks/touched/0").asInt()).isNotEqualTo(seen.at("/looks/touched/1").asInt());
    }

    @Test
    void itAnswersAsOneTypesAndTheTextCanBeLeftByKeys() {
        assertThat(text("/typing/mended/verdict")).isEqualTo("CORRECT");
        assertThat(seen.at("/typing/afterTab")).hasToString("[\"code\",true]");
        assertThat(text("/typing/afterEscape")).isEqualTo("point");
    }

    @Test
    void anEndlessLoopIsStoppedByTheButtonAndAHoardByThePageAndTheNextCheckRuns() {
        assertThat(text("/endless/stopped/text")).isEqualTo("Stopped.");
        assertThat(text("/endless/next/verdict")).isEqualTo("CORRECT");
        assertThat(text("/hoarding/stopped/verdict")).isEqualTo("sentence");
        assertThat(text("/hoarding/next/verdict")).isEqualTo("CORRECT");
    }

    @Test
    void aLinkOpensTheSameCaseAndBackForwardAndReloadKeepIt() {
        assertThat(text("/links/text")).contains("x[0] * x[0] + 3 * x[1]");
        assertThat(text("/links/point")).isEqualTo("2, 7");
        assertThat(text("/links/entry")).isEqualTo("Slope against scale: x[0]");
        assertThat(text("/links/reopened/text")).isEqualTo("The gradient is WRONG: 1 of 2 entries wrong.");
        assertThat(seen.at("/links/reloaded")).isEqualTo(seen.at("/links/reopened"));
        assertThat(text("/links/back")).isEqualTo("huber");
        assertThat(text("/links/forward")).isEqualTo("kink");
    }

    @Test
    void whateverIsTypedGetsASentenceAndThePageGoesOn() {
        Map<String, String> said = new TreeMap<>();
        seen.get("bad").properties().forEach(one -> said.put(one.getKey(), one.getValue().get("text").asText()));
        assertThat(said).containsEntry("throws", "f: ReferenceError: undefined_name is not defined (line 2)")
                .containsEntry("a string", "f returned the string \"nine\" instead of a number.")
                .containsEntry("an object", "f returned an object instead of a number.")
                .containsEntry("no array", "gradient returned the number 6 instead of an array of one number.")
                .containsEntry("another length", "the gradient has length 2, x has length 1")
                .containsEntry("no function", "There is no function named f: the text must define function f(x) and function gradient(x).")
                .containsEntry("no point", "The point needs at least one number.")
                .containsEntry("infinite point", "x[0] must be finite: Infinity")
                .containsEntry("a length that changes", "f has 1 values at the point and 2 next to it")
                .containsEntry("throws beside the point", "The gradient is right: the one entry agrees.")
                .containsEntry("the largest point, linear", "The gradient is right: the one entry agrees.");
        assertThat(said.get("a slip of the pen")).startsWith("The text cannot be read: SyntaxError: ").endsWith("(line 2).");
        assertThat(said.get("NaN")).startsWith("f is NaN at the point itself");
        assertThat(said.get("the largest point")).startsWith("f is Infinity at the point itself");
        assertThat(said.get("a point of words")).startsWith("The point cannot be read: three");
        assertThat(said.get("endless recursion")).startsWith("f: RangeError");
        assertThat(said.get("too large an array")).startsWith("f: RangeError").endsWith("(line 2)");
        assertThat(seen.at("/bad/throws/marked")).as("the line that is marked").hasToString("[\"2\"]");
        assertThat(text("/after/verdict")).isEqualTo("CORRECT");
    }

    @Test
    void itAsksNothingOfANetworkNothingFailsAndNoLineIsWiderThanTheScreen() {
        for (String none : List.of("asked", "failed", "errors", "unnamed")) {
            assertThat(StreamSupport.stream(seen.get(none).spliterator(), false).map(JsonNode::asText)).as(none).isEmpty();
        }
        for (String screen : List.of("light", "dark", "phone", "projector")) {
            assertThat(seen.at("/looks/" + screen).asInt()).as(screen).isZero();
        }
    }
}
