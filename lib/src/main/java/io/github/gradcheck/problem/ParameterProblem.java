package io.github.gradcheck.problem;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** A loss that reads named arrays, and the gradients of all of them. */
public record ParameterProblem(List<Block> blocks, boolean isOrdered, DoubleSupplier loss, Supplier<Map<String, NDArray>> gradients) implements Problem {
    /** In the order of the map if it is a {@link LinkedHashMap}, else by name. */
    public static ParameterProblem of(Map<String, NDArray> params, DoubleSupplier loss, Supplier<Map<String, NDArray>> gradients) {
        boolean ordered = params instanceof LinkedHashMap;
        List<Block> blocks = new ArrayList<>();
        params.forEach((name, array) -> blocks.add(Block.of(name, array)));
        if (!ordered) {
            blocks.sort((a, b) -> a.name().compareTo(b.name()));
        }
        return new ParameterProblem(List.copyOf(blocks), ordered, loss, gradients);
    }

    @Override
    public double[] values() {
        return new double[] {loss.getAsDouble()};
    }

    @Override
    public List<double[]> pullback(double[] upstream) {
        Map<String, NDArray> all = gradients.get();
        List<double[]> gradients = new ArrayList<>();
        for (Block block : blocks) {
            NDArray gradient = all == null ? null : all.get(block.name());
            if (gradient == null) {
                throw new IllegalArgumentException("there is no gradient for the parameter " + block.name() + ", only for "
                        + (all == null ? "none" : all.keySet()));
            }
            if (!Arrays.equals(gradient.shape(), block.shape())) {
                throw new IllegalArgumentException("the gradient of " + block.name() + " has shape " + Shape.tuple(gradient.shape())
                        + ", the parameter has shape " + Shape.tuple(block.shape()));
            }
            gradients.add(gradient.toArray());
        }
        return gradients;
    }

    @Override
    public boolean takesUpstream() {
        return false;
    }
}
