package io.github.gradcheck.autograd;

import java.util.stream.IntStream;

/** Sums, products and quotients of two tensors, with broadcasting, and matrix products. */
final class Arithmetic {
    private Arithmetic() {
    }

    private static Tensor[] pair(Tensor a, Tensor b) {
        return new Tensor[] {a, b};
    }

    static Tensor add(Tensor a, Tensor b) {
        return Graph.call("AddBackward", pair(a, b), ctx -> Tensor.of(a.data().add(b.data())),
                (ctx, g) -> pair(g.sumTo(a.shape()), g.sumTo(b.shape())));
    }

    static Tensor subtract(Tensor a, Tensor b) {
        return Graph.call("SubBackward", pair(a, b), ctx -> Tensor.of(a.data().subtract(b.data())),
                (ctx, g) -> pair(g.sumTo(a.shape()), g.negate().sumTo(b.shape())));
    }

    static Tensor multiply(Tensor a, Tensor b) {
        return Graph.call("MulBackward", pair(a, b), ctx -> {
            ctx.saveForBackward(a, b);
            return Tensor.of(a.data().multiply(b.data()));
        }, (ctx, g) -> {
            Tensor[] saved = ctx.savedTensors();
            return pair(g.multiply(saved[1]).sumTo(a.shape()), g.multiply(saved[0]).sumTo(b.shape()));
        });
    }

    static Tensor divide(Tensor a, Tensor b) {
        return Graph.call("DivBackward", pair(a, b), ctx -> {
            ctx.saveForBackward(a, b);
            return Tensor.of(a.data().divide(b.data()));
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
        return Graph.call("MmBackward", pair(a, b), ctx -> {
            ctx.saveForBackward(a, b);
            return Tensor.of(a.data().matmul(b.data()));
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
}
