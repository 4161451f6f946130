package io.github.gradcheck.gallery;

import static io.github.gradcheck.gallery.Vectors.map;
import static io.github.gradcheck.gallery.Vectors.zip;

import io.github.gradcheck.problem.FunctionProblem;
import io.github.gradcheck.relation.Relation.Kind;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Functions that act on each entry by itself, with the derivative of something else. */
final class Activations {
    private static final double[] POSITIVE = {0.3, 1.2, 0.7, 2.1, 1.6};
    private static final double[] MIXED = {0.8, -1.3, 0.25, -0.4, 1.9};

    private Activations() {
    }

    private static Specimen of(String model, String bug, String line, Kind cause, double[] x, DoubleUnaryOperator f, DoubleUnaryOperator wrong) {
        return new Specimen(model, bug, line, cause,
                () -> FunctionProblem.of(x, point -> map(point, f), (point, g) -> zip(map(point, wrong), g, (slope, up) -> slope * up), true));
    }

    static List<Specimen> all() {
        DoubleUnaryOperator sigmoid = Vectors::sigmoid;
        return List.of(
                of("sigmoid", "plus for minus", "σ(1+σ) for σ(1-σ)", Kind.LOCAL_DERIVATIVE, MIXED, sigmoid, x -> Vectors.sigmoid(x) * (1 + Vectors.sigmoid(x))),
                of("sigmoid", "factor forgotten", "1-σ for σ(1-σ)", Kind.LOCAL_DERIVATIVE, MIXED, sigmoid, x -> 1 - Vectors.sigmoid(x)),
                of("sigmoid", "input for output", "x(1-x) for σ(1-σ)", Kind.LOCAL_DERIVATIVE, MIXED, sigmoid, x -> x * (1 - x)),
                of("tanh", "plus for minus", "1+t² for 1-t²", Kind.LOCAL_DERIVATIVE, MIXED, Math::tanh, x -> 1 + Math.tanh(x) * Math.tanh(x)),
                of("tanh", "square forgotten", "1-t for 1-t²", Kind.LOCAL_DERIVATIVE, MIXED, Math::tanh, x -> 1 - Math.tanh(x)),
                of("tanh", "input for output", "1-x² for 1-t²", Kind.LOCAL_DERIVATIVE, MIXED, Math::tanh, x -> 1 - x * x),
                of("relu", "mask forgotten", "g for g·[x>0]", Kind.MASK_MISSING, MIXED, x -> Math.max(0, x), x -> 1),
                of("relu", "sign", "-g·[x>0]", Kind.SIGN_FLIPPED, MIXED, x -> Math.max(0, x), x -> x > 0 ? -1 : 0),
                of("leaky relu", "slope forgotten", "0 for 0.01 where x<0", Kind.ZERO, MIXED, x -> x > 0 ? x : 0.01 * x, x -> x > 0 ? 1 : 0),
                of("square", "two forgotten", "x for 2x", Kind.CONSTANT_FACTOR, MIXED, x -> x * x, x -> x),
                of("cube", "three forgotten", "x² for 3x²", Kind.CONSTANT_FACTOR, MIXED, x -> x * x * x, x -> x * x),
                of("sine", "sign of the cosine", "-cos x for cos x", Kind.SIGN_FLIPPED, MIXED, Math::sin, x -> -Math.cos(x)),
                of("cosine", "sine without its sign", "sin x for -sin x", Kind.SIGN_FLIPPED, MIXED, Math::cos, Math::sin),
                of("sine", "not differentiated", "sin x for cos x", Kind.LOCAL_DERIVATIVE, MIXED, Math::sin, Math::sin),
                of("logarithm", "not inverted", "x for 1/x", Kind.LOCAL_DERIVATIVE, POSITIVE, Math::log, x -> x),
                of("reciprocal", "square forgotten", "-1/x for -1/x²", Kind.LOCAL_DERIVATIVE, POSITIVE, x -> 1 / x, x -> 1 / x),
                of("square root", "half forgotten", "1/√x for 1/(2√x)", Kind.CONSTANT_FACTOR, POSITIVE, Math::sqrt, x -> 1 / Math.sqrt(x)),
                of("swish", "product rule forgotten", "x·σ(1-σ) for σ+x·σ(1-σ)", Kind.LOCAL_DERIVATIVE, MIXED, x -> x * Vectors.sigmoid(x),
                        x -> x * Vectors.sigmoid(x) * (1 - Vectors.sigmoid(x))),
                of("softplus", "mask for a sigmoid", "[x>0] for σ(x)", Kind.LOCAL_DERIVATIVE, MIXED, x -> Math.log1p(Math.exp(x)), x -> x > 0 ? 1 : 0),
                of("circle area", "pi typed 3.14", "6.28·x for 2π·x", Kind.CONSTANT_FACTOR, MIXED, x -> Math.PI * x * x, x -> 6.28 * x),
                of("absolute value", "sign forgotten", "1 for sign(x)", Kind.LOCAL_DERIVATIVE, MIXED, Math::abs, x -> 1));
    }
}
