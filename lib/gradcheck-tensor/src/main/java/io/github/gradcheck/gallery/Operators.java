package io.github.gradcheck.gallery;

import static io.github.gradcheck.gallery.Vectors.dot;
import static io.github.gradcheck.gallery.Vectors.map;
import static io.github.gradcheck.gallery.Vectors.mean;
import static io.github.gradcheck.gallery.Vectors.normal;
import static io.github.gradcheck.gallery.Vectors.softmax;
import static io.github.gradcheck.gallery.Vectors.zip;

import io.github.gradcheck.autograd.Context;
import io.github.gradcheck.autograd.Function;
import io.github.gradcheck.autograd.Gradcheck;
import io.github.gradcheck.autograd.Tensor;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.problem.FunctionProblem;
import io.github.gradcheck.problem.Problem;
import io.github.gradcheck.relation.Relation.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** Softmax, norms, products, sums and look-ups, and what goes wrong in their backward passes. */
final class Operators {
    private static final double[] X = {0.8, -1.3, 0.25, -0.4, 1.9};
    private static final double EPS = 1e-2;

    private Operators() {
    }

    static List<Specimen> all() {
        return List.of(
                of("softmax", "cross term missing", "p·g for p·(g - Σp·g)", Kind.MISSING_TERM, X, Vectors::softmax, (x, g) -> zip(softmax(x), g, (p, up) -> p * up)),
                of("softmax", "sum for weighted sum", "p·(g - mean g)", Kind.MISSING_TERM, X, Vectors::softmax,
                        (x, g) -> zip(softmax(x), g, (p, up) -> p * (up - mean(g)))),
                of("layer norm", "epsilon forgotten", "1/√var for 1/√(var + eps)", Kind.SMALL_TERM, X, x -> normalised(x, 1e-3), (x, g) -> normBackward(x, g, 0, true, true)),
                of("layer norm", "mean term missing", "g - x̂·mean(g·x̂)", Kind.MISSING_TERM, X, x -> normalised(x, EPS), (x, g) -> normBackward(x, g, EPS, false, true)),
                of("layer norm", "variance term missing", "g - mean(g)", Kind.MISSING_TERM, X, x -> normalised(x, EPS), (x, g) -> normBackward(x, g, EPS, true, false)),
                of("RMS norm", "other epsilon", "1e-4 for 1e-3", Kind.SMALL_TERM, X, x -> rms(x, 1e-3), (x, g) -> rmsBackward(x, g, 1e-4)),
                of("matrix-vector product", "not transposed", "A·g for Aᵀ·g", Kind.TRANSPOSED, X, x -> times(x, false), (x, g) -> times(g, false)),
                of("matrix-vector product", "sign", "-Aᵀ·g", Kind.SIGN_FLIPPED, X, x -> times(x, false), (x, g) -> map(times(g, true), value -> -value)),
                of("shift", "wrong direction", "g[i-1] for g[i+1]", Kind.TRANSPOSED, X, x -> rotated(x, 1), (x, g) -> rotated(g, 1)),
                of("reverse and scale", "not reversed", "w·g for the reverse of w·g", Kind.PERMUTED, X, Operators::reversedScaled,
                        (x, g) -> zip(g, WEIGHTS, (up, w) -> up * w)),
                loss("weighted sum", "weights off by one", "w[i-1] for w[i]", Kind.SHIFTED, x -> dot(x, WEIGHTS), x -> rotated(WEIGHTS, 1)),
                loss("weighted sum", "weights in another order", "w sorted", Kind.PERMUTED, x -> dot(x, WEIGHTS), x -> sorted(WEIGHTS)),
                loss("weighted sum", "last entry forgotten", "a loop to n - 1", Kind.ONE_ENTRY, x -> dot(x, WEIGHTS), x -> without(WEIGHTS, 4)),
                loss("weighted sum", "one weight doubled", "2·w[2]", Kind.ONE_ENTRY, x -> dot(x, WEIGHTS), x -> doubled(WEIGHTS, 2)),
                loss("mean of squares", "1/N forgotten", "2x for 2x/N", Kind.CONSTANT_FACTOR, x -> dot(x, x) / x.length, x -> map(x, value -> 2 * value)),
                loss("mean of squares", "N - 1 for N", "2x/(N-1)", Kind.CONSTANT_FACTOR, x -> dot(x, x) / x.length, x -> map(x, value -> 2 * value / (x.length - 1))),
                loss("norm", "not divided by the norm", "x for x/|x|", Kind.CONSTANT_FACTOR, x -> Math.sqrt(dot(x, x)), double[]::clone),
                loss("sum of squares plus a slope", "constant term forgotten", "2x for 2x + 3", Kind.MISSING_TERM, x -> dot(x, x) + 3 * mean(x) * x.length,
                        x -> map(x, value -> 2 * value)),
                tensors("bias over a batch", "not summed over the batch", "g[0] for Σg[i]", Kind.NOT_SUMMED, new FirstRow()),
                tensors("bias over a batch", "averaged for summed", "mean(g) for Σg[i]", Kind.CONSTANT_FACTOR, new MeanOfRows()));
    }

    private static final double[] WEIGHTS = {0.5, -1.25, 2.0, 0.75, -0.3};

    private static Specimen of(String model, String bug, String line, Kind cause, double[] x, UnaryOperator<double[]> f, BinaryOperator<double[]> vjp) {
        return new Specimen(model, bug, line, cause, () -> FunctionProblem.of(x, f, vjp, true));
    }

    private interface Loss {
        double of(double[] x);
    }

    private static Specimen loss(String model, String bug, String line, Kind cause, Loss f, UnaryOperator<double[]> gradient) {
        return new Specimen(model, bug, line, cause, () -> FunctionProblem.of(X, x -> new double[] {f.of(x)}, (x, g) -> gradient.apply(x), false));
    }

    private static double[] normalised(double[] x, double eps) {
        double mean = mean(x);
        double scale = 1 / Math.sqrt(mean(map(x, value -> (value - mean) * (value - mean))) + eps);
        return map(x, value -> (value - mean) * scale);
    }

    private static double[] normBackward(double[] x, double[] g, double eps, boolean meanTerm, boolean varianceTerm) {
        double mean = mean(x);
        double scale = 1 / Math.sqrt(mean(map(x, value -> (value - mean) * (value - mean))) + eps);
        double[] hat = normalised(x, eps);
        double byMean = meanTerm ? mean(g) : 0;
        double byVariance = varianceTerm ? dot(g, hat) / g.length : 0;
        return zip(g, hat, (up, h) -> scale * (up - byMean - h * byVariance));
    }

    private static double[] rms(double[] x, double eps) {
        double r = Math.sqrt(dot(x, x) / x.length + eps);
        return map(x, value -> value / r);
    }

    private static double[] rmsBackward(double[] x, double[] g, double eps) {
        double r = Math.sqrt(dot(x, x) / x.length + eps);
        double along = dot(g, x) / (x.length * r * r * r);
        return zip(g, x, (up, value) -> up / r - value * along);
    }

    private static double[] times(double[] x, boolean transposed) {
        NDArray a = NDArray.of(normal(3, 25), 5, 5);
        return (transposed ? a.transpose() : a).matmul(NDArray.of(x, 5)).toArray();
    }

    private static double[] rotated(double[] values, int by) {
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[(i + by) % values.length] = values[i];
        }
        return result;
    }

    private static double[] reversedScaled(double[] x) {
        double[] result = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            result[i] = WEIGHTS[i] * x[x.length - 1 - i];
        }
        return result;
    }

    private static double[] sorted(double[] values) {
        double[] result = values.clone();
        Arrays.sort(result);
        return result;
    }

    private static double[] without(double[] values, int i) {
        double[] result = values.clone();
        result[i] = 0;
        return result;
    }

    private static double[] doubled(double[] values, int i) {
        double[] result = values.clone();
        result[i] *= 2;
        return result;
    }

    /** A bias of shape (3) added to a batch of shape (4, 3). */
    private abstract static class Bias extends Function {
        @Override
        protected Tensor forward(Context ctx, Tensor... in) {
            return Tensor.of(NDArray.of(normal(5, 12), 4, 3)).add(in[0].detach());
        }
    }

    private static final class FirstRow extends Bias {
        @Override
        protected Tensor[] backward(Context ctx, Tensor... g) {
            return new Tensor[] {g[0].get(0)};
        }
    }

    private static final class MeanOfRows extends Bias {
        @Override
        protected Tensor[] backward(Context ctx, Tensor... g) {
            return new Tensor[] {g[0].mean(0)};
        }
    }

    private static Specimen tensors(String model, String bug, String line, Kind cause, Function f) {
        return new Specimen(model, bug, line, cause, () -> problem(f));
    }

    private static Problem problem(Function f) {
        return Gradcheck.problem(in -> new Tensor[] {f.apply(in[0])}, Tensor.of(NDArray.of(normal(6, 3), 3)).requiresGrad(true));
    }
}
