package io.github.gradcheck.nets;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.numeric.Reevaluation;
import java.util.Map;

/**
 * Incremental evaluation of a {@link TwoLayerNet}: its loss with one parameter changed, from the scores before the change.
 *
 * <p>An entry of W1 or b1 moves one hidden unit, and that unit's row of W2 moves the scores; an entry of W2 or b2 moves one score
 * of each example. What is left of a full evaluation are its N·classes exponentials; the products of matrices fall away.
 */
final class TwoLayerReevaluation implements Reevaluation {
    private final Map<String, NDArray> params;
    private final double[] x;
    private final int[] y;
    private final int inputs;
    private final int hidden;
    private final int classes;
    private final double[] before;
    private final double[] scores;
    private final double[] losses;

    /**
     * Takes the present parameters.
     *
     * @param before X·W1 + b1, before the ReLU
     * @param scores the scores of each example
     */
    TwoLayerReevaluation(Map<String, NDArray> params, NDArray x, int[] y, NDArray before, NDArray scores) {
        this.params = params;
        this.x = x.toArray();
        this.y = y.clone();
        this.inputs = x.shape()[1];
        this.hidden = before.shape()[1];
        this.classes = scores.shape()[1];
        this.before = before.toArray();
        this.scores = scores.toArray();
        this.losses = new double[y.length];
        for (int n = 0; n < losses.length; n++) {
            losses[n] = SoftmaxLoss.of(this.scores, n * classes, classes, y[n]);
        }
    }

    @Override
    public ByEntry of(String parameter) {
        double[] scratch = new double[classes];
        return switch (parameter) {
            case "W1" -> firstLayer(scratch, array("W1"), array("W2"), true);
            case "b1" -> firstLayer(scratch, array("b1"), array("W2"), false);
            case "W2" -> secondLayer(scratch, array("W2"), true);
            case "b2" -> secondLayer(scratch, array("b2"), false);
            default -> throw new IllegalArgumentException("parameter must be one of " + params.keySet() + ": " + parameter);
        };
    }

    private double[] array(String name) {
        return params.get(name).toArray();
    }

    /** Entry (input, j) of W1, or entry j of b1: hidden unit j of each example moves, and with it all scores. */
    private ByEntry firstLayer(double[] moved, double[] values, double[] w2, boolean isWeight) {
        return (i, value) -> {
            double change = value - values[i];
            int j = i % hidden;
            double sum = 0;
            for (int n = 0; n < y.length; n++) {
                double was = before[n * hidden + j];
                double is = was + (isWeight ? change * x[n * inputs + i / hidden] : change);
                double step = Math.max(is, 0) - Math.max(was, 0);
                if (step == 0) {
                    sum += losses[n];
                } else {
                    for (int c = 0; c < classes; c++) {
                        moved[c] = scores[n * classes + c] + step * w2[j * classes + c];
                    }
                    sum += SoftmaxLoss.of(moved, 0, classes, y[n]);
                }
            }
            return sum / y.length;
        };
    }

    /** Entry (j, c) of W2, or entry c of b2: score c of each example moves. */
    private ByEntry secondLayer(double[] moved, double[] values, boolean isWeight) {
        return (i, value) -> {
            double change = value - values[i];
            int c = i % classes;
            double sum = 0;
            for (int n = 0; n < y.length; n++) {
                double step = isWeight ? change * Math.max(before[n * hidden + i / classes], 0) : change;
                if (step == 0) {
                    sum += losses[n];
                } else {
                    System.arraycopy(scores, n * classes, moved, 0, classes);
                    moved[c] += step;
                    sum += SoftmaxLoss.of(moved, 0, classes, y[n]);
                }
            }
            return sum / y.length;
        };
    }
}
