package io.github.gradcheck.notebook.motion;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/**
 * A line beside a plot: a name and a text, of which the beginning may agree with another's and is then marked.
 *
 * @param name what it is
 * @param agreeing the digits that agree; empty if none are compared
 * @param rest what follows
 */
record Reading(String name, String agreeing, String rest) {
    /** A double is told from all others by so many. */
    private static final int DIGITS = 17;

    static Reading of(String name, String text) {
        return new Reading(name, "", text);
    }

    static Reading of(String name, String format, double value) {
        return of(name, String.format(Locale.ROOT, format, value));
    }

    /** A number, its digits marked as far as they are those of another, both written to 17 digits of the larger one. */
    static Reading compared(String name, double value, double other) {
        int decimals = DIGITS - 1 - exponent(Math.max(Math.abs(value), Math.abs(other)));
        String digits = digits(value, decimals);
        String others = digits(other, decimals);
        int same = 0;
        while (same < Math.min(digits.length(), others.length()) && digits.charAt(same) == others.charAt(same)) {
            same++;
        }
        return new Reading(name, digits.substring(0, same), digits.substring(same));
    }

    private static int exponent(double size) {
        BigDecimal first = new BigDecimal(size).round(new MathContext(1, RoundingMode.DOWN));
        return size == 0 ? 0 : first.precision() - first.scale() - 1;
    }

    private static String digits(double value, int decimals) {
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }

    Object json() {
        return List.of(name, agreeing, rest);
    }
}
