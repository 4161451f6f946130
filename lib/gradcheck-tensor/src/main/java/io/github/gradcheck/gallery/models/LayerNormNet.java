package io.github.gradcheck.gallery.models;

import static io.github.gradcheck.recipe.Layers.mean;
import static io.github.gradcheck.recipe.Layers.normal;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.recipe.Layers;
import io.github.gradcheck.recipe.Line;
import io.github.gradcheck.recipe.LossModel;
import io.github.gradcheck.recipe.PlantedBug;
import io.github.gradcheck.recipe.Recipe;
import io.github.gradcheck.recipe.Values;
import io.github.gradcheck.relation.Relation.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A dense layer, layer norm (Ba et al. 2016), tanh and a dense layer: S = tanh(γ∘norm(X·W1 + b1) + β)·W2 + b2. */
final class LayerNormNet {
    static final double EPS = 1e-5;

    private LayerNormNet() {
    }

    static List<PlantedBug> bugs() {
        NDArray x = normal(61, 1, 10, 4);
        Map<String, NDArray> params = new LinkedHashMap<>();
        params.put("W1", normal(62, 0.6, 4, 6));
        params.put("b1", normal(63, 0.1, 6));
        params.put("γ", normal(64, 0.3, 6).add(1));
        params.put("β", normal(65, 0.1, 6));
        params.put("W2", normal(66, 0.6, 6, 3));
        params.put("b2", normal(67, 0.1, 3));
        Recipe net = Layers.dense("X", "W1", "b1", "A").then(layerNorm()).then(Layers.tanh("U", "H")).then(Layers.dense("H", "W2", "b2", "S"))
                .then(Layers.crossEntropy());
        Line gamma = net.backward("dγ");
        Classical in = new Classical(LossModel.of("layer norm net", params, Map.of("X", x, "Y", Layers.labels(x, 3, 68)), net, 0.3));
        return List.of(
                in.plant("sign", net.backward("dβ").negated(), Kind.SIGN_FLIPPED),
                in.plant("factor", net.backward("dZ").times("2", 2), Kind.CONSTANT_FACTOR),
                in.plant("wrong epsilon", withoutEpsilon(net.backward("dA")), Kind.SMALL_TERM),
                in.plant("gradient of another", gamma.as("Σ dU", v -> v.get("dU").sum(0)), Kind.SWAPPED),
                in.missingOneOverN(),
                in.plant("stale cache", gamma.as("Σ dU∘(Z of the last step)", v -> v.get("dU").multiply(v.stale("Z")).sum(0)), Kind.NOT_REPEATABLE));
    }

    /** U = γ∘Z + β, where Z is each row of A shifted to mean 0 and scaled to variance 1. */
    static Recipe layerNorm() {
        return new Recipe(
                List.of(new Line("var", "mean of (A − mean A)²", v -> mean(centred(v.get("A")).map(a -> a * a), 1)),
                        new Line("Z", "(A − mean A)/√(var + ε)", v -> centred(v.get("A")).divide(root(v.get("var"), EPS))),
                        new Line("U", "γ∘Z + β", v -> v.get("Z").multiply(v.get("γ")).add(v.get("β")))),
                List.of(new Line("dγ", "Σ dU∘Z", v -> v.get("dU").multiply(v.get("Z")).sum(0)),
                        new Line("dβ", "Σ dU", v -> v.get("dU").sum(0)),
                        new Line("dZ", "dU∘γ", v -> v.get("dU").multiply(v.get("γ"))),
                        new Line("dA", "(dZ − mean dZ − Z∘mean(dZ∘Z))/√(var + ε)", v -> back(v, 1, EPS))));
    }

    static Line withoutEpsilon(Line dA) {
        return dA.as("(dZ − mean dZ − Z∘mean(dZ∘Z))/√var", v -> back(v, 1, 0));
    }

    /** The backward pass through the norm, with means along an axis: 1, along each row, is right. */
    static NDArray back(Values v, int axis, double eps) {
        NDArray dZ = v.get("dZ");
        NDArray along = v.get("Z").multiply(mean(dZ.multiply(v.get("Z")), axis));
        return dZ.subtract(mean(dZ, axis)).subtract(along).divide(root(v.get("var"), eps));
    }

    static NDArray root(NDArray var, double eps) {
        return var.map(value -> Math.sqrt(value + eps));
    }

    private static NDArray centred(NDArray a) {
        return a.subtract(mean(a, 1));
    }
}
