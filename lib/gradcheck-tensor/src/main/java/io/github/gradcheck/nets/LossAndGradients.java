package io.github.gradcheck.nets;

import io.github.gradcheck.ndarray.NDArray;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one forward and backward pass returns.
 *
 * @param loss the mean loss over the batch
 * @param gradients the gradient of the loss by each parameter, in the order in which the backward pass makes them
 */
public record LossAndGradients(double loss, Map<String, NDArray> gradients) {
    /** Keeps the order of the given map and guards it against change. */
    public LossAndGradients {
        gradients = Collections.unmodifiableMap(new LinkedHashMap<>(gradients));
    }
}
