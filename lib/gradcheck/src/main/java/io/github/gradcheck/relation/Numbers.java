package io.github.gradcheck.relation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Numbers that were fitted: whether somebody may have typed them, what that takes in bits, what they are called and what they may be. */
final class Numbers {
    /** What is fitted to entries that agree to six digits has about as many. */
    private static final double NEAR = 2e-6;
    private static final double NEAR_ONE = 1e-4;
    private static final int LARGEST_BATCH = 128;
    private static final int DIGITS = 3;
    /** Three digits and a power of ten. */
    private static final double TYPED_BITS = 12;
    private static final int LARGEST_QUOTIENT = 1000;

    /** What somebody may have typed for a number that was fitted, and how many bits that takes; the number itself, and infinitely many, if it is none. */
    record Typed(double value, double bits) {
        boolean isOne() {
            return Double.isFinite(bits);
        }

        /** What it takes to say it: the digits, or one entry more. */
        double prior() {
            return isOne() ? bits : 1;
        }

        int fitted() {
            return isOne() ? 0 : 1;
        }
    }

    private Numbers() {
    }

    static boolean isNear(double value, double wanted) {
        return Math.abs(value - wanted) <= NEAR * Math.abs(wanted);
    }

    static boolean isNearOne(double factor) {
        return Math.abs(factor - 1) < NEAR_ONE;
    }

    /** A factor that somebody may have typed: a whole number, one over one, k/(k − 1), or three digits. */
    static Typed factor(double factor) {
        double size = Math.max(Math.abs(factor), 1 / Math.abs(factor));
        double sign = Math.signum(factor);
        double negative = factor < 0 ? 1 : 0;
        if (factor == 0 || isNear(factor, -1)) {
            return new Typed(sign, 1);
        }
        if (isWhole(size)) {
            return new Typed(sign * power(Math.rint(size), factor), 1 + negative + 2 * Model.log2(size));
        }
        double less = Math.rint(size / (size - 1));
        if (less > 2 && less < LARGEST_QUOTIENT && isNear(size, less / (less - 1))) {
            return new Typed(sign * power(less / (less - 1), factor), 2 + negative + 2 * Model.log2(less));
        }
        return !isNearOne(factor) && hasDigits(Math.abs(factor), DIGITS) ? new Typed(rounded(factor, DIGITS), TYPED_BITS + negative) : new Typed(factor, Double.POSITIVE_INFINITY);
    }

    private static double power(double size, double factor) {
        return Math.abs(factor) > 1 ? size : 1 / size;
    }

    /** A coefficient that somebody may have typed: three digits, or two digits over a whole number, the size of a batch. */
    static Typed coefficient(double c) {
        if (c == 0 || !Double.isFinite(c)) {
            return new Typed(c, Double.POSITIVE_INFINITY);
        }
        if (hasDigits(Math.abs(c), DIGITS)) {
            return new Typed(rounded(c, DIGITS), hasDigits(Math.abs(c), 1) ? TYPED_BITS / 2 : TYPED_BITS);
        }
        for (int batch = 2; batch <= LARGEST_BATCH; batch++) {
            if (hasDigits(Math.abs(c) * batch, 2)) {
                return new Typed(rounded(c * batch, 2) / batch, TYPED_BITS + 2);
            }
        }
        return new Typed(c, Double.POSITIVE_INFINITY);
    }

    private static double rounded(double value, int digits) {
        return new BigDecimal(value).round(new MathContext(digits)).doubleValue();
    }

    private static boolean isWhole(double size) {
        return Math.rint(size) > 1 && Math.rint(size) <= 1e6 && Math.abs(size - Math.rint(size)) <= NEAR / 2 * size;
    }

    /** Whether c > 0 has so many digits at most, as far as it can be told. */
    static boolean hasDigits(double c, int digits) {
        double mantissa = c / Math.pow(10, Math.floor(Math.log10(c * (1 + NEAR))) + 1 - digits);
        return isNear(mantissa, Math.rint(mantissa));
    }

    /** As somebody would type it. */
    static String digits(double value, int digits) {
        return new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros().toPlainString();
    }

    /** "analytic = 2.000000 × numeric", with the digits that tell a factor from 1. */
    static String words(double factor) {
        if (factor == 0) {
            return "analytic is 0";
        }
        return factor != 1 && isNearOne(factor) ? String.format(Locale.ROOT, "analytic = (1 %s %.1e) × numeric", factor > 1 ? "+" : "-", Math.abs(factor - 1))
                : String.format(Locale.ROOT, "analytic = %.7g × numeric", factor);
    }

    /** ": 1/4, and 4 is one of the extents", if the factor may come from a size; empty if it is a number that is met everywhere. */
    static String meaning(double factor, Comparison wrong, List<Comparison> all) {
        double size = Math.max(Math.abs(factor), 1 / Math.abs(factor));
        Map<Integer, String> extents = extents(all);
        for (Map.Entry<Integer, String> each : extents.entrySet()) {
            int value = each.getKey();
            // 3/2 is 1.5, which has many other reasons.
            if (value > 3 && isNear(size, value / (value - 1.0))) {
                String quotient = Math.abs(factor) > 1 ? value + "/" + (value - 1) : value - 1 + "/" + value;
                return ": " + quotient + ", and " + value + " is " + each.getValue();
            }
        }
        long whole = Math.round(size);
        if (!isWhole(size) || whole <= 2) {
            return "";
        }
        String number = ": " + (Math.abs(factor) > 1 ? "" : "1/") + whole;
        String meaning = extents.get((int) whole);
        // A batch would be behind all entries.
        return meaning != null ? number + ", and " + whole + " is " + meaning : wrong.isPart() ? "" : number + ", which is no size in play here: that of a batch, or an exponent";
    }

    /** What the sizes of all parameters of a check are, the extents of their axes first. */
    private static Map<Integer, String> extents(List<Comparison> all) {
        Map<Integer, String> sizes = new LinkedHashMap<>();
        all.forEach(each -> Arrays.stream(each.shape()).forEach(extent -> sizes.putIfAbsent(extent, "one of the extents")));
        for (Comparison each : all) {
            sizes.putIfAbsent(each.outputs(), "the number of outputs");
            sizes.putIfAbsent(each.parameter().length, "the number of entries of " + each.name());
        }
        // Of a batch only the outputs are seen: 4 rows of 3 outputs for a bias of 3 entries. Of a mean, 6 entries for 2 outputs.
        for (Comparison each : all) {
            int outputs = each.outputs();
            Arrays.stream(each.shape()).filter(extent -> extent > 1 && outputs > extent && outputs % extent == 0).forEach(extent ->
                    sizes.putIfAbsent(outputs / extent, "the batch size, if its " + outputs + " outputs are rows of " + extent));
            if (outputs > 1 && each.parameter().length > outputs && each.parameter().length % outputs == 0) {
                sizes.putIfAbsent(each.parameter().length / outputs, "the number of entries for each of " + outputs + " outputs");
            }
        }
        return sizes;
    }
}
