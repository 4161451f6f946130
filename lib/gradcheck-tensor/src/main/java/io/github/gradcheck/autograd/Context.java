package io.github.gradcheck.autograd;

import io.github.gradcheck.ndarray.Shape;
import java.util.Objects;

/** What a function's forward pass saves for its backward pass, as PyTorch's {@code ctx}; one for each call of the function. */
public final class Context {
    private static final String FREED = "Trying to backward through the graph a second time (or directly access saved tensors "
            + "after they have already been freed). Specify retainGraph if you need to backward through the graph a second time.";

    private final String name;
    private final boolean[] needsInputGrad;
    private Tensor[] saved = {};
    private boolean saving;
    private long[] versions = {};
    private int[] kept = {};
    private Tensor[] nonDifferentiable = {};
    private boolean materializeGrads = true;
    private boolean freed;

    Context(String name, boolean[] needsInputGrad) {
        this.name = name;
        this.needsInputGrad = needsInputGrad;
    }

    /** Keeps tensors for backward; a second call replaces the first. */
    public void saveForBackward(Tensor... tensors) {
        versions = new long[tensors.length];
        for (int i = 0; i < tensors.length; i++) {
            Objects.requireNonNull(tensors[i], "saveForBackward can only save tensors, but argument " + i + " is null");
            versions[i] = tensors[i].data().version();
        }
        saved = tensors.clone();
        saving = true;
    }

    /**
     * What was kept, in the same order.
     *
     * @throws IllegalStateException if backward ran already and freed it, or a tensor was changed in place since, or forward never called
     *         {@link #saveForBackward}
     */
    public Tensor[] savedTensors() {
        requireNotFreed();
        if (!saving) {
            throw new IllegalStateException("forward of " + name + " saved nothing for backward: call ctx.saveForBackward(…) there "
                    + "with the tensors that backward needs");
        }
        for (int i = 0; i < saved.length; i++) {
            long version = saved[i].data().version();
            if (version != versions[i]) {
                throw new IllegalStateException("one of the variables needed for gradient computation has been modified by an "
                        + "inplace operation: saved tensor " + i + " of " + name + ", of shape " + Shape.tuple(saved[i].shape())
                        + ", is at version " + version + "; expected version " + versions[i] + " instead.");
            }
        }
        return saved.clone();
    }

    /** Keeps positions for backward. */
    void keep(int[] positions) {
        kept = positions;
    }

    /** The positions that were kept. */
    int[] kept() {
        requireNotFreed();
        return kept;
    }

    /** For another call of the same function. */
    Context fresh() {
        return new Context(name, needsInputGrad);
    }

    /** For each input of forward, whether its gradient is wanted. */
    public boolean[] needsInputGrad() {
        return needsInputGrad.clone();
    }

    /** Declares outputs that have no gradient, such as indices. */
    public void markNonDifferentiable(Tensor... outputs) {
        nonDifferentiable = outputs.clone();
    }

    /** With {@code false}, an upstream gradient that is undefined arrives in backward as null instead of zeros. */
    public void setMaterializeGrads(boolean materialize) {
        materializeGrads = materialize;
    }

    boolean materializesGrads() {
        return materializeGrads;
    }

    boolean isNonDifferentiable(Tensor output) {
        for (Tensor marked : nonDifferentiable) {
            if (marked == output) {
                return true;
            }
        }
        return false;
    }

    void requireNotFreed() {
        if (freed) {
            throw new IllegalStateException(FREED);
        }
    }

    void free() {
        freed = true;
        saved = new Tensor[0];
        kept = new int[0];
        versions = new long[0];
    }
}
