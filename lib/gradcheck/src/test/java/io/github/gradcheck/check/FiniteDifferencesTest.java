package io.github.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gradient under test that is itself a finite difference proves little by agreeing with one: the report says so. */
class FiniteDifferencesTest {
    private static final String SAID = "the gradient is itself a finite difference";
    private static final double[] POINT = {0.7, -1.3, 2.1};

    private static double f(double[] x) {
        return Math.sin(x[0]) * x[1] + x[1] * x[2] * x[2];
    }

    private static double[] slopes(double[] x) {
        return new double[] {Math.cos(x[0]) * x[1], Math.sin(x[0]) + x[2] * x[2], 2 * x[1] * x[2]};
    }

    private static double[] central(ToDoubleFunction<double[]> f, double[] x, double h, boolean isInPlace) {
        double[] g = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double[] y = x.clone();
            y[i] += h;
            double up = f.applyAsDouble(y);
            y[i] = isInPlace ? y[i] - 2 * h : x[i] - h;
            g[i] = (up - f.applyAsDouble(y)) / (2 * h);
        }
        return g;
    }

    private static double[] forward(ToDoubleFunction<double[]> f, double[] x, double h) {
        double[] g = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double[] y = x.clone();
            y[i] += h;
            g[i] = (f.applyAsDouble(y) - f.applyAsDouble(x)) / h;
        }
        return g;
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-4, 1e-5, 1e-6, 1e-7, 1e-8})
    void centralDifferencesOfAnyUsualStep(double h) {
        for (boolean isInPlace : new boolean[] {true, false}) {
            assertThat(GradientCheck.of(FiniteDifferencesTest::f, x -> central(FiniteDifferencesTest::f, x, h, isInPlace)).at(POINT).text())
                    .contains(SAID + ": its digits are those of (f(x + h) − f(x − h)) / 2h with h = ");
        }
    }

    @Test
    void atAnyPoint() {
        SplittableRandom random = new SplittableRandom(4);
        for (int trial = 0; trial < 200; trial++) {
            double h = Math.pow(10, -random.nextInt(5, 9));
            double[] x = random.doubles(3, -2, 2).toArray();
            assertThat(GradientCheck.of(y -> Math.exp(y[0]) * y[1] + y[2] * y[2], y -> central(z -> Math.exp(z[0]) * z[1] + z[2] * z[2], y, Double.parseDouble("1e" + Math.round(Math.log10(h))), false)).at(x).text())
                    .as("trial %s", trial).contains(SAID);
        }
    }

    @Test
    void oneSidedOnes() {
        assertThat(GradientCheck.of(FiniteDifferencesTest::f, x -> forward(FiniteDifferencesTest::f, x, Math.sqrt(Math.ulp(1.0)))).at(POINT).text())
                .contains(SAID + ": its digits are those of (f(x + h) − f(x)) / h with h = 1.5e-08");
    }

    @Test
    void aWholeJacobianOfThem() {
        UnaryOperator<double[]> f = x -> new double[] {f(x), Math.exp(x[0]) * x[2]};
        UnaryOperator<double[]> second = x -> new double[] {Math.exp(x[0]) * x[2]};
        GradientReport report = GradientCheck.ofJacobian(f, x -> new double[][] {central(FiniteDifferencesTest::f, x, 1e-6, false), central(y -> second.apply(y)[0], x, 1e-6, false)}).at(POINT);
        assertThat(report.text()).contains(SAID);
    }

    /** Nor for one that is off by as much as a difference is, or by noise. */
    @Test
    void neverSaidOfOneThatIsNot() {
        SplittableRandom random = new SplittableRandom(9);
        for (int trial = 0; trial < 300; trial++) {
            double[] x = random.doubles(3, -2, 2).toArray();
            double off = trial % 3 == 0 ? 0 : random.nextDouble(-1, 1) * Math.pow(10, -random.nextInt(4, 14));
            double wave = trial % 3 == 1 ? 1e9 : 0;
            GradientReport report = GradientCheck.of(FiniteDifferencesTest::f, y -> {
                double[] g = slopes(y);
                for (int i = 0; i < 3; i++) {
                    g[i] *= 1 + off * (wave == 0 ? 1 : Math.sin(wave * y[i]));
                }
                return g;
            }).at(x);
            assertThat(report.text()).as("trial %s", trial).doesNotContain(SAID);
        }
    }
}
