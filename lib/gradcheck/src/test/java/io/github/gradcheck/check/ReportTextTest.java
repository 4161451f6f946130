package io.github.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gradcheck.ndarray.NDArray;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a report says, line by line. */
class ReportTextTest {
    private static GradientReport squares(double factor, double... x) {
        return GradientCheck.of(v -> Arrays.stream(v).map(each -> each * each).sum(), v -> Arrays.stream(v).map(each -> factor * each).toArray()).at(x);
    }

    private static List<String> lines(GradientReport report) {
        return report.toString().lines().toList();
    }

    @Test
    void theFirstLineIsTheVerdictInWords() {
        assertThat(lines(squares(2, 3, 4)).get(0)).isEqualTo("The gradient is right: all 2 entries agree.");
        assertThat(lines(squares(2.5, 3, 4)).get(0)).isEqualTo("The gradient is WRONG: 2 of 2 entries wrong.");
        GradientReport kink = GradientCheck.of(v -> Math.abs(v[0]), v -> new double[] {0.5}).at(0);
        assertThat(lines(kink).get(0)).isEqualTo("The gradient is right where there is one: 1 at a kink.");
    }

    @Test
    void whatSpeaksAgainstAgreementStandsInTheFirstLineToo() {
        int[] calls = new int[1];
        GradientReport report = GradientCheck.of(v -> v[0] * v[0] * (1 + (calls[0]++ == 0 ? 4e-16 : 0)), v -> new double[] {2 * v[0]}).at(3.1);
        assertThat(lines(report).get(0)).matches("The gradient is undecided: the one entry agrees, but f is not repeatable: .* differ by \\S+\\.");
    }

    @Test
    void whatMayBeRoundingComesWithWhatAllowsItAndALargerErrorDoesNot() {
        assertThat(squares(2 * (1 + 3e-8), 3, 4).toString()).contains("if rounding: relative errors of up to 1.5e-08 may come from float32")
                .contains("within(1.0e-07) allows them");
        assertThat(squares(2 * (1 + 3e-5), 3, 4).toString()).doesNotContain("if rounding");
        assertThat(squares(2, 3, 4).toString()).doesNotContain("if rounding");
        assertThat(squares(Double.NaN, 3, 4).toString()).doesNotContain("if rounding");
    }

    @Test
    void everyOtherLineIsAFactWithALabel() {
        List<String> lines = lines(squares(2.5, 3, 4));
        assertThat(lines.subList(1, lines.size())).allSatisfy(line -> assertThat(line).matches("  [^:]+: +\\S.*"));
        assertThat(lines.subList(1, lines.size())).extracting(line -> line.strip().split(":")[0]).containsExactly("where", "cause", "sensitivity", "x[1]", "x[0]", "at", "evaluations");
    }

    @Test
    void aWrongEntryComesWithBothValuesTheErrorAndTheDifference() {
        assertThat(squares(2.5, 3, 4).toString()).containsPattern(
                "x\\[1]: +analytic 10[.0]*, numeric 8\\S* ± \\S+, difference 2\\S*");
    }

    @Test
    void theWorstFiveEntriesAreShownTheWorstFirstAndTheOthersCounted() {
        List<String> labels = lines(squares(2.5, 1, 2, 3, 4, 5, 6, 7)).stream().map(line -> line.strip().split(":")[0]).filter(label -> label.startsWith("x[")
                || label.contains("…")).toList();
        assertThat(labels).containsExactly("x[6]", "x[5]", "x[4]", "x[3]", "x[2]", "…");
        assertThat(squares(2.5, 1, 2, 3, 4, 5, 6, 7).toString()).contains("and 2 more");
    }

    @Test
    void entriesOfSeveralOutputsAreToldApart() {
        GradientReport report = GradientCheck.ofVector(x -> new double[] {x[0] * x[0], Math.exp(x[0])}, (x, u) -> new double[] {u[0] * 5 * x[0] + u[1]})
                .at(1.3);
        assertThat(report.toString()).contains("x[0] of output 0:").contains("x[0] of output 1:");
        assertThat(squares(2.5, 3, 4).toString()).doesNotContain("of output");
    }

    @Test
    void whereNothingSimpleIsFoundItIsSaid() {
        GradientReport report = GradientCheck.of(v -> v[0] * v[1] * v[1], v -> new double[] {v[0], v[1] * v[1] * v[1]}).at(0.3, 0.7);
        assertThat(lines(report).get(2)).matches("  cause: +no simple relation found");
    }

    @Test
    void thePointStandsBelowTheFindingsAndIsCutShortWhereItIsLong() {
        assertThat(lines(squares(2.5, 3, -0.125)).get(6)).matches("  at: +\\[3\\.0, -0\\.125]");
        assertThatThrownBy(squares(2.5, 3, -0.125)::orThrow).hasMessageContaining("[3.0, -0.125]");
        assertThat(squares(2, 3, 4).facts().get(1)).isEqualTo(new Fact("at", "[3.0, 4.0]"));
        assertThat(squares(2, 1, 2, 3, 4, 5, 6, 7, 8).point()).contains("[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]");
        assertThat(squares(2, 1, 2, 3, 4, 5, 6, 7, 8, 9).point()).contains("[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, … 9 in all]");
    }

    @Test
    void factsFromOutsideComeAfterHowSureItIsAndMayReplaceThePoint() {
        assertThat(squares(2, 3).text(new Fact("seed", "7")).lines().map(line -> line.strip().split(":")[0])).startsWith("The gradient is right", "sensitivity", "seed", "at");
        assertThat(squares(2, 3).text(new Fact("at", "home")).lines().filter(line -> line.strip().startsWith("at:"))).singleElement().asString().contains("home");
    }

    @Test
    void namedArraysHaveNoPoint() {
        NDArray w = NDArray.of(new double[] {1, -2}, 2);
        assertThat(GradientCheck.ofParameters(Map.of("w", w), () -> w.multiply(w).sum(), () -> Map.of("w", w.multiply(2))).run().toString()).doesNotContain("at:");
    }

    @Test
    void theFirstFourLinesSayIsItRightWhereNotWhyAndHowSure() {
        List<String> lines = lines(squares(2.5, 3, 4));
        assertThat(lines.get(0)).startsWith("The gradient is WRONG");
        assertThat(lines.get(1)).matches("  where: +all of x");
        assertThat(lines.get(2)).matches("  cause: +a stray factor: analytic = 1\\.25.*");
        assertThat(lines.get(3)).matches("  sensitivity: +a relative error above \\S+e-\\S+ in all entries is detected");
    }

    @Test
    void whereItIsUndecidedTheSecondLineSaysWhichEntryAndWhy() {
        GradientReport report = GradientCheck.of(v -> Math.sqrt(v[0]) + v[1], v -> new double[] {1, 1}).at(0, 1);
        assertThat(lines(report).get(0)).isEqualTo("The gradient is undecided: 1 of 2 entries cannot be decided.");
        assertThat(lines(report).get(1)).matches("  x\\[0]: +analytic 1, numeric .*: any slope from .* is possible: .*");
    }

    @Test
    void noReportIsLongerThanTwelveLinesUnlessFactsComeFromOutside() {
        double[] point = new double[60];
        Arrays.fill(point, 3);
        GradientCheck check = GradientCheck.of(v -> Arrays.stream(v).map(each -> each * each).sum(),
                v -> IntStream.range(0, v.length).mapToDouble(i -> (i % 9 + 3) * v[i] + i % 4).toArray());
        for (int k = 0; k < 20; k++) {
            check = check.layout("W" + k, 3);
        }
        GradientReport report = check.at(point);
        assertThat(lines(report)).hasSize(12).last().asString().startsWith("  evaluations:");
        assertThat(report.toString()).contains("printAll() shows every entry");
        assertThat(lines(squares(2.5, point))).hasSizeLessThanOrEqualTo(12);
    }

    @Test
    void theFullTextHasEveryEntryAlsoThoseThatAreRight() {
        GradientReport report = GradientCheck.ofJacobian(v -> new double[] {v[0] * v[1], v[0] + v[1]}, v -> new double[][] {{v[1], v[0]}, {1, 5}}).at(2, 3);
        assertThat(report.fullText().lines().map(String::strip)).anyMatch(line -> line.matches("x\\[0] of output 0: correct: analytic 3, numeric .* ± \\S+"))
                .anyMatch(line -> line.startsWith("x[1] of output 0: correct: analytic 2, ")).anyMatch(line -> line.startsWith("x[0] of output 1: correct"))
                .anyMatch(line -> line.startsWith("x[1] of output 1: wrong: analytic 5, numeric"))
                .anyMatch(line -> line.matches("x: +wrong: of 4 entries 3 correct, 1 wrong"));
        double[] long_ = new double[6000];
        Arrays.setAll(long_, i -> 1 + i % 7);
        assertThat(squares(2, long_).fullText()).contains("6000 entries not measured one by one");
        assertThat(GradientCheck.of(v -> v[0] + v[1], v -> new double[] {1, 0}).fixed(1).at(1, 2).fullText()).doesNotContain("x[1]", "not measured");
    }

    @Test
    void alongDirectionsNoMoreIsSaidThanTheyShow() {
        double[] point = new double[6000];
        Arrays.setAll(point, i -> 1 + i % 7);
        List<String> lines = lines(squares(2, point));
        assertThat(lines.get(0)).isEqualTo("The gradient is right: no disagreement along 1 random direction through 6000 entries.");
        assertThat(lines.get(1)).matches("  sensitivity: a single wrong entry, off by 1\\.0e-04 of the root-mean-square gradient, is missed with probability \\S+");
    }

    @Test
    void aNameWithALineBreakBreaksNoLine() {
        GradientReport report = GradientCheck.of(v -> v[0] * v[0], v -> new double[] {v[0]}).layout("W\nx: right\r\u2028\u0007", 1).at(3);
        assertThat(lines(report)).hasSize(7);
        assertThat(report.toString()).contains("W\\nx: right\\r\\u2028\\u0007[0]");
        GradientReport thrown = GradientCheck.of(v -> {
            if (v[0] != 1) {
                throw new IllegalArgumentException("two\nlines");
            }
            return 1;
        }, v -> new double[] {1}).at(1);
        assertThat(lines(thrown).get(1)).contains("two\\nlines");
    }

    @Test
    void aGradientIsCalledAGradientWhereNoBackwardPassWasGiven() {
        GradientReport report = GradientCheck.of(v -> v[0], v -> {
            v[0]++;
            return new double[] {1};
        }).at(2);
        assertThat(report.toString()).contains("the gradient changes its input").doesNotContain("backward");
    }

    @Test
    void throwsItsTextInATest() {
        GradientReport report = squares(2.5, 3, 4);
        assertThatThrownBy(report::orThrow).isInstanceOf(GradcheckException.class).hasMessage(report.toString());
    }
}
