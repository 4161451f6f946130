package io.github.gradcheck.course.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.ParameterReport;
import io.github.gradcheck.course.Answer;
import io.github.gradcheck.course.Course;
import io.github.gradcheck.course.PythonEnvironment;
import io.github.gradcheck.course.PythonRun;
import io.github.gradcheck.course.WrittenNotebook;
import io.github.gradcheck.gallery.Gallery;
import io.github.gradcheck.notebook.motion.BackwardSlider;
import io.github.gradcheck.notebook.motion.HalvingSlider;
import io.github.gradcheck.notebook.motion.HuntSlider;
import io.github.gradcheck.notebook.motion.KinkSlider;
import io.github.gradcheck.notebook.motion.MovingPicture;
import io.github.gradcheck.notebook.motion.ScaleSlider;
import io.github.gradcheck.notebook.motion.StepSlider;
import io.github.gradcheck.notebook.motion.TrainingSlider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The moving pictures in JupyterLab, on a page and in a deck, moved by mouse, touch and keyboard: what they show is what Java computes. */
@Tag("surroundings")
class MotionIT {
    private static final Path TARGET = Course.NOTEBOOKS.resolve("target");
    private static final Path OUT = TARGET.resolve("moved");
    private static final Path TOOLS = Course.VIRTUAL_ENVIRONMENT.resolveSibling("tools");
    /** What a picture shows is data: two curves, and a report of a search. */
    private static final double[] RIGHT = {2, 1.5, 1.25, 1, 0.75, 0.5};
    private static final double[] WRONG = {2, 1.25, 1.125, 1.5, 7, Double.POSITIVE_INFINITY};
    private static final String SEARCHED = String.join("\n", "double[] x = new double[6000];", "Arrays.setAll(x, i -> 1 + i % 7);",
            "HalvingSlider.of(GradientCheck.of(v -> Arrays.stream(v).map(e -> e * e).sum(),",
            "        v -> IntStream.range(0, 6000).mapToDouble(i -> (i == 4321 ? 3 : 2) * v[i]).toArray()).at(x).parameters().get(0))");
    /** A cell, and the picture that it shows, computed here. */
    private static final List<Map.Entry<String, MovingPicture>> PICTURES = List.of(
            Map.entry("StepSlider.of(Math::exp, 1.0)", StepSlider.of(Math::exp, 1.0)),
            Map.entry("ScaleSlider.of(Math::exp, 1, 2.72)", ScaleSlider.of(Math::exp, 1, 2.72)),
            Map.entry("TrainingSlider.of(new double[] {2, 1.5, 1.25, 1, 0.75, 0.5}, new double[] {2, 1.25, 1.125, 1.5, 7, Double.POSITIVE_INFINITY})",
                    TrainingSlider.of(RIGHT, WRONG)),
            Map.entry("KinkSlider.of(x -> Math.max(0, x), x -> x > 0 ? 1 : 0, -1, 1)", KinkSlider.of(x -> Math.max(0, x), x -> x > 0 ? 1 : 0, -1, 1)),
            Map.entry(SEARCHED, HalvingSlider.of(searched())),
            Map.entry("BackwardSlider.of(Gallery.of(\"the tutorial's net\", \"W1 doubled\"))", BackwardSlider.of(Gallery.of("the tutorial's net", "W1 doubled"))),
            Map.entry("HuntSlider.of(3)", HuntSlider.of(3)));
    private static final int PLACES = 13;

    private static ParameterReport searched() {
        double[] x = new double[6000];
        Arrays.setAll(x, i -> 1 + i % 7);
        return GradientCheck.of(v -> Arrays.stream(v).map(e -> e * e).sum(), v -> IntStream.range(0, 6000).mapToDouble(i -> (i == 4321 ? 3 : 2) * v[i]).toArray())
                .at(x).parameters().get(0);
    }

    @BeforeAll
    static void moveThemAll() throws IOException, InterruptedException {
        Optional<Path> chromium = Chromium.find();
        assumeTrue(chromium.isPresent(), "the browser tests need Chromium on the path (Debian: the package chromium)");
        assumeTrue(PythonRun.program(Path.of("npm")).arguments("--version").succeeds(), "slides and pages need npm on the path");
        Path folder = Files.createDirectories(TARGET.resolve("moving"));
        Path published = Files.createDirectories(TARGET.resolve("executed").resolve("published"));
        for (String kernel : List.of("java", "jjava")) {
            Files.copy(notebook(kernel), folder.resolve("motion-" + kernel + ".ipynb"), StandardCopyOption.REPLACE_EXISTING);
        }
        move(chromium.get(), "lab", folder);
        // What JupyterLab saved is what pages and decks are made of.
        Path saved = Files.copy(folder.resolve("motion-java.ipynb"), published.resolve("motion-java.ipynb"), StandardCopyOption.REPLACE_EXISTING);
        make("site", saved);
        make("decks", saved);
        move(chromium.get(), "pages", TARGET.resolve("made/site/motion-java.html"), TARGET.resolve("made/decks/motion-java.slides.html"));
    }

    private static Path notebook(String kernel) throws IOException {
        String[] cells = Stream.concat(Stream.of("NotebookSupport.install();"), PICTURES.stream().map(Map.Entry::getKey)).toArray(String[]::new);
        Path file = WrittenNotebook.inKernel(kernel, "motion-" + kernel + ".ipynb", cells);
        return Files.writeString(file, Files.readString(file).replace("\"metadata\":{}", "\"metadata\":{\"slideshow\":{\"slide_type\":\"slide\"}}"));
    }

    private static void move(Path chromium, String surface, Path... what) throws IOException, InterruptedException {
        Path programs = Course.NOTEBOOKS.resolve("src/test/python/browser");
        Answer answer = PythonEnvironment.of("browser", programs.resolve("requirements.txt")).run(programs.resolve("motion.py"),
                Stream.concat(Stream.of(chromium, OUT, surface), Stream.of(what)).toArray());
        assertThat(answer.status()).as(answer.out() + answer.err()).isZero();
    }

    private static void make(String command, Path notebook) throws IOException, InterruptedException {
        Answer answer = PythonRun.code("import pathlib, runpy", "command, prefix, folder, notebook = sys.argv[1:]",
                "make = runpy.run_path(command)['make']", "make(pathlib.Path(prefix), [pathlib.Path(notebook)], pathlib.Path(folder))")
                .in(TOOLS).arguments(command, Course.VIRTUAL_ENVIRONMENT, TARGET.resolve("made").resolve(command), notebook).run();
        assertThat(answer.status()).as(answer.out() + answer.err()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"java.ipynb run", "java.ipynb reopened", "jjava.ipynb run", "java.slides.html run", "java.html run", "java.html narrow"})
    void everyPlaceOfEverySliderShowsWhatJavaComputes(String seen) throws IOException {
        List<JsonNode> pictures = list(facts(seen));
        assertThat(pictures).hasSameSizeAs(PICTURES);
        for (int i = 0; i < pictures.size(); i++) {
            Map<String, String> frames = frames(PICTURES.get(i).getValue());
            boolean isDrawn = !scene(PICTURES.get(i).getValue()).at("/plot/marks").isEmpty() || !scene(PICTURES.get(i).getValue()).at("/plot/x/ticks").isEmpty();
            assertThat(list(pictures.get(i))).hasSizeGreaterThanOrEqualTo(PLACES).allSatisfy(state -> {
                assertThat(frames).containsEntry(state.get("label").asText(), state.get("readings").toString());
                assertThat(state.get("spoken")).isEqualTo(state.get("label"));
                assertThat(state.get("picture").isTextual()).isEqualTo(isDrawn);
                assertThat(state.get("drawn").asInt()).as("lines, dots and boxes").isGreaterThanOrEqualTo(isDrawn ? 2 : 0);
                state.get("readings").forEach(reading -> assertThat(!isDrawn || state.get("picture").asText().contains(reading.get(0).asText() + ": " + reading.get(1).asText())).as(reading.toString()).isTrue());
                assertThat(state.get("cutOff").asBoolean()).as("cut off").isFalse();
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"java.ipynb run", "jjava.ipynb run", "java.slides.html run", "java.html run", "java.html narrow"})
    void itMovesByMouseTouchAndKeysWhichLeadToNoOtherCellOrSlide(String seen) throws IOException {
        List<JsonNode> pictures = list(facts(seen));
        for (int i = 0; i < pictures.size(); i++) {
            List<String> labels = new ArrayList<>(labels(PICTURES.get(i).getValue()));
            Map<String, JsonNode> after = new TreeMap<>();
            pictures.get(i).forEach(state -> after.put(state.get("how").asText(), state));
            assertThat(list(pictures.get(i)).stream().map(state -> labels.indexOf(state.get("label").asText())).toList().subList(2, 12)).as("keys, clicks and taps")
                    .containsExactly(0, 1, 2, 1, labels.size() - 1, labels.size() - 1, labels.size() - 2, labels.size() - 3, labels.size() - 2, labels.size() - 3);
            assertThat(labels.indexOf(after.get("drag").get("label").asText())).isBetween(labels.size() / 2 - 1, labels.size() * 3 / 4);
            assertThat(list(pictures.get(i)).subList(1, PLACES)).extracting(state -> state.get("place").asText()).as("where the reader is").containsOnly(after.get("Home").get("place").asText());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"java.ipynb run", "jjava.ipynb run", "java.slides.html run", "java.html run", "java.html narrow"})
    void theWrongLineGlowsOnlyOnceItsReaderHasGuessed(String seen) throws IOException {
        List<JsonNode> pictures = list(facts(seen));
        for (int i = 0; i < pictures.size(); i++) {
            JsonNode options = scene(PICTURES.get(i).getValue()).at("/question/1");
            int lines = PICTURES.get(i).getKey().startsWith("BackwardSlider") ? 1 : 0;
            List<JsonNode> states = list(pictures.get(i));
            assertThat(states.subList(0, PLACES)).allSatisfy(state -> {
                assertThat(state.get("glow").asInt()).isZero();
                assertThat(state.get("reply").asText()).isEmpty();
            });
            assertThat(states.subList(PLACES, states.size())).hasSize(options.isMissingNode() ? 0 : 2).allSatisfy(state -> assertThat(state.get("glow").asInt()).isEqualTo(lines));
            for (int guess = PLACES; guess < states.size(); guess++) {
                assertThat(states.get(guess).get("reply")).isEqualTo(options.get(guess - PLACES + 1).get(1));
            }
        }
    }

    @Test
    void aCopyThatIsNotTrustedShowsAStillWithWordsAndSaysWhatToDo() throws IOException {
        assertThat(list(facts("java.ipynb untrusted"))).hasSameSizeAs(PICTURES).allSatisfy(still -> {
            assertThat(still.get("width").asDouble()).isGreaterThan(300);
            assertThat(still.get("naturalWidth").asInt()).isGreaterThan(600);
            assertThat(still.get("alt").asText()).hasSizeGreaterThan(40);
            assertThat(still.get("hint").asText()).isEqualTo("A still picture. Run the cell, and it can be moved.");
            assertThat(still.get("controls").asInt()).isZero();
        });
    }

    private static JsonNode facts(String seen) throws IOException {
        String[] parts = seen.split(" ");
        return new ObjectMapper().readTree(Files.readString(OUT.resolve("motion-" + parts[0] + ".json"), StandardCharsets.UTF_8)).get(parts[1]);
    }

    /** The readings of each frame as the page shows them, by its label. */
    private static Map<String, String> frames(MovingPicture picture) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        Map<String, String> frames = new TreeMap<>();
        scene(picture).get("frames").forEach(frame -> frames.put(frame.get(0).asText(), mapper.valueToTree(list(frame.get(2)).stream()
                .map(reading -> List.of(reading.get(0).asText(), reading.get(1).asText() + reading.get(2).asText())).toList()).toString()));
        return frames;
    }

    private static List<String> labels(MovingPicture picture) throws IOException {
        return list(scene(picture).get("frames")).stream().map(frame -> frame.get(0).asText()).toList();
    }

    private static JsonNode scene(MovingPicture picture) throws IOException {
        return new ObjectMapper().readTree(picture.html().replaceFirst("(?s).*<script type=\"application/json\">(.*?)</script>.*", "$1"));
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
