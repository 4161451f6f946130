package io.github.gradcheck.ndarray;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;

/** Two arrays combined entry by entry, the smaller one stretched by NumPy's broadcasting. */
final class Elementwise {
    private Elementwise() {
    }

    static NDArray apply(NDArray a, NDArray b, DoubleBinaryOperator op) {
        int[] as = a.shape();
        int[] bs = b.shape();
        int repeats = repeats(as, bs);
        int[] shape = repeats > 0 ? as : Shape.broadcast(as, bs);
        double[] out = repeats > 0 ? repeated(a, b, repeats, op) : broadcast(a, b, shape, op);
        return NDArray.owning(out, DType.promote(a.dtype(), b.dtype()), shape);
    }

    private static double[] repeated(NDArray a, NDArray b, int repeats, DoubleBinaryOperator op) {
        double[] out = new double[a.size()];
        for (int r = 0, i = 0; r < repeats; r++) {
            for (int k = 0; k < b.size(); k++, i++) {
                out[i] = op.applyAsDouble(a.getFlat(i), b.getFlat(k));
            }
        }
        return out;
    }

    private static double[] broadcast(NDArray a, NDArray b, int[] shape, DoubleBinaryOperator op) {
        int[] fromA = sources(a.shape(), shape);
        int[] fromB = sources(b.shape(), shape);
        double[] out = new double[fromA.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = op.applyAsDouble(a.getFlat(fromA[i]), b.getFlat(fromB[i]));
        }
        return out;
    }

    /** The entries of an array repeated to fill a larger shape. */
    static NDArray stretched(NDArray a, int[] target) {
        if (!Shape.broadcastsTo(a.shape(), target)) {
            throw new IllegalArgumentException("shape " + Shape.tuple(a.shape()) + " does not broadcast to " + Shape.tuple(target));
        }
        return a.gather(sources(a.shape(), target), target);
    }

    /** How often b stands in a, one after the other, as a bias does in a batch, or once; 0 if its axes are not the last ones of a. */
    private static int repeats(int[] a, int[] b) {
        int more = a.length - b.length;
        if (more < 0 || !Arrays.equals(Arrays.copyOfRange(a, more, a.length), b)) {
            return 0;
        }
        return Shape.size(Arrays.copyOf(a, more));
    }

    /** For each entry of the stretched array, the flat position that it is read from. */
    static int[] sources(int[] from, int[] to) {
        int[] strides = Shape.strides(from);
        int offset = to.length - from.length;
        int[] sources = new int[Shape.size(to)];
        int[] index = new int[to.length];
        for (int i = 0; i < sources.length; i++) {
            int flat = 0;
            for (int axis = offset; axis < to.length; axis++) {
                if (from[axis - offset] != 1) {
                    flat += index[axis] * strides[axis - offset];
                }
            }
            sources[i] = flat;
            advance(index, to);
        }
        return sources;
    }

    /** The next index in row-major order. */
    static void advance(int[] index, int[] shape) {
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            if (++index[axis] < shape[axis]) {
                return;
            }
            index[axis] = 0;
        }
    }
}
