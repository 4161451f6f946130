package io.github.gradcheck.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The notebook that binder/lab opens: it leads everywhere, and says of each part what the other tables say. */
class FrontDoorTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([\\w/.-]+)\\)");
    private static final Pattern ROW = Pattern.compile("\\| \\[(\\d+)]\\(([\\w.-]+)\\) \\| (\\d+) \\|");
    private static final Notebook DOOR = Notebook.of(Course.FRONT_DOOR);

    @Test
    void eachLinkLeadsSomewhere() {
        List<String> links = LINK.matcher(DOOR.prose()).results().map(link -> link.group(1)).toList();
        assertThat(links).hasSize(Course.all().size() + Exercises.all().size() + 1)
                .allSatisfy(link -> assertThat(Course.NOTEBOOKS.resolve(link.replace("homework/", "exercises/"))).isRegularFile());
    }

    @Test
    void aPartTakesTheMinutesThatTheLecturersPageSays() throws IOException {
        String page = Files.readString(Course.NOTEBOOKS.resolve("README.md"), StandardCharsets.UTF_8);
        assertThat(ROW.matcher(DOOR.prose()).results().toList()).hasSameSizeAs(Course.all())
                .allSatisfy(row -> assertThat(page).contains("| [" + row.group(1) + "](" + row.group(2) + ") | " + row.group(3) + " min |"));
    }

    @Test
    void itsPictureSaysInWordsWhatItShows() throws IOException {
        String picture = Files.readString(Path.of("images/which-check.svg"), StandardCharsets.UTF_8);
        assertThat(List.of("GradientCheck.of", "GradientCheck.ofVector", "GradientCheck.ofParameters", "Gradcheck.gradcheck", "NumericalGradient.of"))
                .allSatisfy(call -> {
                    assertThat(picture).contains(call);
                    assertThat(DOOR.prose()).contains(call);
                });
    }

    @Test
    void keepsNoOutputsAndOpensInTheJavaKernel() {
        assertThat(DOOR.cells("code")).hasSize(1).allSatisfy(cell -> assertThat(cell.get("outputs")).isEmpty());
        assertThat(DOOR.json().at("/metadata/kernelspec/name").asText()).isEqualTo("java");
    }
}
