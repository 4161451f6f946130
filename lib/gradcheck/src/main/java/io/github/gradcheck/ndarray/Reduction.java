package io.github.gradcheck.ndarray;

import java.util.function.DoubleBinaryOperator;

/** Sums, folds and the place of the largest entry: over all entries, along one axis, or over the axes that broadcasting stretched. */
final class Reduction {
    private Reduction() {
    }

    /** The sum of all entries, added in row-major order. */
    static double sum(NDArray a) {
        double sum = 0;
        for (double value : a.data()) {
            sum += value;
        }
        return a.dtype().round(sum);
    }

    /** Folds the entries along one axis, in order, starting from {@code start}. */
    static NDArray fold(NDArray a, int axis, boolean keep, double start, DoubleBinaryOperator op) {
        int[] shape = a.shape();
        int along = Shape.axis(axis, shape.length);
        int inner = Shape.strides(shape)[along];
        int extent = shape[along];
        int[] outShape = Shape.without(along, keep, shape);
        double[] out = new double[Shape.size(outShape)];
        for (int i = 0; i < out.length; i++) {
            int first = i / inner * extent * inner + i % inner;
            double value = start;
            for (int k = 0; k < extent; k++) {
                value = op.applyAsDouble(value, a.getFlat(first + k * inner));
            }
            out[i] = value;
        }
        return NDArray.owning(out, a.dtype(), outShape);
    }

    /** Where along one axis the largest entry stands; the first of equals, and a NaN counts as the largest. */
    static int[] argmax(NDArray a, int axis) {
        int[] shape = a.shape();
        int along = Shape.axis(axis, shape.length);
        int inner = Shape.strides(shape)[along];
        int extent = shape[along];
        if (extent == 0) {
            throw new IllegalArgumentException("argmax along axis " + axis + " needs at least one entry, the shape is "
                    + Shape.tuple(shape));
        }
        int[] out = new int[a.size() / extent];
        for (int i = 0; i < out.length; i++) {
            int first = i / inner * extent * inner + i % inner;
            for (int k = 1; k < extent; k++) {
                double best = a.getFlat(first + out[i] * inner);
                double here = a.getFlat(first + k * inner);
                if (here > best || Double.isNaN(here) && !Double.isNaN(best)) {
                    out[i] = k;
                }
            }
        }
        return out;
    }

    /** Sums over the axes that broadcasting stretched, so that the result has the given shape. */
    static NDArray sumTo(NDArray a, int[] target) {
        if (!Shape.broadcastsTo(target, a.shape())) {
            throw new IllegalArgumentException("shape " + Shape.tuple(a.shape()) + " cannot be summed to "
                    + Shape.tuple(target));
        }
        return a.scatterAdd(Elementwise.sources(target, a.shape()), target);
    }
}
