package io.github.gradcheck.examples.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.github.gradcheck.autograd.Functional;
import io.github.gradcheck.autograd.Tensor;
import java.util.List;
import java.util.function.Function;

/** Thirty-four operators, by DJL's names and by ours. */
final class Operators {
    private static final int[] MATRIX = {3, 4};
    private static final int[] ROW = {4};
    private static final int[] IMAGES = {2, 2, 5, 5};

    static final List<Operator> ALL = List.of(
            pair("add, broadcast", x -> x.get(0).add(x.get(1)), x -> x[0].add(x[1])),
            pair("subtract, broadcast", x -> x.get(0).sub(x.get(1)), x -> x[0].subtract(x[1])),
            pair("multiply, broadcast", x -> x.get(0).mul(x.get(1)), x -> x[0].multiply(x[1])),
            pair("divide, broadcast", x -> x.get(0).div(x.get(1)), x -> x[0].divide(x[1])),
            unary("cube", x -> x.pow(number(x, 3)), x -> x.pow(3)),
            unary("exp", NDArray::exp, Tensor::exp),
            unary("log of positive numbers", NDArray::log, Tensor::log),
            unary("square root of positive numbers", NDArray::sqrt, Tensor::sqrt),
            unary("sine", NDArray::sin, Tensor::sin),
            unary("cosine", NDArray::cos, Tensor::cos),
            unary("tanh", NDArray::tanh, Tensor::tanh),
            unary("absolute value", NDArray::abs, Tensor::abs),
            unary("sigmoid", x -> x.getNDArrayInternal().sigmoid(), Tensor::sigmoid),
            unary("relu", x -> x.getNDArrayInternal().relu(), Tensor::relu),
            unary("leaky relu", x -> x.getNDArrayInternal().leakyRelu(0.25f), x -> Functional.leakyRelu(x, 0.25)),
            unary("softplus", x -> x.getNDArrayInternal().softPlus(), Functional::softplus),
            unary("gelu", x -> x.getNDArrayInternal().gelu(), Functional::gelu),
            unary("silu", x -> x.mul(x.getNDArrayInternal().sigmoid()), Functional::silu),
            unary("softmax", x -> x.softmax(1), x -> Functional.softmax(x, 1)),
            unary("log softmax", x -> x.logSoftmax(1), x -> Functional.logSoftmax(x, 1)),
            unary("sum over axis 0", x -> x.sum(new int[] {0}), x -> x.sum(0)),
            unary("mean over axis 1", x -> x.mean(new int[] {1}), x -> x.mean(1)),
            unary("largest along axis 1", x -> x.max(new int[] {1}), x -> x.max(1)),
            unary("transpose", NDArray::transpose, Tensor::transpose),
            unary("reshape", x -> x.reshape(2, 6), x -> x.reshape(2, 6)),
            unary("every other column", x -> x.get(":, 0:4:2"), x -> x.slice(1, 0, 4, 2)),
            new Operator("matrix product", x -> x.get(0).matMul(x.get(1)), x -> x[0].matmul(x[1]), MATRIX, new int[] {4, 2}),
            new Operator("matrix products in a batch", x -> x.get(0).matMul(x.get(1)), x -> x[0].matmul(x[1]), new int[] {2, 3, 4}, new int[] {2, 4, 2}),
            new Operator("concatenation", x -> NDArrays.concat(x, 1), x -> Functional.cat(1, x), MATRIX, new int[] {3, 2}),
            new Operator("linear layer", x -> x.get(0).getNDArrayInternal().linear(x.get(0), x.get(1), x.get(2)).get(0),
                    x -> Functional.linear(x[0], x[1], x[2]), MATRIX, new int[] {2, 4}, new int[] {2}),
            new Operator("layer norm", x -> x.get(0).getNDArrayInternal().layerNorm(x.get(0), new Shape(4), x.get(1), x.get(2), 1e-5f).get(0),
                    x -> Functional.layerNorm(x[0], x[1], x[2], 1e-5f), MATRIX, ROW, ROW),
            new Operator("convolution", x -> x.get(0).getNDArrayInternal()
                    .convolution(x.get(0), x.get(1), x.get(2), new Shape(2, 2), new Shape(1, 1), new Shape(1, 1), 1).get(0),
                    x -> Functional.conv2d(x[0], x[1], x[2], 2, 1), IMAGES, new int[] {3, 2, 3, 3}, new int[] {3}),
            new Operator("max pooling", x -> x.get(0).getNDArrayInternal().maxPool(new Shape(2, 2), new Shape(2, 2), new Shape(0, 0), false),
                    x -> Functional.maxPool2d(x[0], 2), new int[] {1, 2, 4, 4}),
            new Operator("average pooling", x -> x.get(0).getNDArrayInternal().avgPool(new Shape(2, 2), new Shape(2, 2), new Shape(0, 0), false, true),
                    x -> Functional.avgPool2d(x[0], 2), new int[] {1, 2, 4, 4}));

    private Operators() {
    }

    /**
     * A number as an array of its own, alive as long as its manager. DJL 0.36.0 makes one of the 3 in {@code x.pow(3)}, {@code x.mul(3)} or
     * {@code x.div(3)} and frees it at once, though libtorch still points to it: after a garbage collection the gradient is made of whatever
     * lies there. The check of the cube found it: now and then a NaN, now and then a zero.
     */
    static NDArray number(NDArray neighbour, double value) {
        return neighbour.getManager().create(value);
    }

    private static Operator pair(String name, Function<NDList, NDArray> libtorch, Function<Tensor[], Tensor> ours) {
        return new Operator(name, libtorch, ours, MATRIX, ROW);
    }

    private static Operator unary(String name, Function<NDArray, NDArray> libtorch, Function<Tensor, Tensor> ours) {
        return new Operator(name, x -> libtorch.apply(x.get(0)), x -> ours.apply(x[0]), MATRIX);
    }
}
