package io.github.gradcheck.web.runtime;

import java.util.Locale;
import org.teavm.jso.JSBody;

/** What {@link String} says of these methods, for as much as reports need; TeaVM's know fewer formats, and bring tables of all languages. */
public final class JavaText {
    private JavaText() {
    }

    /** The same without a language. */
    public static String format(String format, Object... arguments) {
        return format(Locale.ROOT, format, arguments);
    }

    /** A format of %s, %d, %x, %f, %e, %g and %n, with a width and a precision; numbers are those of {@link Locale#ROOT}. */
    public static String format(Locale locale, String format, Object... arguments) {
        StringBuilder text = new StringBuilder();
        int argument = 0;
        for (int from = 0; from < format.length();) {
            int percent = format.indexOf('%', from);
            if (percent < 0) {
                return text.append(format, from, format.length()).toString();
            }
            int conversion = percent + 1;
            while ("-.0123456789".indexOf(format.charAt(conversion)) >= 0) {
                conversion++;
            }
            text.append(format, from, percent);
            String flags = format.substring(percent + 1, conversion);
            char kind = format.charAt(conversion);
            text.append(kind == '%' ? "%" : kind == 'n' ? "\n" : padded(one(kind, precision(flags), arguments[argument++]), flags));
            from = conversion + 1;
        }
        return text.toString();
    }

    private static int precision(String flags) {
        int point = flags.indexOf('.');
        return point < 0 ? -1 : Integer.parseInt(flags.substring(point + 1));
    }

    private static String padded(String text, String flags) {
        int point = flags.indexOf('.');
        String width = point < 0 ? flags : flags.substring(0, point);
        boolean left = width.startsWith("-");
        String missing = width.isEmpty() ? "" : (width.startsWith("0") ? "0" : " ").repeat(Math.max(0, Integer.parseInt(left ? width.substring(1) : width) - text.length()));
        return left ? text + missing : missing + text;
    }

    private static String one(char kind, int precision, Object argument) {
        return switch (kind) {
            case 's', 'd' -> String.valueOf(argument);
            case 'x' -> Integer.toHexString(((Number) argument).intValue());
            default -> number(kind, precision < 0 ? 6 : precision, ((Number) argument).doubleValue());
        };
    }

    private static String number(char kind, int precision, double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        String sign = value < 0 || 1 / value < 0 ? "-" : "";
        double size = Math.abs(value);
        if (Double.isInfinite(size)) {
            return sign + "Infinity";
        }
        return sign + switch (kind) {
            case 'f' -> Decimal.of(size).fixed(precision);
            case 'e' -> Decimal.of(size).scientific(precision);
            case 'g' -> general(Decimal.of(size), Math.max(1, precision));
            default -> throw new IllegalArgumentException("unknown format: %" + kind);
        };
    }

    /** Plain from 10⁻⁴ to 10 to the number of digits, after rounding. */
    private static String general(Decimal size, int digits) {
        Decimal rounded = size.rounded(digits);
        boolean plain = rounded.isZero() || rounded.exponent() >= -4 && rounded.exponent() < digits;
        return plain ? rounded.fixed(rounded.isZero() ? digits - 1 : digits - 1 - rounded.exponent()) : rounded.scientific(digits - 1);
    }

    /** Such as 1.25e-7. */
    @JSBody(params = "size", script = "return size.toExponential();")
    static native String fewestDigits(double size);

    /** With a regular expression, as the page's own engine reads it. */
    @JSBody(params = {"text", "pattern", "by"}, script = "return text.replace(new RegExp(pattern, 'g'), by);")
    public static native String replaceAll(String text, String pattern, String by);

    /** With a regular expression, as the page's own engine reads it. */
    @JSBody(params = {"text", "pattern", "by"}, script = "return text.replace(new RegExp(pattern), by);")
    public static native String replaceFirst(String text, String pattern, String by);

    /** At a regular expression, as the page's own engine reads it; empty strings at the end are left out, as Java does. */
    @JSBody(params = {"text", "pattern"}, script = "var parts = text.split(new RegExp(pattern)); while (parts.length > 1 && parts[parts.length - 1] === '') { parts.pop(); } return parts;")
    public static native String[] split(String text, String pattern);
}
