package io.github.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gradcheck.direction.DirectionalComparison;
import io.github.gradcheck.direction.Search;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.numeric.Derivative;
import io.github.gradcheck.numeric.Uncertainty;
import io.github.gradcheck.relation.ContractViolation;
import io.github.gradcheck.relation.Relation.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Reports put together by hand, and the whole text of each. */
class ReportRecordsTest {
    private static final Cause FACTOR = new Cause(Kind.CONSTANT_FACTOR, "analytic = 2.000000 × numeric in all entries");

    private static Derivative smooth(double value, double error) {
        return new Derivative(Derivative.Kind.SMOOTH, value, value, value, new Uncertainty(0, error, 0), List.of(), 0, Derivative.Limit.ROUNDING, 1e-16, 4);
    }

    private static Derivative undecided() {
        return new Derivative(Derivative.Kind.UNDEFINED, Double.NaN, Double.NaN, Double.NaN, new Uncertainty(Double.POSITIVE_INFINITY, 0, 0), List.of(), 0,
                Derivative.Limit.UNDEFINED, 0, 4);
    }

    private static EntryReport wrong(int i, int output, double numeric) {
        return new EntryReport("W", "[" + i + "]", output, 2 * numeric, smooth(numeric, 0.001), Verdict.WRONG, "");
    }

    private static ParameterReport entries(Verdict verdict, Map<Verdict, Integer> counts, double[] analytic, double[] numeric, List<EntryReport> doubtful,
            Optional<Cause> cause) {
        return new ParameterReport("W", verdict, counts, vector(analytic), vector(numeric), NDArray.zeros(numeric.length), doubtful, cause, 12, 1e-9,
                List.of(), Search.NONE);
    }

    /** A hundred entries along directions, none of them measured by itself; each direction sees 1e-4 with the given probability. */
    private static ParameterReport along(Verdict verdict, Map<Verdict, Integer> counts, Search search, double... missed) {
        List<DirectionReport> directions = IntStream.range(0, missed.length).mapToObj(d -> direction((missed[d] + 0.5) * 1e-5, 1)).toList();
        double[] nothing = IntStream.range(0, 100).mapToDouble(i -> Double.NaN).toArray();
        return new ParameterReport("W", verdict, counts, vector(nothing), vector(nothing), NDArray.zeros(100), List.of(), Optional.empty(), 12, 1e-9,
                directions, search);
    }

    /** Along a hundred entries, each ±U(0.5, 1.5)·0.1, of a gradient whose root mean square is 2. */
    private static DirectionReport direction(double error, double analytic) {
        return new DirectionReport(new DirectionalComparison(0, 100, 0, DirectionalComparison.claim(analytic, 2, 100, 0), smooth(1, error), 2, 0.1), Verdict.CORRECT, "");
    }

    private static NDArray vector(double... values) {
        return NDArray.of(values, values.length);
    }

    private static GradientReport report(ParameterReport... parameters) {
        return new GradientReport(List.of(parameters), List.of(), Optional.empty(), List.of("every entry", "on 2 threads"), 34);
    }

    private static String text(GradientReport report, Fact... circumstances) {
        return report.text(circumstances).replace(System.lineSeparator(), "\n");
    }

    @Test
    void aRightGradientSaysHowSureThatIsAndWhatItCost() {
        ParameterReport right = entries(Verdict.CORRECT, Map.of(Verdict.CORRECT, 1), new double[] {3}, new double[] {3}, List.of(), Optional.empty());
        assertThat(text(report(right), new Fact("seed", "7"))).isEqualTo("""
                The gradient is right: the one entry agrees.
                  sensitivity: a relative error above 1.0e-09 is detected
                  seed:        7
                  evaluations: 34 of f: every entry; on 2 threads""");
    }

    @Test
    void aWrongGradientHasViolationsPlaceCauseAndTheWorstFiveEntries() {
        List<EntryReport> doubtful = IntStream.rangeClosed(1, 6).mapToObj(i -> wrong(i, 0, i)).toList();
        ParameterReport wrong = entries(Verdict.WRONG, Map.of(Verdict.WRONG, 6, Verdict.CORRECT, 2, Verdict.NOT_DIFFERENTIABLE, 1, Verdict.INCONCLUSIVE, 3),
                new double[12], new double[12], doubtful, Optional.of(FACTOR));
        GradientReport report = new GradientReport(List.of(wrong), List.of(ContractViolation.ofBackward("another value each time", Kind.NOT_REPEATABLE),
                ContractViolation.ofFunction("f differs")),
                Optional.of("only W is wrong"), List.of("every entry"), 34);
        assertThat(text(report)).isEqualTo("""
                The gradient is WRONG: 6 of 12 entries wrong, 3 cannot be decided, 1 at a kink.
                  where:       W[1..6] of 12; 3 undecided; all others right
                  cause:       not repeatable: another value each time
                  sensitivity: a relative error above 1.0e-09 in all entries is detected
                  cannot tell: f differs
                  place:       only W is wrong
                  cause:       a stray factor: analytic = 2.000000 × numeric in all entries
                  W[1]:        analytic 2, numeric 1 ± 0.001, difference 1
                  W[2]:        analytic 4, numeric 2 ± 0.001, difference 2
                  W[3]:        analytic 6, numeric 3 ± 0.001, difference 3
                  …:           and 3 more; printAll() shows every entry
                  evaluations: 34 of f: every entry""");
        assertThat(report.facts()).extracting(Fact::toString).contains("cause: not repeatable: another value each time", "…: and 3 more; printAll() shows every entry");
        assertThat(report.cause()).contains(new Cause(Kind.NOT_REPEATABLE, "another value each time"));
    }

    @Test
    void fiveDoubtfulEntriesAreAllShown() {
        ParameterReport five = entries(Verdict.WRONG, Map.of(Verdict.WRONG, 5), new double[5], new double[5],
                IntStream.rangeClosed(1, 5).mapToObj(i -> wrong(i, 0, i)).toList(), Optional.empty());
        assertThat(text(report(five))).contains("W[5]:").contains("cause:       no simple relation found").doesNotContain("more");
    }

    @Test
    void whatCannotBeMeasuredComesWithItsReasonAndAValueThatCanWithNone() {
        EntryReport cannot = new EntryReport("W", "[0]", 1, 2, undecided(), Verdict.INCONCLUSIVE, "no slope");
        ParameterReport parameter = new ParameterReport("W", Verdict.INCONCLUSIVE, Map.of(Verdict.INCONCLUSIVE, 1), NDArray.zeros(2, 1), NDArray.zeros(2, 1), NDArray.zeros(2, 1),
                List.of(cannot), Optional.empty(), 12, 1, List.of(), Search.NONE, 1, 2);
        assertThat(text(report(parameter))).isEqualTo("""
                The gradient is undecided: 1 of 1 entry cannot be decided, 1 skipped.
                  W[0] of output 1: analytic 2: no slope
                  sensitivity:      none: nothing could be decided
                  evaluations:      34 of f: every entry; on 2 threads""");
    }

    @Test
    void alongDirectionsAReportSaysWhatTheyCouldHaveMissed() {
        assertThat(text(report(along(Verdict.CORRECT, Map.of(Verdict.CORRECT, 100), Search.NONE, 0.25)))).isEqualTo("""
                The gradient is right: no disagreement along 1 random direction through 100 entries.
                  sensitivity: a single wrong entry, off by 1.0e-04 of the root-mean-square gradient, is missed with probability 0.25
                  evaluations: 34 of f: every entry; on 2 threads""");
        DirectionalComparison step = direction(1, 1).comparison();
        Search search = new Search(List.of(step, step, step), List.of(step), false, null);
        assertThat(text(report(along(Verdict.WRONG, Map.of(Verdict.CORRECT, 60, Verdict.WRONG, 1), search, 0.25, 0.5)))).isEqualTo("""
                The gradient is WRONG: at least 1 of 100 entries wrong.
                  where:        somewhere in W: the derivative along a direction differs
                  cause:        no simple relation found
                  sensitivity:  a single wrong entry, off by 1.0e-04 of the root-mean-square gradient, is missed with probability 0.125
                  not measured: 39 of W, in ranges along which the derivative differs
                  evaluations:  34 of f: every entry; on 2 threads""");
    }

    @Test
    void aBackwardPassThatBreaksItsRulesIsWrongWithoutAWrongEntry() {
        ParameterReport right = entries(Verdict.CORRECT, Map.of(Verdict.CORRECT, 1), new double[] {3}, new double[] {3}, List.of(), Optional.empty());
        GradientReport report = new GradientReport(List.of(right), List.of(ContractViolation.ofBackward("writes to x", Kind.INPUT_CHANGED)), Optional.empty(),
                List.of("every entry"), 34);
        assertThat(report.headline()).isEqualTo("The gradient is WRONG: it breaks a rule.");
        assertThat(report.passed()).isFalse();
    }

    @Test
    void aParameterThatIsMostlyUndecidedDoesNotPassInTheCompanyOfOthers() {
        ParameterReport right = entries(Verdict.CORRECT, Map.of(Verdict.CORRECT, 4), new double[4], new double[4], List.of(), Optional.empty());
        ParameterReport half = entries(Verdict.INCONCLUSIVE, Map.of(Verdict.INCONCLUSIVE, 1, Verdict.CORRECT, 1), new double[2], new double[2], List.of(), Optional.empty());
        ParameterReport open = entries(Verdict.INCONCLUSIVE, Map.of(Verdict.INCONCLUSIVE, 2, Verdict.CORRECT, 1), new double[3], new double[3], List.of(), Optional.empty());
        assertThat(new GradientReport(List.of(right, half), List.of(), Optional.empty(), List.of(), 1).passed()).isTrue();
        assertThat(new GradientReport(List.of(right, open), List.of(), Optional.empty(), List.of(), 1).passed()).isFalse();
    }

    @Test
    void severalDirectionsMissTogetherTheProductOfWhatEachMisses() {
        ParameterReport both = along(Verdict.CORRECT, Map.of(Verdict.CORRECT, 100), Search.NONE, 0.25, 0.5);
        assertThat(both.directions().get(0).missed(1e-4)).isCloseTo(0.25, within(1e-12));
        assertThat(both.directions().get(1).missed(1e-4)).isCloseTo(0.5, within(1e-12));
        assertThat(both.missed(1e-4)).isCloseTo(0.125, within(1e-12));
        ParameterReport entries = entries(Verdict.CORRECT, Map.of(Verdict.CORRECT, 1), new double[] {3}, new double[] {3}, List.of(), Optional.empty());
        assertThat(entries.missed(1e-4)).as("every entry by itself").isZero();
    }

    @Test
    void theLargestRelativeErrorIsThatOfAnEntryOrOfADirection() {
        double nan = Double.NaN;
        ParameterReport entries = entries(Verdict.WRONG, Map.of(Verdict.WRONG, 4), new double[] {1, 2.5, 3, 1}, new double[] {nan, 1.5, 3, 1}, List.of(),
                Optional.empty());
        assertThat(entries.maxRelativeError()).isEqualTo(0.25);
        DirectionReport unknown = new DirectionReport(new DirectionalComparison(0, 4, 0, DirectionalComparison.claim(1, 2, 4, 0), undecided(), 2, 0.1), Verdict.INCONCLUSIVE, "");
        List<DirectionReport> directions = List.of(unknown, direction(1e-3, 1), direction(1e-3, 3), direction(1e-3, 1.5));
        ParameterReport along = new ParameterReport("W", Verdict.WRONG, Map.of(), entries.analytic(), entries.numeric(), entries.error(), List.of(),
                Optional.empty(), 12, 1, directions, Search.NONE);
        assertThat(along.maxRelativeError()).isEqualTo(0.5);
        ParameterReport unmeasured = entries(Verdict.INCONCLUSIVE, Map.of(), new double[] {1}, new double[] {nan}, List.of(), Optional.empty());
        assertThat(unmeasured.maxRelativeError()).isZero();
    }

    @Test
    void ofTheDoubtfulEntriesOnlyThoseThatAreWrongAreWrong() {
        EntryReport cannot = new EntryReport("W", "[0]", 0, 2, undecided(), Verdict.INCONCLUSIVE, "no slope");
        ParameterReport parameter = entries(Verdict.WRONG, Map.of(Verdict.WRONG, 1, Verdict.INCONCLUSIVE, 1), new double[2], new double[2],
                List.of(wrong(1, 0, 5), cannot), Optional.empty());
        assertThat(parameter.wrongEntries()).containsExactly(wrong(1, 0, 5));
    }

    @Test
    void aCauseHasANameAndItsEvidence() {
        assertThat(FACTOR.name()).isEqualTo("a stray factor");
        assertThat(FACTOR).hasToString("a stray factor: analytic = 2.000000 × numeric in all entries");
        assertThat(List.of(Verdict.values())).extracting(Verdict::words).containsExactly("correct", "not differentiable here", "cannot tell", "wrong");
    }
}
