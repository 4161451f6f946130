package io.github.gradcheck.nn;

import io.github.gradcheck.autograd.Functional;
import io.github.gradcheck.autograd.Tensor;
import io.github.gradcheck.autograd.Torch;
import io.github.gradcheck.ndarray.DType;

/**
 * x·weightᵀ + bias, with weight of shape (out, in) and bias of shape (out).
 *
 * <p>Both start as uniforms from ±1/√in, drawn as PyTorch draws them: for the same seed they are PyTorch's own.
 */
public final class Linear extends Module {
    private final int in;
    private final int out;
    private final Tensor weight;
    private final Tensor bias;

    /** A float32 layer, as in PyTorch. */
    public Linear(int in, int out) {
        this(in, out, DType.FLOAT32);
    }

    /**
     * A layer of the given precision; float64 is what a gradient check needs.
     *
     * @throws IllegalArgumentException if a size is not positive
     */
    public Linear(int in, int out, DType dtype) {
        requirePositive("in", in);
        requirePositive("out", out);
        this.in = in;
        this.out = out;
        double bound = 1 / Math.sqrt(in);
        this.weight = register("weight", Torch.uniform(-bound, bound, dtype, out, in));
        this.bias = register("bias", Torch.uniform(-bound, bound, dtype, out));
    }

    @Override
    protected Tensor forward(Tensor x) {
        return Functional.linear(x, weight, bias);
    }

    @Override
    protected String extraText() {
        return "in_features=" + in + ", out_features=" + out + ", bias=True";
    }

    private static void requirePositive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive: " + value);
        }
    }
}
