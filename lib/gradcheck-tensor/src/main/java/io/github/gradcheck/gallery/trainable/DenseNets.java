package io.github.gradcheck.gallery.trainable;

import static io.github.gradcheck.gallery.trainable.Layers.normal;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.relation.Relation.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Two networks of dense layers: a two-layer classifier with a penalty on its weights, and a deeper net with a skip connection. */
final class DenseNets {
    private static final double PENALTY = 0.02;
    private static final NDArray X = normal(31, 1, 12, 4);
    private static final NDArray Y = Layers.labels(X, 3, 32);
    private static final NDArray SIX = normal(47, 1, 6, 4);

    private DenseNets() {
    }

    static List<PlantedBug> bugs() {
        return Stream.concat(twoLayers().stream(), deeper().stream()).toList();
    }

    // ---- S = relu(X·W1 + b1)·W2 + b2, loss = cross-entropy + λ/2·(|W1|² + |W2|²)

    private static List<PlantedBug> twoLayers() {
        Map<String, NDArray> params = new LinkedHashMap<>();
        params.put("W1", normal(33, 0.6, 4, 5));
        params.put("b1", normal(34, 0.1, 5));
        params.put("W2", normal(35, 0.6, 5, 3));
        params.put("b2", normal(36, 0.1, 3));
        Recipe net = Layers.dense("X", "W1", "b1", "A").then(Layers.relu("A", "H")).then(Layers.dense("H", "W2", "b2", "S"))
                .then(Layers.crossEntropy()).then(penalty());
        Recipe penalised = net.with(decayed(net.backward("dW1"), "W1")).with(decayed(net.backward("dW2"), "W2"));
        Line dW1 = penalised.backward("dW1");
        Line dW2 = penalised.backward("dW2");
        Line db1 = penalised.backward("db1");
        return new Model("two-layer classifier", params, Map.of("X", X, "Y", Y), penalised, 0.5).with(
                new Bug("sign", net.backward("db2").negated(), Kind.SIGN_FLIPPED),
                new Bug("factor", dW1.times("2", 2), Kind.CONSTANT_FACTOR),
                Layers.missingOneOverN(),
                new Bug("forgotten mask", net.backward("dA").as("dH", v -> v.get("dH")), Kind.MASK_MISSING),
                new Bug("off-by-one label", net.backward("dS").as("(P − Y[i+1])/N",
                        v -> v.get("P").subtract(nextRow(v.get("Y"))).divide(v.get("Y").shape()[0])), Optional.empty()),
                new Bug("regulariser twice", decayed(dW2, "W2"), Kind.REGULARISER_DOUBLED),
                new Bug("regulariser forgotten", net.backward("dW1"), Kind.REGULARISER_MISSING),
                new Bug("stale cache", dW2.as("(H of the last step)ᵀ·dS + λ·W2",
                        v -> v.stale("H").transpose().matmul(v.get("dS")).add(v.get("W2").multiply(PENALTY))), Kind.NOT_REPEATABLE),
                new Bug("in-place damage", db1.as("Σ dA, with W1 used as scratch space", v -> {
                    v.get("W1").assign(v.get("W1").multiply(0.9));
                    return db1.formula().of(v);
                }), Kind.INPUT_CHANGED));
    }

    private static Recipe penalty() {
        return new Recipe(List.of(new Line("total", "loss + λ/2·(|W1|² + |W2|²)", v -> v.get("loss").add(
                PENALTY / 2 * (v.get("W1").multiply(v.get("W1")).sum() + v.get("W2").multiply(v.get("W2")).sum())))), List.of());
    }

    private static Line decayed(Line line, String weight) {
        return line.as(line.text() + " + λ·" + weight, v -> line.formula().of(v).add(v.get(weight).multiply(PENALTY)));
    }

    private static NDArray nextRow(NDArray y) {
        int rows = y.shape()[0];
        int columns = y.shape()[1];
        int[] positions = new int[y.size()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = (i + columns) % (rows * columns);
        }
        return y.gather(positions, rows, columns);
    }

    // ---- H1 = tanh(X·W1 + b1), H2 = H1 + tanh(H1·W2 + b2), S = H2·W3 + b3: a batch of 6 through layers 6 wide, so that shapes hide mistakes

    private static List<PlantedBug> deeper() {
        Map<String, NDArray> params = new LinkedHashMap<>();
        params.put("W1", normal(41, 0.5, 4, 6));
        params.put("b1", normal(42, 0.1, 6));
        params.put("W2", normal(43, 0.5, 6, 6));
        params.put("b2", normal(44, 0.1, 6));
        params.put("W3", normal(45, 0.5, 6, 3));
        params.put("b3", normal(46, 0.1, 3));
        Recipe net = Layers.dense("X", "W1", "b1", "A1").then(Layers.tanh("A1", "H1")).then(Layers.dense("H1", "W2", "b2", "A2"))
                .then(Layers.tanh("A2", "T")).then(skip()).then(Layers.dense("H2", "W3", "b3", "S")).then(Layers.crossEntropy());
        Line throughTheLayer = net.backward("dH1");
        Line dH1 = throughTheLayer.as("dA2·W2ᵀ + dH2", v -> throughTheLayer.formula().of(v).add(v.get("dH2")));
        Line dT = net.backward("dT");
        return new Model("deeper net", params, Map.of("X", SIX, "Y", Layers.labels(SIX, 3, 48)), net.with(dH1), 0.3).with(
                new Bug("sign", net.backward("dW3").negated(), Kind.SIGN_FLIPPED),
                Layers.missingOneOverN(),
                new Bug("factor", dT.times("½", 0.5), Kind.CONSTANT_FACTOR),
                new Bug("transposed weight", net.backward("dW2").as("dA2ᵀ·H1", v -> v.get("dA2").transpose().matmul(v.get("H1"))), Kind.TRANSPOSED),
                new Bug("detached branch", dT.detached(), Kind.ZERO),
                new Bug("gradient not reset", net.backward("db1").as("db1 of the last step + Σ dA1", v -> v.accumulated("db1", v.get("dA1").sum(0))),
                        Kind.NOT_REPEATABLE));
    }

    private static Recipe skip() {
        return new Recipe(List.of(new Line("H2", "H1 + T", v -> v.get("H1").add(v.get("T")))), List.of(new Line("dT", "dH2", v -> v.get("dH2"))));
    }
}
