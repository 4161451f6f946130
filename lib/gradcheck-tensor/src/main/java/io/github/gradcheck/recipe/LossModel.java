package io.github.gradcheck.recipe;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.problem.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A loss of named arrays with gradients written by hand: its lines, where it starts, and what it learns from.
 *
 * @param name how it is called
 * @param params where it starts, in order from input to loss
 * @param data what its lines use besides
 * @param recipe its lines, the last one forward being the loss
 * @param rate the step of gradient descent; empty if it is not to be trained
 */
public record LossModel(String name, Map<String, NDArray> params, Map<String, NDArray> data, Recipe recipe, OptionalDouble rate) implements Model {
    /** A check after a step, so that what a backward pass keeps from one step to the next can be wrong. */
    private static final int STEPS_BEFORE_A_CHECK = 1;

    /** A model that is checked where it starts. */
    public static LossModel of(String name, Map<String, NDArray> params, Map<String, NDArray> data, Recipe recipe) {
        return new LossModel(name, params, data, recipe, OptionalDouble.empty());
    }

    /** A model that can be trained by steps of this size. */
    public static LossModel of(String name, Map<String, NDArray> params, Map<String, NDArray> data, Recipe recipe, double rate) {
        return new LossModel(name, params, data, recipe, OptionalDouble.of(rate));
    }

    @Override
    public boolean isTrainable() {
        return rate.isPresent();
    }

    @Override
    public Trainable trainable(Recipe lines) {
        return isTrainable() ? new Training(this, lines) : Model.super.trainable(lines);
    }

    @Override
    public Problem problem(Recipe lines) {
        Training training = new Training(this, lines);
        if (isTrainable()) {
            training.train(STEPS_BEFORE_A_CHECK);
        }
        return training.problem();
    }

    /** The model while it learns. */
    private static final class Training implements Trainable {
        private final Map<String, NDArray> params = new LinkedHashMap<>();
        private final LossModel model;
        private final Recipe lines;
        private Values last;

        Training(LossModel model, Recipe lines) {
            model.params().forEach((name, array) -> params.put(name, array.copy()));
            this.model = model;
            this.lines = lines;
        }

        private Values forward() {
            return new Values(last).putAll(model.data()).putAll(params).run(lines.forward());
        }

        @Override
        public Map<String, NDArray> params() {
            return params;
        }

        @Override
        public double loss() {
            return forward().get(lines.output()).item();
        }

        @Override
        public Map<String, NDArray> gradients() {
            Values values = forward().run(lines.backward());
            last = values.alone();
            return lines.gradients(values, params.keySet());
        }

        @Override
        public double rate() {
            return model.rate().orElseThrow();
        }
    }
}
