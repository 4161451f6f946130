package io.github.gradcheck.autograd;

import io.github.gradcheck.ndarray.DType;
import java.util.function.BinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.hipparchus.special.Erf;

/** Operators that compute: sums, products and quotients with broadcasting, matrix products, and functions of each entry. */
final class Arithmetic {
    private static final double SQRT_HALF = Math.sqrt(0.5);
    private static final double NORMAL_DENSITY_AT_0 = 1 / Math.sqrt(2 * Math.PI);

    private Arithmetic() {
    }

    private static Tensor[] pair(Tensor a, Tensor b) {
        return new Tensor[] {a, b};
    }

    static Tensor add(Tensor a, Tensor b) {
        return Graph.call("AddBackward", pair(a, b), (ctx, in) -> Tensor.of(in[0].data().add(in[1].data())),
                (ctx, g) -> pair(g.sumTo(a.shape()), g.sumTo(b.shape())));
    }

    static Tensor subtract(Tensor a, Tensor b) {
        return Graph.call("SubBackward", pair(a, b), (ctx, in) -> Tensor.of(in[0].data().subtract(in[1].data())),
                (ctx, g) -> pair(g.sumTo(a.shape()), g.negate().sumTo(b.shape())));
    }

    static Tensor multiply(Tensor a, Tensor b) {
        return Graph.call("MulBackward", pair(a, b), (ctx, in) -> {
            ctx.saveForBackward(in);
            return Tensor.of(in[0].data().multiply(in[1].data()));
        }, (ctx, g) -> {
            Tensor[] saved = ctx.savedTensors();
            return pair(g.multiply(saved[1]).sumTo(a.shape()), g.multiply(saved[0]).sumTo(b.shape()));
        });
    }

    static Tensor divide(Tensor a, Tensor b) {
        return Graph.call("DivBackward", pair(a, b), (ctx, in) -> {
            ctx.saveForBackward(in);
            return Tensor.of(in[0].data().divide(in[1].data()));
        }, (ctx, g) -> {
            Tensor[] saved = ctx.savedTensors();
            Tensor byA = g.divide(saved[1]);
            return pair(byA.sumTo(a.shape()), byA.multiply(saved[0]).divide(saved[1]).negate().sumTo(b.shape()));
        });
    }

    /** A vector takes part as a matrix of one row or one column, which is taken away again from the result. */
    static Tensor matmul(Tensor a, Tensor b) {
        Tensor left = a.shape().length == 1 ? a.reshape(1, -1) : a;
        Tensor right = b.shape().length == 1 ? b.reshape(-1, 1) : b;
        Tensor product = matrices(left, right);
        if (left == a && right == b) {
            return product;
        }
        int[] full = product.shape();
        int rank = full.length;
        int[] shape = IntStream.range(0, rank).filter(axis -> !(axis == rank - 2 && left != a) && !(axis == rank - 1 && right != b))
                .map(axis -> full[axis]).toArray();
        return product.reshape(shape);
    }

    private static Tensor matrices(Tensor a, Tensor b) {
        return Graph.call("MmBackward", pair(a, b), (ctx, in) -> {
            ctx.saveForBackward(in);
            return Tensor.of(in[0].data().matmul(in[1].data()));
        }, (ctx, g) -> {
            Tensor[] saved = ctx.savedTensors();
            return pair(matrices(g, swapped(saved[1])).sumTo(a.shape()), matrices(swapped(saved[0]), g).sumTo(b.shape()));
        });
    }

    /** The last two axes swapped: the transpose of each matrix of a stack. */
    private static Tensor swapped(Tensor matrices) {
        int rank = matrices.shape().length;
        int[] axes = IntStream.range(0, rank).toArray();
        axes[rank - 1] = rank - 2;
        axes[rank - 2] = rank - 1;
        return matrices.permute(axes);
    }

    /** In another precision, to which each entry is rounded. */
    static Tensor to(Tensor x, DType dtype) {
        return dtype == x.dtype() ? x : Graph.call("ToCopyBackward", new Tensor[] {x}, (ctx, in) -> Tensor.of(in[0].data().astype(dtype)),
                (ctx, g) -> new Tensor[] {g});
    }

    // ---- functions of each entry

    /** A function whose derivative is written in terms of its input. */
    private static Tensor byInput(String name, Tensor x, DoubleUnaryOperator f, BinaryOperator<Tensor> vjp) {
        return Graph.call(name, new Tensor[] {x}, (ctx, in) -> {
            ctx.saveForBackward(in);
            return Tensor.of(in[0].data().map(f));
        }, (ctx, g) -> new Tensor[] {vjp.apply(g, ctx.savedTensors()[0])});
    }

    /** A function whose derivative is written in terms of its output. */
    private static Tensor byOutput(String name, Tensor x, DoubleUnaryOperator f, BinaryOperator<Tensor> vjp) {
        return Graph.call(name, new Tensor[] {x}, (ctx, in) -> {
            Tensor out = Tensor.of(in[0].data().map(f));
            ctx.saveForBackward(out);
            return out;
        }, (ctx, g) -> new Tensor[] {vjp.apply(g, ctx.savedTensors()[0])});
    }

    /** A function that is linear in pieces: its derivative is a constant that depends on the sign of the input. */
    private static Tensor inPieces(String name, Tensor x, DoubleUnaryOperator f, DoubleUnaryOperator slope) {
        return byInput(name, x, f, (g, saved) -> g.multiply(Tensor.of(saved.data().map(slope))));
    }

    static Tensor plus(Tensor x, double b) {
        return Graph.call("AddBackward", new Tensor[] {x}, (ctx, in) -> Tensor.of(in[0].data().add(b)), (ctx, g) -> new Tensor[] {g});
    }

    static Tensor times(Tensor x, double b) {
        return Graph.call("MulBackward", new Tensor[] {x}, (ctx, in) -> Tensor.of(in[0].data().multiply(b)), (ctx, g) -> new Tensor[] {g.multiply(b)});
    }

    static Tensor pow(Tensor x, double p) {
        return byInput("PowBackward", x, v -> Math.pow(v, p),
                (g, saved) -> p == 0 ? g.multiply(0.0) : g.multiply(saved.pow(p - 1).multiply(p)));
    }

    static Tensor exp(Tensor x) {
        return byOutput("ExpBackward", x, Math::exp, Tensor::multiply);
    }

    static Tensor log(Tensor x) {
        return byInput("LogBackward", x, Math::log, Tensor::divide);
    }

    static Tensor sqrt(Tensor x) {
        return byOutput("SqrtBackward", x, Math::sqrt, (g, out) -> g.divide(out.multiply(2.0)));
    }

    static Tensor tanh(Tensor x) {
        return byOutput("TanhBackward", x, Math::tanh, (g, out) -> g.multiply(out.multiply(out).negate().add(1.0)));
    }

    static Tensor sigmoid(Tensor x) {
        return byOutput("SigmoidBackward", x, Arithmetic::sigmoid, (g, out) -> g.multiply(out).multiply(out.negate().add(1.0)));
    }

    /** Written so that exp never overflows. */
    private static double sigmoid(double x) {
        double e = Math.exp(-Math.abs(x));
        return x >= 0 ? 1 / (1 + e) : e / (1 + e);
    }

    static Tensor sin(Tensor x) {
        return byInput("SinBackward", x, Math::sin, (g, saved) -> g.multiply(saved.cos()));
    }

    static Tensor cos(Tensor x) {
        return byInput("CosBackward", x, Math::cos, (g, saved) -> g.multiply(saved.sin()).negate());
    }

    static Tensor relu(Tensor x) {
        return inPieces("ReluBackward", x, v -> v > 0 || Double.isNaN(v) ? v : 0, v -> v > 0 ? 1 : 0);
    }

    static Tensor leakyRelu(Tensor x, double slope) {
        return inPieces("LeakyReluBackward", x, v -> v > 0 ? v : slope * v, v -> v > 0 ? 1 : slope);
    }

    static Tensor abs(Tensor x) {
        return inPieces("AbsBackward", x, Math::abs, Math::signum);
    }

    /** log(1 + eˣ), written so that exp never overflows. */
    static Tensor softplus(Tensor x) {
        return byInput("SoftplusBackward", x, v -> Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v))),
                (g, saved) -> g.multiply(saved.sigmoid()));
    }

    /** The normal distribution function Φ, for the GELU. */
    static Tensor normalCdf(Tensor x) {
        return byInput("NormalCdfBackward", x, v -> 0.5 * Erf.erfc(-v * SQRT_HALF),
                (g, saved) -> g.multiply(saved.multiply(saved).multiply(-0.5).exp().multiply(NORMAL_DENSITY_AT_0)));
    }
}
