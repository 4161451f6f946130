package io.github.gradcheck.web.runtime;

import org.teavm.jso.JSBody;

/** What {@link Double} says of these methods; of several texts of 17 digits that are equally near TeaVM's takes another, and its tables are large. */
public final class DoubleText {
    private DoubleText() {
    }

    /** The fewest digits, two at least, that read back as the same double. */
    public static String toString(double x) {
        if (Double.isNaN(x)) {
            return "NaN";
        }
        String sign = x < 0 || 1 / x < 0 ? "-" : "";
        return sign + (Double.isInfinite(x) ? "Infinity" : Decimal.of(Math.abs(x)).fewest());
    }

    /** The double that is nearest to what a text says. */
    public static double parseDouble(String text) {
        double value = number(text);
        if (Double.isNaN(value) && !text.trim().equals("NaN")) {
            throw new NumberFormatException("For input string: \"" + text + "\"");
        }
        return value;
    }

    @JSBody(params = "text", script = "return text.trim() === '' ? NaN : Number(text);")
    private static native double number(String text);
}
