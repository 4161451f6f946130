package io.github.gradcheck.verdicts;

import static io.github.gradcheck.verdicts.Functions.normal;

import io.github.gradcheck.ndarray.NDArray;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** A function of one array and its right backward pass, written by hand: what cases spoil. */
record Layer(UnaryOperator<double[]> forward, BinaryOperator<double[]> backward) {
    static final Layer TANH = new Layer(x -> Case.map(x, Math::tanh), (x, g) -> Case.times(Case.map(x, Functions::tanhSlope), g));

    /** A·B of a fixed A and the argument B. */
    static Layer product() {
        NDArray a = NDArray.of(normal(14, 12), 3, 4);
        return new Layer(b -> a.matmul(NDArray.of(b, 4, 2)).toArray(), (b, g) -> a.transpose().matmul(NDArray.of(g, 3, 2)).toArray());
    }

    /** The mean cross-entropy of tanh(X·W1)·W2 for the argument W1. */
    static Layer netLoss() {
        NDArray x = NDArray.of(normal(11, 20), 5, 4);
        NDArray w2 = NDArray.of(normal(12, 30), 10, 3);
        int[] labels = {0, 1, 2, 2, 1};
        return new Layer(w1 -> {
            NDArray scores = hidden(x, w1).matmul(w2);
            double loss = 0;
            for (int i = 0; i < labels.length; i++) {
                loss += Functions.logSumExp(row(scores, i)) - scores.get(i, labels[i]);
            }
            return new double[] {loss / labels.length};
        }, (w1, g) -> {
            NDArray hidden = hidden(x, w1);
            NDArray scores = hidden.matmul(w2);
            NDArray slopes = NDArray.zeros(5, 3);
            for (int i = 0; i < labels.length; i++) {
                double[] p = Functions.softmax(row(scores, i));
                for (int j = 0; j < p.length; j++) {
                    slopes.set((p[j] - (j == labels[i] ? 1 : 0)) * g[0] / labels.length, i, j);
                }
            }
            return x.transpose().matmul(slopes.matmul(w2.transpose()).multiply(hidden.map(h -> 1 - h * h))).toArray();
        });
    }

    private static NDArray hidden(NDArray x, double[] w1) {
        return x.matmul(NDArray.of(w1, 4, 10)).map(Math::tanh);
    }

    private static double[] row(NDArray matrix, int i) {
        double[] row = new double[matrix.shape()[1]];
        for (int j = 0; j < row.length; j++) {
            row[j] = matrix.get(i, j);
        }
        return row;
    }

    /** The sum of tanh over a 3 by 3 convolution, without padding, of an image of 8 by 8. */
    static Layer convolution() {
        double[] kernel = normal(19, 9);
        return new Layer(image -> new double[] {Case.sum(Case.map(convolved(image, kernel), Math::tanh))}, (image, g) -> {
            double[] slopes = Case.scaled(Case.map(convolved(image, kernel), Functions::tanhSlope), g[0]);
            double[] result = new double[image.length];
            for (int out = 0; out < slopes.length; out++) {
                for (int k = 0; k < kernel.length; k++) {
                    result[pixel(out, k)] += slopes[out] * kernel[k];
                }
            }
            return result;
        });
    }

    private static double[] convolved(double[] image, double[] kernel) {
        double[] sums = new double[36];
        for (int out = 0; out < sums.length; out++) {
            for (int k = 0; k < kernel.length; k++) {
                sums[out] += image[pixel(out, k)] * kernel[k];
            }
        }
        return sums;
    }

    /** Which of the 8 by 8 pixels entry k of the kernel meets at one of its 6 by 6 places. */
    private static int pixel(int out, int k) {
        return (out / 6 + k / 3) * 8 + out % 6 + k % 3;
    }
}
