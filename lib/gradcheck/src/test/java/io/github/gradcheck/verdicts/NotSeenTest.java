package io.github.gradcheck.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.check.Verdict;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was not seen refutes nothing: between values that are not defined, within the narrowest step, or where a search found no slope. */
class NotSeenTest {
    @Test
    void aStepBehindAGapDoesNotMakeAZeroWrong() {
        ToDoubleFunction<double[]> gap = z -> Math.sqrt(Math.max(0, z[0] - 1.002) * (z[0] - 1.004));
        assertThat(GradientCheck.of(gap, x -> new double[] {0}).at(1).verdict()).isIn(Verdict.CORRECT, Verdict.INCONCLUSIVE);
        assertThat(GradientCheck.of(gap, x -> new double[] {1}).at(1).verdict()).isEqualTo(Verdict.WRONG);
    }

    @Test
    void aPulseWithinTheNarrowestLookIsFoundWhereItsSlopeIsClaimed() {
        ToDoubleFunction<double[]> pulse = z -> 1 + z[1] * Math.exp(-z[1] * z[1] / 1e-6);
        assertThat(GradientCheck.of(pulse, x -> new double[] {0, 1}).at(1000, 0).verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(GradientCheck.of(pulse, x -> new double[] {0, 1.01}).at(1000, 0).verdict()).isEqualTo(Verdict.WRONG);
        assertThat(GradientCheck.of(z -> 1 + 0 * z[1], x -> new double[] {0, 1}).at(1000, 0).verdict()).isEqualTo(Verdict.WRONG);
    }

    @ParameterizedTest(name = "{0} entries are at an edge")
    @ValueSource(ints = {1, 3, 5, 8})
    void aTieAmongEntriesAtAnEdgeIsNotWrongBecauseMostPointsNearbyAreUndefined(int atAnEdge) {
        ToDoubleFunction<double[]> f = z -> Tie.max(z[0], z[1]) + Arrays.stream(z).skip(2).map(t -> t < 0 ? Double.NaN : t).sum();
        for (int seed = 0; seed < 20; seed++) {
            double[] x = new double[2 + atAnEdge];
            x[0] = 2 + seed;
            x[1] = 2 + seed;
            assertThat(verdict(f, x, 0.5)).isIn(Verdict.NOT_DIFFERENTIABLE, Verdict.INCONCLUSIVE);
        }
        double[] x = new double[2 + atAnEdge];
        assertThat(verdict(f, x, 1.5)).isEqualTo(Verdict.WRONG);
    }

    private static Verdict verdict(ToDoubleFunction<double[]> f, double[] x, double ofTheTie) {
        double[] gradient = x.clone();
        Arrays.fill(gradient, 1);
        gradient[0] = ofTheTie;
        gradient[1] = ofTheTie;
        return GradientCheck.of(f, z -> gradient.clone()).at(x).verdict();
    }

    @Test
    void aToleranceHoldsForSlopesWhoseProductIsTooSmallForADouble() {
        Stream.of(1e-150, 1e-170, 1e-200).forEach(unit -> {
            GradientReport report = GradientCheck.of(z -> unit * Math.sin(z[0]), z -> new double[] {unit * Math.cos(z[0]) * (1 + 1e-4)}).within(1e-3).at(1.2);
            assertThat(report.verdict()).as("%s", unit).isEqualTo(Verdict.CORRECT);
        });
        assertThat(GradientCheck.of(z -> 1e-170 * Math.sin(z[0]), z -> new double[] {-1e-170 * Math.cos(z[0])}).within(1e-3).at(1.2).verdict())
                .isEqualTo(Verdict.WRONG);
    }

    @ParameterizedTest(name = "a step of width {0}")
    @ValueSource(doubles = {1e-4, 1e-5, 1e-6, 1e-7, 1e-8})
    void aStepNarrowerThanAllLooksHasASlope(double width) {
        for (double at : new double[] {0, 0.3, -0.7}) {
            double x = 1.27 + at * width;
            double slope = Math.pow(Math.cosh((x - 1.27) / width), -2) / width;
            assertThat(verdictOfStep(width, x, slope)).as("%s", at).isEqualTo(Verdict.CORRECT);
            assertThat(verdictOfStep(width, x, 1.01 * slope)).as("%s", at).isEqualTo(Verdict.WRONG);
            assertThat(verdictOfStep(width, x, 0)).as("%s", at).isEqualTo(Verdict.WRONG);
        }
    }

    private static Verdict verdictOfStep(double width, double x, double claim) {
        return GradientCheck.of(z -> Math.tanh((z[0] - 1.27) / width), z -> new double[] {claim}).at(x).verdict();
    }

    @Test
    void aLineBetweenZeroAndOneThatIsNarrowerThanAllLooksHasASlope() {
        ToDoubleFunction<double[]> ramp = z -> Math.max(0, Math.min(1, (z[0] - 1.27) / 1e-6));
        assertThat(GradientCheck.of(ramp, z -> new double[] {1e6}).at(1.27 + 0.3e-6).verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(GradientCheck.of(ramp, z -> new double[] {1.01e6}).at(1.27 + 0.3e-6).verdict()).isEqualTo(Verdict.WRONG);
        // A minute in seconds, beside the seconds since 1970.
        ToDoubleFunction<double[]> time = z -> Math.tanh((z[0] - 1.7e9) / 60);
        assertThat(GradientCheck.of(time, z -> new double[] {Math.pow(Math.cosh(0.4), -2) / 60}).at(1.7e9 + 24).verdict()).isEqualTo(Verdict.CORRECT);
    }

    @Test
    void whatMovesByRoundingAloneIsNotWrong() {
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] logits = random.doubles(5, -1, 1).toArray();
            ToDoubleFunction<double[]> shifted = z -> -Math.log(Math.exp(logits[0] + z[0]) / Arrays.stream(logits).map(logit -> Math.exp(logit + z[0])).sum());
            double at = random.nextDouble(-1, 1);
            assertThat(GradientCheck.of(shifted, z -> new double[] {0}).at(at).verdict()).isIn(Verdict.CORRECT, Verdict.INCONCLUSIVE);
            assertThat(GradientCheck.of(shifted, z -> new double[] {0.01}).at(at).verdict()).isEqualTo(Verdict.WRONG);
        }
    }

    @Test
    void slopesAsLargeAsDoublesAreCompared() {
        assertThat(GradientCheck.of(z -> 1.7e308 * Math.sin(z[0]), z -> new double[] {1.7e308 * Math.cos(z[0])}).at(0.7).verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(GradientCheck.of(z -> 1.7e308 * Math.sin(z[0]), z -> new double[] {1.6e308 * Math.cos(z[0])}).at(0.7).verdict()).isEqualTo(Verdict.WRONG);
    }

    /** The gradient at the kink and beside it, as near as rounding its input moves it, are those of both sides. */
    @Test
    void aGradientThatChangesSidesAtAKinkIsNotExcusedByThat() {
        double slope = 1.535612196870151;
        double kink = 0.6461983200269645;
        double unit = Math.scalb(1.0, 72);
        ToDoubleFunction<double[]> f = z -> Math.max(0, z[0] / unit - kink) + slope * (z[0] / unit);
        assertThat(GradientCheck.of(f, z -> new double[] {2 * (slope + (z[0] / unit > kink ? 1 : 0)) / unit}).at(kink * unit).verdict())
                .isNotEqualTo(Verdict.NOT_DIFFERENTIABLE);
        assertThat(GradientCheck.of(f, z -> new double[] {(slope + (z[0] / unit > kink ? 1 : 0)) / unit}).at(kink * unit).verdict())
                .isEqualTo(Verdict.NOT_DIFFERENTIABLE);
    }
}
