package io.github.gradcheck.ndarray;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;

/** Two arrays combined entry by entry, the smaller one stretched by NumPy's broadcasting. */
final class Elementwise {
    private Elementwise() {
    }

    static NDArray apply(NDArray a, NDArray b, DoubleBinaryOperator op) {
        DType dtype = DType.promote(a.dtype(), b.dtype());
        int[] as = a.shape();
        int[] bs = b.shape();
        if (Arrays.equals(as, bs)) {
            double[] out = new double[a.size()];
            for (int i = 0; i < out.length; i++) {
                out[i] = op.applyAsDouble(a.getFlat(i), b.getFlat(i));
            }
            return NDArray.owning(out, dtype, as);
        }
        int repeats = repeats(as, bs);
        if (repeats > 0) {
            double[] out = new double[a.size()];
            for (int r = 0, i = 0; r < repeats; r++) {
                for (int k = 0; k < b.size(); k++, i++) {
                    out[i] = op.applyAsDouble(a.getFlat(i), b.getFlat(k));
                }
            }
            return NDArray.owning(out, dtype, as);
        }
        int[] shape = Shape.broadcast(as, bs);
        int[] fromA = sources(as, shape);
        int[] fromB = sources(bs, shape);
        double[] out = new double[fromA.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = op.applyAsDouble(a.getFlat(fromA[i]), b.getFlat(fromB[i]));
        }
        return NDArray.owning(out, dtype, shape);
    }

    /** How often b stands in a, one after the other, as a bias does in a batch; 0 if its axes are not the last ones of a. */
    private static int repeats(int[] a, int[] b) {
        int more = a.length - b.length;
        if (more <= 0 || !Arrays.equals(Arrays.copyOfRange(a, more, a.length), b)) {
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
