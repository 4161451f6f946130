package io.github.gradcheck.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.check.ParameterReport;
import io.github.gradcheck.check.Verdict;
import io.github.gradcheck.ndarray.DType;
import io.github.gradcheck.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProbeTest {
    /** f = Σ sin(hᵢ), h = x². */
    private static double sines(double[] x, Probe probe) {
        double[] h = probe.value("h", Arrays.stream(x).map(v -> v * v).toArray());
        return Arrays.stream(h).map(Math::sin).sum();
    }

    private static BiFunction<double[], Probe, double[]> backward(double outer, double inner) {
        return (x, probe) -> {
            double[] dh = Arrays.stream(x).map(v -> outer * Math.cos(v * v)).toArray();
            probe.gradient("h", dh);
            return IntStream.range(0, x.length).mapToDouble(i -> inner * 2 * x[i] * dh[i]).toArray();
        };
    }

    private static GradientReport check(ToDoubleBiFunction<double[], Probe> f, BiFunction<double[], Probe, double[]> backward) {
        return GradientCheck.ofProbed(f, backward).at(0.5, -1.2, 2);
    }

    @Test
    void theFaultLiesBetweenTheLastRightAndTheFirstWrongGradient() {
        assertThat(check(ProbeTest::sines, backward(1, 1)).orThrow().intermediates()).extracting(ParameterReport::verdict).containsExactly(Verdict.CORRECT);
        assertThat(check(ProbeTest::sines, backward(1, 2)).place()).hasValue("the fault is in the lines that make the gradient of x from the gradient of h, which is right");
        assertThat(check(ProbeTest::sines, backward(2, 1)).place()).hasValue("the fault is in the lines that make the gradient of h from f itself");
        assertThat(check(ProbeTest::sines, backward(2, 1)).toString()).contains("inside f:    h wrong").contains("place:       the fault");
        assertThat(check(ProbeTest::sines, backward(1, 2)).toString()).contains("inside f:    h right");
        assertThat(check(ProbeTest::sines, backward(2, 0.5)).place()).hasValue("the gradient of h is wrong, and none that is made from it: backward goes on with another one than it shows");
    }

    @Test
    void whatProbesSeeChangesNothingOfTheGradientsOwnReport() {
        GradientReport probed = check(ProbeTest::sines, backward(1, 2));
        GradientReport plain = GradientCheck.of(x -> sines(x, Probe.NONE), x -> backward(1, 2).apply(x, Probe.NONE)).at(0.5, -1.2, 2);
        assertThat(probed.headline()).isEqualTo(plain.headline());
        assertThat(probed.parameter("x").numeric().toArray()).isEqualTo(plain.parameter("x").numeric().toArray());
        assertThat(probed.where()).isEqualTo(plain.where());
        assertThat(probed.evaluations()).isGreaterThan(plain.evaluations());
        double[] h = {1, 2};
        assertThat(Probe.NONE.value("h", h)).isSameAs(h);
        assertThat(Probe.NONE.value("s", 0.1)).isEqualTo(0.1);
    }

    @Test
    void intermediatesMayHaveAnyForm() {
        ToDoubleBiFunction<double[], Probe> f = (x, probe) -> {
            double[][] rows = probe.value("rows", new double[][] {{x[0], x[1] * x[1], x[2]}});
            double[][] square = probe.value("square", new double[][] {{rows[0][0], rows[0][1]}, {rows[0][2], 1}});
            NDArray product = probe.value("product", NDArray.of(square).matmul(NDArray.of(new double[][] {{1, 2}, {3, 4}})));
            double sum = probe.value("sum", product.map(Math::sin).sum());
            return sum * sum;
        };
        BiFunction<double[], Probe, double[]> backward = (x, probe) -> {
            NDArray product = NDArray.of(new double[][] {{x[0], x[1] * x[1]}, {x[2], 1}}).matmul(NDArray.of(new double[][] {{1, 2}, {3, 4}}));
            double d = 2 * product.map(Math::sin).sum();
            probe.gradient("sum", d);
            NDArray dProduct = product.map(v -> d * Math.cos(v));
            probe.gradient("product", dProduct);
            NDArray dSquare = dProduct.matmul(NDArray.of(new double[][] {{1, 3}, {2, 4}}));
            probe.gradient("square", new double[][] {{dSquare.getFlat(0), dSquare.getFlat(1)}, {dSquare.getFlat(2), dSquare.getFlat(3)}});
            probe.gradient("rows", new double[][] {{dSquare.getFlat(0), dSquare.getFlat(1), dSquare.getFlat(2)}});
            return new double[] {dSquare.getFlat(0), 2 * x[1] * dSquare.getFlat(1), dSquare.getFlat(2)};
        };
        GradientReport report = check(f, backward).orThrow();
        assertThat(report.intermediates()).extracting(ParameterReport::name).containsExactly("rows", "square", "product", "sum");
        assertThat(report.intermediates()).extracting(ParameterReport::verdict).containsOnly(Verdict.CORRECT);
        assertThat(report.intermediates().get(1).analytic().shape()).containsExactly(2, 2);
    }

    // ---- what does not fit

    private static void assertRefused(ToDoubleBiFunction<double[], Probe> f, BiFunction<double[], Probe, double[]> backward, String... words) {
        assertThatIllegalArgumentException().isThrownBy(() -> check(f, backward)).satisfies(e -> assertThat(e.getMessage()).contains(words).doesNotContain("\n"));
    }

    private static BiFunction<double[], Probe, double[]> showing(String name, double[] gradient) {
        return (x, probe) -> {
            probe.gradient(name, gradient);
            return backward(1, 1).apply(x, Probe.NONE);
        };
    }

    @Test
    void namesAndShapesOfBothSidesMustFit() {
        assertRefused(ProbeTest::sines, (x, probe) -> backward(1, 1).apply(x, Probe.NONE), "f shows h to its probe 1 times, and backward its gradient 0 times");
        assertRefused((x, probe) -> sines(x, Probe.NONE), backward(1, 1), "f shows h to its probe 0 times, and backward its gradient 1 times");
        assertRefused(ProbeTest::sines, showing("h", new double[2]), "the gradient of h has shape (2,), its value has shape (3,)");
        assertRefused(ProbeTest::sines, (x, probe) -> {
            probe.gradient("h", new double[3]);
            return backward(1, 1).apply(x, probe);
        }, "f shows h to its probe 1 times, and backward its gradient 2 times");
        assertThatIllegalArgumentException().isThrownBy(() -> GradientCheck.ofProbed(ProbeTest::sines, backward(1, 1)).layout("h", 3).at(1, 2, 3))
                .withMessageContaining("a value with the name of a parameter: h");
        assertThatNullPointerException().isThrownBy(() -> check(ProbeTest::sines, showing("h", null))).withMessage("h");
    }

    @Test
    void aValueThatFDoesNotGoOnWithIsSaidSo() {
        ToDoubleBiFunction<double[], Probe> forgetful = (x, probe) -> {
            double h = x[0] * x[1];
            probe.value("h", h);
            return h * h + x[2];
        };
        GradientReport report = check(forgetful, (x, probe) -> {
            double d = 2 * x[0] * x[1];
            probe.gradient("h", d);
            return new double[] {d * x[1], d * x[0], 1};
        });
        assertThat(report.verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(report.place()).hasValue("f does not change with h: it goes on without what its probe gave back, or does not need it");
    }

    // ---- loops

    private static final int STEPS = 5;

    /** sₜ = sin(sₜ₋₁ + x₀)·x₁, f = Σ sₜ². */
    private static double loop(double[] x, Probe probe) {
        double s = x[2];
        double sum = 0;
        for (int t = 0; t < STEPS; t++) {
            s = probe.value("s", Math.sin(s + x[0]) * x[1]);
            sum += s * s;
        }
        return sum;
    }

    private static double[] loopBackward(double[] x, Probe probe, int stop) {
        double[] s = new double[STEPS + 1];
        s[0] = x[2];
        for (int t = 0; t < STEPS; t++) {
            s[t + 1] = Math.sin(s[t] + x[0]) * x[1];
        }
        double[] g = new double[3];
        double d = 0;
        for (int t = STEPS - 1; t >= stop; t--) {
            d += 2 * s[t + 1];
            probe.gradient("s", d);
            g[1] += d * Math.sin(s[t] + x[0]);
            d *= Math.cos(s[t] + x[0]) * x[1];
            g[0] += d;
        }
        g[2] = d;
        return g;
    }

    @Test
    void truncatedBackpropagationThroughTimeNamesTheStepsThatItLeavesOut() {
        assertThat(check(ProbeTest::loop, (x, probe) -> loopBackward(x, probe, 0)).orThrow().place()).isEmpty();
        GradientReport cut = check(ProbeTest::loop, (x, probe) -> loopBackward(x, probe, 3));
        assertThat(cut.intermediates()).extracting(ParameterReport::name).containsExactly("s[3]", "s[4]");
        assertThat(cut.place().orElseThrow()).contains("backward shows none of s[0], s[1], s[2]");
        assertThat(cut.toString()).contains("inside f:    s[4], s[3] right");
    }

    private static final double[] TARGETS = {0.3, -0.2, 0.9};

    private static double rows(double[] x, Probe probe) {
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double r = probe.value("r", x[i] * x[i] - TARGETS[i]);
            sum += r * r;
        }
        return sum;
    }

    private static BiFunction<double[], Probe, double[]> rowsBackward(int[] order, double slip) {
        return (x, probe) -> {
            double[] g = new double[3];
            for (int i : order) {
                double d = 2 * (x[i] * x[i] - TARGETS[i]);
                probe.gradient("r", d);
                g[i] = d * 2 * x[i] * (i == 1 ? slip : 1);
            }
            return g;
        };
    }

    @Test
    void stepsThatDoNotDependOnEachOtherComeInTheOrderOfTheFunction() {
        int[] order = {0, 1, 2};
        GradientReport right = check(ProbeTest::rows, rowsBackward(order, 1)).orThrow();
        assertThat(right.place()).isEmpty();
        assertThat(right.intermediates()).extracting(ParameterReport::verdict).containsOnly(Verdict.CORRECT);
        assertThat(check(ProbeTest::rows, rowsBackward(order, 3)).place()).hasValueSatisfying(place -> assertThat(place).contains("the gradient of x from the gradients of r[0], r[1], r[2], which are right"));
    }

    @Test
    void inAnyOtherOrderNoLinesAreNamed() {
        for (int[] order : new int[][] {{1, 0, 2}, {2, 1, 0}}) {
            assertThat(check(ProbeTest::rows, rowsBackward(order, 1)).verdict()).isEqualTo(Verdict.CORRECT);
            assertThat(check(ProbeTest::rows, rowsBackward(order, 3)).place())
                    .hasValueSatisfying(place -> assertThat(place).contains("is that of r[").contains("each needs a name of its own").doesNotContain("lines"));
        }
    }

    // ---- what belongs to the caller

    @Test
    void arraysThatFKeepsAreAsTheyWereAndXIsToTheBit() {
        double[] kept = {1, 2, 3};
        NDArray single = NDArray.of(new double[] {0.1, 0.2, 0.3}, DType.FLOAT32, 3);
        double[] before = single.toArray();
        double[] x = {0.1, 0.7, -0.3};
        ToDoubleBiFunction<double[], Probe> f = (w, probe) -> {
            double[] k = probe.value("kept", kept);
            NDArray s = probe.value("single", single);
            return IntStream.range(0, 3).mapToDouble(i -> w[i] * k[i] * s.getFlat(i)).sum();
        };
        GradientCheck.ofProbed(f, (w, probe) -> {
            probe.gradient("kept", IntStream.range(0, 3).mapToDouble(i -> w[i] * single.getFlat(i)).toArray());
            probe.gradient("single", NDArray.of(new double[] {w[0], 2 * w[1], 3 * w[2]}, 3));
            return IntStream.range(0, 3).mapToDouble(i -> kept[i] * single.getFlat(i)).toArray();
        }).at(x).orThrow();
        assertThat(kept).containsExactly(1, 2, 3);
        assertThat(single.toArray()).isEqualTo(before);
        assertThat(x).containsExactly(0.1, 0.7, -0.3);
    }

    @Test
    void aBufferThatIsUsedAgainHoldsTheValueOfItsMoment() {
        double[] buffer = new double[1];
        ToDoubleBiFunction<double[], Probe> f = (x, probe) -> {
            buffer[0] = x[0] * x[1];
            probe.value("a", buffer);
            buffer[0] = Math.exp(buffer[0]) * x[2];
            probe.value("b", buffer);
            return Math.sin(buffer[0]);
        };
        BiFunction<double[], Probe, double[]> backward = (x, probe) -> {
            double e = Math.exp(x[0] * x[1]);
            double[] d = {Math.cos(e * x[2])};
            probe.gradient("b", d);
            double last = d[0] * e;
            d[0] *= e * x[2];
            probe.gradient("a", d);
            return new double[] {d[0] * x[1], d[0] * x[0], last};
        };
        assertThat(check(f, backward).orThrow().intermediates()).extracting(ParameterReport::verdict).containsOnly(Verdict.CORRECT);
    }

    @Test
    void boundsHoldWhereverFAndItsGradientAreEvaluated() {
        List<String> outside = new ArrayList<>();
        ToDoubleBiFunction<double[], Probe> f = (x, probe) -> {
            if (x[0] < 0 || x[1] > 2) {
                outside.add(Arrays.toString(x));
            }
            return sines(new double[] {x[0] + 1, x[1]}, probe);
        };
        BiFunction<double[], Probe, double[]> slip = (x, probe) -> {
            if (x[0] < 0 || x[1] > 2) {
                outside.add(Arrays.toString(x));
            }
            return backward(1, 3).apply(new double[] {x[0] + 1, x[1]}, probe);
        };
        GradientReport report = GradientCheck.ofProbed(f, slip).bounds(0, 2).at(0, 2);
        assertThat(outside).isEmpty();
        assertThat(report.place()).hasValueSatisfying(place -> assertThat(place).contains("of x from the gradient of h"));
    }

    @Test
    void whatFThrowsBesideThePointDoesNotEndTheCheck() {
        ToDoubleBiFunction<double[], Probe> f = (x, probe) -> {
            double h = probe.value("h", x[0] * x[0]);
            if (h < 0.25) {
                throw new ArithmeticException("too small");
            }
            return Math.sqrt(h - 0.25 + x[1] * x[1]) + x[2];
        };
        GradientReport report = GradientCheck.ofProbed(f, (x, probe) -> {
            double root = Math.sqrt(x[0] * x[0] - 0.25 + x[1] * x[1]);
            probe.gradient("h", 0.5 / root);
            return new double[] {x[0] / root, x[1] / root, 3};
        }).at(0.5 + 1e-9, 1, 0);
        assertThat(report.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(report.where()).contains("x[2]");
    }

    @Test
    void thousandsOfEntriesAreSeenAlongDirections() {
        int size = 9000;
        AtomicInteger evaluations = new AtomicInteger();
        ToDoubleBiFunction<double[], Probe> f = (x, probe) -> {
            evaluations.incrementAndGet();
            double[] h = new double[size];
            Arrays.setAll(h, i -> x[0] * Math.sin(i) + x[1] * Math.cos(i));
            probe.value("h", h);
            return Arrays.stream(h).map(v -> v * v * v).sum() / size + x[2];
        };
        for (double slip : new double[] {1, 2}) {
            GradientReport report = check(f, (x, probe) -> {
                double[] dh = new double[size];
                Arrays.setAll(dh, i -> 3 * slip * Math.pow(x[0] * Math.sin(i) + x[1] * Math.cos(i), 2) / size);
                probe.gradient("h", dh);
                double[] g = {0, 0, 1};
                for (int i = 0; i < size; i++) {
                    g[0] += dh[i] * Math.sin(i);
                    g[1] += dh[i] * Math.cos(i);
                }
                return g;
            });
            assertThat(report.intermediates().get(0).directions()).isNotEmpty();
            assertThat(report.verdict()).isEqualTo(slip == 1 ? Verdict.CORRECT : Verdict.WRONG);
            assertThat(report.place()).isEqualTo(slip == 1 ? java.util.Optional.empty() : java.util.Optional.of("the fault is in the lines that make the gradient of h from f itself"));
        }
        assertThat(evaluations.get()).isLessThan(size);
    }
}
