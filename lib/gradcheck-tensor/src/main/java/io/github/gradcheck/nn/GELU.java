package io.github.gradcheck.nn;

import io.github.gradcheck.autograd.Functional;
import io.github.gradcheck.autograd.Tensor;

/** x·Φ(x) with the normal distribution function Φ; see {@link Functional#gelu}. */
public final class GELU extends Module {
    /** A layer without parameters. */
    public GELU() {
    }

    @Override
    protected Tensor forward(Tensor x) {
        return Functional.gelu(x);
    }

    @Override
    protected String extraText() {
        return "approximate='none'";
    }
}
