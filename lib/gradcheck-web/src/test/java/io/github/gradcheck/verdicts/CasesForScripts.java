package io.github.gradcheck.verdicts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.teavm.jso.JSExport;
import org.teavm.jso.typedarrays.Float64Array;

/** The functions and backward passes of the verdict tables, for scripts to call; the check itself comes from the bundle. */
public final class CasesForScripts {
    private static final Map<String, Case> CASES = new LinkedHashMap<>();

    static {
        all().forEach(one -> CASES.put(one.id(), one));
    }

    private CasesForScripts() {
    }

    /** All of both tables, made anew. */
    static List<Case> all() {
        return Stream.of(RightCases.all(), WrongCases.all()).flatMap(List::stream).toList();
    }

    /** The names of all cases, separated by blanks. */
    @JSExport
    public static String names() {
        return String.join(" ", CASES.keySet());
    }

    /** The point of a case. */
    @JSExport
    public static Float64Array point(String name) {
        return Float64Array.fromJavaArray(CASES.get(name).x());
    }

    /** The values of its function. */
    @JSExport
    public static Float64Array values(String name, Float64Array x) {
        return Float64Array.fromJavaArray(CASES.get(name).function().apply(x.toJavaArray()));
    }

    /** Its backward pass. */
    @JSExport
    public static Float64Array backward(String name, Float64Array x, Float64Array upstream) {
        return Float64Array.fromJavaArray(CASES.get(name).vjp().apply(x.toJavaArray(), upstream.toJavaArray()));
    }
}
