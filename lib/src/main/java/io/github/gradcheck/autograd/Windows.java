package io.github.gradcheck.autograd;

import io.github.gradcheck.ndarray.Shape;
import java.util.stream.IntStream;

/** Convolution and pooling: windows sliding over images of shape (N, channels, height, width). */
final class Windows {
    private Windows() {
    }

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
        Tensor patches = Shaping.gather(padded, positions, in[0] * rows * columns, patch);
        return patches.matmul(weight.reshape(kernel[0], patch).transpose()).reshape(in[0], rows, columns, kernel[0]).permute(0, 3, 1, 2);
    }

    static Tensor maxPool2d(Tensor x, int size) {
        return Shaping.max(windows(x, size), 4, false);
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
        return Shaping.gather(x, positions, shape);
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
        return padding == 0 ? x : Shaping.scatterAdd(x, positions, out);
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
