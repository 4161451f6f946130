package io.github.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.gradcheck.direction.DirectionalComparison;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.NumpyRandom;
import io.github.gradcheck.numeric.Derivative;
import io.github.gradcheck.numeric.Uncertainty;
import io.github.gradcheck.relation.Relation.Kind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectionsTest {
    private static final int N = 10_000;
    private static final double[] X = new SplittableRandom(1).doubles(N, -2, 2).toArray();

    /** Σ sin(xᵢ)·(1 + i mod 7) / n. */
    private static double loss(double[] x) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += Math.sin(x[i]) * (1 + i % 7);
        }
        return sum / x.length;
    }

    private static double[] gradient(double[] x) {
        double[] gradient = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            gradient[i] = Math.cos(x[i]) * (1 + i % 7) / x.length;
        }
        return gradient;
    }

    private static GradientReport check(UnaryOperator<double[]> change) {
        return GradientCheck.of(DirectionsTest::loss, x -> change.apply(gradient(x))).at(X);
    }

    // ---- what is found

    @Test
    void aRightGradientOfTenThousandEntriesPassesInAFewEvaluations() {
        GradientReport report = check(g -> g);
        assertThat(report.verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(report.count(Verdict.CORRECT)).isEqualTo(N);
        assertThat(report.evaluations()).isLessThan(30);
        assertThat(report.parameter("x").missed(1e-4)).isZero();
    }

    @Test
    void oneWrongEntryOfTenThousandIsNamedInThirtyHalvings() {
        GradientReport report = check(g -> {
            g[6789] *= 1.001;
            return g;
        });
        assertThat(report.parameter("x").wrongEntries()).singleElement().satisfies(entry -> assertThat(entry.index()).isEqualTo("[6789]"));
        assertThat(report.count(Verdict.WRONG)).isOne();
        assertThat(report.open()).isZero();
        assertThat(report.cause()).hasValueSatisfying(cause -> assertThat(cause.kind()).isEqualTo(Kind.ONE_ENTRY));
        assertThat(report.parameter("x").search().steps()).hasSizeLessThanOrEqualTo(30);
    }

    @Test
    void fiveWrongEntriesOfTenThousandAreNamed() {
        int[] wrong = {3, 1234, 1235, 5000, 9999};
        GradientReport report = check(g -> {
            IntStream.of(wrong).forEach(i -> g[i] += 1e-4);
            return g;
        });
        assertThat(report.parameter("x").wrongEntries()).extracting(EntryReport::index)
                .containsExactlyInAnyOrder("[3]", "[1234]", "[1235]", "[5000]", "[9999]");
        assertThat(report.parameter("x").search().steps()).hasSizeLessThanOrEqualTo(130);
    }

    /** Σ x²/2, whose own rounding error hides the slope at the steps that are tried first. */
    private static GradientReport ofLongSum(int wrong, double factor) {
        Random random = new Random(3);
        double[] x = IntStream.range(0, 6000).mapToDouble(i -> random.nextGaussian()).toArray();
        return GradientCheck.of(v -> {
            double sum = 0;
            for (double e : v) {
                sum += 0.5 * e * e;
            }
            return sum;
        }, v -> {
            double[] gradient = v.clone();
            gradient[wrong] *= factor;
            return gradient;
        }).at(x);
    }

    @ParameterizedTest
    @ValueSource(ints = {77, 3702})
    void oneWrongEntryIsNamedWhereALongSumIsNoisyAndARightGradientPasses(int wrong) {
        assertThat(ofLongSum(wrong, 1).verdict()).isEqualTo(Verdict.CORRECT);
        for (double factor : new double[] {-1, 0, 1.01}) {
            GradientReport report = ofLongSum(wrong, factor);
            assertThat(report.parameter("x").wrongEntries()).singleElement().satisfies(entry -> assertThat(entry.index()).isEqualTo("[" + wrong + "]"));
            assertThat(report.open()).isZero();
        }
    }

    /** f is so noisy that a direction sees no single entry, wrong as it may be. */
    @Test
    void whereNoSingleEntryCouldBeSeenNothingIsDecidedAndTheReportSaysWhy() {
        SplittableRandom noise = new SplittableRandom(1);
        double[] signs = noise.doubles(1 << 16, -1, 1).toArray();
        GradientReport report = GradientCheck.of(x -> {
            double sum = Arrays.stream(x).sum();
            return sum + 6e-3 * signs[Double.hashCode(sum) & 0xffff];
        }, x -> {
            double[] ones = new double[x.length];
            Arrays.fill(ones, 1);
            return ones;
        }).at(X);
        assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(report.passed()).isFalse();
        assertThat(report.toString()).contains("wrong by all its size could not have been seen", "of the root-mean-square gradient, is detected for sure, a smaller error perhaps not");
    }

    @Test
    void aFaultInEveryEntryIsNamedFromASample() {
        GradientReport report = check(g -> Arrays.stream(g).map(value -> 2 * value).toArray());
        assertThat(report.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(report.open()).isGreaterThan(9000);
        assertThat(report.headline()).contains("at least");
        assertThat(report.cause()).hasValueSatisfying(cause -> assertThat(cause.toString()).contains("2.000000 × numeric"));
        assertThat(report.evaluations()).isLessThan(5000);
    }

    private static Kind causeInMatrix(UnaryOperator<NDArray> change) {
        NumpyRandom random = new NumpyRandom(3);
        NDArray w = random.randn(100, 100);
        NDArray a = random.randn(100, 100);
        Map<String, NDArray> params = new LinkedHashMap<>(Map.of("w", w));
        GradientReport report = GradientCheck.ofParameters(params, () -> w.map(Math::sin).multiply(a).sum(),
                () -> Map.of("w", change.apply(w.map(Math::cos).multiply(a)))).run();
        assertThat(report.verdict()).isEqualTo(Verdict.WRONG);
        return report.cause().map(Cause::kind).orElse(null);
    }

    @Test
    void theCauseShowsInTheEntriesAroundTheFault() {
        assertThat(causeInMatrix(NDArray::transpose)).isEqualTo(Kind.TRANSPOSED);
        assertThat(causeInMatrix(g -> g.multiply(-1))).isEqualTo(Kind.SIGN_FLIPPED);
        assertThat(causeInMatrix(g -> line(g, 1, 100, 17))).isEqualTo(Kind.ONE_ROW);
        assertThat(causeInMatrix(g -> line(g, 100, 1, 17))).isEqualTo(Kind.ONE_COLUMN);
        assertThat(causeInMatrix(g -> g.multiply(0))).isEqualTo(Kind.ZERO);
        assertThat(causeInMatrix(g -> g.add(0.1))).isEqualTo(Kind.MISSING_TERM);
    }

    /** Row or column 17 made three times as large. */
    private static NDArray line(NDArray g, int step, int stride, int which) {
        NDArray changed = g.copy();
        for (int k = 0; k < 100; k++) {
            int i = which * stride + k * step;
            changed.setFlat(i, 3 * g.getFlat(i));
        }
        return changed;
    }

    @Test
    void aRightGradientOfAFunctionComputedInFloat32IsNeverWrong() {
        for (double size : new double[] {1e-8, 1e-3, 1, 10, 1e3}) {
            for (int seed = 0; seed < 10; seed++) {
                double[] x = new SplittableRandom(seed).doubles(300, -size, size).toArray();
                GradientReport report = GradientCheck.of(p -> (float) Arrays.stream(p).map(v -> (float) Math.sin((float) v)).sum(),
                        p -> Arrays.stream(p).map(Math::cos).toArray()).directions(1).seed(seed).at(x);
                assertThat(report.verdict()).as("size %s, seed %d\n%s", size, seed, report).isIn(Verdict.CORRECT, Verdict.INCONCLUSIVE);
            }
        }
    }

    // ---- what can be missed

    @Test
    void theProbabilityOfAMissIsThatOfASmallWeight() {
        Derivative derivative = new Derivative(Derivative.Kind.SMOOTH, 1, 1, 1, new Uncertainty(0, 5e-3, 0), List.of(), 0, Derivative.Limit.ROUNDING, 1e-16, 4);
        DirectionalComparison along = new DirectionalComparison(0, 100, 0, DirectionalComparison.claim(1, 1, 100, 0), derivative, 1, 0.1);
        // |v| = U(0.5, 1.5)·0.1 and the interval is 0.01 long: an error e is missed if U·0.1·e <= 0.01.
        assertThat(along.missed(0.05)).isOne();
        assertThat(along.missed(0.1)).isCloseTo(0.5, within(1e-12));
        assertThat(along.missed(0.08)).isCloseTo(0.75, within(1e-12));
        assertThat(along.missed(0.2)).isZero();
        assertThat(along.missed(0)).isOne();
        assertThat(along.missed(Double.NaN)).isOne();
    }

    @Test
    void errorsAreMissedNoMoreOftenThanTheReportSays() {
        int missed = 0;
        double expected = 0;
        for (int seed = 0; seed < 200; seed++) {
            GradientCheck right = GradientCheck.of(DirectionsTest::loss, DirectionsTest::gradient).directions(1).seed(seed);
            DirectionalComparison along = right.at(X).parameter("x").directions().get(0).comparison();
            double error = 2 * along.numeric().error() / along.unit();
            expected += along.missed(error);
            GradientReport report = GradientCheck.of(DirectionsTest::loss, x -> {
                double[] g = gradient(x);
                g[42] += error;
                return g;
            }).directions(1).seed(seed).at(X);
            missed += report.parameter("x").directions().get(0).verdict() == Verdict.CORRECT ? 1 : 0;
        }
        assertThat(expected).isCloseTo(100, within(1e-9));
        assertThat(missed).as("at most: both the slope and the claim may lie at the ends of the interval").isBetween(1, 100);
    }

    @Test
    void severalDirectionsMissLess() {
        GradientReport report = GradientCheck.of(DirectionsTest::loss, DirectionsTest::gradient).directions(3).at(X);
        assertThat(report.parameter("x").directions()).hasSize(3);
        double one = report.parameter("x").directions().get(0).missed(1e-9);
        assertThat(report.parameter("x").missed(1e-9)).isLessThanOrEqualTo(one);
        assertThat(report.toString()).contains("3 random directions for each array");
    }

    // ---- the choice

    @Test
    void theCheckChoosesAndSaysSo() {
        double[] few = Arrays.copyOf(X, 5000);
        double[] many = Arrays.copyOf(X, 5001);
        GradientCheck check = GradientCheck.of(DirectionsTest::loss, DirectionsTest::gradient);
        assertThat(check.at(few).method()).contains("every entry");
        assertThat(check.at(many).method()).contains("1 random direction for each array");
        assertThat(check.everyEntry().at(many).method()).contains("every entry");
        assertThat(check.directions(2).at(few).method()).contains("2 random directions for each array");
    }

    @Test
    void aVectorFunctionIsCheckedAlongDirectionsToo() {
        double[] x = Arrays.copyOf(X, 6000);
        GradientCheck right = GradientCheck.ofVector(p -> new double[] {loss(p), 2 * loss(p)},
                (p, u) -> Arrays.stream(gradient(p)).map(g -> (u[0] + 2 * u[1]) * g).toArray());
        GradientCheck wrong = GradientCheck.ofVector(p -> new double[] {loss(p), 2 * loss(p)}, (p, u) -> {
            double[] g = Arrays.stream(gradient(p)).map(value -> (u[0] + 2 * u[1]) * value).toArray();
            g[77] += u[1] * 1e-3;
            return g;
        });
        assertThat(right.at(x).verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(wrong.at(x).parameter("x").wrongEntries()).singleElement().satisfies(entry -> {
            assertThat(entry.index()).isEqualTo("[77]");
            assertThat(entry.output()).isOne();
        });
    }

    // ---- bad input

    @Test
    void refusesNoDirection() {
        assertThatIllegalArgumentException().isThrownBy(() -> GradientCheck.of(DirectionsTest::loss, DirectionsTest::gradient).directions(0))
                .withMessage("directions must be positive: 0");
    }

    @Test
    void refusesDirectionsThroughNothing() {
        GradientCheck check = GradientCheck.of(DirectionsTest::loss, DirectionsTest::gradient).directions(1);
        assertThatIllegalArgumentException().isThrownBy(() -> check.at()).withMessageContaining("nothing to check");
        assertThatIllegalArgumentException().isThrownBy(() -> GradientCheck.ofParameters(Map.of(), () -> 1, Map::of).directions(1).run())
                .withMessageContaining("no parameter was given");
    }

    @Test
    void saysBeforehandThatAJacobianDoesNotFitIntoMemory() {
        GradientCheck check = GradientCheck.ofVector(x -> new double[1_000_000], (x, u) -> new double[x.length]).everyEntry();
        assertThatIllegalArgumentException().isThrownBy(() -> check.at(X))
                .withMessageContaining("the Jacobian of 1000000 outputs by 10000 entries needs 1280.0 GB");
    }
}
