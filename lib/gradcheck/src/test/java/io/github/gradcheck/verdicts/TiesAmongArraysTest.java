package io.github.gradcheck.verdicts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.check.Verdict;
import io.github.gradcheck.ndarray.NDArray;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Ties between entries of several arrays, of functions with several values and at edges, what they cost, and how they are told. */
class TiesAmongArraysTest {
    /** The table took 149 in the mean for right gradients and 393 for wrong ones, 2306 at most. */
    private static final double MEAN_FOR_RIGHT = 200;
    private static final double MEAN_FOR_WRONG = 600;
    private static final long MOST = 3200;
    /** 24 draws, at most twice each. */
    private static final long FOR_INDEPENDENT_KINKS = 48;
    /** Two at the point, one at another, eight for each kink. */
    private static final long BY_THEMSELVES = 3 + 8 * 2000;
    private static final int ZEROS = 2000;

    private static NDArray vector(double... entries) {
        return NDArray.of(entries, entries.length);
    }

    @Test
    void aTieBetweenAWeightAndABiasIsSeen() {
        double[] weight = {0.3, 0.2};
        double[] bias = {-0.5};
        NDArray w = vector(weight);
        NDArray b = vector(bias);
        // relu(w·(1, 1) + b), where the sum is 0 to rounding.
        DoubleFunction<Verdict> verdict = slope -> GradientCheck.ofParameters(Map.of("w", w, "b", b),
                () -> Tie.relu(w.getFlat(0) + w.getFlat(1) + b.getFlat(0)),
                () -> Map.of("w", vector(1, 1), "b", vector(slope))).run().verdict();
        assertThat(verdict.apply(1)).isEqualTo(Verdict.NOT_DIFFERENTIABLE);
        assertThat(verdict.apply(0.9)).isEqualTo(Verdict.WRONG);
        assertThat(w.toArray()).isEqualTo(weight);
        assertThat(b.toArray()).isEqualTo(bias);
    }

    @Test
    void eachValueOfAFunctionHasTiesOfItsOwn() {
        double[] x = {2, 2, 5};
        Case right = new Case("max and min", z -> new double[] {Tie.max(z[0], z[1]), Tie.min(z[0], z[1]) + z[2]},
                (z, u) -> new double[] {u[0], u[1], u[1]}, x);
        Case wrong = right.withBackward("both in max", (z, u) -> new double[] {u[0], u[0] + u[1], u[1]});
        assertThat(GradientCheck.ofVector(right.function(), right.vjp()).at(x).verdict()).isEqualTo(Verdict.NOT_DIFFERENTIABLE);
        GradientReport report = GradientCheck.ofVector(wrong.function(), wrong.vjp()).at(x);
        assertThat(report.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(report.parameter("x").wrongEntries()).allSatisfy(entry -> assertThat(entry.output()).isZero());
    }

    @Test
    void theReportSaysWhatMixtureIsNearest() {
        GradientReport report = GradientCheck.of(Tie::max, x -> new double[] {1, 1}).at(2, 2);
        assertThat(report.parameter("x").wrongEntries()).hasSize(2).allSatisfy(entry -> assertThat(entry.reason())
                .isEqualTo("a tie of 2 entries: no mixture of the slopes nearby gives (1, 1); the nearest is (0.5, 0.5)"));
    }

    @Test
    void anEntryThatLooksWrongAloneIsExcusedWhereOthersHaveToMoveFirst() {
        GradientReport report = GradientCheck.of(z -> Tie.sorted(z, 0, 1, 0), x -> new double[] {1, 0, 0}).at(0.6, 0.6, 0.6);
        assertThat(report.count(Verdict.NOT_DIFFERENTIABLE)).isEqualTo(3);
        assertThat(report.toString()).contains("in a tie of 3 entries whose values are a mixture of the slopes nearby");
    }

    @Test
    void whereFThrowsBesideATieNothingIsConcludedFromThere() {
        ToDoubleFunction<double[]> half = z -> {
            if (z[2] < 1) {
                throw new ArithmeticException("only for x2 from 1 on");
            }
            return Tie.max(z[0], z[1]) + z[2];
        };
        assertThat(GradientCheck.of(half, x -> new double[] {0.5, 0.5, 1}).at(2, 2, 1).verdict()).isEqualTo(Verdict.NOT_DIFFERENTIABLE);
        assertThat(GradientCheck.of(half, x -> new double[] {1, 1, 1}).at(2, 2, 1).verdict()).isEqualTo(Verdict.WRONG);
    }

    @Test
    void anInterruptionEndsTheSearchAndLeavesTheArraysAsTheyWere() {
        NDArray x = NDArray.full(0.3, 6);
        AtomicInteger left = new AtomicInteger(200);
        assertThatThrownBy(() -> GradientCheck.ofParameters(Map.of("x", x), () -> {
            if (left.decrementAndGet() == 0) {
                Thread.currentThread().interrupt();
            }
            return Tie.max(x.toArray());
        }, () -> Map.of("x", NDArray.full(1, 6))).run()).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(x.toArray()).containsOnly(0.3);
    }

    @Test
    void twoThousandIndependentKinksCostFewEvaluationsMoreThanByThemselves() {
        GradientReport report = GradientCheck.of(Tie::absolute, x -> new double[ZEROS]).at(new double[ZEROS]);
        assertThat(report.count(Verdict.NOT_DIFFERENTIABLE)).isEqualTo(ZEROS);
        assertThat(report.evaluations()).isLessThanOrEqualTo(BY_THEMSELVES + FOR_INDEPENDENT_KINKS);
    }

    @Test
    void aSmoothFunctionCostsNoEvaluationMore() {
        double[] x = new SplittableRandom(1).doubles(50, 1, 2).toArray();
        GradientReport report = GradientCheck.of(z -> Case.dot(z, z), z -> Case.scaled(z, 2)).at(x);
        assertThat(report.evaluations()).isEqualTo(3 + 4 * x.length);
    }

    @Test
    void theHullOfFortyEqualEntriesIsSeenWithinTheBudget() {
        double[] equal = Tie.filled(40, 0.3);
        double[] first = Case.with(new double[40], 0, 1);
        assertThat(GradientCheck.of(Tie::max, x -> first).at(equal).verdict()).isEqualTo(Verdict.NOT_DIFFERENTIABLE);
        assertThat(GradientCheck.of(Tie::max, x -> Tie.filled(40, 1.0 / 40)).at(equal).verdict()).isEqualTo(Verdict.NOT_DIFFERENTIABLE);
        assertThat(GradientCheck.of(Tie::max, x -> Case.with(first, 1, 0.02)).at(equal).verdict()).isEqualTo(Verdict.WRONG);
    }

    @Test
    void theTableCostsAFewHundredEvaluations(TestReporter reporter) {
        List<Tie> table = Stream.of(ConvexTies.all(), MixedTies.all()).flatMap(List::stream).toList();
        LongSummaryStatistics right = evaluations(table.stream().flatMap(tie -> tie.right().stream().map(tie::report)));
        LongSummaryStatistics wrong = evaluations(table.stream().flatMap(tie -> tie.wrong().stream().map(tie::report)));
        reporter.publishEntry("evaluations", "right: " + right + ", wrong: " + wrong);
        assertThat(right.getAverage()).isLessThanOrEqualTo(MEAN_FOR_RIGHT);
        assertThat(wrong.getAverage()).isLessThanOrEqualTo(MEAN_FOR_WRONG);
        assertThat(wrong.getMax()).isLessThanOrEqualTo(MOST);
    }

    private static LongSummaryStatistics evaluations(Stream<GradientReport> reports) {
        return reports.mapToLong(GradientReport::evaluations).summaryStatistics();
    }
}
