package io.github.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README is held to what it says. */
class ReadmeTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final String README = read(ROOT.resolve("README.md"));
    private static final Pattern FIRST_SENTENCE = Pattern.compile("/\\*\\*\\s*(?:\\* )?(.+?)(?:\\.\\s|\\*/)", Pattern.DOTALL);

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> firstProgram() {
        int start = README.indexOf("```java\n") + "```java\n".length();
        return README.substring(start, README.indexOf("```\n", start)).lines().filter(line -> !line.isBlank()).toList();
    }

    private static List<String> code() {
        return firstProgram().stream().filter(line -> !line.startsWith("//")).toList();
    }

    @Test
    void theFirstScreenShowsAProgramOfSixLines() {
        assertThat(code()).hasSize(6);
        assertThat(README.lines().limit(10)).contains("```java");
    }

    @Test
    void theProgramPrintsWhatItsCommentsSay() {
        List<String> comments = firstProgram().stream().filter(line -> line.startsWith("//")).map(line -> line.substring(3)).toList();
        assertThat(comments).hasSizeGreaterThan(2);
        assertThat(Program.output(String.join("\n", code()))).as("what the first program of README.md prints now").isEqualTo(String.join("\n", comments));
    }

    @Test
    void theMapNamesEveryFileOfTheLibrary() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("lib/src/main/java"))) {
            List<String> missing = files.filter(file -> file.toString().endsWith(".java") && !file.toString().endsWith("-info.java"))
                    .filter(file -> !README.contains("](" + link(file) + ")")).sorted().map(ReadmeTest::row).toList();
            assertThat(missing).as("files that the map at the end of README.md does not name. Rows to add:\n" + String.join("\n", missing) + "\n").isEmpty();
        }
    }

    private static String link(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }

    /** A row of the map, with the first sentence of the file's Javadoc. */
    private static String row(Path file) {
        Matcher sentence = FIRST_SENTENCE.matcher(read(file));
        String words = sentence.find() ? sentence.group(1).replaceAll("\\s+(?:\\* )?", " ").replaceAll("\\{@\\w+ ([^}]*)}", "`$1`").replace("|", "\\|") : "";
        return "| [`" + file.getFileName().toString().replace(".java", "") + "`](" + link(file) + ") | " + words.strip() + " |";
    }

    @Test
    void theMapNamesEveryFileOfTheEnvironment() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("binder"))) {
            assertThat(files.filter(Files::isRegularFile).map(ReadmeTest::link)).allSatisfy(file -> assertThat(README).contains("](" + file + ")"));
        }
    }

    @Test
    void everyLinkToAFileLeadsSomewhere() {
        assertThat(Pattern.compile("\\]\\(([^)#]+)\\)").matcher(README).results().map(match -> match.group(1))
                .filter(target -> !target.startsWith("http"))).hasSizeGreaterThan(20).allSatisfy(target -> assertThat(ROOT.resolve(target)).exists());
    }

    @Test
    void theDependencyIsTheOneThatIsBuilt() {
        String pom = read(ROOT.resolve("lib/pom.xml"));
        String version = pom.substring(pom.indexOf("<version>"), pom.indexOf("</parent>")).strip();
        assertThat(README).contains("<groupId>io.github.gradcheck</groupId>\n  <artifactId>gradcheck</artifactId>\n  " + version);
    }
}
