package io.github.gradcheck.web.runtime;

/**
 * A size as decimal digits: 0.d₁d₂d₃… times ten to a power.
 *
 * @param digits without zeros at either end; empty for zero
 * @param point how many of the digits stand before the point; may be negative, or more than there are
 */
record Decimal(String digits, int point) {
    /** The fewest digits that read back as the same double, from which Java rounds as well. */
    static Decimal of(double size) {
        String text = JavaText.fewestDigits(size);
        int e = text.indexOf('e');
        String digits = text.substring(0, 1) + (e > 1 ? text.substring(2, e) : "");
        return size == 0 ? new Decimal("", 0) : new Decimal(digits, Integer.parseInt(text.substring(e + 1)) + 1);
    }

    boolean isZero() {
        return digits.isEmpty();
    }

    /** The power of ten of the first digit. */
    int exponent() {
        return point - 1;
    }

    /** To so many digits, a half upwards. */
    Decimal rounded(int count) {
        if (count >= digits.length()) {
            return this;
        }
        if (count < 0 || digits.charAt(count) < '5') {
            return trimmed(digits.substring(0, Math.max(0, count)), point);
        }
        int last = count - 1;
        while (last >= 0 && digits.charAt(last) == '9') {
            last--;
        }
        return last < 0 ? new Decimal("1", point + 1) : new Decimal(digits.substring(0, last) + (char) (digits.charAt(last) + 1), point);
    }

    private static Decimal trimmed(String digits, int point) {
        int end = digits.length();
        while (end > 0 && digits.charAt(end - 1) == '0') {
            end--;
        }
        return end == 0 ? new Decimal("", 0) : new Decimal(digits.substring(0, end), point);
    }

    /** With so many places behind the point. */
    String fixed(int places) {
        Decimal rounded = rounded(point + places);
        String whole = rounded.between(Math.min(0, rounded.point), rounded.point);
        String fraction = rounded.between(rounded.point, rounded.point + places);
        return (whole.isEmpty() ? "0" : whole) + (places > 0 ? "." + fraction : "");
    }

    /** As one digit, so many places, and an exponent of two digits at least. */
    String scientific(int places) {
        Decimal rounded = rounded(places + 1);
        int exponent = rounded.isZero() ? 0 : rounded.exponent();
        String size = String.valueOf(Math.abs(exponent));
        String fraction = rounded.between(1, 1 + places);
        return rounded.between(0, 1) + (places > 0 ? "." + fraction : "") + "e" + (exponent < 0 ? "-" : "+") + (size.length() < 2 ? "0" : "") + size;
    }

    /** As Java writes a double: plain from 10⁻³ up to 10⁷, with one digit at least behind the point. */
    String fewest() {
        int places = Math.max(1, digits.length() - point);
        return isZero() ? "0.0" : exponent() >= -3 && exponent() < 7 ? fixed(places)
                : between(0, 1) + "." + between(1, Math.max(2, digits.length())) + "E" + exponent();
    }

    /** All digits, and no more places behind the point than they need. */
    String plain() {
        return fixed(Math.max(0, digits.length() - point));
    }

    /** The digits from one place to another, counted from the first one; there are zeros on both sides. */
    private String between(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(i >= 0 && i < digits.length() ? digits.charAt(i) : '0');
        }
        return text.toString();
    }
}
