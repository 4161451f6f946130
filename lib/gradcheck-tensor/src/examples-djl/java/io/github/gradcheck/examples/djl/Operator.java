package io.github.gradcheck.examples.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.github.gradcheck.autograd.Tensor;
import java.util.Random;
import java.util.function.Function;

/**
 * One operator as PyTorch has it and as this library has it.
 *
 * @param name what a test is called by
 * @param libtorch through DJL
 * @param ours the same in {@code autograd}
 * @param shapes of its inputs
 */
record Operator(String name, Function<NDList, NDArray> libtorch, Function<Tensor[], Tensor> ours, int[]... shapes) {
    /** Entries between 0.5 and 2 with both signs, or without one for a name that says so: away from kinks and edges. */
    double[][] inputs() {
        Random random = new Random(name.hashCode());
        boolean positive = name.endsWith("of positive numbers");
        double[][] inputs = new double[shapes.length][];
        for (int k = 0; k < shapes.length; k++) {
            int size = 1;
            for (int extent : shapes[k]) {
                size *= extent;
            }
            inputs[k] = random.doubles(size, 0.5, 2).map(v -> positive || random.nextBoolean() ? v : -v).toArray();
        }
        return inputs;
    }

    @Override
    public String toString() {
        return name;
    }
}
