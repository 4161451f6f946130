package io.github.gradcheck.recipe;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.NumpyRandom;
import java.util.List;

/** Lines that several models share, and what their data are made of. */
public final class Layers {
    private Layers() {
    }

    // ---- data

    /** Normal numbers that are the same every time. */
    public static NDArray normal(long seed, double std, int... shape) {
        return new NumpyRandom(seed).randn(shape).multiply(std);
    }

    /** For each row of X a class that a fixed linear rule gives it, as a row with a single 1. */
    public static NDArray labels(NDArray x, int classes, long seed) {
        int n = x.shape()[0];
        return oneHot(x.reshape(n, -1).matmul(normal(seed, 1, x.size() / n, classes)).argmax(1), classes);
    }

    /** Each class as a row with a single 1. */
    public static NDArray oneHot(int[] labels, int classes) {
        NDArray y = NDArray.zeros(labels.length, classes);
        for (int i = 0; i < labels.length; i++) {
            y.set(1, i, labels[i]);
        }
        return y;
    }

    // ---- formulas

    /** 1 where an entry is positive and 0 elsewhere. */
    public static NDArray positive(NDArray a) {
        return a.map(value -> value > 0 ? 1 : 0);
    }

    /** The softmax of each line along an axis. */
    public static NDArray softmax(NDArray scores, int axis) {
        NDArray exp = scores.subtract(scores.max(axis, true)).map(Math::exp);
        return exp.divide(exp.sum(axis, true));
    }

    /** The logarithm of the softmax of each row, shifted by the largest score so that exp cannot overflow. */
    private static NDArray logSoftmax(NDArray scores) {
        NDArray shifted = scores.subtract(scores.max(1, true));
        return shifted.subtract(shifted.map(Math::exp).sum(1, true).map(Math::log));
    }

    /** The mean along an axis, which is kept. */
    public static NDArray mean(NDArray a, int axis) {
        return a.sum(axis, true).divide(a.shape()[axis]);
    }

    // ---- layers

    /** S = H·W + b, with the gradients of H, W and b. */
    public static Recipe dense(String in, String weight, String bias, String out) {
        String upstream = "d" + out;
        return new Recipe(
                List.of(new Line(out, in + "·" + weight + " + " + bias, v -> v.get(in).matmul(v.get(weight)).add(v.get(bias)))),
                List.of(new Line("d" + weight, in + "ᵀ·" + upstream, v -> v.get(in).transpose().matmul(v.get(upstream))),
                        new Line("d" + bias, "Σ " + upstream, v -> v.get(upstream).sum(0)),
                        new Line("d" + in, upstream + "·" + weight + "ᵀ", v -> v.get(upstream).matmul(v.get(weight).transpose()))));
    }

    /** H = max(0, A). */
    public static Recipe relu(String in, String out) {
        return new Recipe(
                List.of(new Line(out, "max(0, " + in + ")", v -> v.get(in).maximum(0))),
                List.of(new Line("d" + in, "d" + out + "∘[" + in + ">0]", v -> v.get("d" + out).multiply(positive(v.get(in))))));
    }

    /** H = tanh(A). */
    public static Recipe tanh(String in, String out) {
        return new Recipe(
                List.of(new Line(out, "tanh(" + in + ")", v -> v.get(in).map(Math::tanh))),
                List.of(new Line("d" + in, "d" + out + "∘(1 − " + out + "²)", v -> v.get("d" + out).multiply(v.get(out).map(t -> 1 - t * t)))));
    }

    /** The mean softmax cross-entropy of scores S with the right classes Y, a row with a single 1 each. */
    public static Recipe crossEntropy() {
        return new Recipe(
                List.of(new Line("L", "log softmax(S)", v -> logSoftmax(v.get("S"))),
                        new Line("P", "exp(L)", v -> v.get("L").map(Math::exp)),
                        new Line("loss", "−mean L[y]", v -> NDArray.scalar(-v.get("L").multiply(v.get("Y")).sum() / v.get("Y").shape()[0]))),
                List.of(new Line("dS", "(P − Y)/N", v -> v.get("P").subtract(v.get("Y")).divide(v.get("Y").shape()[0]))));
    }
}
