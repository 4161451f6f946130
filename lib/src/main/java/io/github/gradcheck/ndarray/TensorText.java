package io.github.gradcheck.ndarray;

/** An array printed as PyTorch prints a tensor. */
public final class TensorText {
    private TensorText() {
    }

    /** The text of {@code print(tensor)}; {@code suffix} is put before the closing bracket. */
    public static String of(NDArray array, String suffix) {
        return java.util.Arrays.toString(array.toArray()) + suffix;
    }
}
