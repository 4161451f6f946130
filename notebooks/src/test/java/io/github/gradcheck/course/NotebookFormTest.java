package io.github.gradcheck.course;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every notebook of the course has in common, read off the files as they are kept. */
class NotebookFormTest {
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

    @ParameterizedTest
    @MethodSource("notebooks")
    void beginWithTheSameSetup(Path file) {
        assertThat(Notebook.source(Notebook.of(file).cells("code").get(0))).isEqualTo("NotebookSupport.install();");
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void areShortEnoughToFinish(Path file) {
        Notebook notebook = Notebook.of(file);
        assertThat(notebook.cells("code")).hasSizeBetween(8, 15);
        List<String> words = notebook.cells("markdown").stream().flatMap(cell -> Stream.of(Notebook.source(cell).split("\\s+"))).toList();
        assertThat(words).hasSizeBetween(300, 1400);
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
