package io.github.gradcheck.gallery.trainable;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.NumpyRandom;
import io.github.gradcheck.relation.Relation.Kind;
import java.util.List;

/** Lines that several models share, and what their data are made of. */
final class Layers {
    private Layers() {
    }

    // ---- data

    /** Normal numbers that are the same every time. */
    static NDArray normal(long seed, double std, int... shape) {
        return new NumpyRandom(seed).randn(shape).multiply(std);
    }

    /** For each row of X a class that a fixed linear rule gives it, as a row with a single 1. */
    static NDArray labels(NDArray x, int classes, long seed) {
        int n = x.shape()[0];
        int[] best = x.reshape(n, -1).matmul(normal(seed, 1, x.size() / n, classes)).argmax(1);
        NDArray y = NDArray.zeros(n, classes);
        for (int i = 0; i < n; i++) {
            y.set(1, i, best[i]);
        }
        return y;
    }

    // ---- formulas

    static NDArray positive(NDArray a) {
        return a.map(value -> value > 0 ? 1 : 0);
    }

    /** The softmax of each line along an axis. */
    static NDArray softmax(NDArray scores, int axis) {
        NDArray exp = scores.subtract(scores.max(axis, true)).map(Math::exp);
        return exp.divide(exp.sum(axis, true));
    }

    /** The mean of −log P at the right classes. */
    static double crossEntropy(NDArray p, NDArray y) {
        return -p.multiply(y).sum(1).map(Math::log).sum() / y.shape()[0];
    }

    /** The mean along an axis, which is kept. */
    static NDArray mean(NDArray a, int axis) {
        return a.sum(axis, true).divide(a.shape()[axis]);
    }

    // ---- layers

    /** S = H·W + b, with the gradients of H, W and b. */
    static Recipe dense(String in, String weight, String bias, String out) {
        String upstream = "d" + out;
        return new Recipe(
                List.of(new Line(out, in + "·" + weight + " + " + bias, v -> v.get(in).matmul(v.get(weight)).add(v.get(bias)))),
                List.of(new Line("d" + weight, in + "ᵀ·" + upstream, v -> v.get(in).transpose().matmul(v.get(upstream))),
                        new Line("d" + bias, "Σ " + upstream, v -> v.get(upstream).sum(0)),
                        new Line("d" + in, upstream + "·" + weight + "ᵀ", v -> v.get(upstream).matmul(v.get(weight).transpose()))));
    }

    /** H = max(0, A). */
    static Recipe relu(String in, String out) {
        return new Recipe(
                List.of(new Line(out, "max(0, " + in + ")", v -> v.get(in).maximum(0))),
                List.of(new Line("d" + in, "d" + out + "∘[" + in + ">0]", v -> v.get("d" + out).multiply(positive(v.get(in))))));
    }

    /** H = tanh(A). */
    static Recipe tanh(String in, String out) {
        return new Recipe(
                List.of(new Line(out, "tanh(" + in + ")", v -> v.get(in).map(Math::tanh))),
                List.of(new Line("d" + in, "d" + out + "∘(1 − " + out + "²)", v -> v.get("d" + out).multiply(v.get(out).map(t -> 1 - t * t)))));
    }

    /** The softmax cross-entropy of scores S with the right classes Y. */
    static Recipe crossEntropy() {
        return new Recipe(
                List.of(new Line("P", "softmax(S)", v -> softmax(v.get("S"), 1)),
                        new Line("loss", "−mean log P[y]", v -> NDArray.scalar(crossEntropy(v.get("P"), v.get("Y"))))),
                List.of(new Line("dS", "(P − Y)/N", v -> v.get("P").subtract(v.get("Y")).divide(v.get("Y").shape()[0]))));
    }

    /** The bug "missing 1/N" in {@link #crossEntropy}. */
    static Bug missingOneOverN() {
        return new Bug("missing 1/N", crossEntropy().backward("dS").as("P − Y", v -> v.get("P").subtract(v.get("Y"))), Kind.CONSTANT_FACTOR);
    }
}
