package io.github.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.relation.Relation.Kind;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** From a measurement to a verdict: how coarse it may be, and what the gradient's own rounding error excuses. */
class JudgementTest {
    /** Uniform in [−1, 1), the same for the same x. */
    private static double scatter(double... x) {
        return 2 * new SplittableRandom(Arrays.hashCode(x)).split().nextDouble() - 1;
    }

    private static GradientReport check(ToDoubleFunction<double[]> f, double[] gradient, double... x) {
        return GradientCheck.of(f, at -> gradient.clone()).at(x);
    }

    /** A slope whose measurement allows about 230 times the scatter, and what is said of it. */
    private static Verdict ofSlope(double slope, double scatter) {
        return check(x -> slope * x[0] + scatter * scatter(x), new double[] {slope}, 0.5).verdict();
    }

    @Test
    void anAgreementThatWouldHaveHiddenATenthOfTheSlopeIsNone() {
        assertThat(ofSlope(10, 2e-3)).isEqualTo(Verdict.CORRECT);
        assertThat(ofSlope(10, 2e-2)).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(ofSlope(0.01, 2e-6)).isEqualTo(Verdict.CORRECT);
        assertThat(ofSlope(0.01, 2e-5)).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void anEntryThatIsSmallBesideALargeOneIsNotCountedAsZero() {
        ToDoubleFunction<double[]> flatter = x -> 0.1 * x[0] + 2e-6 * scatter(x);
        GradientReport report = check(flatter, new double[] {0.1, 0}, 0.5, 0.5);
        assertThat(report.count(Verdict.CORRECT)).isEqualTo(1);
        assertThat(report.parameter("x").doubtful()).singleElement().satisfies(entry -> {
            assertThat(entry.index()).isEqualTo("[1]");
            assertThat(entry.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(entry.reason()).matches("any slope from \\S+ to \\S+ is possible: values of f have noise of \\S+");
        });
    }

    /** How small a slope matters nobody can say: one hidden in scatter is not zero, however little f scatters. */
    @Test
    void aSlopeOfZeroThatScatterHidesIsUndecided() {
        assertThat(check(x -> 1 + 1e-14 * scatter(x), new double[1], 0.5).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(check(x -> 1 + 1e-11 * scatter(x), new double[1], 0.5).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(check(x -> 1 + 1e-11 * scatter(x) + Math.pow(x[0] - 0.5, 2), new double[1], 0.5).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(check(x -> 1 + Math.pow(x[0] - 0.5, 2), new double[1], 0.5).verdict()).isEqualTo(Verdict.CORRECT);
    }

    @Test
    void aFunctionThatIsZeroEverywhereHasAGradientOfZeroExactly() {
        assertThat(check(x -> 0, new double[] {0, 0}, 0.5, 1).verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(check(x -> 0, new double[] {0, 1e-300}, 0.5, 1).verdict()).isEqualTo(Verdict.WRONG);
    }

    @Test
    void alongADirectionTheSameHolds() {
        double[] x = {0.5, -0.5, 1.5};
        GradientCheck flat = GradientCheck.of(at -> 1e8, at -> new double[3]).directions(1);
        assertThat(flat.at(x).verdict()).isEqualTo(Verdict.CORRECT);
        GradientCheck coarse = GradientCheck.of(at -> 0.01 * Arrays.stream(at).sum() + 1e-4 * scatter(at), at -> new double[] {0.01, 0.01, 0.01}).directions(1);
        assertThat(coarse.at(x).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(coarse.at(x).parameter("x").directions().get(0).reason()).startsWith("any slope from ").contains("values of f have noise of");
    }

    /** Σ x + 10⁶·(x − 1)⁷. */
    private static double seventhPowers(double[] x) {
        return Arrays.stream(x).map(value -> value + 1e6 * Math.pow(value - 1, 7)).sum();
    }

    /** The slopes 1 + 7·10⁶·(x − 1)⁶ with the power multiplied out, the classical way to lose digits: near 1 terms of 10⁸ leave 1. */
    private static double[] expanded(double[] x) {
        return Arrays.stream(x).map(t -> 1 + 7e6 * ((((((t - 6) * t + 15) * t - 20) * t + 15) * t - 6) * t + 1)).toArray();
    }

    private static UnaryOperator<double[]> off(double error) {
        return x -> {
            double[] gradient = expanded(x);
            gradient[0] += error;
            return gradient;
        };
    }

    @Test
    void theRoundingErrorOfTheGradientItselfIsExcusedAndNoMore() {
        double[] x = {0.99, 1.01};
        double exact = 1 + 7e6 * Math.pow(x[0] - 1, 6);
        assertThat(expanded(x)[0]).isNotCloseTo(exact, within(1e-12)).isCloseTo(exact, within(1e-7));
        assertThat(GradientCheck.of(JudgementTest::seventhPowers, off(0)).at(x).verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(GradientCheck.of(JudgementTest::seventhPowers, off(1e-6)).at(x).verdict()).isEqualTo(Verdict.WRONG);
    }

    @Test
    void theRoundingErrorOfTheGradientIsExcusedAtAllPointsAndAnErrorAHundredTimesAsLargeAtNone() {
        for (int seed = 0; seed < 100; seed++) {
            double[] x = new SplittableRandom(seed).doubles(20, 0.95, 1.05).toArray();
            assertThat(GradientCheck.of(JudgementTest::seventhPowers, off(0)).at(x).count(Verdict.WRONG)).isZero();
            assertThat(GradientCheck.of(JudgementTest::seventhPowers, off(1e-6)).at(x).count(Verdict.WRONG)).isOne();
        }
    }

    @Test
    void alongADirectionTheRoundingErrorsOfAllEntriesAddUpAsSquares() {
        double[] x = new SplittableRandom(1).doubles(100, 0.98, 1.02).toArray();
        DirectionReport right = GradientCheck.of(JudgementTest::seventhPowers, off(0)).directions(1).at(x).parameter("x").directions().get(0);
        assertThat(right.verdict()).isEqualTo(Verdict.CORRECT);
        DirectionReport wrong = GradientCheck.of(JudgementTest::seventhPowers, off(1e-6)).directions(1).at(x).parameter("x").directions().get(0);
        assertThat(wrong.verdict()).isEqualTo(Verdict.WRONG);
    }

    /** One more for each pair of entries that move together: no entry by itself shows it. */
    @Test
    void aDirectionThatDisagreesThoughNoneOfItsEntriesDoesLeavesItUndecided() {
        double[] x = {0.1, 0.2, 0.3, 0.4};
        ToDoubleFunction<double[]> f = at -> {
            double sum = 0;
            int moved = 0;
            for (int i = 0; i < at.length; i++) {
                sum += at[i];
                moved += at[i] == x[i] ? 0 : 1;
            }
            return moved < 2 ? sum : 1 + 1.5 * (sum - 1);
        };
        GradientReport report = GradientCheck.of(f, at -> new double[] {1, 1, 1, 1}).directions(1).at(x);
        assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(report.parameter("x").directions()).singleElement().extracting(DirectionReport::reason)
                .isEqualTo("the directional derivative differs, but no single entry could be shown wrong");
        GradientReport wrong = GradientCheck.of(f, at -> new double[] {1, 1, 2, 1}).directions(1).at(x);
        assertThat(wrong.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(wrong.parameter("x").directions()).singleElement().extracting(DirectionReport::verdict).isEqualTo(Verdict.WRONG);
    }

    private static double[] cosines(double[] x) {
        return Arrays.stream(x).map(Math::cos).toArray();
    }

    private static ParameterReport alongOneDirection(UnaryOperator<double[]> gradient) {
        double[] x = new SplittableRandom(2).doubles(1000, 0.2, 0.9).toArray();
        return GradientCheck.of(at -> Arrays.stream(at).map(Math::sin).sum(), gradient).directions(1).at(x).parameter("x");
    }

    /** Of a thousand entries: all that are right are counted, and of those that lie where a direction disagrees only the measured ones. */
    @Test
    void entriesAreCoveredByTheDirectionsThroughThem() {
        ParameterReport right = alongOneDirection(JudgementTest::cosines);
        assertThat(right.counts()).containsOnly(Map.entry(Verdict.CORRECT, 1000));
        ParameterReport oneWrong = alongOneDirection(x -> {
            double[] gradient = cosines(x);
            gradient[777] *= 2;
            return gradient;
        });
        assertThat(oneWrong.counts()).containsOnly(Map.entry(Verdict.CORRECT, 999), Map.entry(Verdict.WRONG, 1));
        assertThat(oneWrong.open()).isZero();
        ParameterReport allWrong = alongOneDirection(x -> Arrays.stream(cosines(x)).map(value -> 2 * value).toArray());
        assertThat(allWrong.counts()).containsOnlyKeys(Verdict.WRONG);
        assertThat(allWrong.open()).isPositive().isEqualTo(1000 - allWrong.count(Verdict.WRONG));
        double[] x = {0.5, -0.5, 1.5};
        GradientReport coarse = GradientCheck.of(at -> 0.01 * Arrays.stream(at).sum() + 1e-4 * scatter(at), at -> new double[] {0.01, 0.01, 0.01}).directions(1)
                .at(x);
        assertThat(coarse.count(Verdict.INCONCLUSIVE)).isEqualTo(3);
    }

    @Test
    void theSmallestDetectableErrorIsTenErrorsOfTheSharpestSlope() {
        ParameterReport parameter = check(x -> Math.exp(x[0]) + 0.01 * x[1] + Math.abs(x[2]) + 0 * x[3], new double[] {Math.exp(0.5), 0.01, 0, 0}, 0.5, 3, 0, 1)
                .parameter("x");
        double first = parameter.error().get(0) / Math.exp(0.5);
        double second = parameter.error().get(1) / 0.01;
        assertThat(parameter.smallestDetectableError()).as("neither at the kink nor where the slope is 0").isCloseTo(Math.min(first, second), within(1e-18));
        ParameterReport kink = check(x -> Math.abs(x[0]), new double[1], 0).parameter("x");
        assertThat(kink.smallestDetectableError()).isInfinite();
        assertThat(check(x -> 1, new double[1], 0).parameter("x").smallestDetectableError()).isInfinite();
    }

    @Test
    void alongDirectionsTheSharpestCounts() {
        ParameterReport parameter = GradientCheck.of(x -> Math.sin(x[0]) + x[1], x -> new double[] {Math.cos(x[0]), 1}).directions(2).at(0.5, 1).parameter("x");
        double sharpest = parameter.directions().stream().map(direction -> direction.comparison().numeric())
                .mapToDouble(numeric -> numeric.error() / Math.abs(numeric.value())).min().orElseThrow();
        assertThat(parameter.smallestDetectableError()).isEqualTo(sharpest).isBetween(1e-16, 1e-9);
    }

    @Test
    void aKinkIsNamedWithBothSlopes() {
        ToDoubleFunction<double[]> kink = x -> x[0] < 0 ? -2 * x[0] : 3 * x[0];
        assertThat(check(kink, new double[] {1}, 0).parameter("x").doubtful()).singleElement()
                .satisfies(entry -> assertThat(entry.reason()).isEqualTo("a kink with the slopes -2 and 3"));
        assertThat(check(kink, new double[] {3.5}, 0).parameter("x").doubtful()).singleElement()
                .satisfies(entry -> assertThat(entry.reason()).isEqualTo("a kink, and the value lies outside both slopes, -2 and 3"));
        assertThat(check(kink, new double[] {Double.NaN}, 0).parameter("x").doubtful()).singleElement()
                .satisfies(entry -> assertThat(entry.reason()).isEqualTo("the analytic value is NaN"));
    }

    /** Any slope from −2 to 3 is right there, and their mean, which was measured, is no evidence. */
    @Test
    void aSubgradientDoesNotHideAFactor() {
        GradientReport report = GradientCheck.of(x -> (x[0] < 0 ? -2 : 3) * x[0] + x[1] * x[1] + x[2] * x[2], x -> new double[] {1, 3 * x[1], 3 * x[2]})
                .at(0, 0.7, -1.5);
        assertThat(report.cause()).hasValueSatisfying(cause -> {
            assertThat(cause.kind()).isEqualTo(Kind.CONSTANT_FACTOR);
            assertThat(cause.evidence()).contains("1.5000");
        });
    }

    @Test
    void aMultipleOfThePointThatIsMissingIsTheRegularisers() {
        GradientReport report = check(x -> Math.sin(x[0]) + Math.exp(x[1]) + Math.cos(x[2]) + 0.05 * (x[0] * x[0] + x[1] * x[1] + x[2] * x[2]),
                new double[] {Math.cos(0.5), Math.exp(-1.5), -Math.sin(2)}, 0.5, -1.5, 2);
        assertThat(report.cause().map(Cause::kind)).contains(Kind.REGULARISER_MISSING);
    }

    @Test
    void aSeedDrawsOneDirectionAndAnotherSeedAnother() {
        GradientCheck check = GradientCheck.of(x -> Math.sin(x[0]) + x[1], x -> new double[] {Math.cos(x[0]), 1}).directions(1);
        assertThat(along(check.seed(1).at(0.5, 1))).isEqualTo(along(check.seed(1).at(0.5, 1))).isNotEqualTo(along(check.seed(2).at(0.5, 1)));
        assertThat(check.everyEntry().at(0.5, 1).method()).containsExactly("every entry");
        NDArray w = NDArray.of(new double[] {0.5, 1}, 2);
        ParameterCheck named = GradientCheck.ofParameters(Map.of("w", w), () -> w.map(Math::sin).sum(), () -> Map.of("w", w.map(Math::cos))).directions(1);
        assertThat(along(named.seed(1).run())).isEqualTo(along(named.seed(1).run())).isNotEqualTo(along(named.seed(2).run()));
    }

    private static double along(GradientReport report) {
        return report.parameters().get(0).directions().get(0).comparison().analytic();
    }

    /** A factor found beside it says what is wrong; a clamped upstream would have brought it about. */
    @Test
    void aBackwardPassThatChangesItsInputMayHaveAStrayFactorToo() {
        GradientReport report = GradientCheck.of(x -> Arrays.stream(x).map(value -> value * value).sum(), x -> {
            double[] gradient = Arrays.stream(x).map(value -> 6 * value).toArray();
            x[0] = 7;
            return gradient;
        }).at(0.5, -1.5, 2);
        assertThat(report.violations()).singleElement().extracting(violation -> violation.kind().orElseThrow()).isEqualTo(Kind.INPUT_CHANGED);
        assertThat(report.parameter("x").cause().map(Cause::kind)).contains(Kind.CONSTANT_FACTOR);
    }
}
