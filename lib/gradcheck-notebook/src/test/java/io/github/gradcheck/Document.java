package io.github.gradcheck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text of the repository.
 *
 * @param path where it is, from the top of the repository
 * @param text what it says
 */
record Document(String path, String text) {
    static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)]*)\\)");
    private static final Pattern PROGRAM = Pattern.compile("```java\\n(.*?)```\\n", Pattern.DOTALL);
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    static Document of(String path) {
        try {
            return new Document(path, Files.readString(ROOT.resolve(path), StandardCharsets.UTF_8).replace("\r\n", "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Java code in a document.
     *
     * @param code the program
     * @param output what its last lines say that it prints: those that begin with two slashes
     */
    record Block(String code, String output) {
        private static Block of(String text) {
            return new Block(text.lines().filter(line -> !line.startsWith("//")).collect(Collectors.joining("\n")),
                    text.lines().filter(line -> line.startsWith("//")).map(line -> line.replaceFirst("// ?", "")).collect(Collectors.joining("\n")));
        }
    }

    List<Block> programs() {
        return PROGRAM.matcher(text).results().map(match -> Block.of(match.group(1))).toList();
    }

    /** Where it links to, without the places inside of pages; no addresses of the web. */
    List<String> links() {
        return targets().stream().map(target -> target.replaceFirst("#.*", "")).filter(target -> !target.isEmpty()).toList();
    }

    /** The same, with the places inside of pages. */
    List<String> targets() {
        return LINK.matcher(text).results().map(match -> match.group(1)).filter(target -> !target.startsWith("http")).toList();
    }

    /** The document that it links to so. */
    Path resolve(String target) {
        Path folder = ROOT.resolve(path).getParent();
        return folder.resolve(target.replaceFirst("#.*", "")).normalize();
    }

    /** The places that can be linked to: its headings in small letters, with hyphens for spaces. */
    List<String> anchors() {
        return HEADING.matcher(text).results().map(match -> match.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\w -]", "").replace(' ', '-')).toList();
    }
}
