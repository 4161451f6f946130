package io.github.gradcheck.course;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What nbgrader asks of an exercise notebook, and what a student may expect of one. */
class ExercisesFormTest {
    static Stream<Path> exercises() {
        return Exercises.all().stream();
    }

    @Test
    void thereIsOneForEachOfTheSixPartsUnderItsName() {
        assertThat(Exercises.all()).extracting(Path::getFileName)
                .containsExactlyElementsOf(List.of("01", "02", "03", "04", "05", "06").stream().map(number -> Course.numbered(number).getFileName()).toList());
    }

    @ParameterizedTest
    @MethodSource("exercises")
    void keepsNoOutputs(Path file) {
        assertThat(Notebook.of(file).cells("code")).allSatisfy(cell -> {
            assertThat(cell.get("outputs")).isEmpty();
            assertThat(cell.get("execution_count").isNull()).isTrue();
        });
    }

    /** In lower case: nbgrader knows no "Java". */
    @ParameterizedTest
    @MethodSource("exercises")
    void isInTheLanguageThatNbgraderKnows(Path file) {
        assertThat(Notebook.of(file).json().at("/metadata/kernelspec/language").asText()).isEqualTo("java");
        assertThat(Notebook.of(file).json().at("/metadata/kernelspec/name").asText()).isEqualTo("java");
    }

    @ParameterizedTest
    @MethodSource("exercises")
    void itsMarksAreThoseOfNbgrader(Path file) {
        List<JsonNode> marked = Notebook.of(file).cells("code").stream().filter(cell -> !Exercises.mark(cell).isMissingNode()).toList();
        assertThat(marked).extracting(Exercises::id).doesNotHaveDuplicates().doesNotContain("");
        assertThat(marked).allSatisfy(cell -> {
            assertThat(Exercises.mark(cell).get("schema_version").asInt()).isEqualTo(3);
            assertThat(Exercises.mark(cell).get("grade").asBoolean() && Exercises.mark(cell).get("solution").asBoolean()).isFalse();
            assertThat(Exercises.mark(cell).get("locked").asBoolean()).isNotEqualTo(Exercises.mark(cell).get("solution").asBoolean());
        });
    }

    @ParameterizedTest
    @MethodSource("exercises")
    void eachTaskHasASolutionAndNothingElseHas(Path file) {
        assertThat(Exercises.tasks(file)).isNotEmpty().allSatisfy(cell -> assertThat(Notebook.source(cell))
                .contains(Exercises.SOLUTION_BEGINS).contains(Exercises.SOLUTION_ENDS));
        assertThat(Notebook.of(file).cells().stream().filter(cell -> Notebook.source(cell).contains("SOLUTION"))).hasSameSizeAs(Exercises.tasks(file));
    }

    /** The points stand in the mark, where nbgrader looks for the most there are, and in the cell, which gives them. */
    @ParameterizedTest
    @MethodSource("exercises")
    void eachCheckGivesThePointsOfItsMark(Path file) {
        assertThat(Exercises.checks(file)).isNotEmpty().allSatisfy(cell -> assertThat(Notebook.source(cell)).containsOnlyOnce("Exercise.check(")
                .contains("Exercise.check(" + (int) Exercises.points(cell) + ", "));
    }

    @ParameterizedTest
    @MethodSource("exercises")
    void hasATestThatStudentsDoNotSeeForEachFormula(Path file) {
        assertThat(Exercises.checks(file)).anyMatch(cell -> Notebook.source(cell).contains(Exercises.HIDDEN_BEGINS));
    }

    @ParameterizedTest
    @MethodSource("exercises")
    void hasLinesOfCodeThatNeedNoScrolling(Path file) {
        assertThat(Notebook.of(file).linesOfCode()).isNotEmpty().allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Notebook.COLUMNS));
    }

    @ParameterizedTest
    @MethodSource("exercises")
    void statesItsObjectiveAndBeginsWithTheSetup(Path file) {
        assertThat(Notebook.source(Notebook.of(file).cells().get(0))).contains("Objective");
        assertThat(Notebook.source(Notebook.of(file).cells("code").get(0))).isEqualTo("NotebookSupport.install();");
    }
}
