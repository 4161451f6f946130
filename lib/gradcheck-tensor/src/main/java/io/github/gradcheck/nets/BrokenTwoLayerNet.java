package io.github.gradcheck.nets;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.NumpyRandom;

/** The tutorial's network with its one wrong line: the gradient of W1 is doubled. */
public final class BrokenTwoLayerNet extends TwoLayerNet {
    /** Weights with standard deviation 1e-4, biases 0. */
    public BrokenTwoLayerNet(int inputSize, int hiddenSize, int outputSize, NumpyRandom random) {
        super(inputSize, hiddenSize, outputSize, random);
    }

    /** Normal weights with the given standard deviation, biases 0. */
    public BrokenTwoLayerNet(int inputSize, int hiddenSize, int outputSize, double std, NumpyRandom random) {
        super(inputSize, hiddenSize, outputSize, std, random);
    }

    @Override
    NDArray gradientOfW1(NDArray X, NDArray dHidden) {
        return X.transpose().matmul(dHidden).multiply(2.0);
    }
}
