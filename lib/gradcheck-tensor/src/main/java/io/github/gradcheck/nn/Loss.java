package io.github.gradcheck.nn;

import io.github.gradcheck.autograd.Functional;
import io.github.gradcheck.autograd.Tensor;

/** How far a model's output is from its target, as a scalar to go backward from. */
@FunctionalInterface
public interface Loss {
    /** The mean of (output − target)². */
    Loss MEAN_SQUARED_ERROR = Functional::mseLoss;

    /** The binary cross-entropy of logits with targets 0 or 1; see {@link Functional#binaryCrossEntropyWithLogits}. */
    Loss BINARY_CROSS_ENTROPY_WITH_LOGITS = Functional::binaryCrossEntropyWithLogits;

    /** The loss. */
    Tensor of(Tensor output, Tensor target);

    /** The cross-entropy with a right class for each row; see {@link Functional#crossEntropy}. */
    static Loss crossEntropy() {
        return (scores, labels) -> {
            int[] classes = new int[labels.size()];
            for (int i = 0; i < classes.length; i++) {
                double label = labels.data().getFlat(i);
                if (label != (int) label) {
                    throw new IllegalArgumentException("labels must be whole numbers: " + label);
                }
                classes[i] = (int) label;
            }
            return Functional.crossEntropy(scores, classes);
        };
    }
}
