package io.github.gradcheck.course;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The exercises as nbgrader grades them. */
class GradingIT {
    private static final Pattern FORMULA = Pattern.compile("\\$\\$.+?\\$\\$|\\$[^$]+\\$");

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

    /** A browser shows MathML by itself; each formula of the exercise is in it. */
    @ParameterizedTest(name = "{1} on {0}", allowZeroInvocations = true)
    @MethodSource("exercises")
    void theFeedbackNeedsNoNetwork(String kernel, String name) throws IOException {
        String page = Grading.in(kernel).feedback(Grading.HALF, name);
        assertThat(page).doesNotContainPattern("<(script|link|img|iframe)[^>]*https?://").doesNotContainIgnoringCase("mathjax.js");
        String text = Notebook.of(Exercises.FOLDER.resolve(name)).cells("markdown").stream().map(Notebook::source).collect(Collectors.joining("\n\n"));
        assertThat(page.split("<math ", -1)).hasSize(1 + (int) FORMULA.matcher(text).results().count());
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

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("kernels")
    void aNotebookThatEndsItsKernelLosesTheChecksBelowAndTheNextIsGradedAllTheSame(String kernel) {
        List<String> names = Exercises.selected().stream().limit(2).map(file -> file.getFileName().toString()).toList();
        Map<String, Double> expected = points(names.get(0), checksFromTheExitOn(names.get(0)));
        assertThat(expected.values()).contains(0.0);
        assertThat(scores(kernel, Grading.EXIT, names.get(0))).isEqualTo(expected);
        assertThat(names.stream().skip(1)).allSatisfy(name -> assertThat(scores(kernel, Grading.EXIT, name)).isEqualTo(points(name, Set.of())));
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("kernels")
    void theLecturerAndTheStudentReadWhereTheKernelEnded(String kernel) throws IOException {
        String name = Exercises.selected().get(0).getFileName().toString();
        String task = Grading.lastTask(Exercises.FOLDER.resolve(name));
        String log = Grading.in(kernel).log("autograde");
        String sentence = "exit, " + name.replace(".ipynb", "") + ": the kernel ended in the cell " + task + ", as when memory runs out";
        assertThat(log).contains("ERROR] " + sentence).doesNotContain("Traceback", "Removing failed");
        assertThat(log.strip().substring(log.strip().lastIndexOf('\n') + 1)).startsWith(sentence);
        Notebook graded = Grading.in(kernel).graded(Grading.EXIT, name);
        assertThat(said(graded, task)).contains("The kernel ended in this cell");
        assertThat(checksFromTheExitOn(name)).isNotEmpty().allSatisfy(check -> assertThat(said(graded, check)).contains("Not run: the kernel had ended"));
    }

    /** And the cells below it run: what they give is held above. */
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("kernels")
    void aCellThatTookTooLongSaysSoToTheStudent(String kernel) {
        Notebook graded = Grading.in(kernel).graded(Grading.EXIT, Exercises.selected().get(0).getFileName().toString());
        JsonNode cell = graded.cells("code").stream().filter(each -> each.path("id").asText().equals(Grading.ENDLESS)).findFirst().orElseThrow();
        assertThat(cell.get("outputs").toString()).contains("Interrupted: this took longer than grading waits for a cell, and gets no points.");
    }

    /** The checks that stand below the cell in which the student EXIT ends the kernel. */
    private static Set<String> checksFromTheExitOn(String name) {
        Path file = Exercises.FOLDER.resolve(name);
        List<String> cells = Notebook.of(file).cells("code").stream().map(Exercises::id).toList();
        int exit = cells.indexOf(Grading.lastTask(file));
        return points(name, Set.of()).keySet().stream().filter(check -> cells.indexOf(check) > exit).collect(Collectors.toSet());
    }

    private static String said(Notebook graded, String id) {
        JsonNode cell = graded.cells("code").stream().filter(each -> Exercises.id(each).equals(id)).findFirst().orElseThrow();
        return cell.get("outputs").toString();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("kernels")
    void aNotebookThatCannotBeReadIsNamedAndTheStudentsNextIsGradedAllTheSame(String kernel) throws IOException {
        List<String> names = Exercises.selected().stream().limit(2).map(file -> file.getFileName().toString()).toList();
        assertThat(Grading.in(kernel).log("autograde").lines().filter(line -> line.startsWith(Grading.TORN))).singleElement().asString()
                .startsWith("torn, " + names.get(0).replace(".ipynb", "") + ": not graded, as it could not be read or run").contains("(NotJSONError: ");
        assertThat(Grading.in(kernel).folder().resolve("autograded/torn/exercises").resolve(names.get(0))).doesNotExist();
        assertThat(names.stream().skip(1)).allSatisfy(name -> assertThat(scores(kernel, Grading.TORN, name)).isEqualTo(points(name, Set.of())));
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("kernels")
    void aCheckThatTheStudentDeletedIsNamed(String kernel) throws IOException {
        Path first = Exercises.selected().get(0);
        assertThat(Grading.in(kernel).log("autograde").lines().filter(line -> line.startsWith(Grading.LATE + ", "))).containsExactly("late, " + first.getFileName().toString().replace(".ipynb", "")
                        + ": the student deleted " + Grading.lastCheck(first) + ": no points for it. All else is graded.");
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("kernels")
    void aNotebookUnderAnotherNameIsNamedAndTheClassIsGradedAllTheSame(String kernel) throws IOException {
        String name = Grading.anotherName(Exercises.selected().get(0));
        assertThat(Grading.in(kernel).log("autograde").lines().filter(line -> line.startsWith(Grading.TWICE + ": "))).containsExactly(
                "twice: not graded: " + name + ", which is the name of no exercise. Give it the name that it was handed out under, and grade with "
                        + "--force --student=twice.");
        assertThat(Grading.in(kernel).log("autograde")).doesNotContain("Traceback");
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
        List<Double> exit = names.stream().map(name -> handedIn.stream().limit(2).anyMatch(name::equals) ? sum(scores(kernel, Grading.EXIT, name)) : 0.0).toList();
        List<Double> torn = names.stream().map(name -> handedIn.indexOf(name) == 1 ? sum(points(name, Set.of())) : 0.0).toList();
        double of = names.stream().mapToDouble(name -> sum(points(name, Set.of()))).sum();
        assertThat(Grading.in(kernel).table()).containsExactly(
                "student," + names.stream().map(name -> name.replace(".ipynb", ",")).collect(Collectors.joining()) + "sum,of",
                line(Grading.BLANK, none, of), notRun(line(Grading.EXIT, exit, of), handedIn.stream().skip(2).findFirst().map(names::indexOf)),
                line(Grading.HALF, half, of), line(Grading.LATE, late, of), line(Grading.SOLUTION, most, of),
                notRun(line(Grading.TORN, torn, of), handedIn.stream().findFirst().map(names::indexOf)),
                Grading.TWICE + ",not graded".repeat(names.size()) + ",0.0," + of);
    }

    /** The line as it says of one exercise that it was handed in and not graded. */
    private static String notRun(String line, Optional<Integer> exercise) {
        List<String> cells = new ArrayList<>(List.of(line.split(",")));
        exercise.ifPresent(index -> cells.set(1 + index, "not graded"));
        return String.join(",", cells);
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
