package io.github.gradcheck.examination;

import java.util.Locale;

/** Formats numbers for reports. */
public final class NumberFormat {
    private NumberFormat() {
    }

    /** A value that two digits would not tell from its neighbour. */
    public static String value(double value) {
        return trimmed(String.format(Locale.ROOT, "%.9g", value));
    }

    /** A size, where a few digits say enough. */
    public static String size(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e6) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        boolean plain = Math.abs(value) >= 1e-3 && Math.abs(value) < 1e6;
        return plain ? trimmed(String.format(Locale.ROOT, "%.4g", value)) : String.format(Locale.ROOT, "%.1e", value);
    }

    private static String trimmed(String digits) {
        return digits.indexOf('e') < 0 && digits.indexOf('.') >= 0 ? digits.replaceAll("0+$", "").replaceAll("\\.$", "") : digits;
    }
}
