package io.github.gradcheck.check;

import io.github.gradcheck.examination.Remainders;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.numeric.Derivative;
import io.github.gradcheck.numeric.TaylorRemainder;
import io.github.gradcheck.probe.Intermediates;
import io.github.gradcheck.probe.Probe;
import io.github.gradcheck.problem.CheckOptions;
import io.github.gradcheck.problem.FunctionProblem;
import io.github.gradcheck.problem.ParameterProblem;
import io.github.gradcheck.problem.Pattern;
import io.github.gradcheck.problem.PointEvaluator;
import io.github.gradcheck.problem.Problem;
import io.github.gradcheck.problem.SearchStrategy;
import io.github.gradcheck.problem.Stretch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * Tells whether a gradient is right, where it is wrong, and why.
 *
 * <p>Every entry of the gradient is measured from values of the function. The measurement is an interval of slopes that depends on the
 * function alone: from differences at one geometric grid of steps, extrapolated where the function is smooth (Richardson, 1911), else fitted
 * at every scale, of which those that agree are taken together (Lepski, 1990). There is nothing to tune.
 *
 * <p>With a the value under test, [s − e, s + e] the interval, R how far a is off by its own rounding, and r what {@link #within} allows, an entry is CORRECT if, for the slope n of the
 * interval that is nearest to a, |a − n| ≤ R + r·(|a| + |n|), and e is so small that an error of a hundredth would not have passed; WRONG if it is more, for this interval and for
 * every other that could not be excluded; and undecided otherwise, with the interval and what makes it long. See {@link Derivative}.
 *
 * <pre>{@code
 * GradientCheck.of(x -> x[0] * x[0], x -> new double[] {2 * x[0]}).at(3).orThrow();
 * }</pre>
 */
public final class GradientCheck extends ConfiguredCheck<GradientCheck> {
    private final BiFunction<double[], List<Stretch>, FunctionProblem> problem;
    private final List<Stretch> layout;

    /** What f and its gradient show to a probe; null if they get none. */
    private final Function<FunctionProblem, Intermediates> probed;

    private GradientCheck(BiFunction<double[], List<Stretch>, FunctionProblem> problem, List<Stretch> layout, CheckOptions options) {
        this(problem, layout, options, null);
    }

    private GradientCheck(BiFunction<double[], List<Stretch>, FunctionProblem> problem, List<Stretch> layout, CheckOptions options,
            Function<FunctionProblem, Intermediates> probed) {
        super(options);
        this.problem = problem;
        this.layout = List.copyOf(layout);
        this.probed = probed;
    }

    /**
     * A function with one value, and its gradient.
     *
     * @param loss the function; it must not change its argument
     * @param gradient the gradient to check, as long as its argument
     * @throws NullPointerException if one of them is null
     */
    public static GradientCheck of(ToDoubleFunction<double[]> loss, UnaryOperator<double[]> gradient) {
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(gradient, "gradient");
        return new GradientCheck((x, layout) -> FunctionProblem.ofLoss(x, layout, loss, gradient), List.of(), CheckOptions.MEASURED);
    }

    /**
     * A function with several values, and its vector-Jacobian product.
     *
     * <pre>{@code
     * GradientCheck.ofVector(x -> new double[] {x[0] * x[1], Math.sin(x[0])},
     *         (x, u) -> new double[] {u[0] * x[1] + u[1] * Math.cos(x[0]), u[0] * x[0]}).at(0.5, 2).orThrow();
     * }</pre>
     *
     * @param function the function; it must not change its argument
     * @param vjp of x and an upstream gradient u, as long as the function's result: the array of Σₖ uₖ·∂fₖ/∂xᵢ, as long as x
     * @throws NullPointerException if one of them is null
     */
    public static GradientCheck ofVector(UnaryOperator<double[]> function, BinaryOperator<double[]> vjp) {
        Objects.requireNonNull(function, "function");
        Objects.requireNonNull(vjp, "vjp");
        return new GradientCheck((x, layout) -> FunctionProblem.of(x, layout, function, vjp, true), List.of(), CheckOptions.MEASURED);
    }

    /**
     * A function with several values, and the products of its Jacobian in reverse and in forward mode, which must belong together.
     *
     * <p>The vector-Jacobian product is judged as in {@link #ofVector(UnaryOperator, BinaryOperator)}; and u·(J·v) = (Jᵀ·u)·v is asked for random u and v, up to rounding, without
     * any difference: what is right in one is so in the other.
     *
     * <pre>{@code
     * GradientCheck.ofVector(x -> new double[] {x[0] * x[1], Math.sin(x[0])},
     *         (x, u) -> new double[] {u[0] * x[1] + u[1] * Math.cos(x[0]), u[0] * x[0]},
     *         (x, v) -> new double[] {v[0] * x[1] + x[0] * v[1], Math.cos(x[0]) * v[0]}).at(0.5, 2).orThrow();
     * }</pre>
     *
     * @param function the function; it must not change its argument
     * @param vjp of x and an upstream gradient u, as long as the function's result: the array of Σₖ uₖ·∂fₖ/∂xᵢ, as long as x
     * @param jvp of x and v, as long as x: the array of Σᵢ ∂f<sub>k</sub>/∂xᵢ·vᵢ, as long as the function's result
     * @throws NullPointerException if one of them is null
     */
    public static GradientCheck ofVector(UnaryOperator<double[]> function, BinaryOperator<double[]> vjp, BinaryOperator<double[]> jvp) {
        Objects.requireNonNull(function, "function");
        Objects.requireNonNull(vjp, "vjp");
        Objects.requireNonNull(jvp, "jvp");
        return new GradientCheck((x, layout) -> FunctionProblem.ofBoth(x, layout, function, vjp, jvp), List.of(), CheckOptions.MEASURED);
    }

    /**
     * A function with several values, and its whole Jacobian, every entry of which is judged.
     *
     * <p>J<sub>ki</sub> = ∂f<sub>k</sub>/∂xᵢ: a row for each value of f, a column for each entry of x, in the units of f<sub>k</sub> over those of xᵢ. In the
     * report an entry is "x[i] of output k", and a Jacobian that is transposed, or whose rows or columns are scaled, is named as such.
     *
     * <pre>{@code
     * GradientCheck.ofJacobian(x -> new double[] {x[0] * x[1], Math.sin(x[0])},
     *         x -> new double[][] {{x[1], x[0]}, {Math.cos(x[0]), 0}}).at(0.5, 2).orThrow();
     * }</pre>
     *
     * @param function the function; it must not change its argument
     * @param jacobian as many rows as the function has values, each as long as x; {@link #at} throws an IllegalArgumentException for another size
     * @throws NullPointerException if one of them is null
     */
    public static GradientCheck ofJacobian(UnaryOperator<double[]> function, Function<double[], double[][]> jacobian) {
        Objects.requireNonNull(function, "function");
        Objects.requireNonNull(jacobian, "jacobian");
        return new GradientCheck((x, layout) -> FunctionProblem.ofJacobian(x, layout, function, jacobian), List.of(), CheckOptions.MEASURED.strategy(SearchStrategy.EVERY_ENTRY));
    }

    /**
     * A function with several values, and the entries of its sparse Jacobian that are not zero.
     *
     * <p>The k-th value is that of J in row {@code rows[k]} and column {@code columns[k]}, from 0 on. Every entry of J is measured, declared or not: those that are
     * not zero and that the pattern lacks are WRONG and listed as such, and so are the values of the others, each by itself. Those that are declared
     * and are 0 wherever the function was evaluated are noted.
     *
     * <pre>{@code
     * GradientCheck.ofJacobian(x -> new double[] {x[0] * x[1], Math.sin(x[0])}, new int[] {0, 0, 1}, new int[] {0, 1, 0},
     *         x -> new double[] {x[1], x[0], Math.cos(x[0])}).at(0.5, 2).orThrow();
     * }</pre>
     *
     * @param function the function; it must not change its argument
     * @param rows for each declared entry the value of f
     * @param columns for each the entry of x
     * @param values as long as both; {@link #at} throws an IllegalArgumentException for another length, and where the pattern has a place outside of J
     * @throws NullPointerException if one of them is null
     * @throws IllegalArgumentException if rows and columns differ in length, have a negative number, or an entry twice
     */
    public static GradientCheck ofJacobian(UnaryOperator<double[]> function, int[] rows, int[] columns, UnaryOperator<double[]> values) {
        Objects.requireNonNull(function, "function");
        Pattern pattern = Pattern.of(rows, columns);
        Objects.requireNonNull(values, "values");
        return new GradientCheck((x, layout) -> FunctionProblem.ofSparseJacobian(x, layout, function, pattern, values), List.of(), CheckOptions.MEASURED.strategy(SearchStrategy.EVERY_ENTRY));
    }

    /**
     * A gradient, and the matrix of second derivatives, every entry of which is judged by differences of the gradient.
     *
     * <p>H<sub>ki</sub> = ∂g<sub>k</sub>/∂xᵢ, in the units of f over those of x<sub>k</sub>·xᵢ. That it equals its transpose up to rounding is
     * asked of the matrix alone, and the report names the first two entries that differ. The gradient is taken as it is: check it first.
     *
     * <pre>{@code
     * GradientCheck.ofHessian(x -> new double[] {2 * x[0] * x[1], x[0] * x[0]},
     *         x -> new double[][] {{2 * x[1], 2 * x[0]}, {2 * x[0], 0}}).at(0.5, 2).orThrow();
     * }</pre>
     *
     * @param gradient the gradient, as long as its argument, which it must not change
     * @param hessian as many rows as x has entries, each as long as x; {@link #at} throws an IllegalArgumentException for another size
     * @throws NullPointerException if one of them is null
     */
    public static GradientCheck ofHessian(UnaryOperator<double[]> gradient, Function<double[], double[][]> hessian) {
        Objects.requireNonNull(gradient, "gradient");
        Objects.requireNonNull(hessian, "hessian");
        return new GradientCheck((x, layout) -> FunctionProblem.ofHessian(x, layout, gradient, hessian), List.of(), CheckOptions.MEASURED.strategy(SearchStrategy.EVERY_ENTRY));
    }

    /**
     * A gradient, and the product of the matrix of second derivatives with a direction, H·v.
     *
     * <p>The product is asked for along each unit vector, and every entry judged as in {@link #ofHessian}; and along one random direction,
     * where it must be the mixture of the others, up to rounding. Of more than 5000 entries, or with {@link #directions}, it is judged along random
     * directions alone, one product for each.
     *
     * <pre>{@code
     * GradientCheck.ofHessianVector(x -> new double[] {2 * x[0] * x[1], x[0] * x[0]},
     *         (x, v) -> new double[] {2 * x[1] * v[0] + 2 * x[0] * v[1], 2 * x[0] * v[0]}).at(0.5, 2).orThrow();
     * }</pre>
     *
     * @param gradient the gradient, as long as its argument, which it must not change
     * @param product of x and v, as long as x: the array of Σᵢ ∂g<sub>k</sub>/∂xᵢ·vᵢ, as long as x
     * @throws NullPointerException if one of them is null
     */
    public static GradientCheck ofHessianVector(UnaryOperator<double[]> gradient, BinaryOperator<double[]> product) {
        Objects.requireNonNull(gradient, "gradient");
        Objects.requireNonNull(product, "product");
        return new GradientCheck((x, layout) -> FunctionProblem.ofHessianVector(x, layout, gradient, product), List.of(), CheckOptions.MEASURED);
    }

    /**
     * A function with several values, and its Jacobian-vector product J·v, as forward mode computes it.
     *
     * <p>The product is asked for along each unit vector, and every entry of the Jacobian judged as in {@link #ofJacobian}; and along one
     * random direction, where it must be the mixture of the others, up to rounding. Of more than 5000 entries, or with {@link #directions}, it is
     * judged along random directions alone, one product for each.
     *
     * <pre>{@code
     * GradientCheck.ofForward(x -> new double[] {x[0] * x[1], Math.sin(x[0])},
     *         (x, v) -> new double[] {v[0] * x[1] + x[0] * v[1], Math.cos(x[0]) * v[0]}).at(0.5, 2).orThrow();
     * }</pre>
     *
     * @param function the function; it must not change its argument
     * @param jvp of x and v, as long as x: the array of Σᵢ ∂f<sub>k</sub>/∂xᵢ·vᵢ, as long as the function's result
     * @throws NullPointerException if one of them is null
     */
    public static GradientCheck ofForward(UnaryOperator<double[]> function, BinaryOperator<double[]> jvp) {
        Objects.requireNonNull(function, "function");
        Objects.requireNonNull(jvp, "jvp");
        return new GradientCheck((x, layout) -> FunctionProblem.ofForward(x, layout, function, jvp), List.of(), CheckOptions.MEASURED);
    }

    /**
     * A function with one value, and its gradient, written by hand, both of which show their intermediates to a {@link Probe}.
     *
     * <p>The gradient by x is checked as that of {@link #of}; both get {@link Probe#NONE} for that. Then ∂f/∂h is measured for each intermediate h, in the
     * same way, and compared with what the gradient shows; and which intermediates are computed from which others is found by moving one at a time while the others are held.
     * So the report says in the lines between which gradients the fault lies.
     *
     * @param loss the function; it must not change its argument
     * @param gradient the gradient to check, as long as its argument
     * @throws NullPointerException if one of them is null
     * @see Probe
     */
    public static GradientCheck ofProbed(ToDoubleBiFunction<double[], Probe> loss, BiFunction<double[], Probe, double[]> gradient) {
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(gradient, "gradient");
        return new GradientCheck((x, layout) -> FunctionProblem.ofLoss(x, layout, point -> loss.applyAsDouble(point, Probe.NONE),
                point -> gradient.apply(point, Probe.NONE)), List.of(), CheckOptions.MEASURED, stated -> new Intermediates(stated, loss, gradient));
    }

    /**
     * A loss that reads parameters, which are named arrays, and its gradients by all of them.
     *
     * <pre>{@code
     * NDArray w = NDArray.of(new double[] {1, -2, 3}, 3);
     * Map<String, NDArray> params = new LinkedHashMap<>(Map.of("w", w));
     * GradientCheck.ofParameters(params, () -> w.multiply(w).sum(), () -> Map.of("w", w.multiply(2))).run().orThrow();
     * }</pre>
     *
     * <p>The parameters are changed in place, entry by entry, and are restored bit for bit, also when the loss throws. Two threads cannot
     * check the same parameter at once: the second is refused, with an IllegalStateException. Where two threads check different parameters
     * of one model, each loss reads what the other check moves: what is then doubtful is measured again when the other check has ended.
     *
     * @param params the parameters by name; give a {@link java.util.LinkedHashMap}, and the report has them in its order, else by name
     * @param loss the loss at the present values of the parameters
     * @param gradients for each name an array of the parameter's shape; others are not checked, and the report names them
     * @throws NullPointerException if one of the three is null
     */
    public static ParameterCheck ofParameters(Map<String, NDArray> params, DoubleSupplier loss, Supplier<Map<String, NDArray>> gradients) {
        Objects.requireNonNull(params, "params");
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(gradients, "gradients");
        return new ParameterCheck(() -> ParameterProblem.of(params, loss, gradients), CheckOptions.MEASURED);
    }

    /**
     * Several functions of the same point, such as an objective and its constraints, checked together: one report.
     *
     * <pre>{@code
     * GradientCheck.all("objective", GradientCheck.of(x -> x[0] * x[1], x -> new double[] {x[1], x[0]}))
     *         .and("constraints", GradientCheck.ofJacobian(x -> new double[] {x[0] + x[1], x[0] * x[0]}, x -> new double[][] {{1, 1}, {2 * x[0], 0}}))
     *         .at(1, 2).orThrow();
     * }</pre>
     *
     * @param name of the first, such as "objective"
     * @param check of the first
     * @throws NullPointerException if one of them is null
     * @throws IllegalArgumentException if the name is blank
     */
    public static JointCheck all(String name, GradientCheck check) {
        return new JointCheck(Map.of()).and(name, check);
    }

    /**
     * An objective that is a sum, checked term by term.
     *
     * <pre>{@code
     * GradientCheck.ofTerms("data", x -> Math.exp(x[0] * x[1]), x -> new double[] {x[1] * Math.exp(x[0] * x[1]), x[0] * Math.exp(x[0] * x[1])})
     *         .and("prior", x -> x[0] * x[0], x -> new double[] {2 * x[0], 0})
     *         .sum(x -> Math.exp(x[0] * x[1]) + x[0] * x[0], x -> new double[] {x[1] * Math.exp(x[0] * x[1]) + 2 * x[0], x[0] * Math.exp(x[0] * x[1])})
     *         .at(1, 0.5).orThrow();
     * }</pre>
     *
     * @param name of the first term, such as "data"
     * @param term the value of the first
     * @param gradient its gradient
     * @throws NullPointerException if one of them is null
     * @throws IllegalArgumentException if the name is blank, or "sum"
     */
    public static TermCheck ofTerms(String name, ToDoubleFunction<double[]> term, UnaryOperator<double[]> gradient) {
        return new TermCheck(all(TermCheck.requireOther(name), of(term, gradient)), Optional.empty());
    }

    /**
     * Checks a function and a backward pass of another form than those above.
     *
     * @param problem its blocks, its values at the present point, and its vector-Jacobian product: for each block as many numbers as the block has entries
     * @throws NullPointerException if problem is null
     * @throws IllegalArgumentException if there is no entry to check, or a gradient does not fit its block
     * @throws ArithmeticException if a value is not finite
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public static GradientReport examine(Problem problem) {
        return Judgement.of(Objects.requireNonNull(problem, "problem"), CheckOptions.MEASURED);
    }

    /**
     * The same check, with a name and a shape for the next entries of the array: several of these, one after the other, are the whole array.
     * The function still gets the one array; the report has a parameter for each name, and speaks of its rows and columns.
     *
     * <pre>{@code
     * GradientCheck.of(x -> x[0] * x[1] + x[2] * x[3] + x[4], x -> new double[] {x[1], x[0], x[3], x[2], 1})
     *         .layout("W", 2, 2).layout("b", 1).at(1, -2, 0.5, 3, 0).parameter("W");
     * }</pre>
     *
     * @param name such as "W"
     * @param shape the extents, row-major; none for a single number
     * @throws NullPointerException if one of them is null
     * @throws IllegalArgumentException if the name is blank or already there, an extent is not positive, or no array is that long;
     *     {@link #at} throws it if all of them together are not as long as its array
     */
    public GradientCheck layout(String name, int... shape) {
        List<Stretch> more = new ArrayList<>(layout);
        more.add(new Stretch(name, shape));
        if (layout.stream().anyMatch(stretch -> stretch.name().equals(name))) {
            throw new IllegalArgumentException("the layout has two stretches named " + name);
        }
        return new GradientCheck(problem, more, options(), probed);
    }

    /**
     * The same check on all cores: the function may be called by several threads at the same time, each with an array of its own, as
     * long as x. That is compared before it is used. The result is the same bit for bit. Below 64 entries one thread is used all the same.
     * {@link #at} throws an IllegalStateException if several threads do not get the values that one does.
     */
    public GradientCheck concurrently() {
        return new GradientCheck(problem.andThen(FunctionProblem::concurrent), layout, options(), probed);
    }

    /**
     * The same check with the values of f from elsewhere: from other processes or machines, where f is costly. Entries are measured side by side, up to 256, and each
     * batch has a point of each; what comes out is the same bit for bit. The point itself, random directions, and entries whose kinks meet are left to f.
     *
     * <pre>{@code
     * GradientCheck.of(x -> x[0] * x[1], x -> new double[] {x[1], x[0]})
     *         .evaluatedBy(points -> points.parallelStream().map(x -> new double[] {x[0] * x[1]}).toList()).at(2, 3).orThrow();
     * }</pre>
     *
     * @param evaluator has the values of the same f; compared with it at three points before it is used. {@link #at} throws an IllegalStateException if they differ, if
     *     it throws one itself, or if it gives another number of values than it was asked for
     * @throws NullPointerException if it is null
     */
    public GradientCheck evaluatedBy(PointEvaluator evaluator) {
        Objects.requireNonNull(evaluator, "evaluator");
        return new GradientCheck(problem.andThen(stated -> stated.evaluatedBy(evaluator)), layout, options(), probed);
    }

    /**
     * The same check within bounds: f is never evaluated outside, not even by an ulp, and neither is the gradient.
     *
     * <p>At a bound and near it the slope is measured from the side that is there, with its error; the entries of a random direction turn
     * inward there. An entry whose bounds are equal is {@linkplain #fixed fixed}. Where a kink leads into a corner of several bounds, as that of
     * |x₀ − x₁| into (0, 0), each slope is that of its own side alone, and 0 counts as wrong there: check beside the corner.
     *
     * <pre>{@code
     * GradientCheck.of(x -> x[0] * Math.sqrt(x[1]), x -> new double[] {Math.sqrt(x[1]), x[0] / (2 * Math.sqrt(x[1]))})
     *         .bounds(new double[] {0, 1e-3}, new double[] {1, Double.POSITIVE_INFINITY}).at(0, 1e-3).orThrow();
     * }</pre>
     *
     * @param lower for each entry of x the least value, in the units of x; -∞ for none
     * @param upper for each entry the greatest; ∞ for none
     * @throws NullPointerException if one of them is null
     * @throws IllegalArgumentException if they differ in length, cross or are NaN; {@link #at} throws it if they exclude x, or have another length
     */
    public GradientCheck bounds(double[] lower, double[] upper) {
        double[] low = Objects.requireNonNull(lower, "lower").clone();
        double[] high = Objects.requireNonNull(upper, "upper").clone();
        if (low.length != high.length) {
            throw new IllegalArgumentException("lower has length " + low.length + ", upper has length " + high.length);
        }
        for (int i = 0; i < low.length; i++) {
            requireOrdered("lower[" + i + "]", low[i], "upper[" + i + "]", high[i]);
        }
        return new GradientCheck(problem.andThen(stated -> stated.bounds(low, high)), layout, options(), probed);
    }

    /**
     * The same check with the same {@linkplain #bounds(double[], double[]) bounds} for every entry.
     *
     * @param lower the least value, in the units of x; -∞ for none
     * @param upper the greatest; ∞ for none
     * @throws IllegalArgumentException if they cross or are NaN; {@link #at} throws it if they exclude an entry of x
     */
    public GradientCheck bounds(double lower, double upper) {
        requireOrdered("lower", lower, "upper", upper);
        return new GradientCheck(problem.andThen(stated -> stated.bounds(lower, upper)), layout, options(), probed);
    }

    private static void requireOrdered(String lowerName, double lower, String upperName, double upper) {
        if (Double.isNaN(lower) || Double.isNaN(upper)) {
            throw new IllegalArgumentException((Double.isNaN(lower) ? lowerName : upperName) + " must be a number or infinite: NaN");
        }
        if (lower > upper) {
            throw new IllegalArgumentException(lowerName + " is " + lower + ", above " + upperName + ", which is " + upper);
        }
    }

    /**
     * The same check without some entries, such as whole numbers and hyper-parameters. They are never moved, what the gradient says of them
     * is not looked at, and the report counts them as {@linkplain ParameterReport#skipped skipped}.
     *
     * <pre>{@code
     * GradientCheck.of(x -> Math.pow(x[0], x[1]), x -> new double[] {x[1] * Math.pow(x[0], x[1] - 1), Double.NaN}).fixed(1).at(2, 3).orThrow();
     * }</pre>
     *
     * @param entries their places in x, from 0 on; those of several calls are all fixed
     * @throws NullPointerException if it is null
     * @throws IllegalArgumentException if one is negative or there twice; {@link #at} throws it if x has no such entry, or no entry is left
     */
    public GradientCheck fixed(int... entries) {
        int[] places = Objects.requireNonNull(entries, "entries").clone();
        Set<Integer> seen = new HashSet<>();
        for (int place : places) {
            if (place < 0) {
                throw new IllegalArgumentException("entries has " + place + ": places are counted from 0 on");
            }
            if (!seen.add(place)) {
                throw new IllegalArgumentException("entries has " + place + " more than once");
            }
        }
        return new GradientCheck(problem.andThen(stated -> stated.fixed(places)), layout, options(), probed);
    }

    /**
     * The same check without the entries of some stretches of the {@linkplain #layout layout}, as {@link #fixed(int...)}.
     *
     * <pre>{@code
     * GradientCheck.of(x -> x[0] * x[0] * x[1], x -> new double[] {2 * x[0] * x[1], Double.NaN})
     *         .layout("w", 1).layout("rate", 1).fixed("rate").at(2, 3).orThrow();
     * }</pre>
     *
     * @throws NullPointerException if one of them is null
     * @throws IllegalArgumentException of {@link #at}, if the layout has no stretch of such a name
     */
    public GradientCheck fixed(String... names) {
        Set<String> all = Set.copyOf(List.of(names));
        return new GradientCheck(problem.andThen(stated -> stated.fixed(all)), layout, options(), probed);
    }

    /**
     * The same check of some directional derivatives alone, Σᵢ vᵢ·∂f/∂xᵢ, such as those along a simplex, on which Σᵢ vᵢ = 0, or tangent to a manifold.
     *
     * <p>f is evaluated at x + t·v, within its {@linkplain #bounds bounds}. The report calls the k-th {@code direction[k]}, in the units of f over those of t.
     *
     * <pre>{@code
     * GradientCheck.of(p -> -p[0] * Math.log(p[0]) - p[1] * Math.log(p[1]), p -> new double[] {-Math.log(p[0]), -Math.log(p[1])})
     *         .bounds(0, 1).along(new double[] {1, -1}).at(0.3, 0.7).orThrow();
     * }</pre>
     *
     * @param directions each as long as x, in the units of x; fixed entries are 0 in all of them
     * @throws NullPointerException if one of them is null
     * @throws IllegalArgumentException if there is none, or one is 0 or has an entry that is not finite; {@link #at} throws it if one is not as long as
     *     x, or moves a fixed entry
     */
    public GradientCheck along(double[]... directions) {
        double[][] all = new double[Objects.requireNonNull(directions, "directions").length][];
        if (all.length == 0) {
            throw new IllegalArgumentException("directions must have at least one: there is nothing to check");
        }
        for (int j = 0; j < all.length; j++) {
            String name = "directions[" + j + "]";
            all[j] = Objects.requireNonNull(directions[j], name).clone();
            if (!Arrays.stream(all[j]).allMatch(Double::isFinite)) {
                throw new IllegalArgumentException(name + " must be finite: " + Arrays.toString(all[j]));
            }
            if (Arrays.stream(all[j]).allMatch(value -> value == 0)) {
                throw new IllegalArgumentException(name + " is 0 in all entries: it leads nowhere");
            }
        }
        return new GradientCheck(problem.andThen(stated -> stated.along(all)), layout, options(), probed);
    }

    @Override
    GradientCheck with(CheckOptions other) {
        return new GradientCheck(problem, layout, other, probed);
    }

    /**
     * Checks the gradient at a point, which is not touched: the function gets a copy.
     *
     * <p>Both are also called in other orders, at x and at a second point nearby within the bounds, as an optimiser would: a gradient that depends on
     * what was called before is WRONG.
     *
     * <p>What the function throws at x itself, and the gradient at x, comes out as it is. Where the function throws a RuntimeException
     * beside x it is not defined: what is defined is used, one-sided where need be, and an entry for which nothing is left is undecided and names the
     * exception. An Error comes out; among its suppressed exceptions is a note that says where f was evaluated.
     *
     * @throws NullPointerException if x is null
     * @throws IllegalArgumentException if x is empty, has an entry that is not finite, or is not as long as its layout, the function returns null, or the gradient is null
     *     or not as long as x
     * @throws ArithmeticException if the function is not finite at x
     * @throws IllegalStateException if the function has another number of values next to x, or was said to be safe to call
     *     {@linkplain #concurrently concurrently} and is not
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public GradientReport at(double... x) {
        Objects.requireNonNull(x, "x");
        FunctionProblem given = problem.apply(x, layout);
        Problem stated = given.stated(options());
        GradientReport report = Judgement.of(stated, given.options(options())).at(x);
        // Where f or its gradient cannot be relied on, or only directions were asked for, nothing follows from its intermediates.
        return probed == null || !report.violations().isEmpty() || stated != given ? report : FaultLocation.within(report, probed.apply(given), options());
    }

    /**
     * The Taylor test at a point: |f(x + t·v) − f(x) − t·⟨g, v⟩| for smaller and smaller t, along a random direction v, or along those that were
     * {@linkplain #along given} together. It is a view and no verdict: an error that a remainder of this one direction does not show, {@link #at} may.
     *
     * <pre>{@code
     * double order = GradientCheck.of(x -> x[0] * x[0] * x[1], x -> new double[] {2 * x[0] * x[1], x[0] * x[0]}).taylor(3, 2).order();   // 2, or near it
     * }</pre>
     *
     * @throws NullPointerException if x is null
     * @throws IllegalArgumentException as {@link #at} does
     * @throws ArithmeticException if the function is not finite at x
     */
    public TaylorRemainder taylor(double... x) {
        Objects.requireNonNull(x, "x");
        return Remainders.of(problem.apply(x, layout).stated(options()), options());
    }
}
