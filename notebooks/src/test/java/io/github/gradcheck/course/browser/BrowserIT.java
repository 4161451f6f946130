package io.github.gradcheck.course.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.gradcheck.course.Course;
import io.github.gradcheck.course.WrittenNotebook;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The notebooks as a reader sees them: in the JupyterLab that binder/lab starts, in a real browser. */
@Tag("surroundings")
class BrowserIT {
    private static final String WHITE_PICTURE = String.join("\n",
            "java.awt.image.BufferedImage white = new java.awt.image.BufferedImage(400, 200, java.awt.image.BufferedImage.TYPE_INT_RGB);",
            "for (int i = 0; i < 400 * 200; i++) { white.setRGB(i % 400, i / 400, 0xffffff); }",
            "java.io.ByteArrayOutputStream png = new java.io.ByteArrayOutputStream();",
            "boolean written = javax.imageio.ImageIO.write(white, \"png\", png);",
            "String shown = display(\"<img src='data:image/png;base64,\" + Base64.getEncoder().encodeToString(png.toByteArray()) + \"'>\", \"text/html\");");
    private static final String LONG_CHECK = String.join("\n",
            "double[] x = new double[100_000];",
            "Arrays.fill(x, 1.5);",
            "NotebookSupport.install();",
            "GradientReport report = GradientCheck.of(v -> Arrays.stream(v).map(e -> e * e).sum(),",
            "        v -> Arrays.stream(v).map(e -> 2 * e).toArray()).everyEntry().at(x);");
    private static final String FLOOD = "NotebookSupport.install(); for (int i = 0; i < 1_000_000; i++) { System.out.println(\"line \" + i); }";

    private Tour tour;

    static Stream<String> notebooks() {
        return Course.selected().stream().map(file -> file.getFileName().toString());
    }

    @BeforeEach
    void takeTheTour() {
        Optional<Path> chromium = Chromium.find();
        assumeTrue(chromium.isPresent(), "the browser tests need Chromium on the path (Debian: the package chromium)");
        tour = Tour.with(chromium.get(), List.of(
                WrittenNotebook.of("faulty.ipynb", WHITE_PICTURE,
                        "String missing = display(\"<img src='data:image/png;base64,AAAA'>\", \"text/html\");",
                        "String faint = display(\"<p style='color: #bbb; background: white'>faint</p><p style='font-size: 7px'>tiny</p>\", \"text/html\");",
                        "String wide = display(\"<table style='width: 3000px'><tr><td>wide</td></tr></table>\", \"text/html\");",
                        "throw new IllegalStateException(\"the gradient got lost\");"),
                WrittenNotebook.of("interrupted.ipynb", LONG_CHECK, "System.out.println(\"the next cell runs; x is \" + x[0] + \" as before\");"),
                WrittenNotebook.of("flood.ipynb", FLOOD, "System.out.println(\"the next cell runs\");")));
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void opensFromTheFileBrowserAndRunsToItsEndWithoutAnError(String name) {
        Seen seen = tour.seen(name);
        assertThat(seen.failure()).isEmpty();
        assertThat(seen.number("executed")).isPositive().isEqualTo(seen.number("codeCells"));
        assertThat(seen.strings("errors")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void drawsItsPicturesAndSetsItsMathematics(String name) {
        Seen seen = tour.seen(name);
        assertThat(seen.badPictures()).isEmpty();
        assertThat(seen.number("mathematics")).isPositive();
        assertThat(seen.strings("brokenMathematics")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void canBeReadByDayAndByNight(String name) {
        Seen seen = tour.seen(name);
        assertThat(seen.unreadable("texts")).isEmpty();
        assertThat(seen.unreadable("textsInTheDark")).isEmpty();
        assertThat(seen.tablesCutOff()).isEmpty();
    }

    @Test
    void part2ShowsItsReportItsTablesAndFourPictures() {
        assumeTrue(Course.isSelected("02"), "notebook 02 is not part of this run");
        Seen seen = tour.seen("02-the-bug-hunt.ipynb");
        assertThat(seen.pictures()).hasSize(4);
        assertThat(seen.tables()).extracting(table -> table.get("text").asText())
                .anySatisfy(text -> assertThat(text).contains("W1", "3.33e-01", "WRONG"))
                .anySatisfy(text -> assertThat(text).contains("a stray factor", "analytic = 2.000000 × numeric in all 28 entries"))
                .anySatisfy(text -> assertThat(text).contains("The worst entries"));
        assertThat(seen.list("texts")).extracting(text -> text.get("text").asText()).contains("The gradient is WRONG: 28 of 83 entries wrong.");
    }

    @Test
    void seesAnErrorAPictureThatIsBlankOrMissingTextThatIsFaintOrTinyAndATableTooWide() {
        Seen seen = tour.seen("faulty.ipynb");
        assertThat(seen.failure()).isEmpty();
        assertThat(seen.strings("errors")).singleElement().asString().contains("the gradient got lost");
        assertThat(seen.badPictures()).hasSize(2);
        assertThat(seen.unreadable("texts")).hasSize(2).anySatisfy(text -> assertThat(text).startsWith("faint"))
                .anySatisfy(text -> assertThat(text).startsWith("tiny"));
        assertThat(seen.tablesCutOff()).hasSize(1);
    }

    @Test
    void aLongCheckMovesItsBarIsStoppedByTheButtonAndTheNextCellRuns() {
        Seen seen = tour.seen("interrupted.ipynb");
        assertThat(seen.failure()).isEmpty();
        assertThat(seen.seconds("stoppedAfter")).isLessThan(10);
        assertThat(seen.list("barAt")).extracting(JsonNode::asDouble).hasSize(4).isSorted().doesNotHaveDuplicates()
                .allSatisfy(position -> assertThat(position).isBetween(0.0, 1.0));
        assertThat(seen.strings("printed")).contains("the next cell runs; x is 1.5 as before");
    }

    @Test
    void ofAMillionPrintedLinesTheReaderSeesTheFirstAndTheLastAndTheNextCellRuns() {
        Seen seen = tour.seen("flood.ipynb");
        assertThat(seen.failure()).isEmpty();
        assertThat(seen.number("executed")).isEqualTo(2);
        assertThat(seen.strings("errors")).isEmpty();
        assertThat(seen.strings("printed")).hasSize(2).satisfiesExactly(
                flood -> assertThat(flood).contains("line 0\n", "more than a notebook can show", "lines are left out here", "line 999999"),
                next -> assertThat(next).contains("the next cell runs"));
    }
}
