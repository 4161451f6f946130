package io.github.gradcheck.nets;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.NumpyRandom;
import io.github.gradcheck.ndarray.Shape;
import io.github.gradcheck.numeric.Reevaluation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network of two layers with its gradients written by hand: scores = relu(X·W1 + b1)·W2 + b2, softmax cross-entropy.
 *
 * <p>Shapes: X (N, inputs), W1 (inputs, hidden), b1 (hidden), W2 (hidden, classes), b2 (classes). The parameters are
 * shared with the caller, who may change them in place.
 */
public class TwoLayerNet {
    private static final double DEFAULT_STD = 1e-4;

    private final Map<String, NDArray> params = new LinkedHashMap<>();

    /** Weights with standard deviation 1e-4, biases 0. */
    public TwoLayerNet(int inputSize, int hiddenSize, int outputSize, NumpyRandom random) {
        this(inputSize, hiddenSize, outputSize, DEFAULT_STD, random);
    }

    /**
     * Normal weights with the given standard deviation, biases 0.
     *
     * @throws IllegalArgumentException if a size is not positive or std is not finite
     */
    public TwoLayerNet(int inputSize, int hiddenSize, int outputSize, double std, NumpyRandom random) {
        requirePositive("inputSize", inputSize);
        requirePositive("hiddenSize", hiddenSize);
        requirePositive("outputSize", outputSize);
        if (!Double.isFinite(std)) {
            throw new IllegalArgumentException("std must be finite: " + std);
        }
        params.put("W1", random.randn(inputSize, hiddenSize).multiply(std));
        params.put("b1", NDArray.zeros(hiddenSize));
        params.put("W2", random.randn(hiddenSize, outputSize).multiply(std));
        params.put("b2", NDArray.zeros(outputSize));
    }

    private TwoLayerNet(Map<String, NDArray> params) {
        for (String name : List.of("W1", "b1", "W2", "b2")) {
            NDArray array = params.get(name);
            if (array == null) {
                throw new IllegalArgumentException("params must have W1, b1, W2 and b2: " + params.keySet());
            }
            this.params.put(name, array);
        }
    }

    /**
     * A net over these arrays themselves, not copies of them.
     *
     * @param params arrays named W1, b1, W2, b2
     * @throws IllegalArgumentException if one is missing
     */
    public static TwoLayerNet over(Map<String, NDArray> params) {
        return new TwoLayerNet(params);
    }

    /** The parameters W1, b1, W2, b2, from input to loss; the arrays and the map are those that the net uses. */
    public final Map<String, NDArray> params() {
        return params;
    }

    /** The scores of each class for each row of X: shape (N, classes). */
    public NDArray loss(NDArray X) {
        return scores(hidden(X));
    }

    /**
     * The mean loss over the rows of X and its gradients by W2, b2, W1, b1.
     *
     * @param y the right class of each row
     * @throws IllegalArgumentException if a label lies outside 0..classes-1, or there is not one label for each row
     */
    public LossAndGradients loss(NDArray X, int[] y) {
        NDArray h = hidden(X);
        NDArray scores = scores(h);
        requireLabels(y, scores.shape());
        NDArray logProbs = logSoftmax(scores);

        int n = y.length;
        double loss = 0;
        NDArray dScores = logProbs.map(Math::exp);
        for (int i = 0; i < n; i++) {
            loss -= logProbs.get(i, y[i]);
            dScores.set(dScores.get(i, y[i]) - 1, i, y[i]);
        }
        dScores = dScores.divide(n);

        Map<String, NDArray> gradients = new LinkedHashMap<>();
        gradients.put("W2", h.transpose().matmul(dScores));
        gradients.put("b2", dScores.sum(0));
        NDArray passed = h.map(value -> value > 0 ? 1 : 0);
        NDArray dHidden = dScores.matmul(param("W2").transpose()).multiply(passed);
        gradients.put("W1", gradientOfW1(X, dHidden));
        gradients.put("b1", dHidden.sum(0));
        return new LossAndGradients(loss / n, gradients);
    }

    /**
     * The mean loss over the rows of X without its gradients, at a third of the cost.
     *
     * @param y the right class of each row
     * @throws IllegalArgumentException as {@link #loss(NDArray, int[])}
     */
    public final double meanLoss(NDArray X, int[] y) {
        NDArray scores = scores(hidden(X));
        requireLabels(y, scores.shape());
        double[] all = scores.toArray();
        int classes = scores.shape()[1];
        double sum = 0;
        for (int n = 0; n < y.length; n++) {
            sum += SoftmaxLoss.of(all, n * classes, classes, y[n]);
        }
        return sum / y.length;
    }

    /**
     * The mean loss with one parameter changed, at a small part of the cost of a whole evaluation.
     *
     * @param y the right class of each row
     * @throws IllegalArgumentException as {@link #loss(NDArray, int[])}
     */
    public final Reevaluation reevaluation(NDArray X, int[] y) {
        NDArray before = beforeReLU(X);
        NDArray scores = scores(before.maximum(0));
        requireLabels(y, scores.shape());
        return new TwoLayerReevaluation(params, X, y, before, scores);
    }

    /** Xᵀ·dHidden: the line that {@link BrokenTwoLayerNet} gets wrong. */
    NDArray gradientOfW1(NDArray X, NDArray dHidden) {
        return X.transpose().matmul(dHidden);
    }

    private NDArray hidden(NDArray X) {
        return beforeReLU(X).maximum(0);
    }

    private NDArray beforeReLU(NDArray X) {
        int inputs = param("W1").shape()[0];
        if (X.rank() != 2 || X.shape()[0] == 0 || X.shape()[1] != inputs) {
            throw new IllegalArgumentException("X has shape " + Shape.tuple(X.shape()) + ", the net takes (N, " + inputs
                    + ") with N of at least 1");
        }
        return X.matmul(param("W1")).add(param("b1"));
    }

    private NDArray scores(NDArray hidden) {
        return hidden.matmul(param("W2")).add(param("b2"));
    }

    /** The array of this name; the caller has the map as well, and may have taken it out. */
    private NDArray param(String name) {
        NDArray array = params.get(name);
        if (array == null) {
            throw new IllegalStateException("the net has no parameter " + name + " any more: params() holds " + params.keySet());
        }
        return array;
    }

    /** Shifted by each row's largest score, so that exp cannot overflow. */
    private static NDArray logSoftmax(NDArray scores) {
        NDArray shifted = scores.subtract(scores.max(1, true));
        NDArray logSums = shifted.map(Math::exp).sum(1, true).map(Math::log);
        return shifted.subtract(logSums);
    }

    private static void requireLabels(int[] y, int[] scores) {
        if (y.length != scores[0]) {
            throw new IllegalArgumentException("y has " + y.length + " labels for " + scores[0] + " rows of X");
        }
        for (int i = 0; i < y.length; i++) {
            if (y[i] < 0 || y[i] >= scores[1]) {
                throw new IllegalArgumentException("y[" + i + "] must lie between 0 and " + (scores[1] - 1) + ": " + y[i]);
            }
        }
    }

    private static void requirePositive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive: " + value);
        }
    }
}
