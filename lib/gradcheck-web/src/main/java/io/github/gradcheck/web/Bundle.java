package io.github.gradcheck.web;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.numeric.Scales;
import io.github.gradcheck.problem.Stretch;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.Float64Array;

/** What scripts of a page call: the check of a gradient, and the slope of a function at every scale. */
public final class Bundle {
    private Bundle() {
    }

    /**
     * Checks a gradient at a point.
     *
     * @param f the function
     * @param gradient its gradient; of a function with several values the vector-Jacobian product
     * @param several whether f has several values
     * @param point where
     * @param layout names and shapes for the entries, such as "W[2, 3] b[3]"; blank for one array named x
     * @return what {@link Reports} makes of the report
     */
    @JSExport
    public static JSObject check(JSFunction f, JSFunction gradient, boolean several, Float64Array point, String layout) {
        PageFunction function = new PageFunction(f);
        PageFunction backward = new PageFunction(gradient);
        GradientCheck check = several ? GradientCheck.ofVector(function::values, backward::values) : GradientCheck.of(function::value, backward::values);
        for (Stretch stretch : LayoutText.parse(layout)) {
            check = check.layout(stretch.name(), stretch.shape());
        }
        return Reports.of(check.at(point.copyToJavaArray()));
    }

    /**
     * The slope of f at x as it is seen at every scale.
     *
     * @param f a function of one number
     * @param size of x, such as that of the other entries of its array; positive
     * @return what {@link Reports} makes of the scales
     */
    @JSExport
    public static JSObject scales(JSFunction f, double x, double size) {
        PageFunction function = new PageFunction(f);
        return Reports.of(Scales.of(t -> function.value(new double[] {t}), x, size));
    }
}
