package io.github.gradcheck.web.runtime;

/** What {@code RegulariserRule} says of this method, without numbers of arbitrary length, which would be a fifteenth of the bundle. */
public final class PlainDigits {
    private PlainDigits() {
    }

    /** As somebody would type it. */
    public static String digits(double value, int digits) {
        return (value < 0 ? "-" : "") + Decimal.of(Math.abs(value)).rounded(digits).plain();
    }
}
