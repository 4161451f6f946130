package io.github.gradcheck.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.check.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Plain sums of thousands of terms, each with a kink of its own: between two kinks the slope is constant, and over a step of 1e-3 lie so
 * many of them that they look like noise. The slopes are counted: Σ ∓x over the terms on either side of their kinks.
 */
class SumsOfKinksTest {
    private static final int POINTS = 60;

    /** (Σ |y − w₀·x − w₁|)/m, and its slopes. */
    private record MeanAbsoluteError(double[] x, double[] y) implements ToDoubleFunction<double[]>, UnaryOperator<double[]> {
        static MeanAbsoluteError of(int terms) {
            double[][] points = normalPoints(4, terms);
            return new MeanAbsoluteError(points[0], points[1]);
        }

        @Override
        public double applyAsDouble(double[] w) {
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                sum += Math.abs(y[i] - w[0] * x[i] - w[1]);
            }
            return sum / x.length;
        }

        @Override
        public double[] apply(double[] w) {
            double[] slopes = new double[2];
            for (int i = 0; i < x.length; i++) {
                double sign = Math.signum(y[i] - w[0] * x[i] - w[1]);
                slopes[0] -= sign * x[i] / x.length;
                slopes[1] -= sign / x.length;
            }
            return slopes;
        }
    }

    /** So many x, and so many y, drawn in turns. */
    private static double[][] normalPoints(long seed, int count) {
        Random random = new Random(seed);
        double[][] points = new double[2][count];
        for (int i = 0; i < count; i++) {
            points[0][i] = random.nextGaussian();
            points[1][i] = random.nextGaussian();
        }
        return points;
    }

    private static double[] spoilt(double[] gradient, int i, double factor) {
        gradient[i] *= factor;
        return gradient;
    }

    @ParameterizedTest
    @ValueSource(ints = {3000, 10_000})
    void theSlopeOfAMeanAbsoluteErrorIsRightAndThreeTenThousandthsBesideItAreNot(int terms) {
        MeanAbsoluteError error = MeanAbsoluteError.of(terms);
        Random random = new Random(5);
        List<String> alarms = new ArrayList<>();
        List<String> misses = new ArrayList<>();
        for (int point = 0; point < POINTS; point++) {
            double[] w = {random.nextGaussian(), random.nextGaussian()};
            int entry = point % 2;
            if (GradientCheck.of(error, error).at(w).verdict() != Verdict.CORRECT) {
                alarms.add(w[0] + ", " + w[1]);
            }
            boolean hasSlope = error.apply(w)[entry] != 0;
            if (hasSlope && GradientCheck.of(error, v -> spoilt(error.apply(v), entry, 1 + 3e-4)).at(w).verdict() != Verdict.WRONG) {
                misses.add(w[0] + ", " + w[1]);
            }
        }
        assertThat(alarms).as("false alarms").isEmpty();
        assertThat(misses).as("misses").isEmpty();
    }

    /** With six digits there is no step that is large enough for them and too small for kinks: the error must be that of both. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 1e-9})
    void roundedOnesAreSeldomWrongWithTheirSlopesAndNeverRightWithSlopesOffByATenth(double unit) {
        MeanAbsoluteError error = MeanAbsoluteError.of(10_000);
        ToDoubleFunction<double[]> rounded = w -> Math.rint(error.applyAsDouble(w) / unit) * unit;
        Random random = new Random(6);
        int alarms = 0;
        int misses = 0;
        for (int point = 0; point < POINTS; point++) {
            double[] w = {random.nextGaussian(), random.nextGaussian()};
            int entry = point % 2;
            alarms += GradientCheck.of(rounded, error).at(w).verdict() == Verdict.WRONG ? 1 : 0;
            misses += GradientCheck.of(rounded, v -> spoilt(error.apply(v), entry, 1.2)).at(w).verdict() == Verdict.CORRECT ? 1 : 0;
        }
        assertThat(alarms).as("false alarms: 26 and 34 of 60 where rows that agree by chance were believed").isLessThanOrEqualTo(4);
        assertThat(misses).as("misses").isZero();
    }

    /** Steps below the nearest kink, 6e-4 away, all give the same slope; those above it were believed to 1e-5, and were off by 2e-4. */
    @Test
    void theSlopeOfAHingeLossIsThatBelowTheNearestKink() {
        double[] w = {-1.3739803028633122, 0.2715699658471796, -0.7410014626384731};
        Hinge hinge = Hinge.of(10_000);
        assertThat(GradientCheck.of(hinge, hinge).at(w).verdict()).isEqualTo(Verdict.CORRECT);
        for (double off : new double[] {2e-4, -2e-4, 1e-6}) {
            GradientReport wrong = GradientCheck.of(hinge, v -> {
                double[] slopes = hinge.apply(v);
                slopes[0] += off;
                return slopes;
            }).at(w);
            assertThat(wrong.verdict()).as("off by %s", off).isEqualTo(Verdict.WRONG);
        }
    }

    /** (Σ max(0, 1 ∓ (w₀·x + w₁·y + w₂)))/m, the sign alternating from term to term, and its slopes. */
    private record Hinge(double[] x, double[] y) implements ToDoubleFunction<double[]>, UnaryOperator<double[]> {
        static Hinge of(int terms) {
            double[][] points = normalPoints(1, terms);
            return new Hinge(points[0], points[1]);
        }

        private double margin(double[] w, int i) {
            return label(i) * (w[0] * x[i] + w[1] * y[i] + w[2]);
        }

        private static int label(int i) {
            return i % 2 * 2 - 1;
        }

        @Override
        public double applyAsDouble(double[] w) {
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                sum += Math.max(0, 1 - margin(w, i));
            }
            return sum / x.length;
        }

        @Override
        public double[] apply(double[] w) {
            double[] slopes = new double[3];
            for (int i = 0; i < x.length; i++) {
                if (margin(w, i) < 1) {
                    slopes[0] -= label(i) * x[i] / x.length;
                    slopes[1] -= label(i) * y[i] / x.length;
                    slopes[2] -= (double) label(i) / x.length;
                }
            }
            return slopes;
        }
    }
}
