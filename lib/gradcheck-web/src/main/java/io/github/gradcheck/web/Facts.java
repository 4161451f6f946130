package io.github.gradcheck.web;

import java.util.List;
import java.util.function.Function;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.typedarrays.Float64Array;

/** An object of a script, made property by property. */
final class Facts {
    private final JSObject object = empty();

    Facts with(String name, String value) {
        putText(object, name, value);
        return this;
    }

    Facts with(String name, double value) {
        putNumber(object, name, value);
        return this;
    }

    Facts with(String name, double[] values) {
        put(object, name, Float64Array.copyFromJavaArray(values));
        return this;
    }

    Facts with(String name, Facts value) {
        put(object, name, value.object);
        return this;
    }

    <T> Facts with(String name, List<T> values, Function<T, Facts> each) {
        JSArray<JSObject> array = new JSArray<>();
        values.forEach(value -> array.push(each.apply(value).object));
        put(object, name, array);
        return this;
    }

    JSObject object() {
        return object;
    }

    @JSBody(script = "return {};")
    private static native JSObject empty();

    @JSBody(params = {"object", "name", "value"}, script = "object[name] = value;")
    private static native void put(JSObject object, String name, JSObject value);

    @JSBody(params = {"object", "name", "value"}, script = "object[name] = value;")
    private static native void putText(JSObject object, String name, String value);

    @JSBody(params = {"object", "name", "value"}, script = "object[name] = value;")
    private static native void putNumber(JSObject object, String name, double value);
}
