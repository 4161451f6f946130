package io.github.gradcheck.autograd;

/** An operation with a backward pass of its own and several outputs; see {@link Function}. */
public abstract class MultiFunction {
    /** For subclasses. */
    protected MultiFunction() {
    }

    /** Computes the outputs. What happens in here is not recorded. */
    protected abstract Tensor[] forward(Context ctx, Tensor... in);

    /**
     * Computes the vector-Jacobian product: one gradient for each input, from one upstream gradient for each output.
     *
     * @param gradOutput zeros for an output that the loss does not depend on, or null after
     *     {@link Context#setMaterializeGrads setMaterializeGrads(false)}
     */
    protected abstract Tensor[] backward(Context ctx, Tensor... gradOutput);

    /** Runs forward and records the call, so that a backward pass comes through here. */
    public final Tensor[] apply(Tensor... in) {
        return Graph.callAll(Function.nameOf(getClass()), in, this::forward, this::backward);
    }
}
