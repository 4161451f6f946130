package io.github.gradcheck.web.runtime;

import org.teavm.jso.JSBody;

/** Conversions of numbers that the compiler leaves undone: a float stays a double if nobody rounds it, and what lies beyond whole numbers wraps around or throws. */
public final class Conversions {
    private Conversions() {
    }

    /** The nearest float. */
    public static float toFloat(float x) {
        return fround(x);
    }

    @JSBody(params = "x", script = "return Math.fround(x);")
    private static native float fround(float x);

    /** The whole number towards zero; 0 for NaN, and the first or last long for what lies beyond. */
    public static long toLong(double x) {
        return x >= 0x1p63 ? Long.MAX_VALUE : x <= -0x1p63 ? Long.MIN_VALUE : Double.isNaN(x) ? 0 : (long) x;
    }

    /** The whole number towards zero; 0 for NaN, and the first or last int for what lies beyond. */
    public static int toInt(double x) {
        return x >= Integer.MAX_VALUE ? Integer.MAX_VALUE : x <= Integer.MIN_VALUE ? Integer.MIN_VALUE : Double.isNaN(x) ? 0 : (int) x;
    }
}
