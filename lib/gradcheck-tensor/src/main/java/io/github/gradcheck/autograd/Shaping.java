package io.github.gradcheck.autograd;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Operators that move entries: reshape, permute, broadcast, sum, gather, concatenate, and the windows of convolution and pooling. */
final class Shaping {
    private Shaping() {
    }

    static Tensor reshape(Tensor x, int... shape) {
        return Graph.call("ReshapeBackward", new Tensor[] {x}, (ctx, in) -> Tensor.of(in[0].data().reshape(shape)),
                (ctx, g) -> new Tensor[] {g.reshape(x.shape())});
    }

    static Tensor permute(Tensor x, int... axes) {
        return Graph.call("PermuteBackward", new Tensor[] {x}, (ctx, in) -> Tensor.of(in[0].data().permute(axes)),
                (ctx, g) -> new Tensor[] {g.permute(inverse(axes))});
    }

    static Tensor transpose(Tensor x) {
        int rank = x.shape().length;
        return permute(x, IntStream.range(0, rank).map(axis -> rank - 1 - axis).toArray());
    }

    private static int[] inverse(int[] axes) {
        int[] inverse = new int[axes.length];
        for (int i = 0; i < axes.length; i++) {
            inverse[axes[i]] = i;
        }
        return inverse;
    }

    static Tensor broadcastTo(Tensor x, int... shape) {
        return Arrays.equals(x.shape(), shape) ? x : Graph.call("ExpandBackward", new Tensor[] {x},
                (ctx, in) -> Tensor.of(in[0].data().broadcastTo(shape)), (ctx, g) -> new Tensor[] {g.sumTo(x.shape())});
    }

    static Tensor sumTo(Tensor x, int... shape) {
        return Arrays.equals(x.shape(), shape) ? x : Graph.call("SumBackward", new Tensor[] {x},
                (ctx, in) -> Tensor.of(in[0].data().sumTo(shape)), (ctx, g) -> new Tensor[] {g.broadcastTo(x.shape())});
    }

    static Tensor sum(Tensor x, int axis, boolean keepDim) {
        int[] shape = x.shape();
        int along = Shape.axis(axis, shape.length);
        Tensor kept = sumTo(x, Shape.without(along, true, shape));
        return keepDim ? kept : kept.reshape(Shape.without(along, false, shape));
    }

    /** Entry i of the result is the entry of x at row-major position {@code positions[i]}. */
    static Tensor gather(Tensor x, int[] positions, int... shape) {
        return Graph.call("IndexBackward", new Tensor[] {x}, (ctx, in) -> Tensor.of(in[0].data().gather(positions, shape)),
                (ctx, g) -> new Tensor[] {scatterAdd(g, positions, x.shape())});
    }

    /** Entry i of x is added at row-major position {@code positions[i]} of the result, which starts at 0. */
    static Tensor scatterAdd(Tensor x, int[] positions, int... shape) {
        return Graph.call("ScatterAddBackward", new Tensor[] {x}, (ctx, in) -> Tensor.of(in[0].data().scatterAdd(positions, shape)),
                (ctx, g) -> new Tensor[] {gather(g, positions, x.shape())});
    }

    /** Every step-th index from start (included) to stop (excluded) along one axis. */
    static Tensor slice(Tensor x, int axis, int start, int stop, int step) {
        int[] shape = x.shape();
        int along = Shape.axis(axis, shape.length);
        if (step <= 0 || start < 0 || stop > shape[along] || start > stop) {
            throw new IllegalArgumentException("slice " + start + ":" + stop + ":" + step + " does not fit axis " + axis + " of shape "
                    + Shape.tuple(shape));
        }
        int count = (stop - start + step - 1) / step;
        return pick(x, along, IntStream.range(0, count).map(i -> start + i * step).toArray());
    }

    /** What stands at one index of the first axis, which goes away. */
    static Tensor at(Tensor x, int index) {
        int[] shape = x.shape();
        return pick(x, Shape.axis(0, shape.length), index).reshape(Arrays.copyOfRange(shape, 1, shape.length));
    }

    /** The given indices along one axis, in the given order, repeated if named twice. */
    static Tensor pick(Tensor x, int axis, int... indices) {
        int[] shape = x.shape();
        for (int index : indices) {
            if (index < 0 || index >= shape[axis]) {
                throw new IndexOutOfBoundsException("index " + index + " is outside axis " + axis + " of shape " + Shape.tuple(shape));
            }
        }
        int[] picked = shape.clone();
        picked[axis] = indices.length;
        int inner = Shape.strides(shape)[axis];
        int[] positions = IntStream.range(0, Shape.size(picked)).map(i -> {
            int outer = i / (inner * Math.max(1, indices.length));
            return (outer * shape[axis] + indices[i / inner % indices.length]) * inner + i % inner;
        }).toArray();
        return gather(x, positions, picked);
    }

    /** The largest entry along one axis, which goes away, the first of equals; its gradient goes to that entry alone. */
    static Tensor max(Tensor x, int axis) {
        int along = Shape.axis(axis, x.shape().length);
        int[] reduced = Shape.without(along, false, x.shape());
        return Graph.call("MaxBackward", new Tensor[] {x}, (ctx, in) -> {
            int[] positions = positionsOfLargest(in[0].data(), along);
            ctx.keep(positions);
            return Tensor.of(in[0].data().gather(positions, reduced));
        }, (ctx, g) -> new Tensor[] {scatterAdd(g, ctx.kept(), x.shape())});
    }

    private static int[] positionsOfLargest(NDArray x, int axis) {
        int extent = x.shape()[axis];
        int inner = Shape.strides(x.shape())[axis];
        int[] largest = x.argmax(axis);
        return IntStream.range(0, largest.length).map(i -> i / inner * inner * extent + largest[i] * inner + i % inner).toArray();
    }

    /** Tensors put one after the other along an axis. */
    static Tensor cat(int axis, Tensor... parts) {
        if (parts.length == 0) {
            throw new IllegalArgumentException("parts must hold at least one tensor");
        }
        int along = Shape.axis(axis, parts[0].shape().length);
        int[] whole = parts[0].shape();
        whole[along] = 0;
        for (Tensor part : parts) {
            int[] rest = part.shape();
            if (rest.length != whole.length) {
                throw misfit(parts, axis);
            }
            int extent = rest[along];
            rest[along] = whole[along];
            if (!Arrays.equals(rest, whole)) {
                throw misfit(parts, axis);
            }
            whole[along] += extent;
        }
        Tensor sum = null;
        int from = 0;
        for (Tensor part : parts) {
            Tensor placed = scatterAdd(part, placesOf(part.shape(), whole, along, from), whole);
            sum = sum == null ? placed : sum.add(placed);
            from += part.shape()[along];
        }
        return sum;
    }

    /** Where the entries of a part stand in the whole, when it begins at {@code from} along the axis. */
    private static int[] placesOf(int[] part, int[] whole, int axis, int from) {
        int[] strides = Shape.strides(whole);
        return IntStream.range(0, Shape.size(part)).map(i -> {
            int[] index = Shape.unravel(i, part);
            index[axis] += from;
            return IntStream.range(0, index.length).map(a -> index[a] * strides[a]).sum();
        }).toArray();
    }

    private static IllegalArgumentException misfit(Tensor[] parts, int axis) {
        return new IllegalArgumentException("parts must agree in all axes but " + axis + ": "
                + String.join(", ", Arrays.stream(parts).map(part -> Shape.tuple(part.shape())).toList()));
    }

    // ---- windows sliding over images of shape (N, channels, height, width)

    /** Windows laid out as rows, a matrix product with the kernels, and the axes put back: "im2col". */
    static Tensor conv2d(Tensor x, Tensor weight, int stride, int padding) {
        int[] kernel = weight.shape();
        requireImages(x);
        if (kernel.length != 4 || kernel[1] != x.shape()[1]) {
            throw new IllegalArgumentException("weight has shape " + Shape.tuple(kernel) + ", which does not fit images of shape "
                    + Shape.tuple(x.shape()) + ": (out, in, height, width) with the images' channels is needed");
        }
        Tensor padded = pad(x, padding);
        int[] in = padded.shape();
        int rows = windowCount(in[2], kernel[2], stride);
        int columns = windowCount(in[3], kernel[3], stride);
        int patch = kernel[1] * kernel[2] * kernel[3];
        int[] positions = new int[in[0] * rows * columns * patch];
        for (int i = 0, n = 0; n < in[0]; n++) {
            for (int window = 0; window < rows * columns; window++) {
                for (int k = 0; k < patch; k++) {
                    int channel = k / (kernel[2] * kernel[3]);
                    int row = window / columns * stride + k / kernel[3] % kernel[2];
                    int column = window % columns * stride + k % kernel[3];
                    positions[i++] = ((n * in[1] + channel) * in[2] + row) * in[3] + column;
                }
            }
        }
        Tensor patches = gather(padded, positions, in[0] * rows * columns, patch);
        return patches.matmul(weight.reshape(kernel[0], patch).transpose()).reshape(in[0], rows, columns, kernel[0]).permute(0, 3, 1, 2);
    }

    static Tensor maxPool2d(Tensor x, int size) {
        return max(windows(x, size), 4);
    }

    static Tensor avgPool2d(Tensor x, int size) {
        return windows(x, size).mean(4);
    }

    /** Windows that do not overlap, each laid out along a fifth axis. */
    private static Tensor windows(Tensor x, int size) {
        requireImages(x);
        int[] in = x.shape();
        int rows = windowCount(in[2], size, size);
        int columns = windowCount(in[3], size, size);
        int[] shape = {in[0], in[1], rows, columns, size * size};
        int[] positions = IntStream.range(0, Shape.size(shape)).map(i -> {
            int[] at = Shape.unravel(i, shape);
            int row = at[2] * size + at[4] / size;
            return ((at[0] * in[1] + at[1]) * in[2] + row) * in[3] + at[3] * size + at[4] % size;
        }).toArray();
        return gather(x, positions, shape);
    }

    private static Tensor pad(Tensor x, int padding) {
        if (padding < 0) {
            throw new IllegalArgumentException("padding must not be negative: " + padding);
        }
        int[] in = x.shape();
        int[] out = {in[0], in[1], in[2] + 2 * padding, in[3] + 2 * padding};
        int[] positions = IntStream.range(0, Shape.size(in)).map(i -> {
            int[] at = Shape.unravel(i, in);
            return ((at[0] * out[1] + at[1]) * out[2] + at[2] + padding) * out[3] + at[3] + padding;
        }).toArray();
        return padding == 0 ? x : scatterAdd(x, positions, out);
    }

    private static int windowCount(int extent, int size, int stride) {
        if (size <= 0 || stride <= 0 || size > extent) {
            throw new IllegalArgumentException("a window of size " + size + " and stride " + stride + " does not fit an extent of " + extent);
        }
        return (extent - size) / stride + 1;
    }

    private static void requireImages(Tensor x) {
        if (x.shape().length != 4) {
            throw new IllegalArgumentException("images must have shape (N, channels, height, width): " + Shape.tuple(x.shape()));
        }
    }
}
