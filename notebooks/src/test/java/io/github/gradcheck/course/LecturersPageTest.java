package io.github.gradcheck.course;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table at the head of the lecturer's page: how long each part takes, reckoned as the page says, and what it is worth. */
class LecturersPageTest {
    private static final double WORDS_A_MINUTE = 130;
    private static final double LECTURE_CELL = 2;
    private static final double EXERCISE_CELL = 1;
    private static final double LINE_TO_WRITE = 2;
    private static final double CHECK = 3;
    private static final int ROUNDED_TO = 5;

    private static final Pattern ROW = Pattern.compile(
            "^\\| \\[(\\d+)]\\(([^)]+)\\) \\| (\\d+) min \\| (?:\\[(\\d+) min]\\(exercises/([^)]+)\\))? ?\\| (?:(\\d+) )?\\|", Pattern.MULTILINE);
    private static final Pattern SAYS_SOMETHING = Pattern.compile("^\\s*(?!//).*\\w.*");
    private static final Map<String, MatchResult> ROWS = rows();

    private static Map<String, MatchResult> rows() {
        try {
            String page = Files.readString(Course.NOTEBOOKS.resolve("README.md"), StandardCharsets.UTF_8);
            return ROW.matcher(page).results().collect(Collectors.toMap(row -> row.group(2), row -> row));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static Stream<Path> lectures() {
        return Course.all().stream();
    }

    static Stream<Path> exercises() {
        return Exercises.all().stream();
    }

    private static MatchResult row(Path file) {
        return ROWS.get(file.getFileName().toString());
    }

    @Test
    void thereIsARowForEachPart() {
        assertThat(ROWS.keySet()).containsExactlyInAnyOrderElementsOf(Course.all().stream().map(file -> file.getFileName().toString()).toList());
    }

    @ParameterizedTest
    @MethodSource("lectures")
    void theMinutesOfALectureAreThoseOfItsWordsAndItsCells(Path file) {
        Notebook notebook = Notebook.of(file);
        assertThat(minutes(row(file).group(3))).as("the minutes of the lecture in README.md, beside what the notebook comes to").isEqualTo(rounded(notebook.words().size() / WORDS_A_MINUTE + LECTURE_CELL * notebook.cells("code").size()));
    }

    @ParameterizedTest
    @MethodSource("exercises")
    void theMinutesOfAnExerciseAreThoseOfItsWordsItsCellsWhatIsToBeWrittenAndItsChecks(Path file) {
        Notebook notebook = Notebook.of(file);
        long lines = Exercises.tasks(file).stream().flatMap(task -> Exercises.solution(Notebook.source(task)).stream())
                .filter(SAYS_SOMETHING.asMatchPredicate()).count();
        List<JsonNode> checks = Exercises.checks(file).stream().filter(check -> !Notebook.source(check).contains(Exercises.HIDDEN_BEGINS)).toList();
        assertThat(row(file).group(5)).isEqualTo(row(file).group(2));
        assertThat(minutes(row(file).group(4))).as("the minutes of the exercise in README.md, beside what the notebook comes to")
                .isEqualTo(rounded(notebook.words().size() / WORDS_A_MINUTE + EXERCISE_CELL * notebook.cells("code").size() + LINE_TO_WRITE * lines + CHECK * checks.size()));
    }

    @ParameterizedTest
    @MethodSource("exercises")
    void thePointsOfAnExerciseAreThoseOfItsChecks(Path file) {
        assertThat(Double.parseDouble(row(file).group(6))).isEqualTo(Exercises.checks(file).stream().mapToDouble(Exercises::points).sum());
    }

    private static int minutes(String text) {
        return Integer.parseInt(text);
    }

    private static int rounded(double minutes) {
        return (int) Math.round(minutes / ROUNDED_TO) * ROUNDED_TO;
    }
}
