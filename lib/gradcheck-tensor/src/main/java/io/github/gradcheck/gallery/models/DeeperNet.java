package io.github.gradcheck.gallery.models;

import static io.github.gradcheck.recipe.Layers.normal;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.recipe.Layers;
import io.github.gradcheck.recipe.Line;
import io.github.gradcheck.recipe.LossModel;
import io.github.gradcheck.recipe.PlantedBug;
import io.github.gradcheck.recipe.Recipe;
import io.github.gradcheck.relation.Relation.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Three dense layers with a skip connection: H1 = tanh(X·W1 + b1), H2 = H1 + tanh(H1·W2 + b2), S = H2·W3 + b3.
 *
 * <p>A batch of 6 goes through layers 6 wide, so that shapes hide mistakes.
 */
final class DeeperNet {
    private DeeperNet() {
    }

    static List<PlantedBug> bugs() {
        NDArray x = normal(47, 1, 6, 4);
        Map<String, NDArray> params = new LinkedHashMap<>();
        params.put("W1", normal(41, 0.5, 4, 6));
        params.put("b1", normal(42, 0.1, 6));
        params.put("W2", normal(43, 0.5, 6, 6));
        params.put("b2", normal(44, 0.1, 6));
        params.put("W3", normal(45, 0.5, 6, 3));
        params.put("b3", normal(46, 0.1, 3));
        Recipe net = lines();
        Line dT = net.backward("dT");
        Classical in = new Classical(LossModel.of("deeper net", params, Map.of("X", x, "Y", Layers.labels(x, 3, 48)), net, 0.3));
        return List.of(
                in.plant("sign", net.backward("dW3").negated(), Kind.SIGN_FLIPPED),
                in.missingOneOverN(),
                in.plant("factor", dT.times("½", 0.5), Kind.CONSTANT_FACTOR),
                in.plant("transposed weight", net.backward("dW2").as("dA2ᵀ·H1", v -> v.get("dA2").transpose().matmul(v.get("H1"))), Kind.TRANSPOSED),
                in.plant("detached branch", dT.detached(), Kind.ZERO),
                in.plant("gradient not reset", net.backward("db1").as("db1 of the last step + Σ dA1", v -> v.accumulated("db1", v.get("dA1").sum(0))),
                        Kind.NOT_REPEATABLE));
    }

    private static Recipe lines() {
        Recipe skip = new Recipe(List.of(new Line("H2", "H1 + T", v -> v.get("H1").add(v.get("T")))), List.of(new Line("dT", "dH2", v -> v.get("dH2"))));
        Recipe net = Layers.dense("X", "W1", "b1", "A1").without("dX").then(Layers.tanh("A1", "H1")).then(Layers.dense("H1", "W2", "b2", "A2"))
                .then(Layers.tanh("A2", "T")).then(skip).then(Layers.dense("H2", "W3", "b3", "S")).then(Layers.crossEntropy());
        Line throughTheLayer = net.backward("dH1");
        return net.with(throughTheLayer.as("dA2·W2ᵀ + dH2", v -> throughTheLayer.formula().of(v).add(v.get("dH2"))));
    }
}
