package io.github.gradcheck.web;

import io.github.gradcheck.ndarray.PythonNumber;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import org.teavm.jso.JSExport;
import org.teavm.jso.typedarrays.Float64Array;

/** Arithmetic of the JDK by name, for scripts to call: whatever the library uses. */
public final class MathForScripts {
    /** The ones that every JVM answers alike. */
    static final Map<String, DoubleBinaryOperator> EXACT = new LinkedHashMap<>();
    /** The ones that may be off by a unit or two in the last place, on each machine otherwise. */
    static final Map<String, DoubleBinaryOperator> ROUNDED = new LinkedHashMap<>();

    static {
        EXACT.put("ulp", (x, y) -> Math.ulp(x));
        EXACT.put("ulp of a float", (x, y) -> Math.ulp((float) x));
        EXACT.put("rint", (x, y) -> Math.rint(x));
        EXACT.put("round", (x, y) -> Math.round(x));
        EXACT.put("floor", (x, y) -> Math.floor(x));
        EXACT.put("ceil", (x, y) -> Math.ceil(x));
        EXACT.put("signum", (x, y) -> Math.signum(x));
        EXACT.put("abs", (x, y) -> Math.abs(x));
        EXACT.put("sqrt", (x, y) -> Math.sqrt(x));
        EXACT.put("copySign", Math::copySign);
        EXACT.put("max", Math::max);
        EXACT.put("min", Math::min);
        EXACT.put("getExponent", (x, y) -> Math.getExponent(x));
        EXACT.put("scalb", (x, y) -> Math.scalb(x, (int) y));
        EXACT.put("scalb by 53", (x, y) -> Math.scalb(x, 53));
        EXACT.put("scalb by -1060", (x, y) -> Math.scalb(x, -1060));
        EXACT.put("nextUp", (x, y) -> Math.nextUp(x));
        EXACT.put("nextDown", (x, y) -> Math.nextDown(x));
        EXACT.put("compare", (x, y) -> Double.compare(x, y));
        EXACT.put("to a float", (x, y) -> (float) x);
        EXACT.put("to a long", (x, y) -> (long) x);
        EXACT.put("to an int", (x, y) -> (int) x);
        EXACT.put("sum of floats", (x, y) -> (float) x + (float) y);
        EXACT.put("product of floats", (x, y) -> (float) x * (float) y);
        EXACT.put("quotient of floats", (x, y) -> (float) x / (float) y);
        EXACT.put("float of a long", (x, y) -> (float) (long) x);
        EXACT.put("trailing zeros", (x, y) -> Long.numberOfTrailingZeros(Double.doubleToLongBits(x)));
        EXACT.put("bits", (x, y) -> Double.longBitsToDouble(Double.doubleToRawLongBits(x) ^ 1));
        EXACT.put("order by bits", (x, y) -> Long.compare(Double.doubleToRawLongBits(x), Double.doubleToRawLongBits(y)));
        EXACT.put("remainder", (x, y) -> x % y);
        EXACT.put("parsed", (x, y) -> Double.parseDouble("" + x));
        EXACT.put("sorted", (x, y) -> sorted(x, y));
        ROUNDED.put("exp", (x, y) -> Math.exp(x));
        ROUNDED.put("log", (x, y) -> Math.log(x));
        ROUNDED.put("log10", (x, y) -> Math.log10(x));
        ROUNDED.put("log1p", (x, y) -> Math.log1p(x));
        ROUNDED.put("expm1", (x, y) -> Math.expm1(x));
        ROUNDED.put("sin", (x, y) -> Math.sin(x));
        ROUNDED.put("cos", (x, y) -> Math.cos(x));
        ROUNDED.put("tan", (x, y) -> Math.tan(x));
        ROUNDED.put("sinh", (x, y) -> Math.sinh(x));
        ROUNDED.put("cosh", (x, y) -> Math.cosh(x));
        ROUNDED.put("tanh", (x, y) -> Math.tanh(x));
        ROUNDED.put("cbrt", (x, y) -> Math.cbrt(x));
        ROUNDED.put("hypot", Math::hypot);
        ROUNDED.put("pow", Math::pow);
    }

    private MathForScripts() {
    }

    private static double sorted(double x, double y) {
        double[] both = {x, -1.0, y, 0.0, -0.0, 2.0};
        Arrays.sort(both, 1, 5);
        return both[1] / both[2];
    }

    static double apply(String name, double x, double y) {
        return (EXACT.containsKey(name) ? EXACT : ROUNDED).get(name).applyAsDouble(x, y);
    }

    /** The names of all functions. */
    @JSExport
    public static String names() {
        return String.join(";", EXACT.keySet()) + ";" + String.join(";", ROUNDED.keySet());
    }

    /** The bits of the values of a function at pairs of numbers, which stand one after the other. */
    @JSExport
    public static String bits(String name, Float64Array pairs) {
        double[] arguments = pairs.copyToJavaArray();
        StringBuilder bits = new StringBuilder();
        for (int i = 0; i < arguments.length; i += 2) {
            bits.append(i == 0 ? "" : " ").append(bits(apply(name, arguments[i], arguments[i + 1])));
        }
        return bits.toString();
    }

    /** In hexadecimal digits; all NaN are one. */
    static String bits(double value) {
        return Long.toHexString(Double.doubleToLongBits(value));
    }

    /** Ways of writing a number that reports use. */
    @JSExport
    public static String formats() {
        return "%.9g;%.17g;%.4g;%.1e;%.0f;%.1f;%12.3e;repr;array;text";
    }

    /** Numbers written in one of these ways. */
    @JSExport
    public static String texts(String format, Float64Array numbers) {
        return texts(format, numbers.copyToJavaArray());
    }

    static String texts(String format, double[] numbers) {
        StringBuilder texts = new StringBuilder();
        for (double x : numbers) {
            texts.append(texts.isEmpty() ? "" : " ").append(text(format, x));
        }
        return texts.toString();
    }

    private static String text(String format, double x) {
        return switch (format) {
            case "repr" -> PythonNumber.repr(x);
            case "array" -> Arrays.toString(new double[] {x});
            case "text" -> "" + x;
            default -> String.format(Locale.ROOT, format, x).trim();
        };
    }
}
