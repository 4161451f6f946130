package io.github.gradcheck.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Functions that are computed with rounding far above that of a double, by iterations that stop early, or by long
 * sums: their slopes are those of what they stand for, and an error of a tenth must still be seen.
 */
class InexactFunctionsTest {
    private static final int POINTS = 25;

    private static Arguments of(String name, DoubleUnaryOperator f, DoubleUnaryOperator derivative, double low, double high,
            double tolerance) {
        return Arguments.of(name, f, derivative, low, high, tolerance);
    }

    /** With what a caller must allow where a loop that stops early leaves the computed function another slope. */
    static Stream<Arguments> functions() {
        return Stream.of(
                of("exp in float32", x -> (float) Math.exp((float) x), Math::exp, -3, 3, 0),
                of("a float32 square of large numbers", x -> (float) x * (float) x, x -> 2 * x, 1e5, 1e6, 0),
                of("a double rounded to float32 at the end", x -> (float) (Math.sin(x) + 2), Math::cos, -1.4, 1.4, 0),
                of("a small slope in float32", x -> 1f + 1e-3f * (float) x, x -> 1e-3, 0.001, 1, 0),
                of("a net in float32", InexactFunctionsTest::net, InexactFunctionsTest::slopeOfNet, -1, 1, 0),
                of("a root by halving to 1e-6", c -> RightCases.root(c, 1e-6), c -> slopeOfRoot(RightCases.root(c, 1e-15)), 0.2, 3, 0),
                of("a root by halving to 1e-10", c -> RightCases.root(c, 1e-10), c -> slopeOfRoot(RightCases.root(c, 1e-15)), 0.2, 3, 0),
                of("a fixed point to 1e-8", c -> fixedPoint(c, 1e-8), InexactFunctionsTest::slopeOfFixedPoint, 0.3, 0.9, 1e-6),
                of("a series cut at 1e-6", x -> series(x, 1e-6), x -> 1 / (1 - x), 0.1, 0.9, 1e-3),
                of("a series cut at 1e-10", x -> series(x, 1e-10), x -> 1 / (1 - x), 0.1, 0.9, 1e-6),
                of("a sum of 50 000 terms", InexactFunctionsTest::harmonic, x -> harmonic(1), 0.5, 2, 0),
                of("1e9 there and back", x -> x + 1e9 - 1e9 + Math.exp(x), x -> 1 + Math.exp(x), -1, 2, 0));
    }

    private static double net(double x) {
        float sum = 0;
        for (int i = 1; i <= 50; i++) {
            sum += (float) Math.cos(i) * (float) Math.tanh((float) Math.sin(i) * (float) x + (float) Math.sin(2 * i));
        }
        return sum;
    }

    private static double slopeOfNet(double x) {
        double sum = 0;
        for (int i = 1; i <= 50; i++) {
            sum += (float) Math.cos(i) * Functions.tanhSlope((float) Math.sin(i) * x + (float) Math.sin(2 * i)) * (float) Math.sin(i);
        }
        return sum;
    }

    private static double slopeOfRoot(double z) {
        return 1 / (1 + 3 * z * z);
    }

    /** z = c·cos z. */
    private static double fixedPoint(double c, double tolerance) {
        double z = 0.5;
        double next = c * Math.cos(z);
        while (Math.abs(next - z) > tolerance) {
            z = next;
            next = c * Math.cos(z);
        }
        return next;
    }

    private static double slopeOfFixedPoint(double c) {
        double z = fixedPoint(c, 1e-15);
        return Math.cos(z) / (1 + c * Math.sin(z));
    }

    /** −log(1 − x). */
    private static double series(double x, double smallest) {
        double sum = 0;
        double power = x;
        for (int k = 1; power / k >= smallest && k < 2000; k++) {
            sum += power / k;
            power *= x;
        }
        return sum;
    }

    private static double harmonic(double x) {
        double sum = 0;
        for (int i = 1; i <= 50_000; i++) {
            sum += x / i;
        }
        return sum;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void aRightSlopeIsNeverCalledWrongAndOneThatIsOffByATenthNeverRight(String name, DoubleUnaryOperator f, DoubleUnaryOperator derivative, double low,
            double high, double tolerance) {
        Random random = new Random(name.hashCode());
        List<String> alarms = new ArrayList<>();
        List<String> misses = new ArrayList<>();
        for (int i = 0; i < POINTS; i++) {
            double x = low + random.nextDouble() * (high - low);
            if (check(f, derivative.applyAsDouble(x)).within(tolerance).at(x).verdict() == Verdict.WRONG) {
                alarms.add("at " + x);
            }
            for (double factor : new double[] {1.1, 0.9, 2, -1, 0}) {
                Verdict verdict = check(f, factor * derivative.applyAsDouble(x)).at(x).verdict();
                if (verdict == Verdict.CORRECT || verdict == Verdict.NOT_DIFFERENTIABLE) {
                    misses.add(factor + " at " + x);
                }
            }
        }
        assertThat(alarms).as("false alarms").isEmpty();
        assertThat(misses).as("misses").isEmpty();
    }

    private static GradientCheck check(DoubleUnaryOperator f, double given) {
        return GradientCheck.of(point -> f.applyAsDouble(point[0]), point -> new double[] {given});
    }
}
