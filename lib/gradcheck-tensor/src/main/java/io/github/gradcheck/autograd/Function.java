package io.github.gradcheck.autograd;

/**
 * An operation with a backward pass of its own and one output, as {@code torch.autograd.Function}.
 *
 * <p>Extend it, write {@link #forward} and {@link #backward}, and call it through {@link #apply}. An object keeps nothing
 * between calls; what backward needs goes through the {@link Context}. Constants, such as a slope, are fields of the subclass.
 *
 * <pre>{@code
 * class Square extends Function {
 *     @Override
 *     protected Tensor forward(Context ctx, Tensor... in) {
 *         ctx.saveForBackward(in);
 *         return in[0].multiply(in[0]);
 *     }
 *
 *     @Override
 *     protected Tensor[] backward(Context ctx, Tensor... gradOutput) {
 *         return new Tensor[] {gradOutput[0].multiply(ctx.savedTensors()[0]).multiply(2)};
 *     }
 * }
 * UnaryOperator<Tensor> square = new Square()::apply;
 * Gradcheck.gradcheck(square, Torch.randn(DType.FLOAT64, 3).requiresGrad(true));
 * }</pre>
 */
public abstract class Function {
    /** For subclasses. */
    protected Function() {
    }

    /**
     * Computes the output. What happens in here is not recorded.
     *
     * @param ctx keeps what backward needs
     * @param in the inputs that {@link #apply} was called with
     */
    protected abstract Tensor forward(Context ctx, Tensor... in);

    /**
     * Computes the vector-Jacobian product: the upstream gradient times the local derivative, one result for each input.
     *
     * @param gradOutput the gradient of the loss by the output, of the output's shape
     * @return a gradient for each input, of that input's shape; null only where {@link Context#needsInputGrad()} is false
     */
    protected abstract Tensor[] backward(Context ctx, Tensor... gradOutput);

    /** Runs forward and records the call, so that a backward pass comes through here. */
    public final Tensor apply(Tensor... in) {
        return Graph.call(name(), in, this::forward, this::backward);
    }

    private String name() {
        return nameOf(getClass());
    }

    /** As PyTorch names the way back; a class without a name of its own counts as the one it extends. */
    static String nameOf(Class<?> type) {
        return (type.isAnonymousClass() ? type.getSuperclass() : type).getSimpleName() + "Backward";
    }
}
