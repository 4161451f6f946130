package io.github.gradcheck.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.gradcheck.course.Session.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A student edits a class and runs its cell, and then one cell below it: that speaks of the class as it is now, not of the one before. */
class EditedClassIT {
    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void part2CallsTheMendedNetworkRightInEachCell(String kernel) throws IOException, InterruptedException {
        assumeTrue(Course.isSelected("02"));
        List<Outcome> cells = afterEdit(kernel, Course.numbered("02"), "c05", ".multiply(2.0)", "", "c09", "c11", "c14", "c21", "r22");
        assertThat(cells.get(0).stdout()).startsWith("loss = 1.265857 ");
        assertThat(cells.get(1).stdout()).contains("step 40   loss 0.3487\n");
        assertThat(cells.get(2).stdout()).containsPattern("W1 max relative error: \\d\\.\\d\\de-(09|10) ");
        assertThat(cells.get(3).stdout()).contains("analytic / numerical = 1.000000\n").doesNotContain("2.000000");
        assertThat(cells.get(4).result()).contains("The gradient is right: all 83 entries agree.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void part3CallsABrokenNetworkWrongInEachCell(String kernel) throws IOException, InterruptedException {
        assumeTrue(Course.isSelected("03"));
        List<Outcome> cells = afterEdit(kernel, Course.numbered("03"), "c08", "X.transpose().matmul(dHidden)", "X.transpose().matmul(dHidden).multiply(3)",
                "c10", "r14", "c17");
        assertThat(cells.get(0).stdout()).contains("W1 max relative error: 5.00e-01 ");
        assertThat(cells.get(1).result()).contains("The gradient is WRONG: 28 of 83 entries wrong.");
        assertThat(cells.get(2).stdout()).contains("factor 1 + 1e-09: error 5.0e-01   (expected: at most 5.0e-01) WRONG\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void part4FitsWithTheMendedDerivative(String kernel) throws IOException, InterruptedException {
        assumeTrue(Course.isSelected("04"));
        List<Outcome> cells = afterEdit(kernel, Course.numbered("04"), "c09", "output.add(1.0))", "output.negate().add(1.0))", "c13", "c13", "c16c");
        for (int twice = 0; twice < 2; twice++) {
            String[] lines = cells.get(twice).stdout().replace("our gradient:  ", "").replace("the right one: ", "").split("\n");
            assertThat(lines[0]).isEqualTo(lines[1]);
        }
        assertThat(cells.get(2).stdout()).contains("wrong derivative   w 1.892   loss 0.0177\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void exercise4ChecksTheClassThatExtendsTheMendedOne(String kernel) throws IOException, InterruptedException {
        assumeTrue(Course.isSelected("04"));
        Path exercise = Exercises.FOLDER.resolve(Course.numbered("04").getFileName());
        String written = "return in[0].relu().add(in[0].abs().negate().exp().add(1).log());";
        List<Outcome> broken = afterEdit(kernel, exercise, "e04", written, "throw new UnsupportedOperationException(\"not written yet\");", "e05", "e13");
        assertThat(broken).allSatisfy(cell -> assertThat(cell.stdout()).startsWith("Softplus.forward is not written yet: "));
        List<Outcome> slipped = afterEdit(kernel, exercise, "e04", "return new Tensor[] {x.sigmoid().multiply(gradOutput[0])};",
                "return new Tensor[] {x.sigmoid()};", "e09", "e13");
        assertThat(slipped.get(0).stdout()).contains("the upstream gradient is ignored");
        assertThat(slipped.get(1).result()).isEqualTo("1.0");
    }

    /** Runs all cells, then for each of those asked for the edited one and it alone; returns what came of these. */
    private static List<Outcome> afterEdit(String kernel, Path file, String edited, String old, String now, String... asked)
            throws IOException, InterruptedException {
        Notebook notebook = Notebook.of(file);
        List<String> cells = new ArrayList<>(notebook.cells("code").stream().skip(1).map(Notebook::source).toList());
        String before = source(notebook, edited);
        assertThat(before).contains(old);
        List<Integer> places = new ArrayList<>();
        for (String each : asked) {
            cells.add(before.replace(old, now));
            places.add(cells.size());
            cells.add(source(notebook, each));
        }
        List<Outcome> outcomes = Session.of(kernel, cells.toArray(String[]::new));
        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.error() + outcome.stderr()).isEmpty());
        return places.stream().map(outcomes::get).toList();
    }

    private static String source(Notebook notebook, String id) {
        return notebook.cells().stream().filter(cell -> cell.path("id").asText().equals(id)).map(Notebook::source).findFirst().orElseThrow();
    }
}
