package io.github.gradcheck.examples.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.function.Function;

/** PyTorch's own library behind two functions of plain arrays: the values of an operator, and its vector-Jacobian product. */
final class Libtorch {
    private final Function<NDList, NDArray> operator;
    private final int[][] shapes;

    Libtorch(Function<NDList, NDArray> operator, int[]... shapes) {
        this.operator = operator;
        this.shapes = shapes;
    }

    /** All inputs one after the other, to all entries of the output. */
    double[] values(double[] x) {
        try (NDManager manager = NDManager.newBaseManager()) {
            return operator.apply(inputs(manager, x)).toDoubleArray();
        }
    }

    /** The gradient of Σ uₖ·fₖ, which is Jᵀ·u, by PyTorch's backward. */
    double[] vectorJacobianProduct(double[] x, double[] upstream) {
        try (NDManager manager = NDManager.newBaseManager(); GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDList inputs = inputs(manager, x);
            inputs.forEach(input -> input.setRequiresGradient(true));
            NDArray output = operator.apply(inputs);
            collector.backward(output.mul(manager.create(upstream, output.getShape())).sum());
            return inputs.stream().flatMapToDouble(input -> Arrays.stream(input.getGradient().toDoubleArray())).toArray();
        }
    }

    private NDList inputs(NDManager manager, double[] x) {
        NDList inputs = new NDList();
        int from = 0;
        for (int[] shape : shapes) {
            Shape theirs = new Shape(Arrays.stream(shape).asLongStream().toArray());
            inputs.add(manager.create(Arrays.copyOfRange(x, from, from + (int) theirs.size()), theirs));
            from += (int) theirs.size();
        }
        return inputs;
    }
}
