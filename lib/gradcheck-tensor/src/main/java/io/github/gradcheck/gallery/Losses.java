package io.github.gradcheck.gallery;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.recipe.PlantedBug;
import io.github.gradcheck.relation.Relation.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** Functions with one value, and what goes wrong in their gradients. */
final class Losses {
    private static final double[] X = {0.8, -1.3, 0.25, -0.4, 1.9};
    private static final NDArray WEIGHTS = NDArray.of(new double[] {0.5, -1.25, 2.0, 0.75, -0.3}, 5);
    private static final FunctionModel SUM = loss("weighted sum", "w·x", x -> x.multiply(WEIGHTS).sum(), "w", x -> WEIGHTS);
    private static final FunctionModel MEAN = loss("mean of squares", "|x|²/N", x -> squares(x) / x.size(), "2x/N", x -> x.multiply(2.0 / x.size()));
    private static final FunctionModel NORM = loss("norm", "|x|", x -> Math.sqrt(squares(x)), "x/|x|", x -> x.divide(Math.sqrt(squares(x))));
    private static final FunctionModel SLOPED = loss("sum of squares plus a slope", "|x|² + 3·Σx", x -> squares(x) + 3 * x.sum(), "2x + 3",
            x -> x.multiply(2).add(3));

    private Losses() {
    }

    static List<PlantedBug> all() {
        return List.of(
                with(SUM, "weights off by one", "each entry has the weight of the one before", "w[i−1]",
                        x -> WEIGHTS.gather(new int[] {4, 0, 1, 2, 3}, 5), Kind.SHIFTED),
                with(SUM, "weights in another order", "the weights are sorted, the entries are not", "w sorted", x -> sorted(WEIGHTS), Kind.PERMUTED),
                with(SUM, "last entry forgotten", "a loop ends one too early, and the last entry stays 0", "w, its last entry 0",
                        x -> weighted(1, 1, 1, 1, 0), Kind.ONE_ENTRY),
                with(SUM, "one weight doubled", "one weight is added twice", "w, with w[2] doubled", x -> weighted(1, 1, 2, 1, 1), Kind.ONE_ENTRY),
                with(MEAN, "1/N forgotten", "the loss is a mean, the gradient is that of the sum", "2x", x -> x.multiply(2), Kind.CONSTANT_FACTOR),
                with(MEAN, "N - 1 for N", "the gradient is divided by one less than the loss", "2x/(N − 1)", x -> x.multiply(2.0 / (x.size() - 1)),
                        Kind.CONSTANT_FACTOR),
                with(NORM, "not divided by the norm", "the root is not differentiated", "x", x -> x, Kind.CONSTANT_FACTOR),
                with(SLOPED, "constant term forgotten", "the slope of the linear term is missing", "2x", x -> x.multiply(2), Kind.MISSING_TERM));
    }

    private static FunctionModel loss(String name, String text, ToDoubleFunction<NDArray> f, String gradientText, UnaryOperator<NDArray> gradient) {
        return FunctionModel.of(name, X, text, v -> NDArray.scalar(f.applyAsDouble(v.get("x"))), gradientText, v -> gradient.apply(v.get("x")));
    }

    private static PlantedBug with(FunctionModel model, String bug, String meaning, String text, UnaryOperator<NDArray> gradient, Kind cause) {
        return model.plant(bug, meaning, model.dx(text, v -> gradient.apply(v.get("x"))), cause);
    }

    private static double squares(NDArray x) {
        return x.multiply(x).sum();
    }

    private static NDArray weighted(double... factors) {
        return WEIGHTS.multiply(NDArray.of(factors, factors.length));
    }

    private static NDArray sorted(NDArray a) {
        double[] values = a.toArray();
        Arrays.sort(values);
        return NDArray.of(values, values.length);
    }
}
