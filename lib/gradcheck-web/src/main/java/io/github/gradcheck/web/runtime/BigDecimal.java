package io.github.gradcheck.web.runtime;

import java.math.MathContext;

/**
 * What {@link java.math.BigDecimal} says of these methods, made from the fewest digits of a double instead of all: numbers of arbitrary length would
 * be a fifteenth of the bundle.
 */
public final class BigDecimal {
    private final boolean isNegative;
    private final Decimal size;

    /** The number. */
    public BigDecimal(double value) {
        this(value < 0, Decimal.of(Math.abs(value)));
    }

    private BigDecimal(boolean isNegative, Decimal size) {
        this.isNegative = isNegative;
        this.size = size;
    }

    /** To so many digits, a half upwards. */
    public BigDecimal round(MathContext digits) {
        return new BigDecimal(isNegative, size.rounded(digits.getPrecision()));
    }

    /** Itself: it has none. */
    public BigDecimal stripTrailingZeros() {
        return this;
    }

    /** As somebody would type it. */
    public String toPlainString() {
        return (isNegative ? "-" : "") + size.plain();
    }

    /** The double that is nearest. */
    public double doubleValue() {
        return Double.parseDouble(toPlainString());
    }
}
