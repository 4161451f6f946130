package io.github.gradcheck.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.check.Verdict;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A small term beside a large one, in numbers of few digits: all that small steps see is one stair, and a gradient that is missing looks right. */
class RoundedFunctionsTest {
    private static final int POINTS = 100;

    private static Map<Verdict, Integer> verdicts(ToDoubleFunction<double[]> f, double factor) {
        Random random = new Random(1);
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        for (int i = 0; i < POINTS; i++) {
            double b = random.nextGaussian();
            counts.merge(GradientCheck.of(f, x -> new double[] {factor * 0.1 * x[0]}).at(b).verdict(), 1, Integer::sum);
        }
        return counts;
    }

    /** f₀ + b²/20: the slope is b/10. */
    @ParameterizedTest
    @ValueSource(floats = {1, 30, 100, 1000, 5000})
    void aPenaltyInFloat32IsNeverRightWithoutItsGradientAndNeverWrongWithIt(float rest) {
        ToDoubleFunction<double[]> f = x -> rest + 0.05f * (float) x[0] * (float) x[0];
        assertThat(verdicts(f, 1)).doesNotContainKey(Verdict.WRONG);
        for (double factor : new double[] {0, 2, -1}) {
            assertThat(verdicts(f, factor).getOrDefault(Verdict.CORRECT, 0)).as("factor %s: at 7e-4 f is constant up to ten times x", factor)
                    .isLessThanOrEqualTo(factor == 0 ? 1 : 0);
        }
        int seen = verdicts(f, 0).getOrDefault(Verdict.WRONG, 0);
        assertThat(seen).as("at 5000 a stair is as high as a slope of 0.1 rises in 0.005").isGreaterThanOrEqualTo(rest < 5000 ? 90 : 50);
        assertThat(verdicts(f, 1).getOrDefault(Verdict.CORRECT, 0)).isGreaterThanOrEqualTo(rest < 100 ? 95 : 0);
    }

    @Test
    void aPriceInCentsHasNoRightGradientOfZero() {
        ToDoubleFunction<double[]> price = x -> Math.round(100 * (20 + 0.8 * x[0] + x[1] * x[1])) / 100.0;
        assertThat(GradientCheck.of(price, x -> new double[2]).at(0.3, 0.5).verdict()).isNotEqualTo(Verdict.CORRECT);
        assertThat(GradientCheck.of(price, x -> new double[] {0.8, 2 * x[1]}).at(0.3, 0.5).verdict()).isNotEqualTo(Verdict.WRONG);
        GradientReport far = GradientCheck.of(price, x -> new double[] {8, 9}).at(0.3, 0.5);
        assertThat(far.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(far.toString()).as("it moves").doesNotContain("f stays the same");
    }

    @Test
    void whatIsNotReadIsZeroInAnyPrecision() {
        GradientReport unused = GradientCheck.of(x -> (float) (5000 + x[0]), x -> new double[] {1, 0, 0}).at(0.5, 3, -200);
        assertThat(unused.verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(GradientCheck.of(x -> (float) 5000 + 0 * x[0], x -> new double[] {0}).at(0.5).evaluations()).as("two at the point, one at another, six next to it").isEqualTo(9);
        assertThat(GradientCheck.of(x -> (float) 5000 + 0 * x[0], x -> new double[] {1}).at(0.5).toString()).contains("f stays the same");
    }

    /** Σ max(0, w·x − 1): a unit that no row wakes up within a small step, though one does within a wide one. */
    @Test
    void aUnitThatIsOffHasNoSlopeThoughItWakesUpNearby() {
        double[] rows = {0.5, 1.5, -0.7, 1.9};
        ToDoubleFunction<double[]> f = w -> {
            double sum = 3.7;
            for (double row : rows) {
                sum += Math.max(0, w[0] * row - 1);
            }
            return sum;
        };
        GradientReport off = GradientCheck.of(f, w -> new double[] {0}).at(0.45);
        assertThat(off.verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(off.evaluations()).isLessThan(23);
        assertThat(GradientCheck.of(f, w -> new double[] {1e-6}).at(0.45).verdict()).isEqualTo(Verdict.WRONG);
    }

    /** One array of 6000 entries is measured along directions. */
    @Test
    void alongADirectionAStairIsNoZeroEither() {
        double[] x = new Random(3).doubles(6000, -1, 1).toArray();
        ToDoubleFunction<double[]> f = v -> {
            double sum = 0;
            for (double entry : v) {
                sum += 1e-7 * entry * entry;
            }
            return (float) (5000 + sum);
        };
        assertThat(GradientCheck.of(f, v -> new double[6000]).at(x).verdict()).as("a stair wider than all steps").isEqualTo(Verdict.INCONCLUSIVE);
        ToDoubleFunction<double[]> steeper = v -> {
            double sum = 0;
            for (double entry : v) {
                sum += 1e-2 * entry;
            }
            return (float) (5000 + sum);
        };
        assertThat(GradientCheck.of(steeper, v -> new double[6000]).at(x).verdict()).isNotEqualTo(Verdict.CORRECT);
    }
}
