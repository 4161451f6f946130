package io.github.gradcheck.gallery.models;

import io.github.gradcheck.autograd.Function;
import io.github.gradcheck.autograd.Gradcheck;
import io.github.gradcheck.autograd.Tensor;
import io.github.gradcheck.autograd.Torch;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.problem.Problem;
import io.github.gradcheck.recipe.Model;
import io.github.gradcheck.recipe.Recipe;
import io.github.gradcheck.recipe.Trainable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model for autograd with one layer of its own, which is checked by itself.
 *
 * @param name how it is called
 * @param params where training starts, in order from input to loss
 * @param inputs what the layer takes, in order
 * @param data what the layer uses besides
 * @param recipe the lines of the layer
 * @param point where the layer is checked, an array for each input
 * @param net the loss of the whole model
 * @param rate the step of gradient descent
 */
record LayerModel(String name, Map<String, NDArray> params, List<String> inputs, Map<String, NDArray> data, Recipe recipe, List<NDArray> point, Net net,
        double rate) implements Model {
    /** The loss of a model in terms of its layer and its parameters. */
    @FunctionalInterface
    interface Net {
        Tensor loss(Function layer, Map<String, Tensor> params);
    }

    @Override
    public Problem problem(Recipe lines) {
        LineFunction layer = new LineFunction(inputs, data, lines);
        Map<String, Tensor> named = new LinkedHashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            named.put(inputs.get(i), Tensor.of(point.get(i).copy()).requiresGrad(true));
        }
        return Gradcheck.problem(in -> new Tensor[] {layer.apply(in)}, named);
    }

    @Override
    public boolean isTrainable() {
        return true;
    }

    @Override
    public Trainable trainable(Recipe lines) {
        return new Training(params, new LineFunction(inputs, data, lines), net, rate);
    }

    /** The model while it learns. */
    private static final class Training implements Trainable {
        private final Map<String, Tensor> tensors = new LinkedHashMap<>();
        private final Function layer;
        private final Net net;
        private final double rate;

        Training(Map<String, NDArray> start, Function layer, Net net, double rate) {
            start.forEach((name, array) -> tensors.put(name, Tensor.of(array.copy()).requiresGrad(true)));
            this.layer = layer;
            this.net = net;
            this.rate = rate;
        }

        @Override
        public Map<String, NDArray> params() {
            Map<String, NDArray> params = new LinkedHashMap<>();
            tensors.forEach((name, tensor) -> params.put(name, tensor.data()));
            return params;
        }

        @Override
        public double loss() {
            return net.loss(layer, tensors).item();
        }

        @Override
        public Map<String, NDArray> gradients() {
            Tensor[] gradients = Torch.grad(net.loss(layer, tensors), tensors.values().toArray(Tensor[]::new), null, false);
            Map<String, NDArray> named = new LinkedHashMap<>();
            List<String> names = List.copyOf(tensors.keySet());
            Arrays.stream(gradients).forEach(gradient -> named.put(names.get(named.size()), gradient.data()));
            return named;
        }

        @Override
        public double rate() {
            return rate;
        }
    }
}
