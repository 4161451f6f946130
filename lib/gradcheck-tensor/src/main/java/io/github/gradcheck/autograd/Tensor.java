package io.github.gradcheck.autograd;

import io.github.gradcheck.ndarray.DType;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.Shape;
import io.github.gradcheck.ndarray.TensorText;
import java.util.Objects;

/**
 * An array under reverse-mode automatic differentiation: it remembers how it was made, so that gradients can flow back through it.
 *
 * <p>All operations return new tensors, and all of them can be differentiated twice. Shapes broadcast as in NumPy.
 */
public final class Tensor {
    private final NDArray data;
    private boolean requiresGrad;
    private Tensor grad;
    private Node node;
    private int outputIndex;

    private Tensor(NDArray data) {
        this.data = Objects.requireNonNull(data, "data");
    }

    /** A tensor over the array itself, not a copy; it does not require a gradient. */
    public static Tensor of(NDArray data) {
        return new Tensor(data);
    }

    // ---- what it is

    /** The array; changing it in place changes this tensor. */
    public NDArray data() {
        return data;
    }

    /** The extents, as a copy. */
    public int[] shape() {
        return data.shape();
    }

    /** The number of entries. */
    public int size() {
        return data.size();
    }

    /** The precision. */
    public DType dtype() {
        return data.dtype();
    }

    /** The only entry of a tensor that has one. */
    public double item() {
        return data.item();
    }

    /** Whether a backward pass brings a gradient here. */
    public boolean requiresGrad() {
        return requiresGrad || node != null;
    }

    /**
     * Asks for a gradient, or not; returns this tensor.
     *
     * @throws IllegalStateException if this tensor was made by an operation: only leaves can change
     */
    public Tensor requiresGrad(boolean required) {
        if (node != null) {
            throw new IllegalStateException("requiresGrad can only be changed on a leaf; this tensor was made by " + node.name());
        }
        requiresGrad = required;
        return this;
    }

    /** What backward passes have added up here; null before the first. */
    public Tensor grad() {
        return grad;
    }

    /** Forgets the gradient. */
    public void zeroGrad() {
        grad = null;
    }

    /** The same array without its history. */
    public Tensor detach() {
        return new Tensor(data);
    }

    Node node() {
        return node;
    }

    int outputIndex() {
        return outputIndex;
    }

    void madeBy(Node maker, int index) {
        node = maker;
        outputIndex = index;
    }

    /** The first gradient is copied: the same array may have arrived at other leaves, or belong to the caller. */
    void addToGrad(Tensor more) {
        grad = grad == null ? new Tensor(more.data.copy()) : grad.add(more);
    }

    // ---- backward

    /** Adds the gradients of this scalar to every leaf that it depends on and that requires one. */
    public void backward() {
        backward(null, false);
    }

    /** As {@link #backward()} for a tensor of any shape, from an upstream gradient of that shape. */
    public void backward(Tensor upstream) {
        backward(upstream, false);
    }

    /**
     * As {@link #backward(Tensor)}; keeps what was saved if {@code retainGraph}, so that it can run again.
     *
     * @param upstream null for a scalar, which means 1
     * @throws IllegalStateException if nothing requires a gradient, or it ran before and was not retained
     */
    public void backward(Tensor upstream, boolean retainGraph) {
        Tensor[] start = {Torch.upstream(this, upstream)};
        BackwardPass.toLeaves(new Tensor[] {this}, start, retainGraph).forEach(Tensor::addToGrad);
    }

    // ---- arithmetic

    /** a + b, broadcast. */
    public Tensor add(Tensor b) {
        return Arithmetic.add(this, b);
    }

    /** a + b. */
    public Tensor add(double b) {
        return Arithmetic.plus(this, b);
    }

    /** a − b, broadcast. */
    public Tensor subtract(Tensor b) {
        return Arithmetic.subtract(this, b);
    }

    /** a − b. */
    public Tensor subtract(double b) {
        return Arithmetic.plus(this, -b);
    }

    /** a·b entry by entry, broadcast. */
    public Tensor multiply(Tensor b) {
        return Arithmetic.multiply(this, b);
    }

    /** a·b. */
    public Tensor multiply(double b) {
        return Arithmetic.times(this, b);
    }

    /** a/b entry by entry, broadcast. */
    public Tensor divide(Tensor b) {
        return Arithmetic.divide(this, b);
    }

    /** a/b. */
    public Tensor divide(double b) {
        return Arithmetic.divide(this, Tensor.of(NDArray.scalar(b).astype(dtype())));
    }

    /** −a. */
    public Tensor negate() {
        return Arithmetic.times(this, -1);
    }

    /** 1/a. */
    public Tensor reciprocal() {
        return Arithmetic.pow(this, -1);
    }

    /** aᵖ. */
    public Tensor pow(double p) {
        return Arithmetic.pow(this, p);
    }

    /** The matrix product: vectors, matrices, and stacks of matrices. */
    public Tensor matmul(Tensor b) {
        return Arithmetic.matmul(this, b);
    }

    // ---- functions of each entry

    /** eᵃ. */
    public Tensor exp() {
        return Arithmetic.exp(this);
    }

    /** The natural logarithm. */
    public Tensor log() {
        return Arithmetic.log(this);
    }

    /** √a. */
    public Tensor sqrt() {
        return Arithmetic.sqrt(this);
    }

    /** The hyperbolic tangent. */
    public Tensor tanh() {
        return Arithmetic.tanh(this);
    }

    /** 1/(1 + e⁻ᵃ). */
    public Tensor sigmoid() {
        return Arithmetic.sigmoid(this);
    }

    /** max(0, a); its derivative at 0 counts as 0. */
    public Tensor relu() {
        return Arithmetic.relu(this);
    }

    /** |a|; its derivative at 0 counts as 0. */
    public Tensor abs() {
        return Arithmetic.abs(this);
    }

    /** The sine. */
    public Tensor sin() {
        return Arithmetic.sin(this);
    }

    /** The cosine. */
    public Tensor cos() {
        return Arithmetic.cos(this);
    }

    // ---- sums

    /** The sum of all entries, of shape (). */
    public Tensor sum() {
        return Shaping.sumTo(this);
    }

    /** The sum along one axis, which goes away. */
    public Tensor sum(int axis) {
        return sum(axis, false);
    }

    /** The sum along one axis, kept with extent 1 if {@code keepDim}. */
    public Tensor sum(int axis, boolean keepDim) {
        return Shaping.sum(this, axis, keepDim);
    }

    /** The mean of all entries, of shape (). */
    public Tensor mean() {
        return sum().divide(size());
    }

    /** The mean along one axis, which goes away. */
    public Tensor mean(int axis) {
        return sum(axis).divide(shape()[Shape.axis(axis, shape().length)]);
    }

    /** The largest entry along one axis, which goes away; the first of equals gets the gradient. */
    public Tensor max(int axis) {
        return Shaping.max(this, axis);
    }

    /** The sum over what broadcasting from the given shape to this one repeated. */
    public Tensor sumTo(int... shape) {
        return Shaping.sumTo(this, shape);
    }

    // ---- shapes

    /** The entries repeated to fill a larger shape. */
    public Tensor broadcastTo(int... shape) {
        return Shaping.broadcastTo(this, shape);
    }

    /** The same entries in the same order in another shape; one extent may be -1, to be worked out. */
    public Tensor reshape(int... shape) {
        return Shaping.reshape(this, shape);
    }

    /** The axes in the given order. */
    public Tensor permute(int... axes) {
        return Shaping.permute(this, axes);
    }

    /** The axes in reverse order; for a matrix its transpose. */
    public Tensor transpose() {
        return Shaping.transpose(this);
    }

    /** What stands at index i of the first axis: {@code t[i]}. */
    public Tensor get(int i) {
        return Shaping.at(this, i);
    }

    /** From start (included) to stop (excluded) along the first axis: {@code t[start:stop]}. */
    public Tensor slice(int start, int stop) {
        return Shaping.slice(this, 0, start, stop, 1);
    }

    /** Every step-th from start (included) to stop (excluded) along the given axis. */
    public Tensor slice(int axis, int start, int stop, int step) {
        return Shaping.slice(this, axis, start, stop, step);
    }

    /** The same values rounded to another precision; gradients are rounded back. */
    public Tensor to(DType dtype) {
        return Arithmetic.to(this, dtype);
    }

    /** As PyTorch prints it. */
    @Override
    public String toString() {
        String history = node != null ? "grad_fn=<" + node.name() + ">" : requiresGrad ? "requires_grad=True" : "";
        return TensorText.of(data, history);
    }
}
