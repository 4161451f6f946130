package io.github.gradcheck.faults;

import io.github.gradcheck.autograd.Gradcheck;
import io.github.gradcheck.autograd.Tensor;
import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.ParameterCheck;
import io.github.gradcheck.check.Tolerance;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.numeric.NumericalGradient;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A way into the library: checks f(x) = Σ cᵢ·sin(xᵢ), whose evaluations pass through a trigger.
 *
 * @param name what the user calls
 * @param several whether several threads evaluate
 * @param trial the check of so many entries
 */
record Way(String name, boolean several, BiFunction<Integer, Trigger, Trial> trial) {
    private static final int THREADS = 2;

    /**
     * A check that has not begun.
     *
     * @param parameters the entries that must be the same afterwards
     */
    record Trial(Supplier<double[]> parameters, Runnable check) {
    }

    static List<Way> all() {
        return List.of(
                new Way("GradientCheck.of", false, (size, trigger) -> plain(size, trigger, check -> check)),
                new Way("GradientCheck.of, several threads", true, (size, trigger) -> plain(size, trigger, check -> check.concurrently().threads(THREADS))),
                new Way("GradientCheck.of, bounds and a fixed entry", false, (size, trigger) -> plain(size, trigger, check -> check.bounds(-100, 100).fixed(size - 1))),
                new Way("GradientCheck.of, along", false, (size, trigger) -> plain(size, trigger, check -> check.along(slopes(point(size)), terms(point(size))))),
                new Way("GradientCheck.taylor", false, Way::taylor),
                new Way("GradientCheck.ofVector", false, Way::vector),
                new Way("GradientCheck.ofJacobian", false, Way::jacobian),
                new Way("GradientCheck.ofJacobian, sparse", false, Way::sparse),
                new Way("GradientCheck.ofForward", false, Way::forward),
                new Way("GradientCheck.ofParameters", false, (size, trigger) -> named(size, trigger, false, check -> check)),
                new Way("GradientCheck.ofParameters, directions", false, (size, trigger) -> named(size, trigger, false, check -> check.directions(2))),
                new Way("GradientCheck.ofParameters, one fixed", false, (size, trigger) -> named(size, trigger, false, check -> check.fixed("W"))),
                new Way("GradientCheck.ofParameters, several threads", true, (size, trigger) -> named(size, trigger, true, check -> check.threads(THREADS))),
                new Way("Gradcheck.gradcheck", false, (size, trigger) -> tensor(size, trigger, null)),
                new Way("Gradcheck.gradcheck, PyTorch's rule", false, (size, trigger) -> tensor(size, trigger, Tolerance.TORCH)),
                new Way("NumericalGradient.of", false, (size, trigger) -> differences(size, trigger, 1)),
                new Way("NumericalGradient.concurrently", true, (size, trigger) -> differences(size, trigger, THREADS)));
    }

    /** Numbers of several sizes, with the smallest double and −0 among them. */
    private static double[] point(int size) {
        double[] x = new double[size];
        for (int i = 0; i < size; i++) {
            x[i] = 0.1 + Math.sin(i + 1) * (i + 1);
        }
        x[1] = Double.MIN_VALUE;
        x[2] = -0.0;
        return x;
    }

    private static double weight(int i) {
        return 1 + i / 8.0;
    }

    private static double[] terms(double[] x) {
        double[] terms = new double[x.length];
        Arrays.setAll(terms, i -> weight(i) * Math.sin(x[i]));
        return terms;
    }

    private static double[] slopes(double[] x) {
        double[] slopes = new double[x.length];
        Arrays.setAll(slopes, i -> weight(i) * Math.cos(x[i]));
        return slopes;
    }

    private static double value(NDArray x) {
        return Arrays.stream(terms(x.toArray())).sum();
    }

    private static Trial plain(int size, Trigger trigger, UnaryOperator<GradientCheck> how) {
        double[] x = point(size);
        GradientCheck check = how.apply(GradientCheck.of(in -> trigger.pass(Arrays.stream(terms(in)).sum(), () -> Arrays.fill(in, 7)),
                in -> trigger.pass(slopes(in), () -> Arrays.fill(in, 7))));
        return new Trial(x::clone, () -> check.at(x).orThrow());
    }

    private static Trial vector(int size, Trigger trigger) {
        double[] x = point(size);
        GradientCheck check = GradientCheck.ofVector(in -> trigger.pass(terms(in), () -> Arrays.fill(in, 7)), (in, upstream) -> {
            double[] product = slopes(in);
            Arrays.setAll(product, i -> product[i] * upstream[i]);
            return trigger.pass(product, () -> Arrays.fill(in, 7));
        });
        return new Trial(x::clone, () -> check.at(x).orThrow());
    }

    private static Trial taylor(int size, Trigger trigger) {
        double[] x = point(size);
        GradientCheck check = GradientCheck.of(in -> trigger.pass(Arrays.stream(terms(in)).sum(), () -> Arrays.fill(in, 7)), in -> trigger.pass(slopes(in), () -> Arrays.fill(in, 7)));
        return new Trial(x::clone, () -> check.taylor(x));
    }

    private static Trial jacobian(int size, Trigger trigger) {
        double[] x = point(size);
        GradientCheck check = GradientCheck.ofJacobian(in -> trigger.pass(terms(in), () -> Arrays.fill(in, 7)), in -> {
            double[] slopes = trigger.pass(slopes(in), () -> Arrays.fill(in, 7));
            double[][] rows = new double[size][slopes.length];
            for (int k = 0; k < size; k++) {
                rows[k][k] = slopes[k];
            }
            return rows;
        });
        return new Trial(x::clone, () -> check.at(x).orThrow());
    }

    private static Trial sparse(int size, Trigger trigger) {
        double[] x = point(size);
        int[] diagonal = new int[size];
        Arrays.setAll(diagonal, k -> k);
        GradientCheck check = GradientCheck.ofJacobian(in -> trigger.pass(terms(in), () -> Arrays.fill(in, 7)), diagonal, diagonal,
                in -> trigger.pass(slopes(in), () -> Arrays.fill(in, 7)));
        return new Trial(x::clone, () -> check.at(x).orThrow());
    }

    private static Trial forward(int size, Trigger trigger) {
        double[] x = point(size);
        GradientCheck check = GradientCheck.ofForward(in -> trigger.pass(terms(in), () -> Arrays.fill(in, 7)), (in, v) -> {
            double[] product = slopes(in);
            Arrays.setAll(product, i -> product[i] * v[i]);
            return trigger.pass(product, () -> Arrays.fill(in, 7));
        });
        return new Trial(x::clone, () -> check.at(x).orThrow());
    }

    /** In two arrays, so that one is spoilt while the other is moved. */
    private static Trial named(int size, Trigger trigger, boolean concurrent, UnaryOperator<ParameterCheck> how) {
        double[] x = point(size);
        Map<String, NDArray> params = new LinkedHashMap<>();
        params.put("W", NDArray.of(Arrays.copyOf(x, size / 2), size / 2, 1));
        params.put("b", NDArray.of(Arrays.copyOfRange(x, size / 2, size), size - size / 2));
        ParameterCheck check = GradientCheck.ofParameters(params, () -> loss(params, trigger), () -> gradients(params, trigger));
        ParameterCheck whole = how.apply(concurrent ? check.concurrently(copies -> loss(copies, trigger)) : check);
        return new Trial(() -> joined(params), () -> whole.run().orThrow());
    }

    private static double loss(Map<String, NDArray> params, Trigger trigger) {
        return trigger.pass(params.values().stream().mapToDouble(Way::value).sum(), () -> params.values().forEach(array -> array.fill(7)));
    }

    private static Map<String, NDArray> gradients(Map<String, NDArray> params, Trigger trigger) {
        Map<String, NDArray> gradients = new LinkedHashMap<>();
        params.forEach((name, array) -> gradients.put(name, NDArray.of(slopes(array.toArray()), array.shape())));
        double[] bias = trigger.pass(gradients.get("b").toArray(), () -> params.values().forEach(array -> array.fill(7)));
        gradients.put("b", NDArray.of(bias, bias.length));
        return gradients;
    }

    private static double[] joined(Map<String, NDArray> params) {
        return params.values().stream().flatMapToDouble(array -> Arrays.stream(array.toArray())).toArray();
    }

    private static Trial tensor(int size, Trigger trigger, Tolerance tolerance) {
        NDArray x = NDArray.of(point(size), size);
        double[] weights = new double[size];
        Arrays.setAll(weights, Way::weight);
        UnaryOperator<Tensor> f = in -> {
            Tensor right = in.sin().multiply(Tensor.of(NDArray.of(weights, size)));
            double[] values = right.data().toArray();
            double[] passed = trigger.pass(values, () -> in.data().fill(7));
            return passed == values ? right : passed.length == size ? right.multiply(Double.NaN) : right.reshape(1, size);
        };
        Tensor input = Tensor.of(x).requiresGrad(true);
        return new Trial(x::toArray, () -> {
            if (tolerance == null) {
                Gradcheck.gradcheck(f, input);
            } else {
                Gradcheck.gradcheck(f, input, tolerance);
            }
        });
    }

    private static Trial differences(int size, Trigger trigger, int threads) {
        NDArray x = NDArray.of(point(size), size);
        if (threads > 1) {
            return new Trial(x::toArray, () -> NumericalGradient.concurrently(in -> trigger.pass(value(in), () -> in.fill(7)), x, 1e-5, threads));
        }
        return new Trial(x::toArray, () -> NumericalGradient.of(in -> trigger.pass(value(in), () -> in.fill(7)), x));
    }
}
