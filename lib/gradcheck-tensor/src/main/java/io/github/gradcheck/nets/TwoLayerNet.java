package io.github.gradcheck.nets;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.NumpyRandom;
import io.github.gradcheck.ndarray.Shape;
import io.github.gradcheck.numeric.Reevaluation;
import io.github.gradcheck.recipe.Layers;
import io.github.gradcheck.recipe.Recipe;
import io.github.gradcheck.recipe.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network of two layers with its gradients written by hand, line by line: scores = relu(X·W1 + b1)·W2 + b2, softmax cross-entropy.
 *
 * <p>Shapes: X (N, inputs), W1 (inputs, hidden), b1 (hidden), W2 (hidden, classes), b2 (classes). The parameters are
 * shared with the caller, who may change them in place.
 */
public class TwoLayerNet {
    static final double DEFAULT_STD = 1e-4;
    private static final List<String> PARAMETERS = List.of("W1", "b1", "W2", "b2");
    private static final Recipe SCORES = Layers.dense("X", "W1", "b1", "A").without("dX").then(Layers.relu("A", "H")).then(Layers.dense("H", "W2", "b2", "S"));
    private static final Recipe LINES = SCORES.then(Layers.crossEntropy());

    private final Map<String, NDArray> params = new LinkedHashMap<>();
    private final Recipe lines;

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
        this(inputSize, hiddenSize, outputSize, std, random, LINES);
    }

    TwoLayerNet(int inputSize, int hiddenSize, int outputSize, double std, NumpyRandom random, Recipe lines) {
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
        this.lines = lines;
    }

    private TwoLayerNet(Map<String, NDArray> params) {
        for (String name : PARAMETERS) {
            NDArray array = params.get(name);
            if (array == null) {
                throw new IllegalArgumentException("params must have W1, b1, W2 and b2: " + params.keySet());
            }
            this.params.put(name, array);
        }
        this.lines = LINES;
    }

    /**
     * Its lines: those forward compute A, H and S (the scores), then L, P and the loss, those backward dS, dW2, db2, dH, dA, dW1 and db1.
     * They use W1, b1, W2, b2, the data X and the right classes Y, each a row with a single 1.
     */
    public static Recipe lines() {
        return LINES;
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
        return scores(X).get("S");
    }

    /**
     * The mean loss over the rows of X and its gradients by W2, b2, W1, b1.
     *
     * @param y the right class of each row
     * @throws IllegalArgumentException if a label lies outside 0..classes-1, or there is not one label for each row
     */
    public LossAndGradients loss(NDArray X, int[] y) {
        Values values = known(X);
        int classes = param("b2").size();
        requireLabels(y, X.shape()[0], classes);
        values.put("Y", Layers.oneHot(y, classes)).run(lines.forward()).run(lines.backward());
        return new LossAndGradients(values.get(lines.output()).item(), lines.gradients(values, PARAMETERS));
    }

    /**
     * The mean loss over the rows of X without its gradients, at a third of the cost.
     *
     * @param y the right class of each row
     * @throws IllegalArgumentException as {@link #loss(NDArray, int[])}
     */
    public final double meanLoss(NDArray X, int[] y) {
        NDArray scores = scores(X).get("S");
        requireLabels(y, scores.shape()[0], scores.shape()[1]);
        double[] all = scores.toArray();
        int classes = scores.shape()[1];
        double sum = 0;
        for (int n = 0; n < y.length; n++) {
            sum += SoftmaxLoss.of(all, n * classes, classes, y[n]);
        }
        return sum / y.length;
    }

    /**
     * The mean loss with one parameter changed, at a small part of the cost of a full evaluation.
     *
     * @param y the right class of each row
     * @throws IllegalArgumentException as {@link #loss(NDArray, int[])}
     */
    public final Reevaluation reevaluation(NDArray X, int[] y) {
        Values values = scores(X);
        NDArray scores = values.get("S");
        requireLabels(y, scores.shape()[0], scores.shape()[1]);
        return new TwoLayerReevaluation(params, X, y, values.get("A"), scores);
    }

    private Values scores(NDArray X) {
        return known(X).run(SCORES.forward());
    }

    /** The data and the parameters, before any line is run. */
    private Values known(NDArray X) {
        int inputs = param("W1").shape()[0];
        if (X.rank() != 2 || X.shape()[0] == 0 || X.shape()[1] != inputs) {
            throw new IllegalArgumentException("X has shape " + Shape.tuple(X.shape()) + ", the net takes (N, " + inputs
                    + ") with N of at least 1");
        }
        Values values = new Values().put("X", X);
        PARAMETERS.forEach(name -> values.put(name, param(name)));
        return values;
    }

    /** The array of this name; the caller has the map as well, and may have taken it out. */
    private NDArray param(String name) {
        NDArray array = params.get(name);
        if (array == null) {
            throw new IllegalStateException("the net has no parameter " + name + " any more: params() holds " + params.keySet());
        }
        return array;
    }

    private static void requireLabels(int[] y, int rows, int classes) {
        if (y.length != rows) {
            throw new IllegalArgumentException("y has " + y.length + " labels for " + rows + " rows of X");
        }
        for (int i = 0; i < y.length; i++) {
            if (y[i] < 0 || y[i] >= classes) {
                throw new IllegalArgumentException("y[" + i + "] must lie between 0 and " + (classes - 1) + ": " + y[i]);
            }
        }
    }

    private static void requirePositive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive: " + value);
        }
    }
}
