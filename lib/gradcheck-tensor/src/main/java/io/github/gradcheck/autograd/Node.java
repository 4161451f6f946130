package io.github.gradcheck.autograd;

import io.github.gradcheck.ndarray.DType;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;

/** A node of the computational graph: one call of a function, with its inputs, its vector-Jacobian product, and its forward pass to run once more. */
final class Node {
    /** From inputs to outputs. */
    @FunctionalInterface
    interface Forward {
        Tensor[] apply(Context context, Tensor[] inputs);
    }

    /** From upstream gradients, one for each output, to gradients, one for each input. */
    @FunctionalInterface
    interface VectorJacobianProduct {
        Tensor[] apply(Context context, Tensor[] upstream);
    }

    private final String name;
    private final String line;
    private final Tensor[] inputs;
    private final int[][] outputShapes;
    private final DType[] outputTypes;
    private final Context context;
    private Forward forward;
    private VectorJacobianProduct vjp;

    Node(String name, String line, Tensor[] inputs, Tensor[] outputs, Context context, Forward forward, VectorJacobianProduct vjp) {
        this.name = name;
        this.line = line;
        this.inputs = inputs;
        this.outputShapes = Arrays.stream(outputs).map(Tensor::shape).toArray(int[][]::new);
        this.outputTypes = Arrays.stream(outputs).map(Tensor::dtype).toArray(DType[]::new);
        this.context = context;
        this.forward = forward;
        this.vjp = vjp;
    }

    String name() {
        return name;
    }

    /** The operator, and the line where it was applied if that was noted, such as "MySigmoid (Net.java:12)". */
    String operator() {
        return name.replaceFirst("Backward$", "") + (line.isEmpty() ? "" : " (" + line + ")");
    }

    Tensor[] inputs() {
        return inputs;
    }

    /** How many outputs it has. */
    int outputs() {
        return outputShapes.length;
    }

    /** Lets go of what was saved, and of the formulas with all that they refer to. */
    void free() {
        context.free();
        forward = null;
        vjp = null;
    }

    /** What the function makes of other inputs of the same shapes; this call and what it saved stay as they are. */
    Tensor[] again(Tensor[] other) {
        context.requireNotFreed();
        return forward.apply(context.fresh(), other);
    }

    /** The gradients by other inputs of the same shapes, of a call of its own; this call and what it saved stay as they are. */
    Tensor[] backwardAt(Tensor[] other, Tensor[] upstream) {
        context.requireNotFreed();
        Context own = context.fresh();
        forward.apply(own, other);
        return accepted(vjp.apply(own, upstream), false);
    }

    /** The gradients by the inputs, checked; null where none is wanted or the upstream is undefined. */
    Tensor[] backward(Tensor[] upstream) {
        context.requireNotFreed();
        boolean undefined = Arrays.stream(upstream).allMatch(gradient -> gradient == null);
        Tensor[] given = context.materializesGrads() ? materialized(upstream) : upstream;
        return accepted(vjp.apply(context, given), undefined);
    }

    private Tensor[] accepted(Tensor[] gradients, boolean undefined) {
        if (gradients == null) {
            throw new IllegalStateException("function " + name + " returned null instead of its gradients");
        }
        if (gradients.length != inputs.length) {
            throw new IllegalStateException("function " + name + " returned an incorrect number of gradients (expected "
                    + inputs.length + ", got " + gradients.length + ")");
        }
        return IntStream.range(0, inputs.length).mapToObj(i -> accepted(gradients[i], i, undefined)).toArray(Tensor[]::new);
    }

    /** Of the shape and the precision of output o. */
    Tensor output(int o, double[] entries) {
        return Tensor.of(NDArray.of(entries, outputTypes[o], outputShapes[o]));
    }

    /** The number of entries of output o. */
    int size(int o) {
        return Shape.size(outputShapes[o]);
    }

    private Tensor[] materialized(Tensor[] upstream) {
        return IntStream.range(0, upstream.length).mapToObj(i -> upstream[i] != null ? upstream[i]
                : Tensor.of(NDArray.zeros(outputShapes[i]).astype(outputTypes[i]))).toArray(Tensor[]::new);
    }

    private Tensor accepted(Tensor gradient, int i, boolean undefined) {
        Tensor input = inputs[i];
        if (!input.requiresGrad()) {
            return null;
        }
        if (gradient == null) {
            if (undefined) {
                return null;
            }
            throw new IllegalStateException("function " + name + " returned null as the gradient of input " + i
                    + ", which requires one of shape " + Shape.tuple(input.shape()));
        }
        if (!Arrays.equals(gradient.shape(), input.shape())) {
            throw new IllegalStateException("Function " + name + " returned an invalid gradient at index " + i + " - got "
                    + Arrays.toString(gradient.shape()) + " but expected shape compatible with " + Arrays.toString(input.shape()));
        }
        return gradient.to(input.dtype());
    }
}
