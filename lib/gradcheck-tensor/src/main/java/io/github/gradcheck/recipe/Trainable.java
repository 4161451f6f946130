package io.github.gradcheck.recipe;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.problem.ParameterProblem;
import io.github.gradcheck.problem.Problem;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CancellationException;

/** A model with a small data set of its own that it can be trained on. */
public interface Trainable {
    /** The parameters, in order from input to loss; the arrays are those that the model uses. */
    Map<String, NDArray> params();

    /** The loss over the data set. */
    double loss();

    /** The gradient of the loss by each parameter, as the model's backward pass gives it. */
    Map<String, NDArray> gradients();

    /** The step of gradient descent that suits the model. */
    double rate();

    /**
     * Trains by plain gradient descent.
     *
     * @return the loss before each step and after the last; NaN from where it stopped being finite
     * @throws IllegalArgumentException if steps is negative
     */
    default double[] train(int steps) {
        if (steps < 0) {
            throw new IllegalArgumentException("steps must not be negative: " + steps);
        }
        double[] losses = new double[steps + 1];
        Arrays.fill(losses, Double.NaN);
        for (int i = 0; i <= steps; i++) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted at step " + i + " of " + steps);
            }
            losses[i] = loss();
            if (!Double.isFinite(losses[i])) {
                losses[i] = Double.NaN;
                return losses;
            }
            if (i < steps) {
                gradients().forEach((name, gradient) -> params().get(name).assign(params().get(name).subtract(gradient.multiply(rate()))));
            }
        }
        return losses;
    }

    /** The loss and its gradients, to be checked. */
    default Problem problem() {
        return ParameterProblem.of(params(), this::loss, this::gradients);
    }
}
