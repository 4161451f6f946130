package io.github.gradcheck.gallery.trainable;

import io.github.gradcheck.autograd.Function;
import io.github.gradcheck.autograd.Gradcheck;
import io.github.gradcheck.autograd.Tensor;
import io.github.gradcheck.autograd.Torch;
import io.github.gradcheck.ndarray.NDArray;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model for autograd with one layer of its own.
 *
 * @param name how it is called
 * @param params where training starts, in order from input to loss
 * @param inputs what the layer takes, in order
 * @param data what the layer uses besides
 * @param layer the lines of the layer
 * @param net the loss of the whole model
 * @param rate the step of gradient descent
 */
record AutogradModel(String name, Map<String, NDArray> params, List<String> inputs, Map<String, NDArray> data, Recipe layer, Net net, double rate) {
    /** The loss of a model in terms of its layer and its parameters. */
    @FunctionalInterface
    interface Net {
        Tensor loss(Function layer, Map<String, Tensor> params);
    }

    /** The model with each of the bugs planted in its layer, one at a time; the layer is checked by itself, at the given inputs. */
    List<PlantedBug> with(List<NDArray> point, Bug... bugs) {
        return List.of(bugs).stream().map(bug -> plant(point, bug)).toList();
    }

    private PlantedBug plant(List<NDArray> point, Bug bug) {
        Function faulty = new LineFunction(inputs, data, layer.with(bug.line()));
        return new PlantedBug(name, bug.name(), layer.backward(bug.line().name()).toString(), bug.line().toString(), bug.cause(),
                () -> new Training(params, new LineFunction(inputs, data, layer), net, rate), () -> new Training(params, faulty, net, rate),
                () -> Gradcheck.problem(in -> new Tensor[] {faulty.apply(in)}, named(point)));
    }

    private Map<String, Tensor> named(List<NDArray> point) {
        Map<String, Tensor> named = new LinkedHashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            named.put(inputs.get(i), Tensor.of(point.get(i).copy()).requiresGrad(true));
        }
        return named;
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
