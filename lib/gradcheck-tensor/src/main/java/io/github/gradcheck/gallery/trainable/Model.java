package io.github.gradcheck.gallery.trainable;

import io.github.gradcheck.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model with gradients written by hand: its lines, where it starts, and what it learns from.
 *
 * @param name how it is called
 * @param params where training starts, in order from input to loss
 * @param data what its lines use besides
 * @param recipe its lines, the last one forward being the loss
 * @param rate the step of gradient descent
 */
record Model(String name, Map<String, NDArray> params, Map<String, NDArray> data, Recipe recipe, double rate) {
    /** A check after a step, so that what a backward pass keeps from one step to the next can be wrong. */
    private static final int STEPS_BEFORE_A_CHECK = 1;

    /** The model with each of the bugs planted, one at a time. */
    List<PlantedBug> with(Bug... bugs) {
        return List.of(bugs).stream().map(this::plant).toList();
    }

    private PlantedBug plant(Bug bug) {
        Recipe faulty = recipe.with(bug.line());
        return new PlantedBug(name, bug.name(), recipe.backward(bug.line().name()).toString(), bug.line().toString(), bug.cause(),
                () -> trainable(recipe), () -> trainable(faulty), () -> {
                    Trainable model = trainable(faulty);
                    model.train(STEPS_BEFORE_A_CHECK);
                    return model.problem();
                });
    }

    private Trainable trainable(Recipe lines) {
        return new Training(params, data, lines, rate);
    }

    /** The model while it learns. */
    private static final class Training implements Trainable {
        private final Map<String, NDArray> params = new LinkedHashMap<>();
        private final Map<String, NDArray> data;
        private final Recipe recipe;
        private final double rate;
        private Values last;

        Training(Map<String, NDArray> start, Map<String, NDArray> data, Recipe recipe, double rate) {
            start.forEach((name, array) -> params.put(name, array.copy()));
            this.data = data;
            this.recipe = recipe;
            this.rate = rate;
        }

        private Values forward() {
            Values values = new Values(last);
            values.putAll(data);
            values.putAll(params);
            return values.run(recipe.forward());
        }

        @Override
        public Map<String, NDArray> params() {
            return params;
        }

        @Override
        public double loss() {
            return forward().get(recipe.output()).item();
        }

        @Override
        public Map<String, NDArray> gradients() {
            Values values = forward().run(recipe.backward());
            last = values.alone();
            Map<String, NDArray> gradients = new LinkedHashMap<>();
            params.keySet().forEach(name -> gradients.put(name, values.get("d" + name)));
            return gradients;
        }

        @Override
        public double rate() {
            return rate;
        }
    }
}
