package io.github.gradcheck.gallery.models;

import static io.github.gradcheck.recipe.Layers.normal;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.nets.TwoLayerNet;
import io.github.gradcheck.recipe.Layers;
import io.github.gradcheck.recipe.Line;
import io.github.gradcheck.recipe.LossModel;
import io.github.gradcheck.recipe.PlantedBug;
import io.github.gradcheck.recipe.Recipe;
import io.github.gradcheck.relation.Relation.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The two-layer net with a penalty on its weights: S = relu(X·W1 + b1)·W2 + b2, loss = cross-entropy + λ/2·(|W1|² + |W2|²). */
final class TwoLayerModels {
    private TwoLayerModels() {
    }

    /** A classifier that can be trained. */
    static List<PlantedBug> classifier() {
        double lambda = 0.02;
        Recipe net = penalised(lambda);
        NDArray x = normal(31, 1, 12, 4);
        LossModel model = LossModel.of("two-layer classifier", params(33, 5, 0.6, 0.1), Map.of("X", x, "Y", Layers.labels(x, 3, 32)), net, 0.5);
        Line dW2 = net.backward("dW2");
        Line db1 = net.backward("db1");
        Classical in = new Classical(model);
        return List.of(
                in.plant("sign", net.backward("db2").negated(), Kind.SIGN_FLIPPED),
                in.plant("factor", net.backward("dW1").times("2", 2), Kind.CONSTANT_FACTOR),
                in.missingOneOverN(),
                in.plant("forgotten mask", withoutMask(net.backward("dA")), Kind.MASK_MISSING),
                in.plant("off-by-one label", net.backward("dS").as("(P − Y[i+1])/N",
                        v -> v.get("P").subtract(nextRow(v.get("Y"))).divide(v.get("Y").shape()[0]))),
                in.plant("regulariser twice", decayed(dW2, "W2", lambda), Kind.REGULARISER_DOUBLED),
                in.plant("regulariser forgotten", TwoLayerNet.lines().backward("dW1"), Kind.REGULARISER_MISSING),
                in.plant("stale cache", dW2.as("(H of the last step)ᵀ·dS + λ·W2",
                        v -> v.stale("H").transpose().matmul(v.get("dS")).add(v.get("W2").multiply(lambda))), Kind.NOT_REPEATABLE),
                in.plant("in-place damage", db1.as("Σ dA, with W1 used as scratch space", v -> {
                    v.get("W1").assign(v.get("W1").multiply(0.9));
                    return db1.formula().of(v);
                }), Kind.INPUT_CHANGED));
    }

    /** A net that is checked where it starts, with more ways to get a whole gradient wrong. */
    static List<PlantedBug> penalisedNet() {
        double lambda = 0.05;
        Recipe net = penalised(lambda);
        Line dW1 = net.backward("dW1");
        Line dW2 = net.backward("dW2");
        LossModel model = checked(5, net);
        return List.of(
                model.plant("factor in W1", "the gradient of W1 is twice what it should be", dW1.times("2", 2), Kind.CONSTANT_FACTOR),
                model.plant("sign of b1", "the gradient of b1 points the other way", net.backward("db1").negated(), Kind.SIGN_FLIPPED),
                model.plant("W1 transposed", "the gradient of W1 has its rows and columns exchanged, and W1 is square", dW1.transposed(), Kind.TRANSPOSED),
                checked(1, net).plant("mask forgotten", "ReLU hands back the gradient where its input was negative, too, of a single example",
                        withoutMask(net.backward("dA")), Kind.MASK_MISSING),
                model.plant("1/N forgotten", "the loss is a mean over the batch, the gradient is that of the sum", Classical.sumForMean(), Kind.CONSTANT_FACTOR),
                model.plant("regulariser forgotten", "the penalty on W2 is in the loss, and not in its gradient", TwoLayerNet.lines().backward("dW2"),
                        Kind.REGULARISER_MISSING),
                model.plant("regulariser twice", "the gradient of the penalty on W1 is added twice", decayed(dW1, "W1", lambda), Kind.REGULARISER_DOUBLED),
                model.plant("b2 averaged", "the loss is a mean already, and the gradient of b2 is divided by N again",
                        net.backward("db2").as("Σ dS/N", v -> v.get("dS").sum(0).divide(v.get("dS").shape()[0])), Kind.CONSTANT_FACTOR),
                model.plant("first row of W2", "a loop begins at 1, and row 0 stays 0", scaled(dW2, "with row 0 left at 0", 4, 1, 0, 1, 1, 1), Kind.ONE_ROW),
                model.plant("last column of W1", "the last column is added twice", scaled(dW1, "with the last column doubled", 1, 4, 1, 1, 1, 2), Kind.ONE_COLUMN),
                model.plant("rows of W2 off by one", "each row has the gradient of the one before",
                        dW2.moved("row i − 1 for row i", 9, 10, 11, 0, 1, 2, 3, 4, 5, 6, 7, 8), Kind.SHIFTED),
                model.plant("W2 detached", "nothing flows from the loss to W2", dW2.detached(), Kind.ZERO));
    }

    private static LossModel checked(int examples, Recipe net) {
        NDArray y = Layers.oneHot(IntStream.range(0, examples).map(i -> i % 3).toArray(), 3);
        return LossModel.of("two-layer net", params(12, 4, 1, 1), Map.of("X", normal(11, 1, examples, 4), "Y", y), net);
    }

    private static Map<String, NDArray> params(int seed, int hidden, double std, double stdOfBiases) {
        Map<String, NDArray> params = new LinkedHashMap<>();
        params.put("W1", normal(seed, std, 4, hidden));
        params.put("b1", normal(seed + 1, stdOfBiases, hidden));
        params.put("W2", normal(seed + 2, std, hidden, 3));
        params.put("b2", normal(seed + 3, stdOfBiases, 3));
        return params;
    }

    private static Recipe penalised(double lambda) {
        Recipe net = TwoLayerNet.lines();
        Recipe penalty = new Recipe(List.of(new Line("total", "loss + λ/2·(|W1|² + |W2|²)", v -> v.get("loss").add(
                lambda / 2 * (v.get("W1").multiply(v.get("W1")).sum() + v.get("W2").multiply(v.get("W2")).sum())))), List.of());
        return net.then(penalty).with(decayed(net.backward("dW1"), "W1", lambda)).with(decayed(net.backward("dW2"), "W2", lambda));
    }

    private static Line decayed(Line line, String weight, double lambda) {
        return line.as(line.text() + " + λ·" + weight, v -> line.formula().of(v).add(v.get(weight).multiply(lambda)));
    }

    private static Line withoutMask(Line dA) {
        return dA.as("dH", v -> v.get("dH"));
    }

    /** The line times factors of the given shape, entry by entry. */
    private static Line scaled(Line line, String written, int rows, int columns, double... factors) {
        return line.as(line.text() + ", " + written, v -> line.formula().of(v).multiply(NDArray.of(factors, rows, columns)));
    }

    private static NDArray nextRow(NDArray y) {
        int rows = y.shape()[0];
        int columns = y.shape()[1];
        return y.gather(IntStream.range(0, y.size()).map(i -> (i + columns) % (rows * columns)).toArray(), rows, columns);
    }
}
