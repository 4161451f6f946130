package io.github.gradcheck.verdicts;

import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.check.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rounding inside f swallows what its exact gradient says, or makes it jump: the right gradient is never called wrong and gets no invented
 * cause, and a wrong one is not called right because nothing can be seen.
 */
class HiddenByRoundingTest {
    private static final int POINTS = 100;
    /** Twice the gradient, and its opposite; none at all may be right where it is too small to matter. */
    private static final double[] SLIPS = {2, -1};
    private static final double[] SLIPS_AND_NOTHING = {2, -1, 0};

    private record Swallowed(String name, ToDoubleFunction<double[]> f, double[] gradient, double... x) {
        static Swallowed of(String name, DoubleUnaryOperator f, double slope, double x) {
            return new Swallowed(name, z -> f.applyAsDouble(z[0]), new double[] {slope}, x);
        }

        GradientReport report(double[] given) {
            return GradientCheck.of(f, any -> given.clone()).at(x);
        }

        @Override
        public String toString() {
            return name + " at " + Arrays.toString(x);
        }
    }

    static Stream<Swallowed> swallowed() {
        return Stream.of(
                Swallowed.of("log(1 + exp x)", x -> Math.log(1 + Math.exp(x)), Functions.sigmoid(-40), -40),
                Swallowed.of("1 - sigmoid", x -> 1 - Functions.sigmoid(x), -Functions.sigmoid(-45), 45),
                Swallowed.of("1 - tanh", x -> 1 - Math.tanh(x), -1 / Math.pow(Math.cosh(30), 2), 30),
                Swallowed.of("π/2 - atan", x -> Math.PI / 2 - Math.atan(x), -1e-40, 1e20),
                Swallowed.of("1 - exp(-x²)", x -> 1 - Math.exp(-x * x), 2e-10, 1e-10),
                new Swallowed("-log softmax", z -> -Math.log(Functions.softmax(z)[0]), minusFirst(45, 1, 0), 45, 1, 0),
                new Swallowed("log Σ exp - x0", z -> Functions.logSumExp(z) - z[0], minusFirst(0, -45, -50), 0, -45, -50),
                new Swallowed("x1² + log(1 + exp x0)", HiddenByRoundingTest::beside, new double[] {Functions.sigmoid(-40), 2}, -40, 1),
                new Swallowed("x1² + log(1 + exp x0)", HiddenByRoundingTest::beside, new double[] {Functions.sigmoid(-40), 0}, -40, 0),
                new Swallowed("a logistic loss of three rows", HiddenByRoundingTest::logistic, slopesOfLogistic(0.1, 2), 0.1, 2));
    }

    /** The gradient of −log pᵢ for i = 0, p − e₀, without cancellation. */
    private static double[] minusFirst(double... z) {
        double[] p = Functions.softmax(z);
        p[0] = -(p[1] + p[2]);
        return p;
    }

    private static double beside(double[] z) {
        return z[1] * z[1] + Math.log(1 + Math.exp(z[0]));
    }

    private static final double[][] ROWS = {{1, 20}, {1, -30}, {1, 25}};
    private static final double[] LABELS = {1, -1, 1};

    private static double logistic(double[] w) {
        double sum = 0;
        for (int n = 0; n < ROWS.length; n++) {
            sum += Math.log(1 + Math.exp(-LABELS[n] * Case.dot(ROWS[n], w)));
        }
        return sum;
    }

    private static double[] slopesOfLogistic(double... w) {
        double[] slopes = new double[w.length];
        for (int n = 0; n < ROWS.length; n++) {
            double share = -LABELS[n] * Functions.sigmoid(-LABELS[n] * Case.dot(ROWS[n], w));
            for (int i = 0; i < w.length; i++) {
                slopes[i] += share * ROWS[n][i];
            }
        }
        return slopes;
    }

    private static void assertNoBug(GradientReport report, Object what) {
        assertThat(report.verdict()).as("%s: %s", what, report).isNotEqualTo(Verdict.WRONG);
        assertThat(report.cause()).as("%s: %s", what, report).isEmpty();
    }

    private static void assertNotRight(GradientReport report, Object what) {
        assertThat(report.verdict()).as("%s: %s", what, report).isIn(Verdict.WRONG, Verdict.INCONCLUSIVE);
    }

    private static GradientReport report(DoubleUnaryOperator f, double slope, double x) {
        return GradientCheck.of(z -> f.applyAsDouble(z[0]), any -> new double[] {slope}).at(x);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("swallowed")
    void aTinyExactGradientThatRoundingSwallowsIsNotWrongAndHasNoCause(Swallowed swallowed) {
        assertNoBug(swallowed.report(swallowed.gradient()), swallowed);
    }

    /** A million times what rounding hides within a tenth of x. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("swallowed")
    void aSlopeThatWouldMoveFByFarMoreThanItsRoundingIsWrongWhereFStays(Swallowed swallowed) {
        assumeFalse(swallowed.name().startsWith("π"), "two values, as of a grid");
        double size = Arrays.stream(swallowed.x()).map(Math::abs).max().orElseThrow();
        double[] given = swallowed.gradient().clone();
        given[0] += 1e-6 / size;
        GradientReport report = swallowed.report(given);
        assertThat(report.verdict()).as("%s: %s", swallowed, report).isEqualTo(Verdict.WRONG);
        assertThat(report.parameter("x").wrongEntries()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-12, 1e-11, 1e-10, 1e-9, 1e-8})
    void oneMinusTheCosineOfAlmostNothingHasNoWrongSineAndNoRightDoubleOne(double low) {
        SplittableRandom random = Seeds.of("1 - cos x from " + low);
        for (int i = 0; i < POINTS; i++) {
            double x = Seeds.logarithmic(random, low, 10 * low);
            assertNoBug(report(t -> 1 - Math.cos(t), Math.sin(x), x), "at " + x);
            for (double slip : SLIPS) {
                assertNotRight(report(t -> 1 - Math.cos(t), slip * Math.sin(x), x), slip + " times the gradient at " + x);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-5, 1e-4, 1e-3, 1e-2})
    void fartherOutTheSineIsRightAndTwiceItIsWrong(double low) {
        SplittableRandom random = Seeds.of("1 - cos x farther from " + low);
        for (int i = 0; i < POINTS; i++) {
            double x = Seeds.logarithmic(random, low, 10 * low);
            assertThat(report(t -> 1 - Math.cos(t), Math.sin(x), x).verdict()).as("at %s", x).isEqualTo(Verdict.CORRECT);
            for (double slip : SLIPS_AND_NOTHING) {
                assertThat(report(t -> 1 - Math.cos(t), slip * Math.sin(x), x).verdict()).as("%s at %s", slip, x).isEqualTo(Verdict.WRONG);
            }
        }
    }

    /** The next double after 1e14 is 1/64 away. */
    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 2})
    void besideAHundredTrillionAWrongSlopeIsNotRight(double wrong) {
        double[] points = Seeds.of("1e14 + x").doubles(POINTS, 0.5, 3).toArray();
        for (double x : points) {
            assertNoBug(report(t -> 1e14 + t, 1, x), "at " + x);
            assertNotRight(report(t -> 1e14 + t, wrong, x), wrong + " at " + x);
        }
    }

    /** A float32 of a million has a sixteenth as its last digit. */
    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 2})
    void besideAMillionInFloat32AWrongSlopeOfTheSmallEntryIsNotRight(double slip) {
        SplittableRandom random = Seeds.of("a million in float32");
        ToDoubleFunction<double[]> f = z -> (float) (1e6 * z[0] + z[1] * z[1] / 2);
        for (int i = 0; i < POINTS; i++) {
            double[] x = random.doubles(2, 0.5, 2).toArray();
            assertNoBug(GradientCheck.of(f, z -> new double[] {1e6, z[1]}).at(x), Arrays.toString(x));
            GradientReport slipped = GradientCheck.of(f, z -> new double[] {1e6, slip * z[1]}).at(x);
            assertNotRight(slipped, slip + " times the second entry at " + Arrays.toString(x));
        }
    }

    /** S + (x − y)²/1000 in float32, S about 2.2 million: f moves in steps of a quarter, and the slope is −0.02. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 2, -1, 1000})
    void aFloat32LossBehindALargeOffsetIsNotWrongAndItsDoubleNotRight(double factor) {
        SplittableRandom random = Seeds.of("a large offset");
        for (int i = 0; i < POINTS; i++) {
            float rest = (float) (2.1e6 + 3e5 * random.nextDouble());
            double[] x = Seeds.normal(random, 4);
            double[] y = Case.map(x, entry -> entry + 10);
            ToDoubleFunction<double[]> f = z -> {
                float sum = 100;
                for (int j = 0; j < z.length; j++) {
                    float residual = (float) (z[j] - y[j]);
                    sum += residual * residual / 1000;
                }
                return rest + sum;
            };
            GradientReport report = GradientCheck.of(f, z -> Case.scaled(new double[] {-0.02, -0.02, -0.02, -0.02}, factor)).at(x);
            if (factor == 1) {
                assertNoBug(report, Arrays.toString(x));
            } else if (factor == 1000) {
                assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.WRONG);
            } else {
                assertNotRight(report, factor + " times the gradient at " + Arrays.toString(x));
            }
        }
    }

    /** A quotient whose limit at 0 is finite: rounding of its numerator makes saw teeth, whose edges have slopes of up to ten million. */
    private record Quotient(String name, DoubleUnaryOperator f, DoubleUnaryOperator slope) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Quotient> quotients() {
        return List.of(
                new Quotient("(1 - cos t)/t²", t -> (1 - Math.cos(t)) / (t * t), HiddenByRoundingTest::slopeOfCosineQuotient),
                new Quotient("log(1 + t)/t", t -> Math.log(1 + t) / t, t -> series(t, k -> (k % 2 == 0 ? k : -k) / (k + 1))),
                new Quotient("(exp t - 1)/t", t -> (Math.exp(t) - 1) / t, t -> series(t, k -> k / factorial(k + 1))));
    }

    private static double factorial(double k) {
        return k <= 1 ? 1 : k * factorial(k - 1);
    }

    private static double slopeOfCosineQuotient(double t) {
        return -t / 12 + Math.pow(t, 3) / 180 - Math.pow(t, 5) / 6720 + Math.pow(t, 7) / 453_600;
    }

    /** Σ cₖ·t^(k−1), k = 1 … 20. */
    private static double series(double t, DoubleUnaryOperator coefficient) {
        double sum = 0;
        for (int k = 20; k > 0; k--) {
            sum = sum * t + coefficient.applyAsDouble(k);
        }
        return sum;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("quotients")
    void theSlopeBehindSawTeethIsNotWrongAndSlipsAreNotRight(Quotient quotient) {
        SplittableRandom random = Seeds.of(quotient.name());
        Tally right = new Tally();
        Tally slips = new Tally();
        for (int i = 0; i < POINTS; i++) {
            double t = Seeds.logarithmic(random, 1e-7, 1e-2);
            double slope = quotient.slope().applyAsDouble(t);
            GradientReport report = report(quotient.f(), slope, t);
            right.add(report.verdict(), "at " + t);
            assertThat(report.verdict() == Verdict.WRONG || report.cause().isEmpty()).as("no cause of %s", report).isTrue();
            for (double slip : SLIPS_AND_NOTHING) {
                slips.add(report(quotient.f(), slip * slope, t).verdict(), slip + " times the gradient at " + t);
            }
        }
        assertThat(right.of(Verdict.WRONG)).as("false alarms: %s", right).isEmpty();
        assertThat(slips.passed()).as("misses: %s", slips).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("quotients")
    void whereTheTeethAreSmallTheSlopeIsRightAndSlipsAreWrong(Quotient quotient) {
        SplittableRandom random = Seeds.of(quotient.name() + " farther out");
        for (int i = 0; i < POINTS; i++) {
            double t = Seeds.logarithmic(random, 1e-2, 1e-1);
            double slope = quotient.slope().applyAsDouble(t);
            assertThat(report(quotient.f(), slope, t).verdict()).as("at %s", t).isEqualTo(Verdict.CORRECT);
            for (double slip : SLIPS_AND_NOTHING) {
                assertThat(report(quotient.f(), slip * slope, t).verdict()).as("%s at %s", slip, t).isEqualTo(Verdict.WRONG);
            }
        }
    }
}
