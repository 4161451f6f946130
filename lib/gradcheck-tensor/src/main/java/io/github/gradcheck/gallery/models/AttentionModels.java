package io.github.gradcheck.gallery.models;

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
import java.util.Locale;
import java.util.Map;

/** Scaled dot-product attention (Vaswani et al. 2017), by itself and in a net. */
final class AttentionModels {
    static final int WIDTH = 3;
    private static final int ROWS = 4;
    private static final double SCALE = Math.sqrt(WIDTH);

    private AttentionModels() {
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

    /** Attention of four rows, summed up with fixed weights G. */
    static List<PlantedBug> byItself() {
        Map<String, NDArray> params = new LinkedHashMap<>();
        params.put("Q", normal(21, 1, ROWS, WIDTH));
        params.put("K", normal(22, 1, ROWS, WIDTH));
        params.put("V", normal(23, 1, ROWS, WIDTH));
        Recipe sum = new Recipe(List.of(new Line("loss", "Σ G∘O", v -> NDArray.scalar(v.get("G").multiply(v.get("O")).sum()))),
                List.of(new Line("dO", "G", v -> v.get("G"))));
        Recipe recipe = attention().then(sum);
        Line dQ = recipe.backward("dQ");
        Line dK = recipe.backward("dK");
        Line dV = recipe.backward("dV");
        LossModel model = LossModel.of("attention", params, Map.of("G", normal(24, 1, ROWS, WIDTH)), recipe);
        return List.of(
                model.plant("1/√d forgotten for Q", "the scores are divided by √d, the gradient of Q is not", scaleForgotten(dQ), Kind.CONSTANT_FACTOR),
                model.plant("Q and K swapped", "the formula is right, but for K", dQ.as(dK.text(), dK.formula()), Kind.SWAPPED),
                model.plant("V detached", "nothing flows from the loss to V", dV.detached(), Kind.ZERO),
                model.plant("sign of K", "the gradient of K points the other way", dK.negated(), Kind.SIGN_FLIPPED),
                model.plant("V twice", "the gradient of V is added twice", dV.times("2", 2), Kind.CONSTANT_FACTOR),
                model.plant("rows of V off by one", "each row has the gradient of the next one",
                        dV.moved("row i + 1 for row i", 3, 4, 5, 6, 7, 8, 9, 10, 11, 0, 1, 2), Kind.SHIFTED),
                model.plant("Q as K transposed", "the gradient of Q is read column by column where it is written row by row",
                        dQ.moved("read by columns", 0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11), Kind.TRANSPOSED));
    }

    /** Eight tokens that look at each other, then a class for each token. */
    static List<PlantedBug> net() {
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
        Classical in = new Classical(LossModel.of("attention net", params, Map.of("X", x, "Y", Layers.labels(x, 3, 77)), net, 0.2));
        return List.of(
                in.plant("sign", net.backward("dK").negated(), Kind.SIGN_FLIPPED),
                in.plant("factor", scaleForgotten(net.backward("dQ")), Kind.CONSTANT_FACTOR),
                in.missingOneOverN(),
                in.plant("detached branch", net.backward("dV").detached(), Kind.ZERO),
                in.plant("gradient of another", dWq.as("Xᵀ·dK", v -> v.get("X").transpose().matmul(v.get("dK"))), Kind.SWAPPED),
                in.plant("in-place damage", dWq.as("Xᵀ·dQ, with Wv used as scratch space", v -> {
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
}
