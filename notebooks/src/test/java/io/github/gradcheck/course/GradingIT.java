package io.github.gradcheck.course;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The exercises as nbgrader grades them. */
class GradingIT {
    static Stream<Arguments> exercises() {
        return Grading.kernels().stream().flatMap(kernel -> Exercises.selected().stream().map(file -> Arguments.of(kernel, file.getFileName().toString())));
    }

    @ParameterizedTest(name = "{1} on {0}", allowZeroInvocations = true)
    @MethodSource("exercises")
    void theSolutionGetsFullPoints(String kernel, String name) {
        assertThat(scores(kernel, Grading.SOLUTION, name)).isEqualTo(points(name, Set.of()));
    }

    @ParameterizedTest(name = "{1} on {0}", allowZeroInvocations = true)
    @MethodSource("exercises")
    void theBlankVersionGetsNone(String kernel, String name) {
        assertThat(scores(kernel, Grading.BLANK, name)).isEqualTo(points(name, points(name, Set.of()).keySet()));
    }

    @ParameterizedTest(name = "{1} on {0}", allowZeroInvocations = true)
    @MethodSource("exercises")
    void theHalfRightAnswersGetExactlyThePointsOfTheirRightHalf(String kernel, String name) {
        Set<String> failing = Slip.of(name.substring(0, 2)).stream().flatMap(slip -> slip.fails().stream()).collect(Collectors.toSet());
        Map<String, Double> expected = points(name, failing);
        assertThat(expected.values()).contains(0.0).anyMatch(points -> points > 0);
        assertThat(scores(kernel, Grading.HALF, name)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{1} on {0}", allowZeroInvocations = true)
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

    @ParameterizedTest(name = "{1} on {0}", allowZeroInvocations = true)
    @MethodSource("exercises")
    void theFeedbackShowsTheStudentWhatEveryCheckSaidAndGave(String kernel, String name) throws IOException {
        String page = Grading.in(kernel).feedback(Grading.HALF, name);
        assertThat(page).contains(" (Score: " + sum(scores(kernel, Grading.HALF, name)) + " / " + sum(points(name, Set.of())) + ")");
        assertThat(Slip.of(name.substring(0, 2))).isNotEmpty().allSatisfy(slip -> assertThat(page).contains(slip.says()));
    }

    @ParameterizedTest(name = "{1} on {0}", allowZeroInvocations = true)
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

    @ParameterizedTest(name = "{1} on {0}", allowZeroInvocations = true)
    @MethodSource("exercises")
    void theStudentsVersionHoldsNoSolutionAndNoHiddenTest(String kernel, String name) {
        String released = Grading.in(kernel).released(name).cells().stream().map(Notebook::source).collect(Collectors.joining("\n"));
        assertThat(released).doesNotContain("BEGIN").contains("not written yet");
        for (JsonNode cell : Exercises.tasks(Exercises.FOLDER.resolve(name))) {
            assertThat(solution(Notebook.source(cell))).isNotEmpty().allSatisfy(line -> assertThat(released).doesNotContain(line));
        }
    }

    static Stream<String> kernels() {
        return Exercises.selected().isEmpty() ? Stream.empty() : Grading.kernels().stream();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("kernels")
    void aLateSubmissionTakesThePlaceOfTheFirst(String kernel) {
        String first = Exercises.selected().get(0).getFileName().toString();
        assertThat(scores(kernel, Grading.LATE, first)).isEqualTo(points(first, Set.of()));
    }

    /** In the file that the configuration in the lecturer's own folder names; what was not handed in is worth nothing. */
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("kernels")
    void theTableOfGradesHasALineForEachStudentAndAColumnForEachExercise(String kernel) throws IOException {
        List<String> names = Exercises.all().stream().map(file -> file.getFileName().toString()).toList();
        List<String> handedIn = Exercises.selected().stream().map(file -> file.getFileName().toString()).toList();
        List<Double> most = names.stream().map(name -> handedIn.contains(name) ? sum(points(name, Set.of())) : 0.0).toList();
        List<Double> half = names.stream().map(name -> handedIn.contains(name) ? sum(scores(kernel, Grading.HALF, name)) : 0.0).toList();
        List<Double> late = names.stream().map(name -> handedIn.indexOf(name) == 0 ? sum(points(name, Set.of())) : 0.0).toList();
        List<Double> none = names.stream().map(name -> 0.0).toList();
        double of = names.stream().mapToDouble(name -> sum(points(name, Set.of()))).sum();
        assertThat(Grading.in(kernel).table()).containsExactly(
                "student," + names.stream().map(name -> name.replace(".ipynb", ",")).collect(Collectors.joining()) + "sum,of",
                line(Grading.BLANK, none, of), line(Grading.HALF, half, of), line(Grading.LATE, late, of), line(Grading.SOLUTION, most, of));
    }

    private static String line(String student, List<Double> points, double of) {
        double sum = points.stream().mapToDouble(Double::doubleValue).sum();
        return Stream.concat(Stream.of(student), Stream.concat(points.stream(), Stream.of(sum, of)).map(Object::toString)).collect(Collectors.joining(","));
    }

    private static double sum(Map<String, Double> points) {
        return points.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** The lines of a solution that say something. */
    private static List<String> solution(String source) {
        return Exercises.solution(source).stream().filter(line -> line.length() > 10).toList();
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
