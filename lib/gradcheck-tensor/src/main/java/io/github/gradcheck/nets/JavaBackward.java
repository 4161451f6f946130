package io.github.gradcheck.nets;

import static io.github.gradcheck.recipe.Layers.normal;
import static io.github.gradcheck.recipe.Layers.positive;

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
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * The backward pass of {@link TwoLayerNet} in Java, each line a function of two arrays, and the bugs that exercises plant in it.
 *
 * <p>A student reads the lines, and writes one: so the text is Java, where N is the number of examples.
 */
public final class JavaBackward {
    /** The two arrays that a line is a function of, as the lines forward and those before it call them. */
    static final Map<String, List<String>> OPERANDS = Map.of("dScores", List.of("P", "Y"), "dW2", List.of("H", "dScores"), "db2", List.of("dScores", "b2"),
            "dH", List.of("dScores", "W2"), "dA", List.of("dH", "H"), "dW1", List.of("X", "dA"), "db1", List.of("dA", "b1"));

    private static final Recipe LINES = new Recipe(TwoLayerNet.lines().forward(), List.of(
            line("dScores", "(probs, oneHot) -> probs.subtract(oneHot).divide(N)", (p, t) -> p.subtract(t).divide(rows(p))),
            line("dW2", "(h, dScores) -> h.transpose().matmul(dScores)", (h, d) -> h.transpose().matmul(d)),
            line("db2", "(dScores, b2) -> dScores.sum(0)", (d, b) -> d.sum(0)),
            line("dH", "(dScores, W2) -> dScores.matmul(W2.transpose())", (d, w) -> d.matmul(w.transpose())),
            line("dA", "(dH, h) -> dH.multiply(h.map(v -> v > 0 ? 1 : 0))", (d, h) -> d.multiply(positive(h))),
            line("dW1", "(X, dA) -> X.transpose().matmul(dA)", (x, d) -> x.transpose().matmul(d)),
            line("db1", "(dA, b1) -> dA.sum(0)", (d, b) -> d.sum(0))));

    private static final List<PlantedBug> BUGS = planted();

    private JavaBackward() {
    }

    /** The net's lines forward, and its lines backward in Java as they should be. */
    public static Recipe lines() {
        return LINES;
    }

    /** One wrong line each. Neighbours in the list stand in different lines of the backward pass. */
    public static List<PlantedBug> bugs() {
        return BUGS;
    }

    /**
     * A line in place of another.
     *
     * @param name what it computes, such as "dW2"
     * @param text the line as Java: a function of two arrays
     * @param formula the same as a function
     * @throws IllegalArgumentException if there is no such line
     */
    public static Line line(String name, String text, BinaryOperator<NDArray> formula) {
        if (!OPERANDS.containsKey(name)) {
            throw new IllegalArgumentException("name is none of the lines " + LINES.backward().stream().map(Line::name).toList() + ": " + name);
        }
        String first = OPERANDS.get(name).get(0);
        String second = OPERANDS.get(name).get(1);
        return new Line(name, text, v -> formula.apply(v.get(first), v.get(second)));
    }

    private static List<PlantedBug> planted() {
        Map<String, NDArray> params = new LinkedHashMap<>();
        params.put("W1", normal(1, 0.5, 4, 6));
        params.put("b1", normal(2, 0.5, 6));
        params.put("W2", normal(3, 0.5, 6, 3));
        params.put("b2", normal(4, 0.5, 3));
        Map<String, NDArray> data = Map.of("X", normal(5, 1, 5, 4), "Y", Layers.oneHot(new int[] {0, 1, 2, 0, 1}, 3));
        LossModel net = LossModel.of("two-layer net in Java", params, data, LINES);
        return List.of(
                net.plant("W2 doubled", "the gradient of W2 is twice what it should be",
                        line("dW2", "(h, dScores) -> h.transpose().matmul(dScores).multiply(2)", (h, d) -> h.transpose().matmul(d).multiply(2)), Kind.CONSTANT_FACTOR),
                net.plant("mask forgotten", "ReLU hands back the gradient where its input was negative, too",
                        line("dA", "(dH, h) -> dH", (d, h) -> d), Optional.empty()),
                net.plant("b1 averaged", "the loss is a mean already, and the gradient of b1 is divided by N again",
                        line("db1", "(dA, b1) -> dA.sum(0).divide(N)", (d, b) -> d.sum(0).divide(rows(d))), Kind.CONSTANT_FACTOR),
                net.plant("1/N forgotten", "the loss is a mean over the batch, the gradient is that of the sum",
                        line("dScores", "(probs, oneHot) -> probs.subtract(oneHot)", NDArray::subtract), Kind.CONSTANT_FACTOR),
                net.plant("sign of W1", "the gradient of W1 points the other way",
                        line("dW1", "(X, dA) -> X.transpose().matmul(dA).multiply(-1)", (x, d) -> x.transpose().matmul(d).multiply(-1)), Kind.SIGN_FLIPPED),
                net.plant("b2 added", "the bias is added to its own gradient, as if there were a penalty on it",
                        line("db2", "(dScores, b2) -> dScores.sum(0).add(b2)", (d, b) -> d.sum(0).add(b)), Kind.REGULARISER_DOUBLED),
                net.plant("half of dH", "half of the gradient reaches the hidden layer",
                        line("dH", "(dScores, W2) -> dScores.matmul(W2.transpose()).multiply(0.5)", (d, w) -> d.matmul(w.transpose()).multiply(0.5)),
                        Kind.CONSTANT_FACTOR),
                net.plant("mask for values", "the mask of the hidden layer stands where its values belong",
                        line("dW2", "(h, dScores) -> h.map(v -> v > 0 ? 1 : 0).transpose().matmul(dScores)", (h, d) -> positive(h).transpose().matmul(d)),
                        Optional.empty()),
                net.plant("mask of the gradient", "the mask asks where the gradient is positive, not where the hidden layer is",
                        line("dA", "(dH, h) -> dH.multiply(dH.map(v -> v > 0 ? 1 : 0))", (d, h) -> d.multiply(positive(d))), Optional.empty()),
                net.plant("b1 added", "the bias is added to its own gradient, as if there were a penalty on it",
                        line("db1", "(dA, b1) -> dA.sum(0).add(b1)", (d, b) -> d.sum(0).add(b)), Kind.REGULARISER_DOUBLED),
                net.plant("sign of dScores", "the classes and their probabilities have changed places in the difference",
                        line("dScores", "(probs, oneHot) -> oneHot.subtract(probs).divide(N)", (p, t) -> t.subtract(p).divide(rows(p))), Kind.SIGN_FLIPPED),
                net.plant("sign of X lost", "the data come in without their signs",
                        line("dW1", "(X, dA) -> X.map(Math::abs).transpose().matmul(dA)", (x, d) -> x.map(Math::abs).transpose().matmul(d)), Optional.empty()),
                net.plant("b2 averaged", "the loss is a mean already, and the gradient of b2 is divided by N again",
                        line("db2", "(dScores, b2) -> dScores.sum(0).divide(N)", (d, b) -> d.sum(0).divide(rows(d))), Kind.CONSTANT_FACTOR),
                net.plant("sign of W2 lost", "the weights come in without their signs",
                        line("dH", "(dScores, W2) -> dScores.matmul(W2.map(Math::abs).transpose())", (d, w) -> d.matmul(w.map(Math::abs).transpose())),
                        Optional.empty()));
    }

    private static int rows(NDArray a) {
        return a.shape()[0];
    }
}
