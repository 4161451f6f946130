package io.github.gradcheck.autograd;

import io.github.gradcheck.backend.TorchRandom;
import io.github.gradcheck.check.GradcheckException;
import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.check.ParameterCheck;
import io.github.gradcheck.check.Tolerance;
import io.github.gradcheck.check.Verdict;
import io.github.gradcheck.execution.ArrayLock;
import io.github.gradcheck.ndarray.DType;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.problem.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Compares the backward pass of a function of tensors with the function itself, as {@code torch.autograd.gradcheck}.
 *
 * <p>Without a tolerance every entry of the Jacobian is measured, and judged by the error of the measurement: see
 * {@link io.github.gradcheck.check.GradientCheck}. Tensors that require a gradient and that f uses without being given them are
 * checked as well. With a {@link Tolerance} PyTorch's rule holds: every entry is moved by ±eps, and the two Jacobians must agree
 * within |analytic − numerical| ≤ atol + rtol·|numerical|. Both ways a backward pass must also repeat, be zero for a zero
 * upstream gradient, and accept an undefined one. Inputs come back bit for bit, whatever happens.
 *
 * <p>Every form returns true or throws a {@link GradcheckException}; the forms named {@code …OrFalse} return false instead.
 *
 * <pre>{@code
 * Tensor x = Torch.randn(DType.FLOAT64, 3).requiresGrad(true);
 * Gradcheck.gradcheck(t -> t.sigmoid().multiply(t), x);
 * Gradcheck.gradcheck(t -> t.sigmoid().multiply(t), x, Tolerance.torch(1e-6, 1e-5, 1e-3));
 * }</pre>
 */
public final class Gradcheck {
    private Gradcheck() {
    }

    /** Checks a function of one tensor by measured uncertainty. Kotlin and Scala want the type of its parameter written in a lambda. */
    public static boolean gradcheck(UnaryOperator<Tensor> f, Tensor x) {
        return gradcheckAll(ofOne(f), new Tensor[] {x});
    }

    /** Checks a function of one tensor. */
    public static boolean gradcheck(UnaryOperator<Tensor> f, Tensor x, Tolerance tolerance) {
        return gradcheckAll(ofOne(f), new Tensor[] {x}, tolerance);
    }

    /** Checks a function of several tensors by measured uncertainty. */
    public static boolean gradcheck(java.util.function.Function<Tensor[], Tensor> f, Tensor... inputs) {
        return gradcheckAll(ofSeveral(f), inputs);
    }

    /** Checks a function of several tensors. */
    public static boolean gradcheck(java.util.function.Function<Tensor[], Tensor> f, Tensor[] inputs, Tolerance tolerance) {
        return gradcheckAll(ofSeveral(f), inputs, tolerance);
    }

    /** Checks a function of several tensors with several outputs, by measured uncertainty. */
    public static boolean gradcheckAll(java.util.function.Function<Tensor[], Tensor[]> f, Tensor[] inputs) {
        TensorProblem.requireInputs(inputs);
        return ArrayLock.settle(() -> ArrayLock.during(moved(inputs), () -> {
            report(f, inputs).orThrow();
            requireUndefinedUpstreamAccepted(f, inputs);
            return true;
        }), accepted -> true).value();
    }

    /**
     * Sends undefined upstream gradients back through f, which must answer with zeros or with undefined ones.
     *
     * @throws GradcheckException if it does not
     */
    public static void requireUndefinedUpstreamAccepted(java.util.function.Function<Tensor[], Tensor[]> f, Tensor... inputs) {
        new JacobianCheck(f, inputs, Tolerance.TORCH).checkUndefinedUpstream();
    }

    /** The operators that tensors were made by, such as Mul, or MySigmoid for a {@link Function} of that name: each once, by name. */
    public static SortedSet<String> operators(Tensor... outputs) {
        return GraphWalk.operators(outputs);
    }

    /** All that is found out about a function of several tensors with several outputs; throws nothing for a wrong gradient. */
    public static GradientReport report(java.util.function.Function<Tensor[], Tensor[]> f, Tensor... inputs) {
        return ArrayLock.settle(() -> ArrayLock.during(moved(inputs), () -> GradientCheck.examine(problem(f, inputs))),
                report -> report.verdict() == Verdict.CORRECT).value();
    }

    /**
     * Which operator of a function is at fault, whether its gradient is right or not: each call that f records is checked by itself, at the values that it
     * has. A report of a wrong gradient has this sentence as its {@linkplain GradientReport#place place}.
     *
     * <pre>{@code
     * Tensor some = Torch.randn(DType.FLOAT64, 3).requiresGrad(true);
     * Gradcheck.locate(in -> new Tensor[] {in[0].sigmoid().multiply(in[0])}, some);   // all 2 operators of this graph agree
     * }</pre>
     *
     * <p>Where all of them agree alone, it says what else does not fit: a call that gives another gradient in the graph than alone, a tensor that changes with the
     * inputs and has no history, and operators that stand at a kink.
     */
    public static String locate(java.util.function.Function<Tensor[], Tensor[]> f, Tensor... inputs) {
        TensorProblem.requireInputs(inputs);
        return OperatorFaults.of(() -> TensorProblem.outputs(f, inputs));
    }

    /** A function of several tensors with several outputs, as a problem for {@link GradientCheck#examine}. */
    public static Problem problem(java.util.function.Function<Tensor[], Tensor[]> f, Tensor... inputs) {
        return TensorProblem.of(f, inputs);
    }

    /** The same; the report calls each input by its name. */
    public static Problem problem(java.util.function.Function<Tensor[], Tensor[]> f, Map<String, Tensor> inputs) {
        List<String> names = List.copyOf(inputs.keySet());
        return TensorProblem.of(f, inputs.values().toArray(Tensor[]::new), names::get);
    }

    /**
     * Checks a function of several tensors with several outputs.
     *
     * @return true
     * @throws GradcheckException if the backward pass is not right
     * @throws IllegalArgumentException if no input requires a gradient, or those that do have no entry or one that is not finite, or f has
     *     no value, or eps is too small to change an entry
     * @throws ArithmeticException if f is not finite, with the entry where it happened
     * @throws IllegalStateException if another thread checks one of the inputs at the same time
     */
    public static boolean gradcheckAll(java.util.function.Function<Tensor[], Tensor[]> f, Tensor[] inputs, Tolerance tolerance) {
        return ArrayLock.settle(() -> ArrayLock.during(moved(inputs), () -> {
            new JacobianCheck(f, inputs, tolerance).run();
            return true;
        }), accepted -> true).value();
    }

    /**
     * A check of the gradients that autograd gives for the parameters of a model, in order from input to loss as the graph shows it.
     *
     * <p>With one entry changed, only those calls of the recorded graph are run again that depend on it. Branches of the Java code, and
     * what goes around the graph, such as {@code detach()} and {@code data()}, stay as they are at the point itself. So it is compared
     * with full evaluations before it is used, and what it says against a gradient is measured again without it.
     *
     * <pre>{@code
     * Module net = new Sequential(new Linear(4, 8, DType.FLOAT64), new Tanh(), new Linear(8, 2, DType.FLOAT64));
     * Tensor in = Torch.randn(DType.FLOAT64, 5, 4);
     * Tensor target = Torch.randn(DType.FLOAT64, 5, 2);
     * Gradcheck.ofParameters(net.namedParameters(), () -> Loss.MEAN_SQUARED_ERROR.of(net.apply(in), target)).run().orThrow();
     * }</pre>
     *
     * @param parameters leaves that require a gradient, by name
     * @param loss the loss at their present values, a tensor with one entry; it is called once at this moment
     * @throws IllegalArgumentException if a parameter was made by an operation or requires no gradient, or the loss has not one entry
     * @throws IllegalStateException if the loss does not depend on anything that requires a gradient
     */
    public static ParameterCheck ofParameters(Map<String, Tensor> parameters, Supplier<Tensor> loss) {
        return new ParameterGradients(parameters, loss).check();
    }

    /** The arrays that a check changes in place. */
    private static List<NDArray> moved(Tensor[] inputs) {
        TensorProblem.requirePresent(inputs);
        return Arrays.stream(inputs).filter(Tensor::requiresGrad).map(Tensor::data).toList();
    }

    /** As {@link #gradcheck(UnaryOperator, Tensor, Tolerance)}, but returns false where that throws. */
    public static boolean gradcheckOrFalse(UnaryOperator<Tensor> f, Tensor x, Tolerance tolerance) {
        return orFalse(() -> gradcheck(f, x, tolerance));
    }

    /** As {@link #gradcheckAll(java.util.function.Function, Tensor[], Tolerance)}, but returns false where that throws. */
    public static boolean gradcheckAllOrFalse(java.util.function.Function<Tensor[], Tensor[]> f, Tensor[] inputs, Tolerance tolerance) {
        return orFalse(() -> gradcheckAll(f, inputs, tolerance));
    }

    /** Checks the second derivative of a function of one tensor by measured uncertainty. */
    public static boolean gradgradcheck(UnaryOperator<Tensor> f, Tensor x) {
        return gradgradcheckAll(ofOne(f), new Tensor[] {x});
    }

    /** Checks the second derivative of a function of several tensors by measured uncertainty. */
    public static boolean gradgradcheck(java.util.function.Function<Tensor[], Tensor> f, Tensor... inputs) {
        return gradgradcheckAll(ofSeveral(f), inputs);
    }

    /**
     * Checks the second derivative: the backward pass is itself taken as a function, of the inputs and of random upstream
     * gradients from [−1, 1), and its own backward pass is checked by measured uncertainty.
     */
    public static boolean gradgradcheckAll(java.util.function.Function<Tensor[], Tensor[]> f, Tensor[] inputs) {
        return gradcheckAll(backwardOf(f, inputs.length), withUpstream(f, inputs));
    }

    /** As {@link #gradgradcheckAll(java.util.function.Function, Tensor[])}, under PyTorch's rule. */
    public static boolean gradgradcheckAll(java.util.function.Function<Tensor[], Tensor[]> f, Tensor[] inputs, Tolerance tolerance) {
        return gradcheckAll(backwardOf(f, inputs.length), withUpstream(f, inputs), tolerance);
    }

    /** The backward pass of f as a function of the inputs and the upstream gradients. */
    private static java.util.function.Function<Tensor[], Tensor[]> backwardOf(java.util.function.Function<Tensor[], Tensor[]> f, int inputs) {
        return in -> {
            Tensor[] point = Arrays.copyOf(in, inputs);
            Tensor[] outputs = TensorProblem.differentiable(f.apply(point));
            return Torch.grad(outputs, TensorProblem.differentiable(point), Arrays.copyOfRange(in, inputs, in.length), true, true);
        };
    }

    private static Tensor[] withUpstream(java.util.function.Function<Tensor[], Tensor[]> f, Tensor[] inputs) {
        // A stream of its own, so that a check does not change what Torch draws next.
        TorchRandom random = new TorchRandom(0);
        Tensor[] upstream = Arrays.stream(TensorProblem.differentiable(f.apply(inputs)))
                .map(output -> Tensor.of(random.uniform(-1, 1, DType.FLOAT64, output.shape()).astype(output.dtype())).requiresGrad(true))
                .toArray(Tensor[]::new);
        if (upstream.length == 0) {
            throw new IllegalArgumentException("no output of f depends on an input that requires a gradient");
        }
        Tensor[] all = Arrays.copyOf(inputs, inputs.length + upstream.length);
        System.arraycopy(upstream, 0, all, inputs.length, upstream.length);
        return all;
    }

    private static java.util.function.Function<Tensor[], Tensor[]> ofOne(UnaryOperator<Tensor> f) {
        Objects.requireNonNull(f, "f");
        return in -> new Tensor[] {f.apply(in[0])};
    }

    private static java.util.function.Function<Tensor[], Tensor[]> ofSeveral(java.util.function.Function<Tensor[], Tensor> f) {
        Objects.requireNonNull(f, "f");
        return in -> new Tensor[] {f.apply(in)};
    }

    private static boolean orFalse(BooleanSupplier check) {
        try {
            return check.getAsBoolean();
        } catch (GradcheckException e) {
            return false;
        }
    }
}
