package io.github.gradcheck.course.decks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.gradcheck.course.Answer;
import io.github.gradcheck.course.Course;
import io.github.gradcheck.course.PythonEnvironment;
import io.github.gradcheck.course.PythonRun;
import io.github.gradcheck.course.WrittenNotebook;
import io.github.gradcheck.course.browser.Chromium;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What binder/tools/decks and binder/tools/site make, of one part of the course and of a notebook that hides some code. */
@Tag("surroundings")
class DecksIT {
    private static final Path TOOLS = Course.VIRTUAL_ENVIRONMENT.resolveSibling("tools");
    private static final Path TARGET = Course.NOTEBOOKS.resolve("target").resolve("made");
    private static final Path PART = Course.numbered("02");
    private static final int PROJECTOR_WIDTH = 1280;
    /** Pixels of 720: legible from the last row. */
    private static final double SMALLEST_LETTERS = 19.5;
    private static final double SMALLEST_CODE = 16;

    @BeforeEach
    void needsNpm() throws InterruptedException {
        assumeTrue(PythonRun.program(Path.of("npm")).arguments("--version").succeeds(), "slides and pages need npm on the path");
    }

    @Test
    void aDeckIsShownWithoutANetworkWithItsMathematicsAndLargeCharts() throws IOException, InterruptedException {
        Optional<Path> chromium = Chromium.find();
        assumeTrue(chromium.isPresent(), "showing slides needs Chromium on the path (Debian: the package chromium)");
        Path folder = make("decks", PART);
        JsonNode seen = present(chromium.get(), folder.resolve("02-the-bug-hunt.slides.html"));
        assertThat(seen.get("asked")).as("addresses outside the folder").isEmpty();
        assertThat(seen.get("missing")).as("files that are not in the folder").isEmpty();
        List<JsonNode> slides = list(seen.get("slides"));
        assertThat(slides).hasSizeGreaterThan(10);
        assertThat(slides).allSatisfy(slide -> {
            assertThat(slide.get("text").asText()).doesNotContain("$", "\\frac", "Math Processing Error");
        });
        assertThat(slides.stream().mapToInt(slide -> slide.get("mathematics").asInt()).sum()).isGreaterThan(10);
        List<JsonNode> pictures = slides.stream().flatMap(slide -> list(slide.get("pictures")).stream()).toList();
        assertThat(pictures).hasSizeGreaterThanOrEqualTo(2).allSatisfy(picture -> {
            assertThat(picture.get("naturalWidth").asInt()).isPositive();
            assertThat(picture.get("shownWidth").asDouble()).isGreaterThan(0.7 * PROJECTOR_WIDTH);
        });
        List<JsonNode> pictureAlone = slides.stream().filter(slide -> !slide.get("pictures").isEmpty() && slide.get("code").asInt() == 0)
                .filter(slide -> slide.get("fragments").asInt() == 0).toList();
        assertThat(pictureAlone).as("slides with the picture of the cell whose code is hidden").isNotEmpty()
                .allSatisfy(slide -> assertThat(slide.at("/pictures/0/inView").asBoolean()).as("needs no scrolling").isTrue());
        List<JsonNode> steps = slides.stream().map(slide -> slide.get("shownLast")).filter(JsonNode::isObject).toList();
        assertThat(steps).as("what appears on a slide after the rest of it").hasSizeGreaterThan(3)
                .allSatisfy(step -> assertThat(step.get("inView").asBoolean()).as(step.get("text").asText()).isTrue());
        assertThat(Files.readString(folder.resolve("02-the-bug-hunt.slides.html"), StandardCharsets.UTF_8)).contains("ErrorTable").doesNotContain("ErrorChart");
    }

    @Test
    void whateverIsHigherThanAScreenSaysSoAndIsReachedByTheSpaceKey() throws IOException, InterruptedException {
        Optional<Path> chromium = Chromium.find();
        assumeTrue(chromium.isPresent(), "showing slides needs Chromium on the path (Debian: the package chromium)");
        takeOverWhatRan();
        Path folder = make("decks", Course.all().toArray(new Path[0]));
        for (Path part : Course.all()) {
            String deck = part.getFileName().toString().replace(".ipynb", ".slides.html");
            List<JsonNode> views = list(present(chromium.get(), folder.resolve(deck)).get("slides"));
            assertThat(views).allSatisfy(view -> {
                assertThat(view.get("fits").asBoolean()).as("%s %s: all that is shown lies on the screen, or it is said that more lies below", deck, view.get("at"))
                        .isNotEqualTo(view.get("hint").asBoolean());
                assertThat(view.get("arrowsAside").asBoolean()).as("%s %s: the arrows lie below all that is shown", deck, view.get("at")).isTrue();
                assertThat(list(view.get("letters"))).as("%s %s", deck, view.get("at")).allMatch(size -> size.asDouble() >= SMALLEST_LETTERS);
                assertThat(list(view.get("lettersOfCode"))).as("%s %s", deck, view.get("at")).allMatch(size -> size.asDouble() >= SMALLEST_CODE);
            });
            views.stream().collect(Collectors.groupingBy(view -> view.get("at").asText())).forEach((at, ofOneSlide) -> {
                assertThat(ofOneSlide.get(ofOneSlide.size() - 1).get("hint").asBoolean()).as("%s %s is left with something below", deck, at).isFalse();
                for (int i = 0; i < ofOneSlide.get(0).get("pictures").size(); i++) {
                    String picture = "/pictures/" + i + "/inView";
                    assertThat(ofOneSlide).as("%s %s: picture %d is seen whole", deck, at, i).anyMatch(view -> view.at(picture).asBoolean());
                }
            });
        }
    }

    @Test
    void aDeckHidesTheCodeOfCellsThatSaySo() throws IOException, InterruptedException {
        Path notebook = WrittenNotebook.of("hidden.ipynb", "System.out.println(\"shown by \" + \"the first\");", "System.out.println(\"shown by \" + \"the second\");");
        Files.writeString(notebook, Files.readString(notebook).replaceFirst("\"metadata\":\\{}", "\"metadata\":{\"tags\":[\"hide-input\"]}"));
        String page = Files.readString(make("decks", notebook).resolve("hidden.slides.html"), StandardCharsets.UTF_8);
        assertThat(page).contains("shown by the first", "shown by the second");
        assertThat(page.split("jp-InputArea-editor\"", -1)).as("one cell's code").hasSize(2);
    }

    /** Each call of println is a message of its own, which would be a block of its own with room above and below. */
    @Test
    void whatACellPrintsStandsInOneBlock() throws IOException, InterruptedException {
        Path notebook = WrittenNotebook.of("printing.ipynb", "for (String line : List.of(\"one\", \"two\", \"three\")) {\n    System.out.println(line + \"!\");\n}");
        String page = Files.readString(make("decks", notebook).resolve("printing.slides.html"), StandardCharsets.UTF_8);
        assertThat(page).contains("one!\ntwo!\nthree!\n");
    }

    @Test
    void theSiteHasAnIndexAndPagesThatLeadToEachOtherAndToNoOtherPlace() throws IOException, InterruptedException {
        Path folder = make("site", PART);
        assertThat(Files.readString(folder.resolve("index.html"), StandardCharsets.UTF_8))
                .contains("<a href=\"02-the-bug-hunt.html\">Part 2: The bug hunt</a>", "<p>A network with hand-written backpropagation",
                        "<a href=\"playground.html\">The playground</a>");
        assertThat(Files.readString(folder.resolve("playground.html"), StandardCharsets.UTF_8)).contains("<a href=\"index.html\">", "gradcheck.check(")
                .doesNotContainPattern("(src|href)=\"(https?:)?//");
        String page = Files.readString(folder.resolve("02-the-bug-hunt.html"), StandardCharsets.UTF_8);
        assertThat(page).contains("28 of 83 entries wrong", "href=\"03-the-fixed-model.html\"", "<a href=\"index.html\">all parts</a>",
                "<a href=\"01-numerical-differentiation.html\">previous part</a>", "<a href=\"03-the-fixed-model.html\">next part</a>").doesNotContain(".ipynb\"")
                .doesNotContainPattern("(src|href)=\"(https?:)?//").doesNotContain("import(\"http");
        assertThat(folder.resolve("assets").resolve("mathjax").resolve("MathJax.js")).isRegularFile();
        assertThat(folder.resolve("assets").resolve("mathjax").resolve("LICENSE")).isRegularFile();
    }

    @Test
    void theIndexShowsTheFormulasOfEveryObjectiveInPlainLetters() throws IOException, InterruptedException {
        for (Path part : Course.all()) {
            Answer answer = PythonRun.code("import publish, html, json, pathlib", "opening = ''.join(json.loads(pathlib.Path(sys.argv[1]).read_text('utf-8'))['cells'][0]['source'])",
                    "print(publish.inline(publish.OBJECTIVE.search(opening).group(1)).encode('ascii', 'xmlcharrefreplace').decode())").in(TOOLS).arguments(part).run();
            assertThat(answer.status()).as(answer.err()).isZero();
            assertThat(answer.out()).isNotBlank().doesNotContain("$", "\\", "^");
        }
        Answer powers = PythonRun.code("import publish", "print(publish.inline(sys.argv[1]) == '10\u207b\u2077 and h, <code>a</code>')").in(TOOLS).arguments("$10^{-7}$ and $h$, `a`").run();
        assertThat(powers.out().strip()).isEqualTo("True");
    }

    @Test
    void aCellThatFailsIsNamedWithWhatItSaidAndTheNotebookIsRunAgainTheNextTime() throws IOException, InterruptedException {
        Path notebook = WrittenNotebook.of("failing.ipynb", "int[] none = new int[0];", "none[1] = 2;", "throw new IllegalStateException(\"not the first\");");
        for (int time = 0; time < 2; time++) {
            Answer answer = made("site", notebook);
            assertThat(answer.status()).isNotZero();
            assertThat(answer.out() + answer.err()).contains("Running failing.ipynb", "failing.ipynb did not become a page", "none[1] = 2;", "Index 1 out of bounds")
                    .doesNotContain("not the first", "\u001b");
        }
    }

    /** A deck is made of a notebook that ran as the tests of its figures run it: once is enough. The decks of one part are made from nothing. */
    private static void takeOverWhatRan() throws IOException {
        Path published = Files.createDirectories(Course.NOTEBOOKS.resolve("target").resolve("executed").resolve("published"));
        for (Path part : Course.all()) {
            if (!part.equals(PART)) {
                Files.copy(Course.executed(part), published.resolve(part.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static Path make(String command, Path... notebooks) throws IOException, InterruptedException {
        Answer answer = made(command, notebooks);
        assertThat(answer.status()).as(answer.out() + answer.err()).isZero();
        return TARGET.resolve(command);
    }

    private static Answer made(String command, Path... notebooks) throws IOException, InterruptedException {
        return PythonRun.code("import pathlib, runpy", "command, prefix, folder, *notebooks = sys.argv[1:]",
                "make = runpy.run_path(command)['make']", "make(pathlib.Path(prefix), [pathlib.Path(file) for file in notebooks], pathlib.Path(folder))")
                .in(TOOLS).arguments(Stream.concat(Stream.of(command, Course.VIRTUAL_ENVIRONMENT, TARGET.resolve(command)), Stream.of(notebooks)).toArray()).run();
    }

    private static JsonNode present(Path chromium, Path deck) throws IOException, InterruptedException {
        Path programs = Course.NOTEBOOKS.resolve("src/test/python");
        Path out = Course.NOTEBOOKS.resolve("target").resolve("slides");
        Answer answer = PythonEnvironment.of("browser", programs.resolve("browser").resolve("requirements.txt"))
                .run(programs.resolve("decks").resolve("present.py"), chromium, deck, out);
        assertThat(answer.status()).as(answer.out() + answer.err()).isZero();
        return new ObjectMapper().readTree(out.resolve("slides.json").toFile());
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> nodes = new ArrayList<>();
        array.forEach(nodes::add);
        return nodes;
    }
}
