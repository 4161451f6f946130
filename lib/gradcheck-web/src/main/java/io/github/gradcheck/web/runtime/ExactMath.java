package io.github.gradcheck.web.runtime;

import org.teavm.jso.JSBody;
import org.teavm.jso.typedarrays.Float64Array;
import org.teavm.jso.typedarrays.Int32Array;

/** What {@link Math} says of these methods, where the one of TeaVM does something else; it stands in for them in all code of the bundle. */
public final class ExactMath {
    private static final int FRACTION_BITS = 52;
    private static final int LOWEST_EXPONENT = -1022;
    private static final int BIAS = 1023;
    private static final int EXPONENT_BITS = 0x7ff;
    /** A double, and the same bits as two words. */
    private static final Float64Array NUMBER = new Float64Array(1);
    private static final Int32Array WORDS = new Int32Array(NUMBER.getBuffer());
    private static final int STRIDE = 512;
    /** No double is farther from another than this, in powers of two. */
    private static final int MOST = 2200;
    /** From here on every double is a whole number. */
    private static final double WHOLE = 0x1p52;

    private ExactMath() {
    }

    /** The distance to the next larger double in size. */
    public static double ulp(double x) {
        if (Double.isNaN(x) || Double.isInfinite(x)) {
            return Math.abs(x);
        }
        int exponent = Math.max(getExponent(x), LOWEST_EXPONENT) - FRACTION_BITS;
        return powerOfTwo(exponent);
    }

    /** The exponent of a double: 1024 for NaN and the infinite ones, −1023 for 0 and subnormal ones. Without a long, which is slow in a script. */
    public static int getExponent(double x) {
        NUMBER.set(0, x);
        return (WORDS.get(1) >>> 20 & EXPONENT_BITS) - BIAS;
    }

    /** 2ⁿ for n from −1074 to 1023. */
    private static double powerOfTwo(int n) {
        if (n < LOWEST_EXPONENT) {
            return powerOfTwo(n + FRACTION_BITS) * 0x1p-52;
        }
        WORDS.set(0, 0);
        WORDS.set(1, n + BIAS << 20);
        return NUMBER.get(0);
    }

    /** x·2ⁿ, rounded once: what becomes subnormal before the last factor is 0 after it. */
    public static double scalb(double x, int n) {
        int left = Math.max(-MOST, Math.min(MOST, n));
        int first = left % STRIDE;
        double scaled = x * powerOfTwo(first);
        for (left -= first; left != 0; left -= left > 0 ? STRIDE : -STRIDE) {
            scaled *= powerOfTwo(left > 0 ? STRIDE : -STRIDE);
        }
        return scaled;
    }

    /** The whole number that is nearest, the even one of two. */
    public static double rint(double x) {
        double size = Math.abs(x);
        return size < WHOLE ? Math.copySign(size + WHOLE - WHOLE, x) : x;
    }

    /** The whole number that is nearest, the larger one of two. */
    public static long round(double x) {
        double below = Math.floor(x);
        return (long) (x - below >= 0.5 ? below + 1 : below);
    }

    @JSBody(params = "x", script = "return Math.log10(x);")
    public static native double log10(double x);

    @JSBody(params = "x", script = "return Math.log1p(x);")
    public static native double log1p(double x);

    @JSBody(params = "x", script = "return Math.expm1(x);")
    public static native double expm1(double x);

    @JSBody(params = "x", script = "return Math.tanh(x);")
    public static native double tanh(double x);

    @JSBody(params = "x", script = "return Math.sinh(x);")
    public static native double sinh(double x);

    @JSBody(params = "x", script = "return Math.cosh(x);")
    public static native double cosh(double x);

    @JSBody(params = "x", script = "return Math.cbrt(x);")
    public static native double cbrt(double x);

    @JSBody(params = {"x", "y"}, script = "return Math.hypot(x, y);")
    public static native double hypot(double x, double y);
}
