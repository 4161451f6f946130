package io.github.gradcheck.nets;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.NumpyRandom;
import io.github.gradcheck.recipe.Layers;
import io.github.gradcheck.recipe.Line;
import io.github.gradcheck.recipe.LossModel;
import io.github.gradcheck.recipe.PlantedBug;
import io.github.gradcheck.relation.Relation.Kind;
import java.util.Map;

/** The tutorial's network with its one wrong line: the gradient of W1 is doubled. */
public final class BrokenTwoLayerNet extends TwoLayerNet {
    private static final Line DOUBLED = lines().backward("dW1").times("2", 2);

    /** Weights with standard deviation 1e-4, biases 0. */
    public BrokenTwoLayerNet(int inputSize, int hiddenSize, int outputSize, NumpyRandom random) {
        this(inputSize, hiddenSize, outputSize, DEFAULT_STD, random);
    }

    /** Normal weights with the given standard deviation, biases 0. */
    public BrokenTwoLayerNet(int inputSize, int hiddenSize, int outputSize, double std, NumpyRandom random) {
        super(inputSize, hiddenSize, outputSize, std, random, lines().with(DOUBLED));
    }

    /** The bug, planted in the net of Part 2 with its weights and its data. */
    public static PlantedBug bug() {
        TwoLayerNet net = new TwoLayerNet(4, 10, 3, 1e-1, new NumpyRandom(0));
        NDArray x = new NumpyRandom(1).randn(5, 4).multiply(10);
        Map<String, NDArray> data = Map.of("X", x, "Y", Layers.oneHot(new int[] {0, 1, 2, 2, 1}, 3));
        return LossModel.of("the tutorial's net", net.params(), data, lines()).plant("W1 doubled", "the gradient of W1 is twice what it should be", DOUBLED,
                Kind.CONSTANT_FACTOR);
    }
}
