package io.github.gradcheck.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.autograd.Functional;
import io.github.gradcheck.autograd.Tensor;
import io.github.gradcheck.autograd.Torch;
import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.check.Verdict;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks: right gradients pass, and every single entry that is off by a relative 1e-5 is found. */
class NetworksTest {
    private static Map<String, Tensor> parameters(Object... namesAndShapes) {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndShapes.length; i += 2) {
            NDArray zeros = NDArray.zeros((int[]) namesAndShapes[i + 1]);
            double[] values = TensorFunctions.normal(100 + i, zeros.size());
            parameters.put((String) namesAndShapes[i], Tensor.of(NDArray.of(TensorFunctions.scaled(values, 0.5), zeros.shape())).requiresGrad(true));
        }
        return parameters;
    }

    private static Tensor data(int... shape) {
        return Tensor.of(NDArray.of(TensorFunctions.normal(77, NDArray.zeros(shape).size()), shape));
    }

    static Stream<Arguments> networks() {
        Map<String, Tensor> two = parameters("W1", new int[] {4, 6}, "b1", new int[] {6}, "W2", new int[] {6, 3}, "b2", new int[] {3});
        Map<String, Tensor> convolution = parameters("K", new int[] {2, 1, 3, 3}, "bK", new int[] {2}, "W", new int[] {8, 3});
        Map<String, Tensor> norm = parameters("W1", new int[] {4, 6}, "gain", new int[] {6}, "shift", new int[] {6}, "W2", new int[] {6, 3});
        Map<String, Tensor> attention = parameters("Q", new int[] {4, 4}, "K", new int[] {4, 4}, "V", new int[] {4, 3});
        Tensor x = data(5, 4);
        Tensor image = data(5, 1, 6, 6);
        int[] y = {0, 1, 2, 2, 1};
        return Stream.of(
                network("tanh", two, p -> Functional.crossEntropy(x.matmul(p.get("W1")).add(p.get("b1")).tanh().matmul(p.get("W2")).add(p.get("b2")), y)),
                network("relu", two, p -> Functional.crossEntropy(x.matmul(p.get("W1")).add(p.get("b1")).relu().matmul(p.get("W2")).add(p.get("b2")), y)),
                network("convolution", convolution, p -> Functional.crossEntropy(
                        Functional.maxPool2d(Functional.conv2d(image, p.get("K"), p.get("bK"), 1, 0), 2).relu().reshape(5, 8).matmul(p.get("W")), y)),
                network("layer norm", norm, p -> Functional.crossEntropy(
                        Functional.layerNorm(x.matmul(p.get("W1")), p.get("gain"), p.get("shift"), 1e-5).tanh().matmul(p.get("W2")), y)),
                network("attention", attention, p -> Functional.crossEntropy(
                        Functional.scaledDotProductAttention(x.matmul(p.get("Q")), x.matmul(p.get("K")), x.matmul(p.get("V"))), y)));
    }

    private static Arguments network(String name, Map<String, Tensor> parameters, Function<Map<String, Tensor>, Tensor> loss) {
        return Arguments.of(name, parameters, loss);
    }

    private static Map<String, NDArray> arrays(Map<String, Tensor> parameters) {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        parameters.forEach((name, tensor) -> arrays.put(name, tensor.data()));
        return arrays;
    }

    private static Map<String, NDArray> gradients(Map<String, Tensor> parameters, Function<Map<String, Tensor>, Tensor> loss) {
        Tensor[] all = parameters.values().toArray(Tensor[]::new);
        Tensor[] grads = Torch.grad(loss.apply(parameters), all, null, false);
        Map<String, NDArray> named = new LinkedHashMap<>();
        int i = 0;
        for (String name : parameters.keySet()) {
            named.put(name, grads[i++].data());
        }
        return named;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void rightGradientsPass(String name, Map<String, Tensor> parameters, Function<Map<String, Tensor>, Tensor> loss) {
        GradientReport report = GradientCheck.ofParameters(arrays(parameters), () -> loss.apply(parameters).item(), () -> gradients(parameters, loss)).run();
        assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.CORRECT);
        long entries = parameters.values().stream().mapToLong(Tensor::size).sum();
        System.out.printf(Locale.ROOT, "%s: %.2f evaluations an entry%n", name, (double) report.evaluations() / entries);
    }

    /** All entries are spoilt at once: each is judged by itself, so this is the same as one after the other. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void everyEntryThatIsOffByARelativeErrorOf1eMinus5IsFound(String name, Map<String, Tensor> parameters, Function<Map<String, Tensor>, Tensor> loss) {
        double value = Math.abs(loss.apply(parameters).item());
        Map<String, NDArray> right = gradients(parameters, loss);
        Map<String, NDArray> wrong = new LinkedHashMap<>();
        right.forEach((key, gradient) -> wrong.put(key, gradient.multiply(1 + 1e-5)));
        GradientReport report = GradientCheck.ofParameters(arrays(parameters), () -> loss.apply(parameters).item(), () -> wrong).run();
        List<String> missed = new ArrayList<>();
        right.forEach((key, gradient) -> {
            List<String> found = report.parameter(key).wrongEntries().stream().map(entry -> entry.index()).toList();
            for (int i = 0; i < gradient.size(); i++) {
                String place = Shape.subscript(Shape.unravel(i, gradient.shape()));
                if (Math.abs(gradient.getFlat(i)) > 1e-8 * value && !found.contains(place)) {
                    missed.add(key + place + " = " + gradient.getFlat(i));
                }
            }
        });
        assertThat(missed).isEmpty();
    }
}
