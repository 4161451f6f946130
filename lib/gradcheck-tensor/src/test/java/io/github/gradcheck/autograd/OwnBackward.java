package io.github.gradcheck.autograd;

import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** Functions of one tensor with a vector-Jacobian product of a test's own. */
final class OwnBackward {
    private OwnBackward() {
    }

    /**
     * A function with the backward pass that is given for it.
     *
     * @param vjp from x and the upstream gradient
     */
    static UnaryOperator<Tensor> of(UnaryOperator<Tensor> f, BinaryOperator<Tensor> vjp) {
        return new Function() {
            @Override
            protected Tensor forward(Context ctx, Tensor... in) {
                ctx.saveForBackward(in[0]);
                return f.apply(in[0]);
            }

            @Override
            protected Tensor[] backward(Context ctx, Tensor... gradOutput) {
                return new Tensor[] {vjp.apply(ctx.savedTensors()[0], gradOutput[0])};
            }
        }::apply;
    }

    /** The identity with another backward pass. */
    static UnaryOperator<Tensor> identity(BinaryOperator<Tensor> vjp) {
        return of(x -> x.multiply(1.0), vjp);
    }

    /** The identity; to its backward pass an undefined upstream gradient comes as null. */
    static UnaryOperator<Tensor> unmaterialized(UnaryOperator<Tensor> vjp) {
        return new Function() {
            @Override
            protected Tensor forward(Context ctx, Tensor... in) {
                ctx.setMaterializeGrads(false);
                return in[0].multiply(1.0);
            }

            @Override
            protected Tensor[] backward(Context ctx, Tensor... gradOutput) {
                return new Tensor[] {vjp.apply(gradOutput[0])};
            }
        }::apply;
    }
}
