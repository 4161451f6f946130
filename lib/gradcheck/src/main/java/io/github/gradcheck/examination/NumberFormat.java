package io.github.gradcheck.examination;

import java.util.Locale;

/** Formats numbers for reports. */
public final class NumberFormat {
    /** Of a value that is set beside another one; of doubles that differ 17 digits do. */
    private static final int DIGITS = 9;
    private static final int MOST_DIGITS = 17;

    private NumberFormat() {
    }

    /** A value that two digits would not tell from its neighbour. */
    public static String value(double value) {
        return value(value, DIGITS);
    }

    /** The same, with as many more digits as tell it from another one. */
    public static String value(double value, double other) {
        int digits = DIGITS;
        while (digits < MOST_DIGITS && value != other && value(value, digits).equals(value(other, digits))) {
            digits++;
        }
        return value(value, digits);
    }

    private static String value(double value, int digits) {
        return trimmed(String.format(Locale.ROOT, "%." + digits + "g", value));
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
