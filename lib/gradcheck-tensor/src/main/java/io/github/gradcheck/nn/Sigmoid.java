package io.github.gradcheck.nn;

import io.github.gradcheck.autograd.Tensor;

/** 1/(1 + e⁻ˣ). */
public final class Sigmoid extends Module {
    /** A layer without parameters. */
    public Sigmoid() {
    }

    @Override
    protected Tensor forward(Tensor x) {
        return x.sigmoid();
    }
}
