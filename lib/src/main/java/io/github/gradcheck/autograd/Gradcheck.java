package io.github.gradcheck.autograd;

import io.github.gradcheck.check.GradcheckException;
import io.github.gradcheck.check.Tolerance;
import io.github.gradcheck.ndarray.DType;
import io.github.gradcheck.ndarray.TorchRandom;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * Compares the backward pass of a function of tensors with two-sided differences, as {@code torch.autograd.gradcheck}.
 *
 * <p>Every entry of every input that requires a gradient is moved by ±eps; every entry of every output is sent back. The two
 * Jacobians must agree within |analytic − numerical| ≤ atol + rtol·|numerical|; a backward pass must also repeat, be zero for
 * a zero upstream gradient, and accept an undefined one. Inputs come back bit for bit, whatever happens.
 *
 * <p>Every form returns true or throws a {@link GradcheckException}; the forms named {@code …OrFalse} return false instead.
 */
public final class Gradcheck {
    private Gradcheck() {
    }

    /** Checks a function of one tensor with PyTorch's default tolerances. */
    public static boolean gradcheck(UnaryOperator<Tensor> f, Tensor x) {
        return gradcheck(f, x, Tolerance.TORCH);
    }

    /** Checks a function of one tensor. */
    public static boolean gradcheck(UnaryOperator<Tensor> f, Tensor x, Tolerance tolerance) {
        return gradcheckAll(in -> new Tensor[] {f.apply(in[0])}, new Tensor[] {x}, tolerance);
    }

    /** Checks a function of several tensors with PyTorch's default tolerances. */
    public static boolean gradcheck(java.util.function.Function<Tensor[], Tensor> f, Tensor... inputs) {
        return gradcheck(f, inputs, Tolerance.TORCH);
    }

    /** Checks a function of several tensors. */
    public static boolean gradcheck(java.util.function.Function<Tensor[], Tensor> f, Tensor[] inputs, Tolerance tolerance) {
        return gradcheckAll(in -> new Tensor[] {f.apply(in)}, inputs, tolerance);
    }

    /** Checks a function of several tensors with several outputs, with PyTorch's default tolerances. */
    public static boolean gradcheckAll(java.util.function.Function<Tensor[], Tensor[]> f, Tensor[] inputs) {
        return gradcheckAll(f, inputs, Tolerance.TORCH);
    }

    /**
     * Checks a function of several tensors with several outputs.
     *
     * @return true
     * @throws GradcheckException if the backward pass is not right
     * @throws IllegalArgumentException if no input requires a gradient, or those that do have no entry
     * @throws ArithmeticException if f is not finite, with the entry where it happened
     */
    public static boolean gradcheckAll(java.util.function.Function<Tensor[], Tensor[]> f, Tensor[] inputs, Tolerance tolerance) {
        new JacobianCheck(f, inputs, tolerance).run();
        return true;
    }

    /** As {@link #gradcheck(UnaryOperator, Tensor, Tolerance)}, but returns false where that throws. */
    public static boolean gradcheckOrFalse(UnaryOperator<Tensor> f, Tensor x, Tolerance tolerance) {
        return orFalse(() -> gradcheck(f, x, tolerance));
    }

    /** As {@link #gradcheckAll(java.util.function.Function, Tensor[], Tolerance)}, but returns false where that throws. */
    public static boolean gradcheckAllOrFalse(java.util.function.Function<Tensor[], Tensor[]> f, Tensor[] inputs, Tolerance tolerance) {
        return orFalse(() -> gradcheckAll(f, inputs, tolerance));
    }

    /** Checks the second derivative of a function of one tensor with PyTorch's default tolerances. */
    public static boolean gradgradcheck(UnaryOperator<Tensor> f, Tensor x) {
        return gradgradcheckAll(in -> new Tensor[] {f.apply(in[0])}, new Tensor[] {x}, Tolerance.TORCH);
    }

    /** Checks the second derivative of a function of several tensors with PyTorch's default tolerances. */
    public static boolean gradgradcheck(java.util.function.Function<Tensor[], Tensor> f, Tensor... inputs) {
        return gradgradcheckAll(in -> new Tensor[] {f.apply(in)}, inputs, Tolerance.TORCH);
    }

    /**
     * Checks the second derivative: the backward pass is itself taken as a function, of the inputs and of random upstream
     * gradients from [−1, 1), and its own backward pass is checked.
     */
    public static boolean gradgradcheckAll(java.util.function.Function<Tensor[], Tensor[]> f, Tensor[] inputs, Tolerance tolerance) {
        // A stream of its own, so that a check does not change what Torch draws next.
        TorchRandom random = new TorchRandom(0);
        Tensor[] upstream = Arrays.stream(f.apply(inputs)).filter(Tensor::requiresGrad)
                .map(output -> Tensor.of(random.uniform(-1, 1, DType.FLOAT64, output.shape()).astype(output.dtype())).requiresGrad(true))
                .toArray(Tensor[]::new);
        if (upstream.length == 0) {
            throw new IllegalArgumentException("no output of f depends on an input that requires a gradient");
        }
        Tensor[] all = Arrays.copyOf(inputs, inputs.length + upstream.length);
        System.arraycopy(upstream, 0, all, inputs.length, upstream.length);
        return gradcheckAll(in -> {
            Tensor[] point = Arrays.copyOf(in, inputs.length);
            Tensor[] outputs = Arrays.stream(f.apply(point)).filter(Tensor::requiresGrad).toArray(Tensor[]::new);
            Tensor[] wanted = Arrays.stream(point).filter(Tensor::requiresGrad).toArray(Tensor[]::new);
            return Torch.grad(outputs, wanted, Arrays.copyOfRange(in, inputs.length, in.length), true, true);
        }, all, tolerance);
    }

    private static boolean orFalse(BooleanSupplier check) {
        try {
            return check.getAsBoolean();
        } catch (GradcheckException e) {
            return false;
        }
    }
}
