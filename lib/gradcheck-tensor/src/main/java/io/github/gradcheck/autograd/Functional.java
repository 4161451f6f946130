package io.github.gradcheck.autograd;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.Shape;
import java.util.stream.IntStream;

/** The operators that PyTorch keeps in {@code torch.nn.functional}, made from those of {@link Tensor}. */
public final class Functional {
    private Functional() {
    }

    // ---- activations

    /** x where positive, slope·x elsewhere. */
    public static Tensor leakyRelu(Tensor x, double slope) {
        return Arithmetic.leakyRelu(x, slope);
    }

    /** log(1 + eˣ). */
    public static Tensor softplus(Tensor x) {
        return Arithmetic.softplus(x);
    }

    /** x·Φ(x) with the normal distribution function Φ (Hendrycks and Gimpel 2016), without approximation. */
    public static Tensor gelu(Tensor x) {
        return x.multiply(Arithmetic.normalCdf(x));
    }

    /** x·σ(x), also called swish. */
    public static Tensor silu(Tensor x) {
        return x.multiply(x.sigmoid());
    }

    // ---- along an axis

    /** log Σ eˣ along an axis, shifted by the largest entry so that exp cannot overflow. */
    public static Tensor logSumExp(Tensor x, int axis) {
        Tensor shifted = logSumExpKept(x, axis);
        return shifted.reshape(Shape.without(Shape.axis(axis, x.shape().length), false, x.shape()));
    }

    private static Tensor logSumExpKept(Tensor x, int axis) {
        return Graph.call("LogsumexpBackward", new Tensor[] {x}, (ctx, in) -> {
            NDArray data = in[0].data();
            NDArray largest = data.max(axis, true).map(v -> Double.isInfinite(v) ? 0 : v);
            NDArray sum = data.subtract(largest).map(Math::exp).sum(axis, true);
            Tensor out = Tensor.of(sum.map(Math::log).add(largest));
            ctx.saveForBackward(in[0], out);
            return out;
        }, (ctx, g) -> new Tensor[] {g.multiply(ctx.savedTensors()[0].subtract(ctx.savedTensors()[1]).exp())});
    }

    /** eˣ / Σ eˣ along an axis. */
    public static Tensor softmax(Tensor x, int axis) {
        return logSoftmax(x, axis).exp();
    }

    /** The logarithm of the softmax. */
    public static Tensor logSoftmax(Tensor x, int axis) {
        return x.subtract(logSumExpKept(x, axis));
    }

    // ---- losses

    /**
     * The mean of −log softmax at the right class of each row.
     *
     * @param scores shape (N, classes)
     * @param labels N numbers from 0 to classes − 1
     */
    public static Tensor crossEntropy(Tensor scores, int... labels) {
        int[] shape = scores.shape();
        if (shape.length != 2 || shape[0] != labels.length || labels.length == 0) {
            throw new IllegalArgumentException("scores have shape " + Shape.tuple(shape) + " for " + labels.length + " labels: (N, classes) is needed");
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= shape[1]) {
                throw new IllegalArgumentException("labels[" + i + "] must lie between 0 and " + (shape[1] - 1) + ": " + labels[i]);
            }
        }
        int[] positions = IntStream.range(0, labels.length).map(i -> i * shape[1] + labels[i]).toArray();
        return Shaping.gather(logSoftmax(scores, 1), positions, labels.length).mean().negate();
    }

    /** The mean of (a − b)². */
    public static Tensor mseLoss(Tensor a, Tensor b) {
        Tensor difference = a.subtract(b);
        return difference.multiply(difference).mean();
    }

    /** The mean of −t·log σ(x) − (1 − t)·log(1 − σ(x)), which is softplus(x) − t·x. */
    public static Tensor binaryCrossEntropyWithLogits(Tensor x, Tensor target) {
        return softplus(x).subtract(x.multiply(target)).mean();
    }

    // ---- layers

    /** x·weightᵀ + bias; weight has shape (out, in), bias may be null. */
    public static Tensor linear(Tensor x, Tensor weight, Tensor bias) {
        Tensor product = x.matmul(weight.transpose());
        return bias == null ? product : product.add(bias);
    }

    /**
     * Each row (the last axis) shifted to mean 0 and scaled to variance 1, then times weight plus bias (Ba et al. 2016).
     *
     * @param eps added to the variance
     */
    public static Tensor layerNorm(Tensor x, Tensor weight, Tensor bias, double eps) {
        return standardized(x, -1, eps).multiply(weight).add(bias);
    }

    /** Each column of a batch shifted to mean 0 and scaled to variance 1, then times weight plus bias (Ioffe and Szegedy 2015). */
    public static Tensor batchNorm(Tensor x, Tensor weight, Tensor bias, double eps) {
        return standardized(x, 0, eps).multiply(weight).add(bias);
    }

    private static Tensor standardized(Tensor x, int axis, double eps) {
        Tensor centred = x.subtract(mean(x, axis));
        return centred.divide(mean(centred.multiply(centred), axis).add(eps).sqrt());
    }

    private static Tensor mean(Tensor x, int axis) {
        int extent = x.shape()[Shape.axis(axis, x.shape().length)];
        return x.sum(axis, true).divide(extent);
    }

    /** softmax(q·kᵀ/√d)·v (Vaswani et al. 2017); q (…, L, d), k (…, S, d), v (…, S, e). */
    public static Tensor scaledDotProductAttention(Tensor q, Tensor k, Tensor v) {
        int rank = k.shape().length;
        int[] swap = IntStream.range(0, rank).map(axis -> axis == rank - 1 ? rank - 2 : axis == rank - 2 ? rank - 1 : axis).toArray();
        int d = q.shape()[q.shape().length - 1];
        return softmax(q.matmul(k.permute(swap)).divide(Math.sqrt(d)), -1).matmul(v);
    }

    /** Cross-correlation of images (N, in, H, W) with kernels (out, in, h, w); bias (out) may be null. */
    public static Tensor conv2d(Tensor x, Tensor weight, Tensor bias, int stride, int padding) {
        Tensor out = Shaping.conv2d(x, weight, stride, padding);
        return bias == null ? out : out.add(bias.reshape(-1, 1, 1));
    }

    /** The largest entry of each window of size × size; windows do not overlap. */
    public static Tensor maxPool2d(Tensor x, int size) {
        return Shaping.maxPool2d(x, size);
    }

    /** The mean of each window of size × size; windows do not overlap. */
    public static Tensor avgPool2d(Tensor x, int size) {
        return Shaping.avgPool2d(x, size);
    }

    // ---- putting together and picking

    /** Tensors one after the other along an axis. */
    public static Tensor cat(int axis, Tensor... parts) {
        return Shaping.cat(axis, parts);
    }

    /** The given rows (axis 0), in the given order; a row named twice is there twice. */
    public static Tensor rows(Tensor x, int... indices) {
        return Shaping.pick(x, 0, indices);
    }

    /** A tensor of zeros of the same shape and precision. */
    static Tensor zerosLike(Tensor x) {
        return Tensor.of(NDArray.zeros(x.shape()).astype(x.dtype()));
    }
}
