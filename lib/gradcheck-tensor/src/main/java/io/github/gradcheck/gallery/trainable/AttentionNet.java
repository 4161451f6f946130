package io.github.gradcheck.gallery.trainable;

import static io.github.gradcheck.gallery.trainable.Layers.normal;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.relation.Relation.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Eight tokens that look at each other by scaled dot-product attention (Vaswani et al. 2017), then a class for each token. */
final class AttentionNet {
    static final int WIDTH = 3;
    private static final double SCALE = Math.sqrt(WIDTH);

    private AttentionNet() {
    }

    static List<PlantedBug> bugs() {
        NDArray x = normal(71, 1, 8, 4);
        Map<String, NDArray> params = new LinkedHashMap<>();
        params.put("Wq", normal(72, 0.8, 4, WIDTH));
        params.put("Wk", normal(73, 0.8, 4, WIDTH));
        params.put("Wv", normal(74, 0.8, 4, WIDTH));
        params.put("Wo", normal(75, 0.8, WIDTH, 3));
        params.put("bo", normal(76, 0.1, 3));
        Recipe net = projection("V").then(projection("K")).then(projection("Q")).then(attention()).then(Layers.dense("O", "Wo", "bo", "S"))
                .then(Layers.crossEntropy());
        Line dWq = net.backward("dWq");
        return new Model("attention net", params, Map.of("X", x, "Y", Layers.labels(x, 3, 77)), net, 0.2).with(
                new Bug("sign", net.backward("dK").negated(), Kind.SIGN_FLIPPED),
                new Bug("factor", scaleForgotten(net.backward("dQ")), Kind.CONSTANT_FACTOR),
                Layers.missingOneOverN(),
                new Bug("detached branch", net.backward("dV").detached(), Kind.ZERO),
                new Bug("gradient of another", dWq.as("Xᵀ·dK", v -> v.get("X").transpose().matmul(v.get("dK"))), Kind.SWAPPED),
                new Bug("in-place damage", dWq.as("Xᵀ·dQ, with Wv used as scratch space", v -> {
                    v.get("Wv").assign(v.get("Wv").multiply(0.9));
                    return dWq.formula().of(v);
                }), Kind.INPUT_CHANGED));
    }

    private static Recipe projection(String name) {
        String lower = "W" + name.toLowerCase(Locale.ROOT);
        return new Recipe(
                List.of(new Line(name, "X·" + lower, v -> v.get("X").matmul(v.get(lower)))),
                List.of(new Line("d" + lower, "Xᵀ·d" + name, v -> v.get("X").transpose().matmul(v.get("d" + name)))));
    }

    /** O = softmax(Q·Kᵀ/√d)·V. */
    static Recipe attention() {
        return new Recipe(
                List.of(new Line("R", "softmax(Q·Kᵀ/√d)", v -> Layers.softmax(v.get("Q").matmul(v.get("K").transpose()).divide(SCALE), 1)),
                        new Line("O", "R·V", v -> v.get("R").matmul(v.get("V")))),
                List.of(new Line("dV", "Rᵀ·dO", v -> v.get("R").transpose().matmul(v.get("dO"))),
                        new Line("dR", "dO·Vᵀ", v -> v.get("dO").matmul(v.get("V").transpose())),
                        new Line("dA", "R∘(dR − Σ over each row of R∘dR)", v -> softmaxBack(v, 1)),
                        new Line("dQ", "dA·K/√d", v -> v.get("dA").matmul(v.get("K")).divide(SCALE)),
                        new Line("dK", "dAᵀ·Q/√d", v -> v.get("dA").transpose().matmul(v.get("Q")).divide(SCALE))));
    }

    static Line scaleForgotten(Line dQ) {
        return dQ.as("dA·K", v -> v.get("dA").matmul(v.get("K")));
    }

    /** The backward pass through the softmax, with its sum along an axis: 1, along each row, is right. */
    static NDArray softmaxBack(Values v, int axis) {
        NDArray product = v.get("R").multiply(v.get("dR"));
        return product.subtract(v.get("R").multiply(product.sum(axis, true)));
    }
}
