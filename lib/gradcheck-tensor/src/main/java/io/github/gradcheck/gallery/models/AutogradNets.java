package io.github.gradcheck.gallery.models;

import static io.github.gradcheck.recipe.Layers.normal;

import io.github.gradcheck.autograd.Functional;
import io.github.gradcheck.autograd.Tensor;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.recipe.Layers;
import io.github.gradcheck.recipe.Line;
import io.github.gradcheck.recipe.PlantedBug;
import io.github.gradcheck.recipe.Recipe;
import io.github.gradcheck.relation.Relation.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Networks whose gradients autograd puts together, all but one layer, which has a backward pass of its own. */
final class AutogradNets {
    private static final Tensor X = Tensor.of(normal(81, 1, 6, 4));
    private static final NDArray Y = Layers.labels(X.data(), 3, 82);
    private static final int[] CLASSES = Y.argmax(1);

    private AutogradNets() {
    }

    static List<PlantedBug> bugs() {
        return Stream.of(dense(), layerNorm(), attention(), convolution(), loss()).flatMap(List::stream).toList();
    }

    private static Classical model(String name, Map<String, NDArray> params, List<String> inputs, Recipe layer, List<NDArray> point, LayerModel.Net net) {
        return new Classical(new LayerModel(name, params, inputs, Map.of("Y", Y), layer, point, net, 0.5));
    }

    private static List<PlantedBug> dense() {
        Map<String, NDArray> params = new LinkedHashMap<>();
        params.put("W", normal(83, 0.6, 4, 4));
        params.put("b", normal(84, 0.1, 4));
        params.put("V", normal(85, 0.6, 4, 3));
        Recipe layer = Layers.dense("X", "W", "b", "A");
        List<NDArray> point = List.of(normal(86, 1, 3, 4), normal(87, 1, 4, 4), normal(88, 1, 4));
        Classical in = model("dense layer (X, W, b)", params, List.of("X", "W", "b"), layer, point, (f, p) -> {
            Tensor h = f.apply(f.apply(X, p.get("W"), p.get("b")).tanh(), p.get("W"), p.get("b")).tanh();
            return Functional.crossEntropy(h.matmul(p.get("V")), CLASSES);
        });
        return List.of(
                in.plant("sign", layer.backward("dW").negated(), Kind.SIGN_FLIPPED),
                in.plant("transposed weight", layer.backward("dX").as("dA·W", v -> v.get("dA").matmul(v.get("W"))), Kind.TRANSPOSED),
                in.plant("bias not summed", layer.backward("db").as("the first row of dA", v -> v.get("dA").gather(new int[] {0, 1, 2, 3}, 4)), Kind.NOT_SUMMED),
                in.plant("detached branch", layer.backward("dX").detached(), Kind.ZERO));
    }

    private static List<PlantedBug> layerNorm() {
        Map<String, NDArray> params = new LinkedHashMap<>();
        params.put("W", normal(91, 0.6, 4, 5));
        params.put("γ", NDArray.full(1, 5));
        params.put("β", NDArray.zeros(5));
        params.put("V", normal(92, 0.6, 5, 3));
        Recipe layer = LayerNormNet.layerNorm();
        Line dA = layer.backward("dA");
        List<NDArray> point = List.of(normal(93, 1, 3, 5), normal(94, 1, 5), normal(95, 1, 5));
        Classical in = model("layer norm layer (A, γ, β)", params, List.of("A", "γ", "β"), layer, point, (f, p) -> Functional.crossEntropy(
                f.apply(X.matmul(p.get("W")), p.get("γ"), p.get("β")).tanh().matmul(p.get("V")), CLASSES));
        return List.of(
                in.plant("wrong epsilon", LayerNormNet.withoutEpsilon(dA), Kind.SMALL_TERM),
                in.plant("detached branch", dA.as("dZ/√(var + ε), mean and variance taken for constants",
                        v -> v.get("dZ").divide(LayerNormNet.root(v.get("var"), LayerNormNet.EPS))), Kind.MISSING_TERM),
                in.plant("wrong axis", dA.as("the same with means over the batch", v -> LayerNormNet.back(v, 0, LayerNormNet.EPS))),
                in.plant("bias not summed", layer.backward("dβ").as("the first row of dU", v -> v.get("dU").gather(new int[] {0, 1, 2, 3, 4}, 5)),
                        Kind.NOT_SUMMED));
    }

    private static List<PlantedBug> attention() {
        Map<String, NDArray> params = new LinkedHashMap<>();
        for (String name : List.of("Wq", "Wk", "Wv")) {
            params.put(name, normal(100 + params.size(), 0.8, 4, AttentionModels.WIDTH));
        }
        Recipe layer = AttentionModels.attention();
        Line dA = layer.backward("dA");
        List<NDArray> point = List.of(normal(104, 1, 4, 3), normal(105, 1, 4, 3), normal(106, 1, 4, 3));
        Classical in = model("attention layer (Q, K, V)", params, List.of("Q", "K", "V"), layer, point, (f, p) -> Functional.crossEntropy(
                f.apply(X.matmul(p.get("Wq")), X.matmul(p.get("Wk")), X.matmul(p.get("Wv"))), CLASSES));
        return List.of(
                in.plant("softmax without its cross term", dA.as("R∘dR", v -> v.get("R").multiply(v.get("dR"))), Kind.MISSING_TERM),
                in.plant("wrong axis", dA.as("R∘(dR − Σ over each column of R∘dR)", v -> AttentionModels.softmaxBack(v, 0))),
                in.plant("factor", AttentionModels.scaleForgotten(layer.backward("dQ")), Kind.CONSTANT_FACTOR),
                in.plant("detached branch", layer.backward("dV").detached(), Kind.ZERO));
    }

    private static List<PlantedBug> convolution() {
        Map<String, NDArray> params = new LinkedHashMap<>();
        params.put("K", normal(111, 0.5, 3, 3));
        params.put("W", normal(112, 0.5, 9, 3));
        Tensor images = Tensor.of(normal(113, 1, 6, 5, 5));
        Recipe layer = ConvolutionNet.convolution();
        Line dK = layer.backward("dK");
        List<NDArray> point = List.of(normal(114, 1, 1, 5, 5), normal(115, 1, 3, 3));
        Classical in = model("convolution layer (X, K)", params, List.of("X", "K"), layer, point, (f, p) -> Functional.crossEntropy(
                f.apply(images, p.get("K")).relu().matmul(p.get("W")), CLASSES));
        return List.of(
                in.plant("factor", dK.times("1/9", 1.0 / 9), Kind.CONSTANT_FACTOR),
                in.plant("wrong axis", dK.as("rows and columns of patchesᵀ·dB exchanged", v -> dK.formula().of(v).transpose()), Kind.TRANSPOSED),
                in.plant("flipped kernel", dK.as("patchesᵀ·dB turned by 180°",
                        v -> dK.formula().of(v).gather(new int[] {8, 7, 6, 5, 4, 3, 2, 1, 0}, 3, 3)), Kind.PERMUTED));
    }

    private static List<PlantedBug> loss() {
        Map<String, NDArray> params = new LinkedHashMap<>();
        params.put("W1", normal(121, 0.6, 4, 5));
        params.put("W2", normal(122, 0.6, 5, 3));
        Recipe layer = Layers.crossEntropy();
        Line dS = layer.backward("dS").as("(P − Y)/N∘dloss", v -> layer.backward("dS").formula().of(v).multiply(v.get("dloss")));
        Classical in = model("cross-entropy layer (S)", params, List.of("S"), layer.with(dS), List.of(normal(123, 1, 6, 3)),
                (f, p) -> f.apply(X.matmul(p.get("W1")).tanh().matmul(p.get("W2"))).multiply(0.5));
        return List.of(
                in.plant("missing 1/N", dS.as("(P − Y)∘dloss", v -> dS.formula().of(v).multiply(6)), Kind.CONSTANT_FACTOR),
                in.plant("upstream ignored", layer.backward("dS"), Kind.UPSTREAM_IGNORED),
                in.plant("sign", dS.as("(Y − P)/N∘dloss", v -> dS.formula().of(v).multiply(-1)), Kind.SIGN_FLIPPED));
    }
}
