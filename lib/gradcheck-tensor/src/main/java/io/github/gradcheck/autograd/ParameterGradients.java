package io.github.gradcheck.autograd;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.ParameterCheck;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.Shape;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** A loss of named tensors as a check sees it: arrays in order from input to loss, autograd as the backward pass, and its graph to replay. */
final class ParameterGradients {
    private final Supplier<Tensor> loss;
    private final Map<String, Tensor> parameters = new LinkedHashMap<>();

    ParameterGradients(Map<String, Tensor> parameters, Supplier<Tensor> loss) {
        Objects.requireNonNull(parameters, "parameters");
        this.loss = Objects.requireNonNull(loss, "loss");
        parameters.forEach(ParameterGradients::requireLeaf);
        Tensor value = loss();
        if (value.node() == null) {
            throw new IllegalStateException("the loss does not depend on a tensor that requires a gradient");
        }
        Map<Tensor, Integer> distances = GraphWalk.distances(value);
        List<Map.Entry<String, Tensor>> inOrder = parameters.entrySet().stream()
                .sorted(Comparator.comparingInt(parameter -> -distances.getOrDefault(parameter.getValue(), 0))).toList();
        inOrder.forEach(parameter -> this.parameters.put(parameter.getKey(), parameter.getValue()));
    }

    private static void requireLeaf(String name, Tensor parameter) {
        Objects.requireNonNull(parameter, () -> "the parameter " + name + " is null");
        if (parameter.node() != null || !parameter.requiresGrad()) {
            throw new IllegalArgumentException("the parameter " + name + " must be a leaf that requires a gradient: it "
                    + (parameter.node() != null ? "was made by " + parameter.node().name() : "requires none"));
        }
    }

    private Tensor loss() {
        Tensor value = Objects.requireNonNull(loss.get(), "loss returned null");
        if (value.size() != 1) {
            throw new IllegalArgumentException("loss must have one entry: its shape is " + Shape.tuple(value.shape()));
        }
        return value;
    }

    ParameterCheck check() {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        parameters.forEach((name, parameter) -> arrays.put(name, parameter.data()));
        return GradientCheck.ofParameters(arrays, () -> loss().item(), this::gradients).reevaluating(() -> Replay.of(this::loss, parameters).orElse(null))
                .locating(() -> OperatorFaults.ofWrong(() -> new Tensor[] {loss()}));
    }

    private Map<String, NDArray> gradients() {
        Tensor[] found = Torch.grad(loss(), parameters.values().toArray(Tensor[]::new), null, false);
        Map<String, NDArray> named = new LinkedHashMap<>();
        parameters.keySet().forEach(name -> named.put(name, found[named.size()].data()));
        return named;
    }
}
