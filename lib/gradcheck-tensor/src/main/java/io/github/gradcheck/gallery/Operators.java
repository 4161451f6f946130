package io.github.gradcheck.gallery;

import static io.github.gradcheck.recipe.Layers.mean;
import static io.github.gradcheck.recipe.Layers.normal;
import static io.github.gradcheck.recipe.Layers.softmax;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.recipe.PlantedBug;
import io.github.gradcheck.recipe.Values;
import io.github.gradcheck.relation.Relation.Kind;
import java.util.List;

/** Softmax, norms, products and sums over a batch, and what goes wrong in their backward passes. */
final class Operators {
    private static final double[] X = {0.8, -1.3, 0.25, -0.4, 1.9};
    private static final double EPS = 1e-2;
    private static final double SMALL_EPS = 1e-3;
    private static final NDArray MATRIX = normal(3, 1, 5, 5);
    private static final NDArray BATCH = normal(5, 1, 4, 3);
    private static final NDArray WEIGHTS = NDArray.of(new double[] {0.5, -1.25, 2.0, 0.75, -0.3}, 5);

    private static final FunctionModel SOFTMAX = FunctionModel.of("softmax", X, "softmax(x)", v -> softmax(v.get("x"), 0),
            "y∘(dy − Σ y∘dy)", v -> v.get("y").multiply(v.get("dy").subtract(v.get("y").multiply(v.get("dy")).sum())));
    private static final FunctionModel PRODUCT = FunctionModel.of("matrix-vector product", X, "A·x", v -> MATRIX.matmul(v.get("x")),
            "Aᵀ·dy", v -> MATRIX.transpose().matmul(v.get("dy")));
    private static final FunctionModel SHIFT = FunctionModel.of("shift", X, "x[i−1]", v -> rotated(v.get("x"), 1), "dy[i+1]", v -> rotated(v.get("dy"), -1));
    private static final FunctionModel REVERSE = FunctionModel.of("reverse and scale", X, "w∘reverse(x)", v -> WEIGHTS.multiply(reversed(v.get("x"))),
            "reverse(w∘dy)", v -> reversed(WEIGHTS.multiply(v.get("dy"))));
    private static final FunctionModel BIAS = FunctionModel.of("bias over a batch", normal(6, 1, 3).toArray(), "X + x in each row",
            v -> BATCH.add(v.get("x")), "Σ dy", v -> v.get("dy").sum(0));

    private Operators() {
    }

    static List<PlantedBug> all() {
        FunctionModel layerNorm = layerNorm(EPS);
        FunctionModel withSmallEps = layerNorm(SMALL_EPS);
        FunctionModel rms = rms();
        return List.of(
                SOFTMAX.plant("cross term missing", "each output depends on all inputs; only its own is followed back",
                        SOFTMAX.dx("y∘dy", v -> v.get("y").multiply(v.get("dy"))), Kind.MISSING_TERM),
                SOFTMAX.plant("sum for weighted sum", "the mean of the gradient is subtracted, not its mean by probabilities",
                        SOFTMAX.dx("y∘(dy − mean dy)", v -> v.get("y").multiply(v.get("dy").subtract(mean(v.get("dy"), 0)))), Kind.MISSING_TERM),
                withSmallEps.plant("epsilon forgotten", "backward leaves out the small ε that forward adds under the root",
                        withSmallEps.dx("(dy − mean dy − z∘mean(dy∘z))/√var, z = (x − mean x)/√var", v -> normBackward(v, 0)), Kind.SMALL_TERM),
                layerNorm.plant("mean term missing", "the way through the mean is forgotten",
                        layerNorm.dx("(dy − y∘mean(dy∘y))/√(var + ε)", v -> normBackwardWithoutMean(v, EPS)), Kind.MISSING_TERM),
                layerNorm.plant("variance term missing", "the way through the variance is forgotten",
                        layerNorm.dx("(dy − mean dy)/√(var + ε)", v -> normBackwardWithoutVariance(v, EPS)), Kind.MISSING_TERM),
                rms.plant("other epsilon", "backward has another ε than forward", rms.dx("dy/r − x∘mean(dy∘x)/r³, r with ε = 1e-4", v -> rmsBackward(v, 1e-4)),
                        Kind.SMALL_TERM),
                PRODUCT.plant("not transposed", "the matrix stands where its transpose belongs; a square one does not complain",
                        PRODUCT.dx("A·dy", v -> MATRIX.matmul(v.get("dy"))), Kind.TRANSPOSED),
                PRODUCT.plant("sign", "the gradient points the other way", PRODUCT.recipe().backward("dx").negated(), Kind.SIGN_FLIPPED),
                SHIFT.plant("wrong direction", "the gradient is shifted the way of the values, not back", SHIFT.dx("dy[i−1]", v -> rotated(v.get("dy"), 1)),
                        Kind.TRANSPOSED),
                REVERSE.plant("not reversed", "the gradient keeps the order of the output", REVERSE.dx("w∘dy", v -> WEIGHTS.multiply(v.get("dy"))), Kind.PERMUTED),
                BIAS.plant("not summed over the batch", "a bias serves every row, and gets the gradient of one",
                        BIAS.dx("the first row of dy", v -> v.get("dy").gather(new int[] {0, 1, 2}, 3)), Kind.NOT_SUMMED),
                BIAS.plant("averaged for summed", "the mean of the rows stands where their sum belongs", BIAS.dx("mean dy", v -> v.get("dy").sum(0).divide(4)),
                        Kind.CONSTANT_FACTOR));
    }

    private static FunctionModel layerNorm(double eps) {
        return FunctionModel.of("layer norm", X, "(x − mean x)/√(var + ε)", v -> normalised(v.get("x"), eps),
                "(dy − mean dy − y∘mean(dy∘y))/√(var + ε)", v -> normBackward(v, eps));
    }

    private static NDArray normalised(NDArray x, double eps) {
        return centred(x).divide(deviation(x, eps));
    }

    private static double deviation(NDArray x, double eps) {
        return Math.sqrt(meanOfSquares(centred(x)) + eps);
    }

    private static double meanOfSquares(NDArray x) {
        return x.multiply(x).sum() / x.size();
    }

    private static NDArray normBackward(Values v, double eps) {
        return centred(v.get("dy")).subtract(throughVariance(v, eps)).divide(deviation(v.get("x"), eps));
    }

    private static NDArray normBackwardWithoutMean(Values v, double eps) {
        return v.get("dy").subtract(throughVariance(v, eps)).divide(deviation(v.get("x"), eps));
    }

    private static NDArray normBackwardWithoutVariance(Values v, double eps) {
        return centred(v.get("dy")).divide(deviation(v.get("x"), eps));
    }

    /** z∘mean(dy∘z): what comes back by way of the variance. */
    private static NDArray throughVariance(Values v, double eps) {
        NDArray z = normalised(v.get("x"), eps);
        return z.multiply(mean(v.get("dy").multiply(z), 0));
    }

    private static NDArray centred(NDArray x) {
        return x.subtract(mean(x, 0));
    }

    private static FunctionModel rms() {
        return FunctionModel.of("RMS norm", X, "x/r, r = √(mean x² + ε) with ε = 1e-3", v -> v.get("x").divide(Math.sqrt(meanOfSquares(v.get("x")) + SMALL_EPS)),
                "dy/r − x∘mean(dy∘x)/r³", v -> rmsBackward(v, SMALL_EPS));
    }

    private static NDArray rmsBackward(Values v, double eps) {
        NDArray x = v.get("x");
        double r = Math.sqrt(meanOfSquares(x) + eps);
        return v.get("dy").divide(r).subtract(x.multiply(mean(v.get("dy").multiply(x), 0)).divide(r * r * r));
    }

    /** Each entry moved on by so many places. */
    private static NDArray rotated(NDArray a, int by) {
        int n = a.size();
        double[] result = new double[n];
        for (int i = 0; i < n; i++) {
            result[Math.floorMod(i + by, n)] = a.get(i);
        }
        return NDArray.of(result, n);
    }

    private static NDArray reversed(NDArray a) {
        return a.gather(new int[] {4, 3, 2, 1, 0}, 5);
    }
}
