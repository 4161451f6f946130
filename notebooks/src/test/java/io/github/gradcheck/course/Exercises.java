package io.github.gradcheck.course;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The exercise notebooks as they are written, with their solutions. */
final class Exercises {
    static final Path FOLDER = Course.NOTEBOOKS.resolve("exercises");
    static final String SOLUTION_BEGINS = "// BEGIN SOLUTION";
    static final String SOLUTION_ENDS = "// END SOLUTION";
    static final String HIDDEN_BEGINS = "// BEGIN HIDDEN TESTS";

    private static final Pattern SOLUTION = Pattern.compile(SOLUTION_BEGINS + "\n(.*?)" + SOLUTION_ENDS, Pattern.DOTALL);

    private Exercises() {
    }

    static List<Path> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those asked for by {@code -Dnotebooks=02,05}; all of them unless asked. */
    static List<Path> selected() {
        return all().stream().filter(file -> Course.isSelected(file.getFileName().toString())).toList();
    }

    /** The cells that a student fills in. */
    static List<JsonNode> tasks(Path file) {
        return Notebook.of(file).cells("code").stream().filter(cell -> mark(cell).path("solution").asBoolean()).toList();
    }

    /** The cells that give points. */
    static List<JsonNode> checks(Path file) {
        return Notebook.of(file).cells("code").stream().filter(cell -> mark(cell).path("grade").asBoolean()).toList();
    }

    /** The lines that stand between the marks of a solution. */
    static List<String> solution(String source) {
        return SOLUTION.matcher(source).results().flatMap(match -> match.group(1).lines()).map(String::strip).toList();
    }

    /** What nbgrader keeps of a cell. */
    static JsonNode mark(JsonNode cell) {
        return cell.at("/metadata/nbgrader");
    }

    static String id(JsonNode cell) {
        return mark(cell).path("grade_id").asText();
    }

    static double points(JsonNode check) {
        return mark(check).get("points").asDouble();
    }
}
