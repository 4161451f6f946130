package io.github.gradcheck.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.check.Verdict;
import io.github.gradcheck.relation.Relation;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Functions at the very points at which a check once answered wrongly: round numbers, whole losses and real backward passes, where other tests
 * draw points at random or take a part for the whole.
 */
class ExactPointsTest {
    private static final double[] SLIPS = {2, -1};

    private static GradientReport report(DoubleUnaryOperator f, double slope, double x) {
        return GradientCheck.of(z -> f.applyAsDouble(z[0]), any -> new double[] {slope}).at(x);
    }

    private static void assertNoBug(GradientReport report) {
        assertThat(report.verdict()).as("%s", report).isNotEqualTo(Verdict.WRONG);
        assertThat(report.cause()).as("%s", report).isEmpty();
    }

    private static void assertNotRight(GradientReport report) {
        assertThat(report.verdict()).as("%s", report).isIn(Verdict.WRONG, Verdict.INCONCLUSIVE);
    }

    // ---- rounding inside f

    @ParameterizedTest
    @ValueSource(doubles = {1e-12, 1e-11, 1e-10, 1e-9, 1e-8, 1e-7})
    void theSineIsNoWrongSlopeOfOneMinusTheCosineAtAPowerOfTenAndItsDoubleNoRightOne(double x) {
        assertNoBug(report(t -> 1 - Math.cos(t), Math.sin(x), x));
        for (double slip : SLIPS) {
            assertNotRight(report(t -> 1 - Math.cos(t), slip * Math.sin(x), x));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 1e-5, 1e-4, 1e-3, 1e-2})
    void fromAMillionthOnTheSineIsRightAndItsDoubleWrong(double x) {
        assertThat(report(t -> 1 - Math.cos(t), Math.sin(x), x).verdict()).isEqualTo(Verdict.CORRECT);
        for (double wrong : new double[] {2, -1, 0, 1.01}) {
            assertThat(report(t -> 1 - Math.cos(t), wrong * Math.sin(x), x).verdict()).as("%s", wrong).isEqualTo(Verdict.WRONG);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, -1, 0})
    void aTinyGradientThatRoundingSwallowsIsNotRightIfItIsDoubledFlippedOrLeftOut(double factor) {
        assertNotRight(report(x -> Math.log(1 + Math.exp(x)), factor * Functions.sigmoid(-40), -40));
        assertNotRight(report(x -> 1 - Functions.sigmoid(x), -factor * Functions.sigmoid(-45), 45));
        assertNotRight(report(x -> 1 - Math.tanh(x), -factor / Math.pow(Math.cosh(30), 2), 30));
        assertNotRight(report(x -> Math.PI / 2 - Math.atan(x), -factor * 1e-40, 1e20));
        ToDoubleFunction<double[]> beside = z -> z[1] * z[1] + Math.log(1 + Math.exp(z[0]));
        for (double living : new double[] {1, 0}) {
            assertNotRight(GradientCheck.of(beside, z -> new double[] {factor * Functions.sigmoid(-40), 2 * z[1]}).at(-40, living));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2})
    void atAPowerOfTenTheSlopeBehindSawTeethIsNotWrongAndSlipsAreNotRight(double t) {
        DoubleUnaryOperator quotient = u -> (1 - Math.cos(u)) / (u * u);
        double slope = -t / 12 + Math.pow(t, 3) / 180 - Math.pow(t, 5) / 6720;
        assertNoBug(report(quotient, slope, t));
        for (double slip : new double[] {2, -1, 0}) {
            assertNotRight(report(quotient, slip * slope, t));
        }
    }

    // ---- a loss of a thousand terms behind a large offset

    /** offset + Σ (xᵢ − yᵢ)²/1000 in float32, all of its thousand entries: f moves by a quarter or not at all, and the slopes are −0.02. */
    private static final class BehindAnOffset {
        private static final int TERMS = 1000;
        private final float offset;
        private final float[] y = new float[TERMS];
        private final double[] x = new double[TERMS];

        private BehindAnOffset(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            offset = (float) (2e6 * random.nextDouble(1, 1.1));
            for (int i = 0; i < TERMS; i++) {
                x[i] = (float) random.nextGaussian();
                y[i] = (float) x[i] + 10;
            }
        }

        private double value(double[] z) {
            float sum = 0;
            for (int i = 0; i < TERMS; i++) {
                float residual = (float) z[i] - y[i];
                sum += residual * residual;
            }
            return offset + sum / TERMS;
        }

        private GradientCheck check(double factor) {
            return GradientCheck.of(this::value, z -> Tie.filled(TERMS, factor * -0.02));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theThousandSlopesOfAFloat32LossBehindAnOffsetCannotBeToldAndAThousandTimesThemAreWrong(long seed) {
        BehindAnOffset loss = new BehindAnOffset(seed);
        assertThat(loss.check(1).at(loss.x).count(Verdict.INCONCLUSIVE)).isEqualTo(BehindAnOffset.TERMS);
        assertNoBug(loss.check(1).directions(3).at(loss.x));
        for (double slip : SLIPS) {
            assertNotRight(loss.check(slip).at(loss.x));
        }
        assertThat(loss.check(1000).at(loss.x).count(Verdict.WRONG)).isEqualTo(BehindAnOffset.TERMS);
    }

    // ---- a backward pass of a pool

    private static double largest(double[] image, int window) {
        int corner = corner(window);
        return Tie.max(image[corner], image[corner + 1], image[corner + 4], image[corner + 5]);
    }

    private static int corner(int window) {
        return window / 2 * 8 + window % 2 * 2;
    }

    /** Hands the upstream of each window to all its entries that equal its largest, or to the first of them. */
    private static double[] throughMask(double[] image, double[] upstream, boolean firstOnly) {
        double[] gradient = new double[image.length];
        for (int window = 0; window < upstream.length; window++) {
            boolean given = false;
            for (int i : new int[] {0, 1, 4, 5}) {
                int at = corner(window) + i;
                if (image[at] == largest(image, window) && !(given && firstOnly)) {
                    gradient[at] = upstream[window];
                    given = true;
                }
            }
        }
        return gradient;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.6, 1})
    void theMaskOfAPoolThatMarksAWholePlateauIsWrongAndOneThatMarksItsFirstIsNot(double height) {
        UnaryOperator<double[]> pool = image -> new double[] {largest(image, 0), largest(image, 1), largest(image, 2), largest(image, 3)};
        double[] plateau = Tie.filled(16, height);
        GradientReport mask = GradientCheck.ofVector(pool, (image, u) -> throughMask(image, u, false)).at(plateau);
        assertThat(mask.verdict()).as("%s", mask).isEqualTo(Verdict.WRONG);
        GradientReport first = GradientCheck.ofVector(pool, (image, u) -> throughMask(image, u, true)).at(plateau);
        assertThat(first.verdict()).as("%s", first).isEqualTo(Verdict.NOT_DIFFERENTIABLE);
    }

    // ---- what it costs

    @ParameterizedTest
    @ValueSource(doubles = {1, 1 + 1e-6, 1 - 1e-6})
    void sixThousandCubesTakeOneDirectionAndSevenEvaluationsUnasked(double factor) {
        double[] x = new SplittableRandom(7).doubles(6000).toArray();
        ToDoubleFunction<double[]> cubes = z -> Case.sum(Case.map(z, t -> t * t * t));
        GradientReport report = GradientCheck.of(cubes, z -> Case.map(z, t -> factor * 3 * t * t)).within(1e-4).at(x);
        assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.CORRECT);
        assertThat(report.evaluations()).isEqualTo(7);
        GradientReport doubled = GradientCheck.of(cubes, z -> Case.map(z, t -> 2 * factor * 3 * t * t)).within(1e-4).at(x);
        assertThat(doubled.verdict()).as("%s", doubled).isEqualTo(Verdict.WRONG);
    }

    @ParameterizedTest
    @CsvSource({"2, CONSTANT_FACTOR", "-1, SIGN_FLIPPED", "0, ZERO"})
    void aWrongSineOfATinyUnitIsWrongForTheSameReasonAndAtTheSameCostAsOfOne(double factor, Relation.Kind cause) {
        List<GradientReport> reports = List.of(sine(1e-12, factor), sine(1, factor));
        assertThat(reports).allSatisfy(report -> {
            assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.WRONG);
            assertThat(report.cause()).hasValueSatisfying(found -> assertThat(found.kind()).isEqualTo(cause));
        });
        assertThat(reports).extracting(GradientReport::evaluations).containsOnly(reports.get(0).evaluations());
    }

    private static GradientReport sine(double u, double factor) {
        return report(t -> Math.sin(t / u), factor * Math.cos(1.1) / u, 1.1 * u);
    }
}
