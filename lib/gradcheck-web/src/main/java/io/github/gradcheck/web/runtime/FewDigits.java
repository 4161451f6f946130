package io.github.gradcheck.web.runtime;

/** What {@code Numbers} of {@code relation} says of these methods, without numbers of arbitrary length, which would be a fifteenth of the bundle. */
public final class FewDigits {
    private FewDigits() {
    }

    /** To so many digits. */
    public static double rounded(double value, int digits) {
        return Double.parseDouble(digits(value, digits));
    }

    /** As somebody would type it. */
    public static String digits(double value, int digits) {
        return (value < 0 ? "-" : "") + Decimal.of(Math.abs(value)).rounded(digits).plain();
    }
}
