package io.github.gradcheck.autograd;

import io.github.gradcheck.backend.TorchRandom;
import io.github.gradcheck.ndarray.DType;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.Shape;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What PyTorch keeps in its module {@code torch}: random tensors, gradients by name, recording switched off. */
public final class Torch {
    private static final TorchRandom RANDOM = new TorchRandom(0);

    private Torch() {
    }

    // ---- random tensors

    /** Starts the stream of random numbers anew, as {@code torch.manual_seed}. */
    public static synchronized void manualSeed(long seed) {
        RANDOM.reset(seed);
    }

    /** float32 normals with mean 0 and variance 1. */
    public static Tensor randn(int... shape) {
        return randn(DType.FLOAT32, shape);
    }

    /** Normals with mean 0 and variance 1. */
    public static synchronized Tensor randn(DType dtype, int... shape) {
        return Tensor.of(RANDOM.randn(dtype, shape));
    }

    /** float32 uniforms from [0, 1). */
    public static Tensor rand(int... shape) {
        return rand(DType.FLOAT32, shape);
    }

    /** Uniforms from [0, 1). */
    public static synchronized Tensor rand(DType dtype, int... shape) {
        return Tensor.of(RANDOM.rand(dtype, shape));
    }

    /** Uniforms from [from, to): how layers draw their weights. */
    public static synchronized Tensor uniform(double from, double to, DType dtype, int... shape) {
        return Tensor.of(RANDOM.uniform(from, to, dtype, shape));
    }

    // ---- gradients

    /** Runs a task without recording what it does. */
    public static <T> T noGrad(Supplier<T> task) {
        return Graph.recording(false, task);
    }

    /**
     * The gradients of one output by the inputs, as {@code torch.autograd.grad}; leaves keep what they had.
     *
     * @param upstream null for a scalar output, which means 1
     * @param createGraph whether the gradients can be differentiated again
     */
    public static Tensor[] grad(Tensor output, Tensor[] inputs, Tensor upstream, boolean createGraph) {
        return grad(new Tensor[] {output}, inputs, new Tensor[] {upstream}, createGraph, createGraph);
    }

    /**
     * The gradients of several outputs by the inputs, added up.
     *
     * @return for each input its gradient, zeros if no output depends on it
     * @throws IllegalArgumentException if there is not one upstream gradient for each output, or its shape differs
     */
    public static Tensor[] grad(Tensor[] outputs, Tensor[] inputs, Tensor[] upstream, boolean createGraph, boolean retainGraph) {
        if (outputs.length != upstream.length) {
            throw new IllegalArgumentException("upstream has " + upstream.length + " gradients for " + outputs.length + " outputs");
        }
        Tensor[] start = new Tensor[outputs.length];
        for (int i = 0; i < outputs.length; i++) {
            start[i] = upstream(outputs[i], upstream[i]);
        }
        Set<Tensor> wanted = Collections.newSetFromMap(new IdentityHashMap<>());
        Collections.addAll(wanted, inputs);
        Map<Tensor, Tensor> found = BackwardPass.to(wanted, outputs, start, createGraph, retainGraph);
        return Arrays.stream(inputs).map(input -> found.containsKey(input) ? found.get(input) : Functional.zerosLike(input)).toArray(Tensor[]::new);
    }

    /** The upstream gradient that a backward pass starts from, checked. */
    static Tensor upstream(Tensor output, Tensor given) {
        if (!output.requiresGrad()) {
            throw new IllegalStateException("this tensor does not require a gradient and was not made from one that does");
        }
        if (given == null) {
            if (output.size() != 1) {
                throw new IllegalStateException("grad can be implicitly created only for scalar outputs, the shape is "
                        + Shape.tuple(output.shape()));
            }
            return Tensor.of(NDArray.full(1, output.shape()).astype(output.dtype()));
        }
        if (!Arrays.equals(given.shape(), output.shape())) {
            throw new IllegalArgumentException("Mismatch in shape: the upstream gradient has shape " + Shape.tuple(given.shape())
                    + " and the output has shape " + Shape.tuple(output.shape()));
        }
        return given;
    }
}
