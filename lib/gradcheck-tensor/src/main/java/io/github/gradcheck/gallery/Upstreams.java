package io.github.gradcheck.gallery;

import static io.github.gradcheck.gallery.Vectors.map;
import static io.github.gradcheck.gallery.Vectors.zip;

import io.github.gradcheck.problem.FunctionProblem;
import io.github.gradcheck.relation.Relation.Kind;
import java.util.List;
import java.util.function.UnaryOperator;

/** A right local derivative, and an upstream gradient that is not simply multiplied by it; and backward passes with a memory. */
final class Upstreams {
    private static final double[] X = {0.8, -1.3, 0.25, -0.4, 1.9};

    private Upstreams() {
    }

    private static Specimen of(String bug, String line, Kind cause, UnaryOperator<double[]> use) {
        return new Specimen("sine layer", bug, line, cause,
                () -> FunctionProblem.of(X, x -> map(x, Math::sin), (x, g) -> zip(map(x, Math::cos), use.apply(g), (slope, up) -> slope * up), true));
    }

    static List<Specimen> all() {
        return List.of(
                of("upstream ignored", "cos x for g·cos x", Kind.UPSTREAM_IGNORED, g -> map(g, value -> 1)),
                of("upstream squared", "g²·cos x for g·cos x", Kind.UPSTREAM_SQUARED, g -> map(g, value -> value * value)),
                of("upstream clamped", "clamp(g, -1, 1)·cos x", Kind.UPSTREAM_CLAMPED, g -> map(g, value -> Math.max(-1, Math.min(1, value)))),
                of("absolute upstream", "|g|·cos x for g·cos x", Kind.UPSTREAM_SIGN_LOST, g -> map(g, Math::abs)),
                of("rectified upstream", "max(g, 0)·cos x for g·cos x", Kind.UPSTREAM_SIGN_LOST, g -> map(g, value -> Math.max(0, value))),
                of("constant added", "(g + 0.1)·cos x for g·cos x", Kind.UPSTREAM_NOT_LINEAR, g -> map(g, value -> value + 0.1)),
                new Specimen("sine layer", "in-place damage", "x is overwritten by cos x", Kind.INPUT_CHANGED, () -> FunctionProblem.of(X,
                        x -> map(x, Math::sin), (x, g) -> {
                            double[] result = zip(x, g, (value, up) -> Math.cos(value) * up);
                            x[0] = Math.cos(x[0]);
                            return result;
                        }, true)),
                new Specimen("sine layer", "gradient not reset", "grad += g·cos x for grad = g·cos x", Kind.NOT_REPEATABLE, Upstreams::accumulating));
    }

    private static FunctionProblem accumulating() {
        double[] kept = new double[X.length];
        return FunctionProblem.of(X, x -> map(x, Math::sin), (x, g) -> {
            for (int i = 0; i < kept.length; i++) {
                kept[i] += Math.cos(x[i]) * g[i];
            }
            return kept.clone();
        }, true);
    }
}
