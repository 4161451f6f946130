package io.github.gradcheck.properties;

import io.github.gradcheck.autograd.Context;
import io.github.gradcheck.autograd.Function;
import io.github.gradcheck.autograd.Tensor;
import io.github.gradcheck.ndarray.NDArray;

/** Leaves a value as it is and spoils the gradient that comes back. */
final class Slip extends Function {
    /** How it is spoilt. */
    enum Kind {
        SIGN, FACTOR_TWO, A_MILLIONTH, FIRST_ENTRY_LOST, LAST_ENTRY_LOST, UPSTREAM_IGNORED, REVERSED
    }

    private final Kind kind;

    Slip(Kind kind) {
        this.kind = kind;
    }

    @Override
    protected Tensor forward(Context ctx, Tensor... in) {
        return in[0].multiply(1);
    }

    @Override
    protected Tensor[] backward(Context ctx, Tensor... gradOutput) {
        NDArray right = gradOutput[0].data();
        return new Tensor[] {Tensor.of(switch (kind) {
            case SIGN -> right.multiply(-1);
            case FACTOR_TWO -> right.multiply(2);
            case A_MILLIONTH -> right.multiply(1 + 1e-6);
            case FIRST_ENTRY_LOST -> without(right, 0);
            case LAST_ENTRY_LOST -> without(right, right.size() - 1);
            case UPSTREAM_IGNORED -> right.copy().fill(1);
            case REVERSED -> reversed(right);
        })};
    }

    private static NDArray without(NDArray right, int i) {
        NDArray spoilt = right.copy();
        if (i >= 0 && i < right.size()) {
            spoilt.setFlat(i, 0);
        }
        return spoilt;
    }

    private static NDArray reversed(NDArray right) {
        NDArray spoilt = right.copy();
        for (int i = 0; i < right.size(); i++) {
            spoilt.setFlat(i, right.getFlat(right.size() - 1 - i));
        }
        return spoilt;
    }
}
