package io.github.gradcheck.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.autograd.Functional;
import io.github.gradcheck.autograd.Tensor;
import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.check.Verdict;
import io.github.gradcheck.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** 40 common functions at 20 random points each: what anyone would check on an ordinary day. */
class OrdinaryFunctionsTest {
    private static final int POINTS = 20;
    private static final int[] SHAPE = {2, 3};

    private static Tensor constant(long seed, int... shape) {
        int size = 1;
        for (int extent : shape) {
            size *= extent;
        }
        return Tensor.of(NDArray.of(TensorFunctions.normal(seed, size), shape));
    }

    private static final List<UnaryOperator<Tensor>> FUNCTIONS = List.of(
            Tensor::exp, Tensor::tanh, Tensor::sigmoid, Tensor::relu, Tensor::sin, Tensor::cos, Tensor::abs, Tensor::negate,
            x -> x.multiply(x), x -> x.pow(3), x -> x.multiply(3.0).add(1.0), x -> x.multiply(x).add(1.0).sqrt(), x -> x.multiply(x).add(1.0).log(),
            x -> x.multiply(x).add(1.0).reciprocal(), Tensor::reciprocal, Functional::softplus, Functional::gelu, Functional::silu,
            x -> Functional.leakyRelu(x, 0.01), x -> Functional.softmax(x, 1), x -> Functional.logSoftmax(x, 1), x -> Functional.logSumExp(x, 1),
            Tensor::sum, Tensor::mean, x -> x.sum(0), x -> x.max(1), x -> x.matmul(constant(1, 3, 2)), x -> x.multiply(constant(2, 2, 3)),
            x -> x.divide(constant(3, 2, 3).abs().add(1.0)), x -> x.add(constant(4, 3)), x -> x.transpose().matmul(x), x -> x.multiply(x).sum().sqrt(),
            x -> Functional.crossEntropy(x, 0, 2), x -> Functional.mseLoss(x, constant(5, 2, 3)),
            x -> Functional.binaryCrossEntropyWithLogits(x, constant(6, 2, 3).sigmoid().detach()),
            x -> Functional.layerNorm(x, constant(7, 3), constant(8, 3), 1e-5), x -> Functional.linear(x, constant(9, 4, 3), constant(10, 4)),
            x -> x.matmul(constant(11, 3, 4)).tanh().matmul(constant(12, 4, 2)).sum(), x -> x.matmul(constant(13, 3, 4)).relu().matmul(constant(14, 4, 2)).sum(),
            x -> Functional.cat(0, x.sin(), x.exp()));

    private static GradientReport check(UnaryOperator<Tensor> f, double[] x, double factor) {
        BinaryOperator<double[]> right = TensorFunctions.backward(f, SHAPE);
        return GradientCheck.ofVector(TensorFunctions.forward(f, SHAPE), (point, g) -> TensorFunctions.scaled(right.apply(point, g), factor)).at(x);
    }

    @Test
    void thereAreFortyOfThem() {
        assertThat(FUNCTIONS).hasSize(40);
    }

    @Test
    void noneOf800RightGradientsIsDoubtedAndTheErrorsAreSmallAndTheCostIsLow() {
        List<String> alarms = new ArrayList<>();
        List<Double> detectable = new ArrayList<>();
        long evaluations = 0;
        long entries = 0;
        for (int f = 0; f < FUNCTIONS.size(); f++) {
            for (int p = 0; p < POINTS; p++) {
                GradientReport report = check(FUNCTIONS.get(f), TensorFunctions.normal(1000 + 100 * f + p, 6), 1);
                if (report.verdict() != Verdict.CORRECT) {
                    alarms.add("function " + f + ": " + report);
                }
                detectable.add(report.parameter("x").smallestDetectableError());
                evaluations += report.evaluations();
                entries += 6;
            }
        }
        assertThat(alarms).isEmpty();
        assertThat(detectable.stream().sorted().toList().get(detectable.size() / 2)).isLessThan(1e-9);
        System.out.printf(Locale.ROOT, "ordinary functions: %.2f evaluations an entry, median detectable error %.1e%n", (double) evaluations / entries,
                detectable.stream().sorted().toList().get(detectable.size() / 2));
        assertThat((double) evaluations / entries).as("eight where an output does not depend on the entry, a third for the point itself, and the values along sums of entries where several are flat at a kink")
                .isLessThanOrEqualTo(9.2);
    }

    @Test
    void noneOf800GradientsThatAreOffByAMillionthPasses() {
        List<String> misses = new ArrayList<>();
        for (int f = 0; f < FUNCTIONS.size(); f++) {
            for (int p = 0; p < POINTS; p++) {
                if (check(FUNCTIONS.get(f), TensorFunctions.normal(1000 + 100 * f + p, 6), 1 + 1e-6).verdict() != Verdict.WRONG) {
                    misses.add("function " + f + ", point " + p);
                }
            }
        }
        assertThat(misses).isEmpty();
    }
}
