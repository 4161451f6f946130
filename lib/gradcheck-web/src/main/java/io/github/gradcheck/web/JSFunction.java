package io.github.gradcheck.web;

import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.Float64Array;

/** A function of a script: of an array, and of an upstream gradient, which may be empty; it gives a Float64Array, or what it threw as a string. */
@JSFunctor
interface JSFunction extends JSObject {
    JSObject call(Float64Array x, Float64Array upstream);
}
