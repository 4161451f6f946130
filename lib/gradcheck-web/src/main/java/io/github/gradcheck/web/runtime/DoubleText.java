package io.github.gradcheck.web.runtime;

/** What {@link Double} says of this method; of several texts of 17 digits that are equally near TeaVM's takes another. */
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
}
