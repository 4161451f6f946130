package io.github.gradcheck.ndarray;

import java.util.Arrays;

/** The arithmetic of shapes: sizes, strides, axes, and NumPy's broadcasting. */
public final class Shape {
    private Shape() {
    }

    /** The number of entries of an array of this shape; 1 for the empty shape of a scalar. */
    public static int size(int... shape) {
        long size = 1;
        for (int extent : shape) {
            if (extent < 0) {
                throw new IllegalArgumentException("shape must have no negative extent: " + Arrays.toString(shape));
            }
            size = Math.multiplyExact(size, (long) extent);
        }
        if (size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("shape has more entries than an array can hold: " + Arrays.toString(shape));
        }
        return (int) size;
    }

    /** Row-major strides: how far apart in memory two neighbours along each axis lie. */
    public static int[] strides(int... shape) {
        int[] strides = new int[shape.length];
        int step = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            strides[axis] = step;
            step *= shape[axis];
        }
        return strides;
    }

    /**
     * The shape of the result of an elementwise operation on two arrays (NumPy's rule: aligned at the last axis, an
     * extent of 1 stretches).
     *
     * @throws IllegalArgumentException if the shapes do not fit, with both shapes in the message
     */
    public static int[] broadcast(int[] a, int[] b) {
        int rank = Math.max(a.length, b.length);
        int[] result = new int[rank];
        for (int i = 1; i <= rank; i++) {
            int x = i <= a.length ? a[a.length - i] : 1;
            int y = i <= b.length ? b[b.length - i] : 1;
            if (x != y && x != 1 && y != 1) {
                throw new IllegalArgumentException("shapes " + Arrays.toString(a) + " and " + Arrays.toString(b)
                        + " do not broadcast: " + x + " against " + y + " at axis -" + i);
            }
            result[rank - i] = x == 1 ? y : x;
        }
        return result;
    }

    /** Whether an array of shape {@code from} can be stretched to {@code to}. */
    public static boolean broadcastsTo(int[] from, int[] to) {
        if (from.length > to.length) {
            return false;
        }
        for (int i = 1; i <= from.length; i++) {
            int extent = from[from.length - i];
            if (extent != 1 && extent != to[to.length - i]) {
                return false;
            }
        }
        return true;
    }

    /** An axis counted from the front; -1 is the last one, as in NumPy. */
    public static int axis(int axis, int rank) {
        if (axis < -rank || axis >= rank) {
            throw new IllegalArgumentException("axis " + axis + " is out of range for an array of " + rank + " axes");
        }
        return axis < 0 ? axis + rank : axis;
    }

    /** The index along each axis of the entry at a flat, row-major position. */
    public static int[] unravel(int flat, int... shape) {
        int[] index = new int[shape.length];
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            index[axis] = flat % shape[axis];
            flat /= shape[axis];
        }
        return index;
    }

    /** The row-major position of an index, as {@link #unravel} takes it. */
    public static int ravel(int[] index, int... shape) {
        int flat = 0;
        for (int axis = 0; axis < shape.length; axis++) {
            flat = flat * shape[axis] + index[axis];
        }
        return flat;
    }

    /** An index as Java writes it: {@code [0]}, {@code [2, 3]}; empty for the one entry of an array without axes. */
    public static String subscript(int... index) {
        return index.length == 0 ? "" : Arrays.toString(index);
    }

    /** An index as Python prints a tuple: {@code (0,)}, {@code (2, 3)}, {@code ()}. */
    public static String tuple(int... index) {
        if (index.length == 1) {
            return "(" + index[0] + ",)";
        }
        String inner = Arrays.toString(index);
        return "(" + inner.substring(1, inner.length() - 1) + ")";
    }

    /** The shape that is left when one axis is summed away, or kept with extent 1. */
    public static int[] without(int axis, boolean keep, int... shape) {
        int[] result = new int[keep ? shape.length : shape.length - 1];
        for (int i = 0, j = 0; i < shape.length; i++) {
            if (i != axis) {
                result[j++] = shape[i];
            } else if (keep) {
                result[j++] = 1;
            }
        }
        return result;
    }
}
