package io.github.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import org.junit.jupiter.api.Test;

/** The README is held to what it says. */
class ReadmeTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final String README = read(ROOT.resolve("README.md"));

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> firstProgram() {
        int start = README.indexOf("```java\n") + "```java\n".length();
        return README.substring(start, README.indexOf("```\n", start)).lines().toList();
    }

    @Test
    void theFirstScreenShowsAProgramOfSixLines() {
        assertThat(firstProgram()).hasSize(6);
        assertThat(README.lines().limit(16)).contains("```java");
    }

    @Test
    void theProgramPrintsWhatItsCommentsSay() {
        List<String> expected = firstProgram().stream().filter(line -> line.contains(" // ")).map(line -> line.split(" // ", 2)[1].strip()).toList();
        assertThat(expected).hasSize(3);
        assertThat(output(firstProgram())).containsExactlyElementsOf(expected);
    }

    private static List<String> output(List<String> program) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream before = System.out;
        try (JShell shell = JShell.builder().executionEngine("local").build()) {
            System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
            evaluate(shell, "import java.util.function.*;");
            evaluate(shell, "import io.github.gradcheck.check.*;");
            program.forEach(line -> evaluate(shell, line.split(" // ", 2)[0]));
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static void evaluate(JShell shell, String line) {
        SourceCodeAnalysis.CompletionInfo whole = shell.sourceCodeAnalysis().analyzeCompletion(line.strip());
        for (SnippetEvent event : shell.eval(whole.source())) {
            assertThat(event.status()).as(line + shell.diagnostics(event.snippet()).map(d -> d.getMessage(null)).toList()).isEqualTo(Snippet.Status.VALID);
            assertThat(event.exception()).as(line).isNull();
        }
    }

    @Test
    void theMapNamesEveryFileOfTheLibrary() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("lib/src/main/java"))) {
            List<String> missing = files.filter(file -> file.toString().endsWith(".java") && !file.endsWith("package-info.java"))
                    .map(file -> ROOT.relativize(file).toString().replace('\\', '/')).filter(file -> !README.contains("](" + file + ")")).sorted().toList();
            assertThat(missing).as("files that the README's map does not name").isEmpty();
        }
    }

    @Test
    void everyLinkToAFileLeadsSomewhere() {
        Pattern.compile("\\]\\(([^)#]+)\\)").matcher(README).results().map(match -> match.group(1))
                .filter(target -> !target.startsWith("http")).forEach(target -> assertThat(ROOT.resolve(target)).exists());
    }
}
