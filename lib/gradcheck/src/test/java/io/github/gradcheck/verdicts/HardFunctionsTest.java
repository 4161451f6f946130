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

/** Functions on which numerical derivatives with an error estimate have been seen to fail, at random points. */
class HardFunctionsTest {
    private static final int POINTS = 60;

    private static Arguments linear(String name, DoubleUnaryOperator f, DoubleUnaryOperator derivative, double low, double high) {
        return Arguments.of(name, f, derivative, (DoubleUnaryOperator) u -> low + u * (high - low));
    }

    private static Arguments logarithmic(String name, DoubleUnaryOperator f, DoubleUnaryOperator derivative, double low, double high) {
        return Arguments.of(name, f, derivative, (DoubleUnaryOperator) u -> low * Math.pow(high / low, u));
    }

    static Stream<Arguments> functions() {
        return Stream.of(
                linear("sin x + x/7 far out", x -> Math.sin(x) + x / 7, x -> Math.cos(x) + 1.0 / 7, 50, 1000),
                linear("sin 20x", x -> Math.sin(20 * x), x -> 20 * Math.cos(20 * x), -10, 10),
                linear("sin 10000x", x -> Math.sin(1e4 * x), x -> 1e4 * Math.cos(1e4 * x), -1, 1),
                linear("narrow Gaussian", x -> bell((x - 0.3) / 1e-5), x -> -2e5 * (x - 0.3) / 1e-5 * bell((x - 0.3) / 1e-5), 0.29997, 0.30003),
                linear("tanh 100x", x -> Math.tanh(100 * x), x -> 100 / Math.pow(Math.cosh(100 * x), 2), -0.05, 0.05),
                linear("Runge", x -> 1 / (1 + 25 * x * x), x -> -50 * x / Math.pow(1 + 25 * x * x, 2), -2, 2),
                linear("arctan 100000x", x -> Math.atan(1e5 * x), x -> 1e5 / (1 + 1e10 * x * x), -1e-3, 1e-3),
                linear("exp(-x/1e6)", x -> Math.exp(-x / 1e6), x -> -Math.exp(-x / 1e6) / 1e6, -10, 10),
                linear("ten million there and back", x -> x + 1e7 - 1e7 + Math.sin(x), x -> 1 + Math.cos(x), -3, 3),
                linear("thirty kinks", HardFunctionsTest::kinks, HardFunctionsTest::slopeBetweenKinks, 0, 1),
                linear("saw", x -> x - Math.floor(x), x -> 1, 0.01, 5),
                linear("a wave whose period is a power of two", x -> x + 1e-4 * Math.sin(1024 * Math.PI * x), x -> 1 + 0.1024 * Math.PI * Math.cos(1024 * Math.PI * x),
                        -1, 1),
                linear("a small fast wave on exp", x -> Math.exp(x) + 1e-9 * Math.sin(1e7 * x), x -> Math.exp(x) + 1e-2 * Math.cos(1e7 * x), -1, 1),
                linear("255 stairs on a parabola", x -> Math.rint(x * 255) / 510 + x * x, x -> 2 * x, 0, 1),
                linear("1000 stairs on a slope", x -> Math.floor(x * 1e3) / 1e3 + 2 * x, x -> 2, 0, 10),
                linear("a table read with straight lines", HardFunctionsTest::table, HardFunctionsTest::slopeInTable, 0, 10),
                linear("sine of an exponential", x -> Math.sin(Math.exp(x)), x -> Math.exp(x) * Math.cos(Math.exp(x)), 0, 9),
                linear("exponential up to 1e260", Math::exp, Math::exp, -600, 600),
                linear("tanh over 1e12", x -> Math.tanh(x / 1e12), x -> 1e-12 / Math.pow(Math.cosh(x / 1e12), 2), -2e12, 2e12),
                linear("tanh over 1e-10", x -> Math.tanh(x / 1e-10), x -> 1e10 / Math.pow(Math.cosh(x / 1e-10), 2), -2e-10, 2e-10),
                linear("ten times through the logistic map", HardFunctionsTest::logistic, HardFunctionsTest::slopeOfLogistic, 0.2, 0.4),
                logarithmic("a kink beside 1", d -> Math.max(0, d) + Math.sin(3 * (1 + d)), d -> 1 + 3 * Math.cos(3 * (1 + d)), 1e-9, 1e-3),
                logarithmic("1/x²", x -> 1 / (x * x), x -> -2 / (x * x * x), 1e-6, 10),
                logarithmic("log", Math::log, x -> 1 / x, 1e-9, 1e9),
                logarithmic("square root", Math::sqrt, x -> 0.5 / Math.sqrt(x), 1e-9, 1e9),
                logarithmic("cube root", Math::cbrt, x -> 1 / (3 * Math.pow(Math.cbrt(x), 2)), 1e-8, 1e3),
                logarithmic("x² at every scale", x -> x * x, x -> 2 * x, 1e-10, 1e12),
                logarithmic("1 - cos x near 0", x -> 1 - Math.cos(x), Math::sin, 1e-4, 1e-2),
                logarithmic("|x| near its kink", Math::abs, Math::signum, 1e-9, 1));
    }

    private static double table(double x) {
        double left = Math.floor(x / 0.01) * 0.01;
        return Math.sin(left) + slopeInTable(x) * (x - left);
    }

    private static double slopeInTable(double x) {
        double left = Math.floor(x / 0.01) * 0.01;
        return (Math.sin(left + 0.01) - Math.sin(left)) / 0.01;
    }

    private static double logistic(double x) {
        double value = x;
        for (int i = 0; i < 10; i++) {
            value = 3.9 * value * (1 - value);
        }
        return value;
    }

    private static double slopeOfLogistic(double x) {
        double slope = 1;
        double value = x;
        for (int i = 0; i < 10; i++) {
            slope *= 3.9 * (1 - 2 * value);
            value = 3.9 * value * (1 - value);
        }
        return slope;
    }

    private static double bell(double z) {
        return Math.exp(-z * z);
    }

    private static double kinks(double x) {
        double sum = 5;
        for (int i = 0; i < 30; i++) {
            sum += Math.max(0, x - i * 0.0317) * (i % 5 - 2.5);
        }
        return sum;
    }

    private static double slopeBetweenKinks(double x) {
        double sum = 0;
        for (int i = 0; i < 30; i++) {
            sum += x > i * 0.0317 ? i % 5 - 2.5 : 0;
        }
        return sum;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void aRightDerivativeIsNeverCalledWrongAndOneThatIsOffByATenThousandthNeverRight(String name, DoubleUnaryOperator f, DoubleUnaryOperator derivative,
            DoubleUnaryOperator point) {
        Random random = new Random(name.hashCode());
        List<String> alarms = new ArrayList<>();
        List<String> misses = new ArrayList<>();
        for (int i = 0; i < POINTS; i++) {
            double x = point.applyAsDouble(random.nextDouble());
            if (verdict(f, derivative.applyAsDouble(x), x) == Verdict.WRONG) {
                alarms.add("at " + x);
            }
            if (derivative.applyAsDouble(x) != 0 && verdict(f, (1 + 1e-4) * derivative.applyAsDouble(x), x) == Verdict.CORRECT) {
                misses.add("at " + x);
            }
        }
        assertThat(alarms).as("false alarms").isEmpty();
        assertThat(misses).as("misses").isEmpty();
    }

    private static Verdict verdict(DoubleUnaryOperator f, double given, double x) {
        return GradientCheck.of(point -> f.applyAsDouble(point[0]), point -> new double[] {given}).at(x).verdict();
    }
}
