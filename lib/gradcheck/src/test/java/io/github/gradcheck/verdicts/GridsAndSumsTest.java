package io.github.gradcheck.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.Verdict;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Values on a grid, and sums of thousands of terms with a bend each, as rates over generated cases: a measured slope that looks sharp is
 * believed only as far as it is.
 */
class GridsAndSumsTest {
    /** Of a hundred faults of 1 %, so many may be called right. */
    private static final double PASSES_ALLOWED = 0.01;
    /** Where double precision leaves no doubt, this share is to be decided. */
    private static final double DECIDED = 0.95;
    /** This share of gradients that are twice as large is to be called wrong, even in float32. */
    private static final double DOUBLES_SEEN = 0.8;

    /** A function of one number, its slope at x, and x. */
    private record Curve(DoubleUnaryOperator f, double slope, double x, String name) {
        Verdict verdict(double factor) {
            return GradientCheck.of(z -> f.applyAsDouble(z[0]), any -> new double[] {factor * slope}).at(x).verdict();
        }
    }

    private static Arguments family(String name, int cases, boolean isSharp, Function<SplittableRandom, Curve> drawn) {
        return Arguments.of(name, cases, isSharp, drawn);
    }

    static Stream<Arguments> families() {
        return Stream.of(
                family("a straight line rounded to hundredths", 400, false, GridsAndSumsTest::line),
                family("ten thousand and a square, rounded to cents", 200, false, GridsAndSumsTest::amount),
                family("10 000 terms huber(r)", 100, true,
                        random -> sum(random, 10_000, GridsAndSumsTest::huber, GridsAndSumsTest::clipped)),
                family("10 000 terms relu(r)²", 100, true, random -> sum(random, 10_000, r -> r > 0 ? r * r : 0, r -> r > 0 ? 2 * r : 0)),
                family("100 terms |r| in float32", 100, false, random -> float32(random, 100)),
                family("3000 terms |r| in float32", 100, false, random -> float32(random, 3000)));
    }

    private static Curve line(SplittableRandom random) {
        double a = random.nextDouble(0.5, 3);
        double x = random.nextDouble(-3, 3);
        return new Curve(t -> Math.rint(100 * (3 + a * t)) / 100, a, x, "3 + " + a + "·x at " + x);
    }

    private static Curve amount(SplittableRandom random) {
        double a = random.nextDouble(0.5, 3);
        double x = Math.copySign(random.nextDouble(0.5, 3), random.nextDouble() - 0.5);
        return new Curve(t -> Math.rint(100 * (1e4 + a * t * t)) / 100, 2 * a * x, x, "10000 + " + a + "·x² at " + x);
    }

    private static double huber(double r) {
        return Math.abs(r) <= 1 ? r * r / 2 : Math.abs(r) - 0.5;
    }

    /** The slope of huber(r). */
    private static double clipped(double r) {
        return Math.max(-1, Math.min(1, r));
    }

    /** Σ φ(aₙ·w − bₙ). */
    private static Curve sum(SplittableRandom random, int terms, DoubleUnaryOperator term, DoubleUnaryOperator slopeOfTerm) {
        double[] a = Seeds.normal(random, terms);
        double[] b = Seeds.normal(random, terms);
        double w = random.nextGaussian();
        double slope = 0;
        for (int n = 0; n < terms; n++) {
            slope += a[n] * slopeOfTerm.applyAsDouble(a[n] * w - b[n]);
        }
        DoubleUnaryOperator f = t -> {
            double sum = 0;
            for (int n = 0; n < terms; n++) {
                sum += term.applyAsDouble(a[n] * t - b[n]);
            }
            return sum;
        };
        return new Curve(f, slope, w, "w = " + w);
    }

    /** Σ |aₙ·w − bₙ|, every step in float32. */
    private static Curve float32(SplittableRandom random, int terms) {
        float[] a = new float[terms];
        float[] b = new float[terms];
        for (int n = 0; n < terms; n++) {
            a[n] = (float) random.nextGaussian();
            b[n] = (float) random.nextGaussian();
        }
        double w = random.nextGaussian();
        double slope = 0;
        for (int n = 0; n < terms; n++) {
            slope += a[n] * Math.signum(a[n] * (float) w - b[n]);
        }
        DoubleUnaryOperator f = t -> {
            float sum = 0;
            for (int n = 0; n < terms; n++) {
                sum += Math.abs(a[n] * (float) t - b[n]);
            }
            return sum;
        };
        return new Curve(f, slope, w, "w = " + w);
    }

    private static Tally verdicts(String name, int cases, Function<SplittableRandom, Curve> drawn, double factor) {
        SplittableRandom random = Seeds.of(name);
        Tally tally = new Tally();
        for (int i = 0; i < cases; i++) {
            Curve curve = drawn.apply(random);
            tally.add(curve.verdict(factor), curve.name());
        }
        return tally;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("families")
    void aRightSlopeIsNeverCalledWrong(String name, int cases, boolean isSharp, Function<SplittableRandom, Curve> drawn) {
        Tally tally = verdicts(name, cases, drawn, 1);
        assertThat(tally.of(Verdict.WRONG)).as("false alarms: %s", tally).isEmpty();
        assertThat(tally.of(Verdict.CORRECT).size()).as("%s", tally).isGreaterThanOrEqualTo(isSharp ? (int) (DECIDED * cases) : 0);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("families")
    void aFaultOfOnePercentIsSeldomCalledRight(String name, int cases, boolean isSharp, Function<SplittableRandom, Curve> drawn) {
        for (double factor : new double[] {1.01, 0.99}) {
            Tally tally = verdicts(name, cases, drawn, factor);
            assertThat(tally.passed().size()).as("misses: %s", tally).isLessThanOrEqualTo((int) (PASSES_ALLOWED * cases));
            assertThat(tally.of(Verdict.WRONG).size()).as("%s", tally).isGreaterThanOrEqualTo(isSharp ? (int) (DECIDED * cases) : 0);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("families")
    void twiceTheSlopeAndItsOppositeAreNeverRight(String name, int cases, boolean isSharp, Function<SplittableRandom, Curve> drawn) {
        for (double factor : new double[] {2, -1}) {
            Tally tally = verdicts(name, cases, drawn, factor);
            assertThat(tally.passed()).as("misses: %s", tally).isEmpty();
            assertThat(tally.of(Verdict.WRONG).size()).as("%s", tally).isGreaterThanOrEqualTo((int) (DOUBLES_SEEN * cases));
        }
    }
}
