package io.github.gradcheck.slice;

/** How many binary digits a double uses, and where they end: a float, or a number that a program rounded, uses few. */
final class Significand {
    /** Of a double. */
    static final int DIGITS = 53;
    /** Of a float. */
    static final int FLOAT32_DIGITS = 24;

    private Significand() {
    }

    /** How many binary digits there are from the first to the last that is set; 1 for a power of two, 0 for 0. */
    static int digits(double value) {
        long fraction = Double.doubleToRawLongBits(value) & 0xFFFFFFFFFFFFFL;
        return value == 0 ? 0 : DIGITS - Math.min(DIGITS - 1, Long.numberOfTrailingZeros(fraction));
    }

    /** The value of the last bit that is set. */
    static double lastBit(double value) {
        return Math.scalb(Math.ulp(value), DIGITS - digits(value));
    }
}
