package io.github.gradcheck.course;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The exercises as nbgrader grades them. */
class GradingIT {
    private static final Pattern SOLUTION = Pattern.compile(Exercises.SOLUTION_BEGINS + "\n(.*?)" + Exercises.SOLUTION_ENDS, Pattern.DOTALL);

    static Stream<Arguments> exercises() {
        return Grading.kernels().stream().flatMap(kernel -> Exercises.selected().stream().map(file -> Arguments.of(kernel, file.getFileName().toString())));
    }

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource("exercises")
    void theSolutionGetsFullPoints(String kernel, String name) {
        assertThat(scores(kernel, Grading.SOLUTION, name)).isEqualTo(points(name, Set.of()));
    }

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource("exercises")
    void theBlankVersionGetsNone(String kernel, String name) {
        assertThat(scores(kernel, Grading.BLANK, name)).isEqualTo(points(name, points(name, Set.of()).keySet()));
    }

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource("exercises")
    void theHalfRightAnswersGetExactlyThePointsOfTheirRightHalf(String kernel, String name) {
        Set<String> failing = Slip.of(name.substring(0, 2)).stream().flatMap(slip -> slip.fails().stream()).collect(Collectors.toSet());
        Map<String, Double> expected = points(name, failing);
        assertThat(expected.values()).contains(0.0).anyMatch(points -> points > 0);
        assertThat(scores(kernel, Grading.HALF, name)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource("exercises")
    void eachSlipIsToldInWordsThatHelp(String kernel, String name) {
        Notebook graded = Grading.in(kernel).graded(Grading.HALF, name);
        for (Slip slip : Slip.of(name.substring(0, 2))) {
            JsonNode check = graded.cells("code").stream().filter(cell -> Exercises.id(cell).equals(slip.fails().get(0))).findFirst().orElseThrow();
            StringBuilder said = new StringBuilder();
            check.get("outputs").forEach(output -> said.append(Notebook.text(output.path("text"))));
            assertThat(said.toString()).as(slip.toString()).contains(slip.says());
        }
    }

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource("exercises")
    void noAnswerEndsInAStackTraceOrOnStderr(String kernel, String name) {
        for (String student : List.of(Grading.SOLUTION, Grading.BLANK, Grading.HALF)) {
            for (JsonNode cell : Grading.in(kernel).graded(student, name).cells("code")) {
                assertThat(cell.get("outputs")).as(student + ": " + Notebook.source(cell)).allSatisfy(output -> {
                    assertThat(output.get("output_type").asText()).isNotEqualTo("error");
                    assertThat(output.path("name").asText()).isNotEqualTo("stderr");
                });
            }
        }
    }

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource("exercises")
    void theStudentsVersionHoldsNoSolutionAndNoHiddenTest(String kernel, String name) {
        String released = Grading.in(kernel).released(name).cells().stream().map(Notebook::source).collect(Collectors.joining("\n"));
        assertThat(released).doesNotContain("BEGIN").contains("not written yet");
        for (JsonNode cell : Exercises.tasks(Exercises.FOLDER.resolve(name))) {
            assertThat(solution(Notebook.source(cell))).isNotEmpty().allSatisfy(line -> assertThat(released).doesNotContain(line));
        }
    }

    /** The lines of a solution that say something. */
    private static List<String> solution(String source) {
        return SOLUTION.matcher(source).results().flatMap(match -> match.group(1).lines()).map(String::strip)
                .filter(line -> line.length() > 10).toList();
    }

    /** What each check of an exercise is worth; none for those that fail. */
    private static Map<String, Double> points(String name, Set<String> failing) {
        Map<String, Double> points = new LinkedHashMap<>();
        Path file = Exercises.FOLDER.resolve(name);
        Exercises.checks(file).forEach(check -> points.put(Exercises.id(check), failing.contains(Exercises.id(check)) ? 0.0 : Exercises.points(check)));
        return points;
    }

    private static Map<String, Double> scores(String kernel, String student, String name) {
        String prefix = name.replace(".ipynb", "/");
        Map<String, Double> scores = new LinkedHashMap<>();
        Grading.in(kernel).scores().get(student).forEach((check, score) -> {
            if (check.startsWith(prefix)) {
                scores.put(check.substring(prefix.length()), score);
            }
        });
        return scores;
    }
}
