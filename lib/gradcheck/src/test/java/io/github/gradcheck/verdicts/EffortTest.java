package io.github.gradcheck.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.check.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a verdict costs in evaluations of f: little where f is smooth, no more because a tolerance was given, and the same in all units. */
class EffortTest {
    /** f is evaluated twice at the point itself, to see that it repeats, and once at another point. */
    private static final int BESIDE_SLOPES = 3;
    private static final int SMOOTH = 200;
    private static final int LEAST_FOR_RIGHT = 4;
    private static final int MOST_FOR_RIGHT = 6;
    private static final int MEAN_FOR_WRONG = 20;

    private static final int ENTRIES = 6000;
    /** Two at the point, one at another, four along the direction. */
    private static final int ALONG_A_DIRECTION = 7;
    /** Between four and five an entry: few entries are so small that rounding of the sum asks for another step. */
    private static final int ENTRY_BY_ENTRY = 28_071;

    private static double cubes(double[] x) {
        double sum = 0;
        for (double entry : x) {
            sum += entry * entry * entry;
        }
        return sum;
    }

    private static UnaryOperator<double[]> slopesOfCubes(double factor) {
        return x -> Case.map(x, entry -> factor * 3 * entry * entry);
    }

    private static double[] cubesAt() {
        return Seeds.of("cubes").doubles(ENTRIES).toArray();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1 + 1e-6, 1 - 1e-6})
    void alongADirectionAnErrorThatIsAllowedCostsNoMoreThanNone(double factor) {
        GradientCheck check = GradientCheck.of(EffortTest::cubes, slopesOfCubes(factor)).within(1e-4).directions(1);
        for (long seed = 0; seed < 5; seed++) {
            GradientReport report = check.seed(seed).at(cubesAt());
            assertThat(report.verdict()).as("seed %s: %s", seed, report).isEqualTo(Verdict.CORRECT);
            assertThat(report.evaluations()).as("seed %s: %s", seed, report).isLessThanOrEqualTo(ALONG_A_DIRECTION);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1 + 1e-6, 1 - 1e-6})
    void entryByEntryAnErrorThatIsAllowedCostsNoMoreThanNone(double factor) {
        GradientReport report = GradientCheck.of(EffortTest::cubes, slopesOfCubes(factor)).within(1e-4).everyEntry().at(cubesAt());
        assertThat(report.verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(report.evaluations()).isLessThanOrEqualTo(ENTRY_BY_ENTRY);
    }

    /** Along a direction what is allowed is that of errors with random signs: an even excess shows in those that are steeper than most. */
    @Test
    void anErrorThatIsNotAllowedIsWrongAlongADirectionAndEntryByEntry() {
        double[] x = Arrays.copyOf(cubesAt(), 50);
        GradientCheck check = GradientCheck.of(EffortTest::cubes, slopesOfCubes(1 + 4e-4)).within(1e-4);
        assertThat(check.directions(10).at(x).verdict()).isEqualTo(Verdict.WRONG);
        assertThat(check.everyEntry().at(x).count(Verdict.WRONG)).isEqualTo(50);
    }

    /** A function, a point and a gradient there, in some units. */
    private record Scaled(String name, ToDoubleFunction<double[]> f, double[] gradient, double... x) {
        /** The same with x times u and f times c: powers of two change no digit. */
        GradientReport report(double u, double c) {
            ToDoubleFunction<double[]> scaled = z -> c * f.applyAsDouble(Case.scaled(z, 1 / u));
            return GradientCheck.of(scaled, any -> Case.scaled(gradient, c / u)).at(Case.scaled(x, u));
        }

        @Override
        public String toString() {
            return name + " with " + Arrays.toString(gradient);
        }
    }

    static Stream<Scaled> inAllUnits() {
        ToDoubleFunction<double[]> sine = z -> Math.sin(z[0]);
        ToDoubleFunction<double[]> relu = z -> Tie.relu(z[0] - 1);
        ToDoubleFunction<double[]> stairs = z -> Math.rint(100 * (3 + z[0])) / 100;
        ToDoubleFunction<double[]> tie = z -> Tie.max(z[0], z[1]) + 0.3 * z[0];
        double slope = Math.cos(1.1);
        return Stream.of(
                new Scaled("sin x", sine, new double[] {slope}, 1.1),
                new Scaled("sin x", sine, new double[] {slope * (1 + 1e-6)}, 1.1),
                new Scaled("sin x", sine, new double[] {slope * 1.5}, 1.1),
                new Scaled("sin x", sine, new double[] {0}, 1.1),
                new Scaled("relu(x - 1)", relu, new double[] {0.5}, 1),
                new Scaled("relu(x - 1)", relu, new double[] {1.1}, 1),
                new Scaled("x in stairs", stairs, new double[] {1}, 1.1),
                new Scaled("x in stairs", stairs, new double[] {2}, 1.1),
                new Scaled("max(x0, x1) + 0.3·x0", tie, new double[] {0.8, 0.5}, 0.7, 0.7),
                new Scaled("max(x0, x1) + 0.3·x0", tie, new double[] {1.3, 1}, 0.7, 0.7));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inAllUnits")
    void aChangeOfUnitsChangesNeitherVerdictNorCost(Scaled scaled) {
        String expected = answer(scaled.report(1, 1));
        List<String> others = new ArrayList<>();
        for (int power : new int[] {-300, -200, -100, -40, -10, 10, 40, 100, 200, 300}) {
            double unit = Math.scalb(1.0, power);
            for (double[] units : new double[][] {{unit, 1}, {1, unit}, {unit, unit}}) {
                String answer = answer(scaled.report(units[0], units[1]));
                if (!answer.equals(expected)) {
                    others.add(answer + ": x times 2^" + Math.getExponent(units[0]) + ", f times 2^" + Math.getExponent(units[1]));
                }
            }
        }
        assertThat(others).as("instead of %s", expected).isEmpty();
    }

    private static String answer(GradientReport report) {
        return report.verdict() + " after " + report.evaluations() + " evaluations";
    }

    /** The example that was reported: sin(x/u) cost 80 evaluations at u = 1e-12, and 4 at u = 1. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-12, 1e-6, 1, 1e6, 1e12})
    void theSineOfATinyUnitCostsAsMuchAsThatOfOne(double u) {
        double x = 1.1 * u;
        GradientReport report = GradientCheck.of(z -> Math.sin(z[0] / u), z -> new double[] {Math.cos(z[0] / u) / u}).at(x);
        assertThat(report.verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(report.evaluations() - BESIDE_SLOPES).isEqualTo(LEAST_FOR_RIGHT);
    }

    /** A sum of three smooth terms, and its slope: not one that is small because the terms cancel. */
    private record Smooth(DoubleUnaryOperator f, double slope, double x, String name) {
        private static final double LEAST_SHARE = 0.3;

        static Smooth of(SplittableRandom random) {
            double x = Math.copySign(Seeds.logarithmic(random, 0.3, 3), random.nextDouble() - 0.5);
            int[] kinds = random.ints(3, 0, 7).toArray();
            double[] k = random.doubles(3, 0.3, 2).toArray();
            double[] c = random.doubles(3, -2, 2).toArray();
            DoubleUnaryOperator f = t -> IntStream.range(0, 3).mapToDouble(i -> c[i] * term(kinds[i], k[i] * t)).sum();
            double slope = IntStream.range(0, 3).mapToDouble(i -> c[i] * k[i] * slopeOfTerm(kinds[i], k[i] * x)).sum();
            double size = IntStream.range(0, 3).mapToDouble(i -> Math.abs(c[i] * term(kinds[i], k[i] * x))).sum();
            String name = Arrays.toString(kinds) + Arrays.toString(k) + Arrays.toString(c) + " at " + x;
            return Math.abs(slope * x) >= LEAST_SHARE * size ? new Smooth(f, slope, x, name) : of(random);
        }

        private static double term(int kind, double t) {
            return switch (kind) {
                case 0 -> Math.sin(t);
                case 1 -> Math.exp(-t);
                case 2 -> Math.tanh(t);
                case 3 -> t * t;
                case 4 -> t * t * t;
                case 5 -> Math.log1p(Math.exp(t));
                default -> 1 / (1 + t * t);
            };
        }

        private static double slopeOfTerm(int kind, double t) {
            return switch (kind) {
                case 0 -> Math.cos(t);
                case 1 -> -Math.exp(-t);
                case 2 -> Functions.tanhSlope(t);
                case 3 -> 2 * t;
                case 4 -> 3 * t * t;
                case 5 -> Functions.sigmoid(t);
                default -> -2 * t / Math.pow(1 + t * t, 2);
            };
        }

        GradientReport report(double factor) {
            return GradientCheck.of(z -> f.applyAsDouble(z[0]), any -> new double[] {factor * slope}).at(x);
        }
    }

    @Test
    void aRightSlopeOfASmoothFunctionCostsFourToSixEvaluations() {
        SplittableRandom random = Seeds.of("smooth and right");
        for (int i = 0; i < SMOOTH; i++) {
            Smooth smooth = Smooth.of(random);
            GradientReport report = smooth.report(1);
            assertThat(report.verdict()).as("%s: %s", smooth.name(), report).isEqualTo(Verdict.CORRECT);
            assertThat(report.evaluations() - BESIDE_SLOPES).as(smooth.name()).isBetween((long) LEAST_FOR_RIGHT, (long) MOST_FOR_RIGHT);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 2, -1, 1.01, 1 + 1e-4, 1 - 1e-6})
    void aWrongSlopeOfASmoothFunctionCostsTwentyEvaluationsInTheMean(double factor) {
        SplittableRandom random = Seeds.of("smooth and wrong");
        long evaluations = 0;
        for (int i = 0; i < SMOOTH; i++) {
            Smooth smooth = Smooth.of(random);
            GradientReport report = smooth.report(factor);
            assertThat(report.verdict()).as("%s: %s", smooth.name(), report).isEqualTo(Verdict.WRONG);
            evaluations += report.evaluations() - BESIDE_SLOPES;
        }
        assertThat((double) evaluations / SMOOTH).isLessThanOrEqualTo(MEAN_FOR_WRONG);
    }
}
