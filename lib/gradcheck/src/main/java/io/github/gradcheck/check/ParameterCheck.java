package io.github.gradcheck.check;

import io.github.gradcheck.examination.Remainders;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.numeric.Reevaluation;
import io.github.gradcheck.numeric.TaylorRemainder;
import io.github.gradcheck.problem.CheckOptions;
import io.github.gradcheck.problem.ParameterProblem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** A check of the gradients of parameters, which are named arrays; made by {@link GradientCheck#ofParameters}. */
public final class ParameterCheck extends ConfiguredCheck<ParameterCheck> {
    private final Supplier<ParameterProblem> problem;

    ParameterCheck(Supplier<ParameterProblem> problem, CheckOptions options) {
        super(options);
        this.problem = problem;
    }

    /**
     * The same check on all cores.
     *
     * @param loss the same loss, reading the parameters that it is given instead of its own; it may be called by several threads at the
     *     same time, each with copies of its own. That is compared before it is used. The result is the same bit for bit.
     */
    public ParameterCheck concurrently(ToDoubleFunction<Map<String, NDArray>> loss) {
        Objects.requireNonNull(loss, "loss");
        return new ParameterCheck(() -> problem.get().concurrent(loss), options());
    }

    /**
     * The same check with incremental evaluation: of the loss with one entry changed, at less than the cost of a full evaluation.
     *
     * @param model prepares it from the present parameters, such as {@code () -> net.reevaluation(X, y)}, or null where there is none. It is
     *     verified against full evaluation in 16 entries of each parameter before it is used. An entry in which it contradicts the gradient is measured
     *     again by full evaluation, and where it agrees that is verified by full evaluation along a random direction through the parameter.
     */
    public ParameterCheck reevaluating(Supplier<Reevaluation> model) {
        Objects.requireNonNull(model, "model");
        return new ParameterCheck(() -> problem.get().reevaluating(model), options());
    }

    /**
     * The same check without some parameters, such as those that are not trained: they are not moved, no gradient of theirs is needed, and the report
     * counts their entries as {@linkplain ParameterReport#skipped skipped}.
     *
     * @throws NullPointerException if one of them is null
     * @throws IllegalArgumentException of {@link #run}, if there is no parameter of such a name, or none is left
     */
    public ParameterCheck fixed(String... names) {
        Set<String> all = Set.copyOf(List.of(names));
        return new ParameterCheck(() -> problem.get().fixed(all), options());
    }

    @Override
    ParameterCheck with(CheckOptions other) {
        return new ParameterCheck(problem, other);
    }

    /**
     * Checks the gradients at the present values of the parameters, which are restored bit for bit.
     *
     * @throws IllegalArgumentException if there is no entry to check, an entry is not finite, or a gradient is missing or has
     *     another shape than its parameter
     * @throws ArithmeticException if the loss is not finite
     * @throws IllegalStateException if the loss was said to be safe to call concurrently and is not
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public GradientReport run() {
        return Judgement.of(problem.get(), options());
    }

    /**
     * The Taylor test at the present values of the parameters, which are restored bit for bit, along a random direction through all of them, as
     * {@link GradientCheck#taylor}.
     */
    public TaylorRemainder taylor() {
        return Remainders.of(problem.get(), options());
    }
}
