package io.github.gradcheck.ndarray;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An array printed as PyTorch prints a tensor: four digits, equal widths, 80 columns, the middle of a large one left out.
 *
 * <p>The rules are those of PyTorch's {@code torch/_tensor_str.py} with its default options.
 */
public final class TensorText {
    private static final int DIGITS = 4;
    private static final int LINE_WIDTH = 80;
    /** More entries than this are summarised. */
    private static final int THRESHOLD = 1000;
    /** How many entries at each end of an axis a summary keeps. */
    private static final int EDGE = 3;
    private static final String OPENING = "tensor(";

    private final NDArray array;
    private final int[] shape;
    private final boolean summarised;
    private final DoubleFunction<String> number;
    private final int width;

    private TensorText(NDArray array) {
        this.array = array;
        this.shape = array.shape();
        this.summarised = array.size() > THRESHOLD;
        double[] shown = shown();
        this.number = format(shown);
        this.width = Arrays.stream(shown).mapToObj(number).mapToInt(String::length).max().orElse(1);
    }

    /**
     * The text of {@code print(tensor)}.
     *
     * @param suffixes what stands after the numbers, such as {@code requires_grad=True}; empty ones are left out, and
     *     {@code dtype=torch.float64} comes by itself
     */
    public static String of(NDArray array, String... suffixes) {
        List<String> parts = new ArrayList<>();
        if (array.size() == 0 && array.rank() != 1) {
            parts.add("size=" + Shape.tuple(array.shape()));
        }
        if (array.dtype() == DType.FLOAT64) {
            parts.add("dtype=torch.float64");
        }
        Arrays.stream(suffixes).filter(suffix -> !suffix.isEmpty()).forEach(parts::add);
        String numbers = array.size() == 0 ? "[]" : new TensorText(array).axis(0, 0, OPENING.length());
        return append(OPENING + numbers, parts);
    }

    /** Suffixes go onto the last line while it has room, else onto a new one, indented like the numbers. */
    private static String append(String text, List<String> suffixes) {
        StringBuilder joined = new StringBuilder(text);
        int length = text.length() - text.lastIndexOf('\n');
        for (String suffix : suffixes) {
            int longer = length + suffix.length() + 2;
            if (longer > LINE_WIDTH) {
                joined.append(",\n").append(" ".repeat(OPENING.length())).append(suffix);
                length = OPENING.length() + suffix.length();
            } else {
                joined.append(", ").append(suffix);
                length = longer;
            }
        }
        return joined.append(')').toString();
    }

    private String axis(int axis, int offset, int indent) {
        if (axis == shape.length) {
            return number.apply(array.getFlat(offset));
        }
        if (axis == shape.length - 1) {
            return row(axis, offset, indent);
        }
        int stride = Shape.size(Arrays.copyOfRange(shape, axis + 1, shape.length));
        String between = "," + "\n".repeat(shape.length - 1 - axis) + " ".repeat(indent + 1);
        return kept(axis).stream().map(i -> i < 0 ? "..." : axis(axis + 1, offset + i * stride, indent + 1))
                .collect(Collectors.joining(between, "[", "]"));
    }

    private String row(int axis, int offset, int indent) {
        int perLine = Math.max(1, (LINE_WIDTH - indent) / (width + 2));
        List<String> entries = kept(axis).stream().map(i -> i < 0 ? " ..." : pad(number.apply(array.getFlat(offset + i)))).toList();
        List<String> lines = new ArrayList<>();
        for (int start = 0; start < entries.size(); start += perLine) {
            lines.add(String.join(", ", entries.subList(start, Math.min(entries.size(), start + perLine))));
        }
        return "[" + String.join(",\n" + " ".repeat(indent + 1), lines) + "]";
    }

    private String pad(String text) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    /** The indices of one axis that are printed; -1 stands for those left out. */
    private List<Integer> kept(int axis) {
        int extent = shape[axis];
        if (!summarised || extent <= 2 * EDGE) {
            return IntStream.range(0, extent).boxed().toList();
        }
        List<Integer> kept = new ArrayList<>(IntStream.range(0, EDGE).boxed().toList());
        kept.add(-1);
        kept.addAll(IntStream.range(extent - EDGE, extent).boxed().toList());
        return kept;
    }

    /** The entries that are printed: they alone decide the format. */
    private double[] shown() {
        return IntStream.range(0, array.size()).filter(this::isShown).mapToDouble(array::getFlat).toArray();
    }

    private boolean isShown(int position) {
        int[] index = Shape.unravel(position, shape);
        return !summarised || IntStream.range(0, index.length)
                .allMatch(axis -> shape[axis] <= 2 * EDGE || index[axis] < EDGE || index[axis] >= shape[axis] - EDGE);
    }

    // ---- how one number is written

    private static DoubleFunction<String> format(double[] shown) {
        double[] sizes = Arrays.stream(shown).filter(x -> Double.isFinite(x) && x != 0).map(Math::abs).toArray();
        if (sizes.length == 0) {
            return TensorText::whole;
        }
        double largest = Arrays.stream(sizes).max().orElseThrow();
        double smallest = Arrays.stream(sizes).min().orElseThrow();
        if (Arrays.stream(sizes).allMatch(x -> x == Math.ceil(x))) {
            return largest / smallest > 1000 || largest > 1e8 ? TensorText::scientific : TensorText::whole;
        }
        return largest / smallest > 1000 || largest > 1e8 || smallest < 1e-4 ? TensorText::scientific : TensorText::fixed;
    }

    private static String whole(double x) {
        return Double.isFinite(x) ? rounded(x, 0) + "." : special(x);
    }

    private static String fixed(double x) {
        return Double.isFinite(x) ? rounded(x, DIGITS) : special(x);
    }

    private static String scientific(double x) {
        if (!Double.isFinite(x)) {
            return special(x);
        }
        if (x == 0) {
            return sign(x) + "0.0000e+00";
        }
        BigDecimal value = new BigDecimal(Math.abs(x)).round(new MathContext(DIGITS + 1, RoundingMode.HALF_EVEN));
        int exponent = value.precision() - value.scale() - 1;
        String mantissa = value.movePointLeft(exponent).setScale(DIGITS, RoundingMode.HALF_EVEN).toPlainString();
        String size = Math.abs(exponent) < 10 ? "0" + Math.abs(exponent) : String.valueOf(Math.abs(exponent));
        return sign(x) + mantissa + "e" + (exponent < 0 ? "-" : "+") + size;
    }

    /** C rounds the exact binary value, ties to even, and keeps the sign of a negative zero. */
    private static String rounded(double x, int digits) {
        return sign(x) + new BigDecimal(Math.abs(x)).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String sign(double x) {
        return Math.copySign(1, x) < 0 ? "-" : "";
    }

    private static String special(double x) {
        return Double.isNaN(x) ? "nan" : x > 0 ? "inf" : "-inf";
    }
}
