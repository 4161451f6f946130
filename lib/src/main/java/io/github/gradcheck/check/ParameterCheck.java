package io.github.gradcheck.check;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.problem.Limits;
import io.github.gradcheck.problem.ParameterProblem;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** A check of the gradients of named arrays; made by {@link GradientCheck#ofParameters}. */
public final class ParameterCheck {
    private final Map<String, NDArray> params;
    private final DoubleSupplier loss;
    private final Supplier<Map<String, NDArray>> gradients;
    private final Limits limits;

    ParameterCheck(Map<String, NDArray> params, DoubleSupplier loss, Supplier<Map<String, NDArray>> gradients, Limits limits) {
        this.params = params;
        this.loss = loss;
        this.gradients = gradients;
        this.limits = limits;
    }

    /** As {@link GradientCheck#within}. */
    public ParameterCheck within(double relativeError) {
        return with(new Limits(relativeError, limits.repeatable(), limits.seed()));
    }

    /** As {@link GradientCheck#repeatableWithin}. */
    public ParameterCheck repeatableWithin(double difference) {
        return with(new Limits(limits.within(), difference, limits.seed()));
    }

    private ParameterCheck with(Limits other) {
        return new ParameterCheck(params, loss, gradients, other);
    }

    /**
     * Checks the gradients at the present values of the arrays, which come back bit for bit.
     *
     * @throws IllegalArgumentException if there is no entry to check, an entry is not finite, or a gradient is missing or has
     *     another shape than its parameter
     * @throws ArithmeticException if the loss is not finite
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public GradientReport run() {
        return Judgement.of(ParameterProblem.of(params, loss, gradients), limits);
    }
}
