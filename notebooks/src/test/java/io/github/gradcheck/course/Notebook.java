package io.github.gradcheck.course;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A notebook file as it is written: its cells and what they carry. */
record Notebook(Path file, JsonNode json) {
    /** As many columns of code as fit a slide of the width that the installer sets, and JupyterLab's window beside its file browser. */
    static final int COLUMNS = 100;

    /** The answers of a question, and the lines in Python. */
    static final String FOLDED = "(?s)<details>.*?</details>";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    static Notebook of(Path file) {
        try {
            return new Notebook(file, MAPPER.readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return file.getFileName().toString();
    }

    List<JsonNode> cells() {
        List<JsonNode> cells = new ArrayList<>();
        json.get("cells").forEach(cells::add);
        return cells;
    }

    List<JsonNode> cells(String type) {
        return cells().stream().filter(cell -> cell.get("cell_type").asText().equals(type)).toList();
    }

    List<String> linesOfCode() {
        return cells("code").stream().flatMap(cell -> source(cell).lines()).toList();
    }

    /** The words that a reader sees who unfolds nothing. */
    List<String> words() {
        return cells("markdown").stream().map(cell -> source(cell).replaceAll(FOLDED, "").strip()).filter(text -> !text.isEmpty())
                .flatMap(text -> Stream.of(text.split("\\s+"))).toList();
    }

    /** All that stands between the cells of code, its lines joined as a browser joins them. */
    String prose() {
        return String.join("\n\n", cells("markdown").stream().map(Notebook::source).toList()).replaceAll("(?<!\n)\n(?!\n)", " ");
    }

    /** A text that a notebook may keep as one string or as a list of lines. */
    static String text(JsonNode node) {
        if (!node.isArray()) {
            return node.asText();
        }
        return String.join("", StreamSupport.stream(node.spliterator(), false).map(JsonNode::asText).toList());
    }

    static String source(JsonNode cell) {
        return text(cell.get("source"));
    }
}
