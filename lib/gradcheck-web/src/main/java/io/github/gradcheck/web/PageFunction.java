package io.github.gradcheck.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSString;
import org.teavm.jso.typedarrays.Float64Array;

/** A function of a script as the library calls it. It gets the array itself, so that it is noticed if it changes it. */
final class PageFunction {
    private static final double[] NONE = {};

    private final JSFunction function;

    PageFunction(JSFunction function) {
        this.function = function;
    }

    /** What it threw, in the script's own words. */
    private static final class Thrown extends RuntimeException {
        Thrown(String words) {
            super(words);
        }

        @Override
        public String toString() {
            return getMessage();
        }
    }

    double value(double[] x) {
        return values(x)[0];
    }

    double[] values(double[] x) {
        return values(x, NONE);
    }

    double[] values(double[] x, double[] upstream) {
        JSObject result = function.call(Float64Array.fromJavaArray(x), Float64Array.fromJavaArray(upstream));
        if (isText(result)) {
            throw new Thrown(((JSString) result).stringValue());
        }
        return ((Float64Array) result).copyToJavaArray();
    }

    @JSBody(params = "value", script = "return typeof value === 'string';")
    private static native boolean isText(JSObject value);
}
