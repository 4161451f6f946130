package io.github.gradcheck.autograd;

import io.github.gradcheck.ndarray.NDArray;

/** The tutorial's two functions, right and with the bug, and where it checks them. */
final class Sigmoids {
    private Sigmoids() {
    }

    static class Correct extends Function {
        @Override
        protected Tensor forward(Context ctx, Tensor... in) {
            Tensor out = in[0].negate().exp().add(1.0).reciprocal();
            ctx.saveForBackward(out);
            return out;
        }

        @Override
        protected Tensor[] backward(Context ctx, Tensor... gradOutput) {
            Tensor out = ctx.savedTensors()[0];
            return new Tensor[] {out.multiply(out.negate().add(1.0)).multiply(gradOutput[0])};
        }
    }

    static class Buggy extends Correct {
        @Override
        protected Tensor[] backward(Context ctx, Tensor... gradOutput) {
            Tensor out = ctx.savedTensors()[0];
            return new Tensor[] {out.multiply(out.add(1.0)).multiply(gradOutput[0])};
        }
    }

    static Tensor point() {
        return Tensor.of(NDArray.of(new double[] {1.0, -1.25, 0.5}, 3)).requiresGrad(true);
    }
}
