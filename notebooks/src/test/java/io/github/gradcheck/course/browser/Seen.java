package io.github.gradcheck.course.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** What a reader saw of one notebook in the browser: the facts that facts.js gathers. */
record Seen(JsonNode facts) {
    static Seen of(Path file) {
        try {
            return new Seen(new ObjectMapper().readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Why the notebook could not be seen to its end; empty if it could. */
    String failure() {
        return facts.path("failure").asText("");
    }

    int number(String name) {
        return facts.get(name).asInt();
    }

    double seconds(String name) {
        return facts.get(name).asDouble();
    }

    List<String> strings(String name) {
        List<String> strings = new ArrayList<>();
        facts.get(name).forEach(entry -> strings.add(entry.asText()));
        return strings;
    }

    List<JsonNode> pictures() {
        return list("pictures");
    }

    /** Pictures that did not arrive, are of one colour but for a speck, or are shown small. */
    List<JsonNode> badPictures() {
        return pictures().stream().filter(picture -> picture.get("naturalWidth").asInt() == 0 || picture.get("naturalHeight").asInt() == 0
                || picture.get("colours").asInt() <= 10 || picture.get("commonest").asDouble() > 0.995 || picture.get("shownWidth").asInt() < 300).toList();
    }

    /** Tables wider than the notebook, whose last columns are out of sight. */
    List<JsonNode> tablesCutOff() {
        return list("tables").stream().filter(table -> table.get("width").asDouble() > table.get("room").asDouble() + 1).toList();
    }

    List<JsonNode> tables() {
        return list("tables");
    }

    /** Texts too small, or too like their background, by the figures of WCAG 2.2 (1.4.3, level AA: a contrast of 4.5). */
    List<String> unreadable(String texts) {
        Predicate<JsonNode> small = text -> text.get("fontSize").asDouble() < 11;
        Predicate<JsonNode> faint = text -> text.get("contrast").asDouble() < 4.5;
        return list(texts).stream().filter(small.or(faint)).map(text -> String.format(Locale.ROOT, "%s (%.1f px, contrast %.1f)",
                text.get("text").asText(), text.get("fontSize").asDouble(), text.get("contrast").asDouble())).toList();
    }

    List<JsonNode> list(String name) {
        List<JsonNode> nodes = new ArrayList<>();
        facts.get(name).forEach(nodes::add);
        return nodes;
    }
}
