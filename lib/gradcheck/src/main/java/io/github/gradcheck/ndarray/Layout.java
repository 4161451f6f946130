package io.github.gradcheck.ndarray;

import java.util.Arrays;

/** Where the entries of a row-major array stand, and where they go when its shape changes. */
final class Layout {
    /** Two squares of so many rows take 16 kB. */
    private static final int TILE = 32;

    private Layout() {
    }

    /**
     * The position of an index.
     *
     * @throws IllegalArgumentException if the index has not one number for each axis
     * @throws IndexOutOfBoundsException if a number lies outside its axis
     */
    static int position(int[] index, int[] shape, int[] strides) {
        if (index.length != shape.length) {
            throw new IllegalArgumentException("index " + Shape.tuple(index) + " does not fit the shape " + Shape.tuple(shape));
        }
        int position = 0;
        for (int axis = 0; axis < index.length; axis++) {
            if (index[axis] < 0 || index[axis] >= shape[axis]) {
                throw new IndexOutOfBoundsException("index " + Shape.tuple(index) + " is outside the shape " + Shape.tuple(shape));
            }
            position += index[axis] * strides[axis];
        }
        return position;
    }

    /**
     * The shape asked for, with an extent of -1 worked out.
     *
     * @throws IllegalArgumentException if it does not hold exactly the entries of the old shape
     */
    static int[] reshaped(int[] shape, int... to) {
        int size = Shape.size(shape);
        int[] target = to.clone();
        int open = -1;
        int known = 1;
        for (int axis = 0; axis < target.length; axis++) {
            if (target[axis] == -1 && open < 0) {
                open = axis;
            } else {
                known *= target[axis];
            }
        }
        if (open >= 0 && known > 0) {
            target[open] = size / known;
        }
        if (known < 0 || open >= 0 && known == 0 || Shape.size(target) != size) {
            throw new IllegalArgumentException("shape " + Shape.tuple(shape) + " cannot be reshaped to " + Shape.tuple(to));
        }
        return target;
    }

    /**
     * The shape with its axes in another order.
     *
     * @throws IllegalArgumentException if {@code axes} does not name each axis once
     */
    static int[] permuted(int[] shape, int... axes) {
        int[] sorted = axes.clone();
        Arrays.sort(sorted);
        int[] target = new int[shape.length];
        for (int i = 0; i < Math.max(sorted.length, shape.length); i++) {
            if (sorted.length != shape.length || sorted[i] != i) {
                throw new IllegalArgumentException("axes " + Shape.tuple(axes) + " are no permutation of the axes of shape "
                        + Shape.tuple(shape));
            }
            target[i] = shape[axes[i]];
        }
        return target;
    }

    /** All axes in reverse order. */
    static int[] reversed(int rank) {
        int[] axes = new int[rank];
        for (int i = 0; i < rank; i++) {
            axes[i] = rank - 1 - i;
        }
        return axes;
    }

    /** The transpose of a matrix, by squares whose rows and columns both stay in the first cache. */
    static double[] transposed(double[] data, int rows, int columns) {
        double[] out = new double[data.length];
        for (int top = 0; top < rows; top += TILE) {
            for (int left = 0; left < columns; left += TILE) {
                for (int i = top; i < Math.min(top + TILE, rows); i++) {
                    for (int j = left; j < Math.min(left + TILE, columns); j++) {
                        out[j * rows + i] = data[i * columns + j];
                    }
                }
            }
        }
        return out;
    }

    /** For each entry of the permuted array, the position that it is read from. */
    static int[] permutedSources(int[] strides, int[] axes, int[] target) {
        int[] sources = new int[Shape.size(target)];
        int[] index = new int[target.length];
        for (int i = 0; i < sources.length; i++) {
            for (int axis = 0; axis < axes.length; axis++) {
                sources[i] += index[axis] * strides[axes[axis]];
            }
            Elementwise.advance(index, target);
        }
        return sources;
    }

    /** The entries at the given positions. */
    static double[] gathered(double[] data, int[] positions) {
        double[] out = new double[positions.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = data[positions[i]];
        }
        return out;
    }

    /** Zeros, to which entry i is added at {@code positions[i]}, in order. */
    static double[] scattered(double[] data, int[] positions, int size) {
        double[] out = new double[size];
        for (int i = 0; i < positions.length; i++) {
            out[positions[i]] += data[i];
        }
        return out;
    }
}
