package io.github.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.gradcheck.ndarray.NDArray;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bounds, outside of which nothing is ever evaluated, and entries that are never moved. */
class DomainTest {
    private static final double FREE = Double.POSITIVE_INFINITY;

    private enum Place {
        LOWER, UPPER, ULP_ABOVE_LOWER, ULP_BELOW_UPPER, CLOSE, BETWEEN
    }

    /** A function of random terms with its gradient, in a random box with x at a random place of it; outside it throws an Error. */
    private static final class Boxed {
        final double[] lower;
        final double[] upper;
        final double[] x;
        final boolean[] isFixed;
        private final double[] a;
        private final double[] b;
        private final int form;

        Boxed(int size, int form, SplittableRandom random) {
            this.form = form;
            lower = new double[size];
            upper = new double[size];
            x = new double[size];
            isFixed = new boolean[size];
            a = random.doubles(size, 0.5, 2).toArray();
            b = random.doubles(size, 0.5, 2).toArray();
            for (int i = 0; i < size; i++) {
                lower[i] = random.nextInt(4) == 0 ? 0 : random.nextDouble(0.1, 1);
                upper[i] = lower[i] + random.nextDouble(0.5, 2);
                x[i] = place(Place.values()[random.nextInt(Place.values().length)], i, random);
                if (random.nextInt(5) == 0) {
                    upper[i] = random.nextBoolean() || x[i] == upper[i] ? upper[i] : FREE;
                }
            }
        }

        private double place(Place place, int i, SplittableRandom random) {
            return switch (place) {
                case LOWER -> lower[i];
                case UPPER -> upper[i];
                case ULP_ABOVE_LOWER -> Math.nextUp(lower[i]);
                case ULP_BELOW_UPPER -> Math.nextDown(upper[i]);
                case CLOSE -> lower[i] + Math.pow(10, -random.nextInt(3, 9));
                case BETWEEN -> lower[i] + (upper[i] - lower[i]) * random.nextDouble(0.2, 0.8);
            };
        }

        private void requireInside(double[] at) {
            for (int i = 0; i < at.length; i++) {
                if (!(at[i] >= lower[i] && at[i] <= upper[i]) || isFixed[i] && at[i] != x[i]) {
                    throw new AssertionError("evaluated at x[" + i + "] = " + at[i] + ", outside [" + lower[i] + ", " + upper[i] + "]");
                }
            }
        }

        double value(double[] at) {
            requireInside(at);
            double sum = 0;
            for (int i = 0; i < at.length; i++) {
                double next = at[(i + 1) % at.length];
                sum += switch (form) {
                    case 0 -> a[i] * Math.exp(-b[i] * at[i]) + at[i] * next;
                    case 1 -> a[i] * Math.pow(1 + at[i], 1.5) + b[i] * Math.sin(at[i]);
                    default -> a[i] * at[i] + b[i] * at[i] * at[i] * (1 + next);
                };
            }
            return sum;
        }

        double[] gradient(double[] at) {
            requireInside(at);
            double[] g = new double[at.length];
            for (int i = 0; i < at.length; i++) {
                int n = (i + 1) % at.length;
                switch (form) {
                    case 0 -> {
                        g[i] += -a[i] * b[i] * Math.exp(-b[i] * at[i]) + at[n];
                        g[n] += at[i];
                    }
                    case 1 -> g[i] += 1.5 * a[i] * Math.sqrt(1 + at[i]) + b[i] * Math.cos(at[i]);
                    default -> {
                        g[i] += a[i] + 2 * b[i] * at[i] * (1 + at[n]);
                        g[n] += b[i] * at[i] * at[i];
                    }
                }
            }
            return g;
        }

        double[] slipped(double[] at, int where) {
            double[] g = gradient(at);
            g[where] *= 1.02;
            return g;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void neverOutsideEntryByEntry(int form) {
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(1000L * form + seed);
            Boxed f = new Boxed(random.nextInt(1, 7), form, random);
            int where = random.nextInt(f.x.length);
            GradientReport right = GradientCheck.of(f::value, f::gradient).bounds(f.lower, f.upper).at(f.x);
            assertThat(right.verdict()).as("seed %s: %s", seed, right).isEqualTo(Verdict.CORRECT);
            GradientReport wrong = GradientCheck.of(f::value, at -> f.slipped(at, where)).bounds(f.lower, f.upper).at(f.x);
            assertThat(wrong.parameter("x").wrongEntries()).as("seed %s: %s", seed, wrong).extracting(EntryReport::index).containsExactly("[" + where + "]");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void neverOutsideAlongDirections(int form) {
        for (int seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(5000L + 1000L * form + seed);
            Boxed f = new Boxed(random.nextInt(2, 120), form, random);
            int where = random.nextInt(f.x.length);
            GradientCheck right = GradientCheck.of(f::value, f::gradient).bounds(f.lower, f.upper).directions(2).seed(seed);
            GradientReport report = right.at(f.x);
            assertThat(report.verdict()).as("seed %s: %s", seed, report).isEqualTo(Verdict.CORRECT);
            GradientReport wrong = GradientCheck.of(f::value, at -> f.slipped(at, where)).bounds(f.lower, f.upper).directions(2).seed(seed).at(f.x);
            assertThat(wrong.parameter("x").wrongEntries()).as("seed %s: %s", seed, wrong).extracting(EntryReport::index).containsExactly("[" + where + "]");
        }
    }

    @Test
    void neverOutsideOnSeveralThreads() {
        SplittableRandom random = new SplittableRandom(7);
        Boxed f = new Boxed(200, 0, random);
        assertThat(GradientCheck.of(f::value, f::gradient).bounds(f.lower, f.upper).concurrently().at(f.x).verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(GradientCheck.of(f::value, f::gradient).concurrently().bounds(f.lower, f.upper).at(f.x).verdict()).isEqualTo(Verdict.CORRECT);
    }

    @Test
    void fixedEntriesAreNeverMovedByAnyWayOfMeasuring() {
        for (int seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(9000L + seed);
            Boxed f = new Boxed(random.nextInt(3, 40), seed % 3, random);
            int[] fixed = IntStream.range(0, f.x.length - 1).filter(i -> random.nextInt(3) == 0).toArray();
            Arrays.stream(fixed).forEach(i -> f.isFixed[i] = true);
            UnaryOperator<double[]> rightWhereFree = at -> {
                double[] g = f.gradient(at);
                Arrays.stream(fixed).forEach(i -> g[i] = i % 2 == 0 ? Double.NaN : 7 * g[i]);
                return g;
            };
            GradientCheck check = GradientCheck.of(f::value, rightWhereFree).bounds(f.lower, f.upper).fixed(fixed);
            for (GradientCheck one : new GradientCheck[] {check, check.directions(2), check.everyEntry().concurrently()}) {
                GradientReport report = one.at(f.x);
                assertThat(report.verdict()).as("seed %s: %s", seed, report).isEqualTo(Verdict.CORRECT);
                assertThat(report.passed()).isTrue();
                assertThat(report.open()).isZero();
                assertThat(report.parameter("x").skipped()).isEqualTo(fixed.length);
                assertThat(report.count(Verdict.CORRECT)).isEqualTo(f.x.length - fixed.length);
            }
            int where = f.x.length - 1;
            GradientReport wrong = GradientCheck.of(f::value, at -> f.slipped(at, where)).bounds(f.lower, f.upper).fixed(fixed).directions(1).at(f.x);
            assertThat(wrong.parameter("x").wrongEntries()).as("seed %s: %s", seed, wrong).extracting(EntryReport::index).containsExactly("[" + where + "]");
        }
    }

    /** max(x₀, x₁, x₂) where all are equal: the entries are moved together, and looked at beside x. */
    @ParameterizedTest
    @CsvSource({"0.5, 0.5, 0", "1, 1, 0"})
    void neverOutsideAtTies(double g0, double g1, double g2) {
        for (double lower : new double[] {1, 1.9, 2}) {
            double least = lower;
            ToDoubleFunction<double[]> max = x -> {
                assertThat(x[2]).as("the fixed entry").isEqualTo(2);
                if (x[0] < least || x[1] < least || x[0] > 2.1 || x[1] > 2.1) {
                    throw new AssertionError("evaluated at " + Arrays.toString(x));
                }
                return Math.max(x[0], x[1]) + 0 * x[2];
            };
            GradientReport report = GradientCheck.of(max, x -> new double[] {g0, g1, g2}).bounds(lower, 2.1).fixed(2).at(2, 2, 2);
            assertThat(report.parameter("x").skipped()).isEqualTo(1);
            if (lower < 2) {
                assertThat(report.passed()).as("%s", report).isEqualTo(g0 + g1 == 1);
            }
        }
    }

    @Test
    void atABoundTheSideThatIsThereDecides() {
        ToDoubleFunction<double[]> f = x -> {
            if (x[0] < 0 || x[1] > 1) {
                throw new AssertionError("outside");
            }
            return 3 * x[0] + Math.pow(x[0], 1.5) + Math.exp(x[1]);
        };
        GradientCheck right = GradientCheck.of(f, x -> new double[] {3 + 1.5 * Math.sqrt(x[0]), Math.exp(x[1])});
        double[] lower = {0, -FREE};
        double[] upper = {FREE, 1};
        assertThat(right.bounds(lower, upper).at(0, 1).verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(right.bounds(lower, upper).at(Double.MIN_VALUE, Math.nextDown(1)).verdict()).isEqualTo(Verdict.CORRECT);
        GradientReport wrong = GradientCheck.of(f, x -> new double[] {3.03, Math.exp(x[1])}).bounds(lower, upper).at(0, 1);
        assertThat(wrong.parameter("x").wrongEntries()).singleElement().satisfies(entry -> assertThat(entry.numeric().error()).isPositive().isLessThan(1e-2));
    }

    @Test
    void severalValues() {
        UnaryOperator<double[]> f = x -> {
            if (x[0] < 0 || x[1] != 2) {
                throw new AssertionError("outside");
            }
            return new double[] {x[0] * x[1], Math.sqrt(1 + x[0])};
        };
        GradientReport report = GradientCheck.ofVector(f, (x, u) -> new double[] {u[0] * x[1] + u[1] / (2 * Math.sqrt(1 + x[0])), 99}).bounds(0, FREE).fixed(1).at(0, 2);
        assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.CORRECT);
        assertThat(report.parameter("x").skipped()).isEqualTo(2);
    }

    @Test
    void equalBoundsFixAnEntry() {
        GradientReport report = GradientCheck.of(x -> x[0] * x[1], x -> new double[] {x[1], 77}).bounds(new double[] {0, 2}, new double[] {9, 2}).at(3, 2);
        assertThat(report.headline()).isEqualTo("The gradient is right: the one entry agrees, 1 skipped.");
        assertThat(report.text()).contains("the one entry agrees, 1 skipped");
    }

    @Test
    void theCallersArraysAreNotTouchedAndNotKept() {
        double[] lower = {0};
        double[] x = {1};
        GradientCheck check = GradientCheck.of(at -> at[0] * at[0], at -> new double[] {2 * at[0]}).bounds(lower, new double[] {2});
        lower[0] = 5;
        assertThat(check.at(x).passed()).isTrue();
        assertThat(x).containsExactly(1);
    }

    @Test
    void boundsThatCannotBe() {
        GradientCheck check = GradientCheck.of(x -> x[0] * x[1], x -> new double[] {x[1], x[0]});
        assertThatNullPointerException().isThrownBy(() -> check.bounds(null, new double[2])).withMessage("lower");
        assertThatNullPointerException().isThrownBy(() -> check.bounds(new double[2], null)).withMessage("upper");
        assertThatIllegalArgumentException().isThrownBy(() -> check.bounds(new double[2], new double[3])).withMessage("lower has length 2, upper has length 3");
        assertThatIllegalArgumentException().isThrownBy(() -> check.bounds(new double[] {0, 3}, new double[] {1, 2})).withMessage("lower[1] is 3.0, above upper[1], which is 2.0");
        assertThatIllegalArgumentException().isThrownBy(() -> check.bounds(2, 1)).withMessage("lower is 2.0, above upper, which is 1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> check.bounds(new double[] {0, Double.NaN}, new double[] {1, 2})).withMessage("lower[1] must be a number or infinite: NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> check.bounds(0, Double.NaN)).withMessage("upper must be a number or infinite: NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> check.bounds(new double[3], new double[3]).at(0, 0)).withMessage("lower has length 3, x has length 2");
        assertThatIllegalArgumentException().isThrownBy(() -> check.bounds(0, 1).at(0.5, 1.5)).withMessage("x[1] is 1.5, above its upper bound 1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> check.bounds(0, 1).at(-0.5, 1)).withMessage("x[0] is -0.5, below its lower bound 0.0");
    }

    @Test
    void fixedEntriesThatCannotBe() {
        GradientCheck check = GradientCheck.of(x -> x[0] * x[1], x -> new double[] {x[1], x[0]});
        assertThatNullPointerException().isThrownBy(() -> check.fixed((int[]) null)).withMessage("entries");
        assertThatIllegalArgumentException().isThrownBy(() -> check.fixed(-1)).withMessage("entries has -1: places are counted from 0 on");
        assertThatIllegalArgumentException().isThrownBy(() -> check.fixed(1, 1)).withMessage("entries has 1 more than once");
        assertThatIllegalArgumentException().isThrownBy(() -> check.fixed(1).fixed(1).at(1, 2)).withMessage("entries has 1 more than once");
        assertThatIllegalArgumentException().isThrownBy(() -> check.fixed(2).at(1, 2)).withMessage("entries has 2, which is no entry of x: it has length 2");
        assertThatIllegalArgumentException().isThrownBy(() -> check.fixed(0, 1).at(1, 2)).withMessage("there is nothing to check: all 2 entries are fixed");
        assertThatIllegalArgumentException().isThrownBy(() -> check.fixed(0).bounds(new double[] {0, 2}, new double[] {9, 2}).at(1, 2))
                .withMessage("there is nothing to check: all 2 entries are fixed");
    }

    @Test
    void stretchesOfTheLayoutAreFixedByName() {
        GradientCheck check = GradientCheck.of(x -> x[0] * x[1] * x[2], x -> new double[] {x[1] * x[2], x[0] * x[2], Double.NaN}).layout("w", 2).layout("rate", 1);
        GradientReport report = check.fixed("rate").at(1, 2, 3);
        assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.CORRECT);
        assertThat(report.passed()).isTrue();
        assertThat(report.parameter("rate").skipped()).isEqualTo(1);
        assertThat(check.fixed("rate").fixed("rate").at(1, 2, 3).passed()).isTrue();
        assertThat(check.at(1, 2, 3).parameter("rate").verdict()).isEqualTo(Verdict.WRONG);
        assertThatIllegalArgumentException().isThrownBy(() -> check.fixed("c").at(1, 2, 3)).withMessage("names has c, and the layout has w, rate");
        assertThatIllegalArgumentException().isThrownBy(() -> check.fixed("w", "rate").at(1, 2, 3)).withMessage("there is nothing to check: all 3 entries are fixed");
        assertThatNullPointerException().isThrownBy(() -> check.fixed("w", null));
        assertThatIllegalArgumentException().isThrownBy(() -> GradientCheck.of(x -> x[0], x -> new double[] {1}).fixed("w").at(1))
                .withMessage("names has w, and the layout has no names: call layout");
    }

    @Test
    void parametersAreFixedByName() {
        NDArray w = NDArray.of(new double[] {1, -2, 3}, 3);
        NDArray rate = NDArray.of(new double[] {0.5}, 1);
        Map<String, NDArray> params = new LinkedHashMap<>();
        params.put("w", w);
        params.put("rate", rate);
        ParameterCheck check = GradientCheck.ofParameters(params, () -> {
            assertThat(rate.getFlat(0)).isEqualTo(0.5);
            return w.multiply(w).sum() * rate.getFlat(0);
        }, () -> Map.of("w", w));
        for (ParameterCheck one : new ParameterCheck[] {check.fixed("rate"), check.fixed("rate").directions(2)}) {
            GradientReport report = one.run();
            assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.CORRECT);
            assertThat(report.parameter("rate").skipped()).isEqualTo(1);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> check.fixed("b").run()).withMessage("names has b, and there are only the parameters [w, rate]");
        assertThatIllegalArgumentException().isThrownBy(() -> check.fixed("w", "rate").run()).withMessage("there is nothing to check: all 4 entries are fixed");
    }
}
