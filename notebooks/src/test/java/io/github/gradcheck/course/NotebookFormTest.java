package io.github.gradcheck.course;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every notebook of the course has in common, read off the files as they are kept. */
class NotebookFormTest {
    private static final Pattern ANSWER = Pattern.compile("(?s)<details><summary>[^<]+</summary>\n\n(.*?)\n\n</details>");

    static Stream<Path> notebooks() {
        return Course.all().stream();
    }

    @Test
    void thereIsOneNotebookForEachPart() {
        assertThat(Course.all()).extracting(file -> file.getFileName().toString().substring(0, 2))
                .containsExactly("01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11");
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void keepsNoOutputs(Path file) {
        assertThat(Notebook.of(file).cells("code")).allSatisfy(cell -> {
            assertThat(cell.get("outputs")).isEmpty();
            assertThat(cell.get("execution_count").isNull()).isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void opensInTheJavaKernel(Path file) {
        JsonNode kernel = Notebook.of(file).json().at("/metadata/kernelspec");
        assertThat(kernel.get("name").asText()).isEqualTo("java");
        assertThat(kernel.get("language").asText()).isEqualTo("java");
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void sayWhatBecomesOfEachCellOnASlide(Path file) {
        assertThat(Notebook.of(file).cells()).allSatisfy(cell -> assertThat(cell.at("/metadata/slideshow/slide_type").asText())
                .isIn("slide", "subslide", "fragment", "skip", "notes", "-"));
    }

    /** In a deck, that is: JupyterLab goes by "source_hidden", and there all code is to be seen. */
    @ParameterizedTest
    @MethodSource("notebooks")
    void hideOnlyTheCodeOfPictures(Path file) {
        for (JsonNode cell : Notebook.of(file).cells()) {
            assertThat(cell.at("/metadata/jupyter/source_hidden").asBoolean()).isFalse();
            for (JsonNode tag : cell.at("/metadata/tags")) {
                assertThat(tag.asText()).isEqualTo("hide-input");
                assertThat(Notebook.source(cell).lines().reduce("", (first, last) -> last)).as("what a tagged cell ends with").containsPattern("\\b\\w+(Chart|Slider)\\.").doesNotEndWith(";");
            }
        }
    }

    @Test
    void someCodeIsHiddenAndMostIsNot() {
        List<JsonNode> cells = Course.all().stream().flatMap(file -> Notebook.of(file).cells("code").stream()).toList();
        assertThat(cells.stream().filter(cell -> !cell.at("/metadata/tags").isEmpty()).count()).isBetween(5L, cells.size() / 10L);
    }

    /** What is said of the cell above belongs to that cell's slide, where it appears last. */
    @ParameterizedTest
    @MethodSource("notebooks")
    void beginASlideWithItsHeading(Path file) {
        assertThat(Notebook.of(file).cells("markdown")).allSatisfy(cell -> assertThat(Notebook.source(cell)).doesNotContainPattern("(?m)(?<!\\A)^##? "));
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void beginWithTheSameSetup(Path file) {
        assertThat(Notebook.source(Notebook.of(file).cells("code").get(0))).isEqualTo("NotebookSupport.install();");
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void areShortEnoughToFinish(Path file) {
        Notebook notebook = Notebook.of(file);
        assertThat(notebook.cells("code")).hasSizeBetween(8, 16);
        assertThat(notebook.words()).hasSizeBetween(300, 1400);
    }

    /** Folded answers, each with its reason: nothing is graded or kept, and no script is needed. */
    @ParameterizedTest
    @MethodSource("notebooks")
    void askBeforeTheyTell(Path file) {
        List<String> questions = Notebook.of(file).cells("markdown").stream().map(Notebook::source).filter(text -> text.startsWith("**Predict first.**")).toList();
        assertThat(questions).isNotEmpty().allSatisfy(question -> {
            List<String> answers = ANSWER.matcher(question).results().map(answer -> answer.group(1)).toList();
            assertThat(answers).hasSizeBetween(3, 4).allSatisfy(why -> assertThat(why.strip()).hasSizeGreaterThan(40));
            assertThat(question.replaceAll(Notebook.FOLDED, "")).contains("?").doesNotContain("details", "<script", "<input");
        });
    }

    /** For who knows NumPy or PyTorch and no Java; a deck does without. */
    @Test
    void thePartsOfTheTutorialHaveTheirLinesInPython() {
        assertThat(Course.all().stream().limit(6)).allSatisfy(file -> assertThat(Notebook.of(file).cells("markdown").stream()
                .filter(cell -> Notebook.source(cell).startsWith("<details><summary>Python | Java</summary>\n\n"))).isNotEmpty().allSatisfy(cell -> {
                    assertThat(Notebook.source(cell)).contains("\n```python\n").endsWith("\n```\n\n</details>");
                    assertThat(cell.at("/metadata/slideshow/slide_type").asText()).isEqualTo("skip");
                }));
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void haveLinesOfCodeThatFitAProjector(Path file) {
        assertThat(Notebook.of(file).linesOfCode()).isNotEmpty().allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Notebook.COLUMNS));
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void stateTheObjectiveFirstAndEndWithWhatToTakeAway(Path file) {
        List<JsonNode> cells = Notebook.of(file).cells();
        assertThat(Notebook.source(cells.get(0))).contains("Objective");
        assertThat(Notebook.source(cells.get(cells.size() - 1))).containsIgnoringCase("take away");
    }
}
