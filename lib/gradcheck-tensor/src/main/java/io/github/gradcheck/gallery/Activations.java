package io.github.gradcheck.gallery;

import io.github.gradcheck.recipe.PlantedBug;
import io.github.gradcheck.relation.Relation.Kind;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Functions that act on each entry by itself, with the derivative of something else. */
final class Activations {
    private static final double[] POSITIVE = {0.3, 1.2, 0.7, 2.1, 1.6};
    private static final double[] MIXED = {0.8, -1.3, 0.25, -0.4, 1.9};
    private static final Entrywise SIGMOID = Entrywise.of("sigmoid", MIXED, "σ(x)", Activations::sigmoid, "σ(1 − σ)", Activations::sigmoidSlope);
    private static final Entrywise TANH = Entrywise.of("tanh", MIXED, "tanh x", Math::tanh, "(1 − y²)", x -> 1 - Math.tanh(x) * Math.tanh(x));
    private static final Entrywise RELU = Entrywise.of("relu", MIXED, "max(0, x)", x -> Math.max(0, x), "[x>0]", x -> x > 0 ? 1 : 0);
    private static final Entrywise SINE = Entrywise.of("sine", MIXED, "sin x", Math::sin, "cos x", Math::cos);

    private Activations() {
    }

    /** A function of each entry, as it is written and computed, and its slope. */
    private record Entrywise(FunctionModel model) {
        static Entrywise of(String name, double[] x, String text, DoubleUnaryOperator f, String slopeText, DoubleUnaryOperator slope) {
            return new Entrywise(FunctionModel.of(name, x, text, v -> v.get("x").map(f), times(slopeText), v -> v.get("dy").multiply(v.get("x").map(slope))));
        }

        PlantedBug with(String bug, String meaning, String slopeText, DoubleUnaryOperator slope, Kind cause) {
            return model.plant(bug, meaning, model.dx(times(slopeText), v -> v.get("dy").multiply(v.get("x").map(slope))), cause);
        }

        private static String times(String slope) {
            return slope.equals("1") ? "dy" : "dy∘" + slope;
        }
    }

    static List<PlantedBug> all() {
        return List.of(
                SIGMOID.with("plus for minus", "a plus stands where a minus belongs", "σ(1 + σ)", x -> sigmoid(x) * (1 + sigmoid(x)), Kind.LOCAL_DERIVATIVE),
                SIGMOID.with("factor forgotten", "one of the two factors of the slope is missing", "(1 − σ)", x -> 1 - sigmoid(x), Kind.LOCAL_DERIVATIVE),
                SIGMOID.with("input for output", "the slope is written in terms of y, and gets x", "x(1 − x)", x -> x * (1 - x), Kind.LOCAL_DERIVATIVE),
                TANH.with("plus for minus", "a plus stands where a minus belongs", "(1 + y²)", x -> 1 + Math.tanh(x) * Math.tanh(x), Kind.LOCAL_DERIVATIVE),
                TANH.with("square forgotten", "the output is not squared", "(1 − y)", x -> 1 - Math.tanh(x), Kind.LOCAL_DERIVATIVE),
                TANH.with("input for output", "the slope is written in terms of y, and gets x", "(1 − x²)", x -> 1 - x * x, Kind.LOCAL_DERIVATIVE),
                RELU.with("mask forgotten", "the gradient is handed back where the input was negative, too", "1", x -> 1, Kind.MASK_MISSING),
                RELU.with("sign", "the gradient points the other way", "−[x>0]", x -> x > 0 ? -1 : 0, Kind.SIGN_FLIPPED),
                Entrywise.of("leaky relu", MIXED, "max(x, 0.01·x)", x -> x > 0 ? x : 0.01 * x, "([x>0] + 0.01·[x≤0])", x -> x > 0 ? 1 : 0.01)
                        .with("slope forgotten", "the small slope where x is negative is taken for 0", "[x>0]", x -> x > 0 ? 1 : 0, Kind.ZERO),
                Entrywise.of("square", MIXED, "x²", x -> x * x, "2x", x -> 2 * x)
                        .with("two forgotten", "the exponent does not come down", "x", x -> x, Kind.CONSTANT_FACTOR),
                Entrywise.of("cube", MIXED, "x³", x -> x * x * x, "3x²", x -> 3 * x * x)
                        .with("three forgotten", "the exponent does not come down", "x²", x -> x * x, Kind.CONSTANT_FACTOR),
                SINE.with("sign of the cosine", "the slope of the sine gets the sign of that of the cosine", "(−cos x)", x -> -Math.cos(x), Kind.SIGN_FLIPPED),
                Entrywise.of("cosine", MIXED, "cos x", Math::cos, "(−sin x)", x -> -Math.sin(x))
                        .with("sine without its sign", "the slope of the cosine has lost its sign", "sin x", Math::sin, Kind.SIGN_FLIPPED),
                SINE.with("not differentiated", "the function stands where its slope belongs", "sin x", Math::sin, Kind.LOCAL_DERIVATIVE),
                Entrywise.of("logarithm", POSITIVE, "log x", Math::log, "1/x", x -> 1 / x)
                        .with("not inverted", "the slope is x, not one over x", "x", x -> x, Kind.LOCAL_DERIVATIVE),
                Entrywise.of("reciprocal", POSITIVE, "1/x", x -> 1 / x, "(−1/x²)", x -> -1 / (x * x))
                        .with("square forgotten", "neither the square nor the sign of the slope is there", "1/x", x -> 1 / x, Kind.LOCAL_DERIVATIVE),
                Entrywise.of("square root", POSITIVE, "√x", Math::sqrt, "1/(2√x)", x -> 0.5 / Math.sqrt(x))
                        .with("half forgotten", "the exponent ½ does not come down", "1/√x", x -> 1 / Math.sqrt(x), Kind.CONSTANT_FACTOR),
                Entrywise.of("swish", MIXED, "x·σ", x -> x * sigmoid(x), "(σ + x·σ(1 − σ))", x -> sigmoid(x) + x * sigmoidSlope(x))
                        .with("product rule forgotten", "only one of the two factors is differentiated", "(x·σ(1 − σ))", x -> x * sigmoidSlope(x),
                                Kind.LOCAL_DERIVATIVE),
                Entrywise.of("softplus", MIXED, "log(1 + eˣ)", x -> Math.log1p(Math.exp(x)), "σ", Activations::sigmoid)
                        .with("mask for a sigmoid", "the slope is that of ReLU", "[x>0]", x -> x > 0 ? 1 : 0, Kind.LOCAL_DERIVATIVE),
                Entrywise.of("circle area", MIXED, "π·x²", x -> Math.PI * x * x, "2π·x", x -> 2 * Math.PI * x)
                        .with("pi typed 3.14", "π has three digits", "6.28·x", x -> 6.28 * x, Kind.CONSTANT_FACTOR),
                Entrywise.of("absolute value", MIXED, "|x|", Math::abs, "sign(x)", Math::signum)
                        .with("sign forgotten", "the slope is 1 where x is negative, too", "1", x -> 1, Kind.LOCAL_DERIVATIVE));
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double sigmoidSlope(double x) {
        return sigmoid(x) * (1 - sigmoid(x));
    }
}
