package io.github.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README is held to what it says. */
class ReadmeTest {
    private static final int MOST_LINES = 150;
    private static final Document README = Document.of("README.md");
    /** A part's row there, and on the lecturer's page. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\| (\\d+) \\| \\[");
    private static final Pattern LECTURE = Pattern.compile("(?m)^\\| \\[(\\d+)\\]\\([^)]*\\) \\| (\\d+) min \\|");

    private static Document.Block program() {
        return README.programs().get(0);
    }

    @Test
    void itIsShort() {
        assertThat(README.text().lines().count()).isLessThanOrEqualTo(MOST_LINES);
    }

    @Test
    void theFirstScreenShowsAProgramOfSixLines() {
        assertThat(program().code().lines().filter(line -> !line.isBlank())).hasSize(6);
        assertThat(README.text().lines().limit(10)).contains("```java");
    }

    @Test
    void theProgramPrintsWhatItsCommentsSay() {
        assertThat(program().output().lines()).hasSizeGreaterThan(2);
        assertThat(Program.output(program().code())).as("what the first program of README.md prints now").isEqualTo(program().output());
    }

    @Test
    void everyPartTakesTheMinutesOfTheLecturersPage() {
        Map<String, String> minutes = minutes(README, ROW);
        assertThat(minutes).hasSizeGreaterThanOrEqualTo(11).isEqualTo(minutes(Document.of("notebooks/README.md"), LECTURE));
    }

    private static Map<String, String> minutes(Document document, Pattern row) {
        return row.matcher(document.text()).results().collect(Collectors.toMap((MatchResult part) -> part.group(1), part -> part.group(2)));
    }

    @Test
    void theDependencyIsTheOneThatIsBuilt() {
        assertThat(README.text()).contains("<groupId>io.github.gradcheck</groupId>\n  <artifactId>gradcheck</artifactId>\n  <version>" + version() + "</version>");
    }

    @Test
    void theCitationIsOfThisVersion() {
        assertThat(Document.of("CITATION.cff").text().lines()).contains("version: " + version());
    }

    /** Where the project lives is the owner's to say, once. */
    @Test
    void nothingButOnePropertySaysAnAddressThatIsNotThere() throws IOException {
        String placeholder = "example" + ".org";
        try (Stream<Path> files = Files.walk(Document.ROOT)) {
            List<Path> with = files.filter(Files::isRegularFile).filter(file -> file.toString().matches(".*\\.(md|xml|cff|java|ipynb|py|json|html)"))
                    .filter(file -> !file.toString().matches(".*/(target|\\.git|\\.venv|node_modules)/.*")).filter(file -> read(file).contains(placeholder)).toList();
            assertThat(with).containsExactly(Document.ROOT.resolve("pom.xml"));
        }
        assertThat(Document.of("pom.xml").text().split(placeholder)).hasSize(2);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String version() {
        return between(Document.of("lib/gradcheck/pom.xml").text(), "<version>", "</version>");
    }

    private static String between(String text, String before, String after) {
        int start = text.indexOf(before) + before.length();
        return text.substring(start, text.indexOf(after, start));
    }

    @Test
    void itLinksEveryDocument() {
        assertThat(List.of("method", "architecture", "benchmark", "recipes")).allSatisfy(name -> assertThat(README.links()).contains("lib/docs/" + name + ".md"));
        assertThat(README.links()).contains("lib/CHANGELOG.md", ".github/CONTRIBUTING.md", ".github/SECURITY.md", "CITATION.cff", "LICENSE");
    }
}
