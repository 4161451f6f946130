package io.github.gradcheck.course;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/** An exercise in the shell that is inside the kernels, for more answers than can be graded: all its cells but the setup and those that give points. */
final class AnswerShell implements AutoCloseable {
    private final JShell shell = JShell.builder().executionEngine("local").build();
    private final List<JsonNode> cells;

    private AnswerShell(String number) throws IOException {
        cells = Notebook.of(Exercises.FOLDER.resolve(Course.numbered(number).getFileName())).cells("code");
        run("import java.util.*;\n"); // as the kernels themselves do
        run(Files.readString(Course.NOTEBOOKS.resolveSibling("binder").resolve("startup.jsh"), StandardCharsets.UTF_8));
    }

    /** With the solution, but for what stands in place of a piece of it. */
    static AnswerShell with(String number, String right, String instead) throws IOException {
        AnswerShell exercise = new AnswerShell(number);
        List<String> answers = exercise.cells.stream().skip(1).filter(cell -> !Exercises.mark(cell).path("grade").asBoolean()).map(Notebook::source)
                .filter(cell -> !cell.startsWith("//")).toList();
        assertThat(answers).anyMatch(cell -> cell.contains(right));
        answers.forEach(cell -> exercise.run(cell.replace(right, instead)));
        return exercise;
    }

    /** The checks, in order. */
    List<String> checks() {
        return cells.stream().filter(cell -> Exercises.mark(cell).path("grade").asBoolean()).map(Exercises::id).toList();
    }

    /** Runs a check; returns the points, and what it printed. */
    String check(String id) {
        String source = cells.stream().filter(cell -> Exercises.id(cell).equals(id)).map(Notebook::source).findFirst().orElseThrow();
        PrintStream stdout = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            String points = run(source);
            return points + " " + printed.toString(StandardCharsets.UTF_8).strip();
        } finally {
            System.setOut(stdout);
        }
    }

    /** Runs lines of Java; returns the value of the last. */
    String run(String source) {
        String value = null;
        String rest = source;
        while (!rest.isBlank()) {
            CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            assertThat(next.completeness().isComplete()).as(rest).isTrue();
            for (SnippetEvent event : shell.eval(next.source())) {
                assertThat(event.status()).as(next.source()).isEqualTo(Snippet.Status.VALID);
                assertThat(event.exception()).as(next.source()).isNull();
                value = event.value();
            }
            rest = next.remaining();
        }
        return value;
    }

    @Override
    public void close() {
        shell.close();
    }
}
