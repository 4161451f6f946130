package io.github.gradcheck.gallery;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.recipe.PlantedBug;
import io.github.gradcheck.relation.Relation.Kind;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** A right local derivative, and an upstream gradient that is not simply multiplied by it; and backward passes with a memory. */
final class Upstreams {
    private static final FunctionModel SINE = FunctionModel.of("sine layer", new double[] {0.8, -1.3, 0.25, -0.4, 1.9},
            "sin x", v -> v.get("x").map(Math::sin), "dy∘cos x", v -> v.get("dy").multiply(v.get("x").map(Math::cos)));

    private Upstreams() {
    }

    static List<PlantedBug> all() {
        return List.of(
                with("upstream ignored", "the slope is given back without the gradient that comes in", "cos x", g -> 1, Kind.UPSTREAM_IGNORED),
                with("upstream squared", "the gradient that comes in is multiplied twice", "dy²∘cos x", g -> g * g, Kind.UPSTREAM_SQUARED),
                with("upstream clamped", "the gradient that comes in is clipped", "clamp(dy, −1, 1)∘cos x", g -> Math.max(-1, Math.min(1, g)), Kind.UPSTREAM_CLAMPED),
                with("absolute upstream", "the gradient that comes in loses its sign", "|dy|∘cos x", Math::abs, Kind.UPSTREAM_SIGN_LOST),
                with("rectified upstream", "the gradient that comes in is cut off where it is negative", "max(dy, 0)∘cos x", g -> Math.max(0, g), Kind.UPSTREAM_SIGN_LOST),
                with("constant added", "something is added that does not depend on the gradient that comes in", "(dy + 0.1)∘cos x", g -> g + 0.1,
                        Kind.UPSTREAM_NOT_LINEAR),
                SINE.plant("in-place damage", "backward overwrites an array that is still needed", SINE.dx("dy∘cos x, with x[0] overwritten by its cosine", v -> {
                    NDArray x = v.get("x");
                    NDArray dx = SINE.recipe().backward("dx").formula().of(v);
                    x.set(Math.cos(x.get(0)), 0);
                    return dx;
                }), Kind.INPUT_CHANGED),
                SINE.plant("gradient not reset", "the gradient is added to that of the call before", SINE.dx("dx of the last call + dy∘cos x",
                        v -> v.accumulated("dx", SINE.recipe().backward("dx").formula().of(v))), Kind.NOT_REPEATABLE));
    }

    private static PlantedBug with(String bug, String meaning, String text, DoubleUnaryOperator use, Kind cause) {
        return SINE.plant(bug, meaning, SINE.dx(text, v -> v.get("dy").map(use).multiply(v.get("x").map(Math::cos))), cause);
    }
}
