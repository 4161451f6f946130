package io.github.gradcheck.check;

import io.github.gradcheck.problem.CheckOptions;
import io.github.gradcheck.problem.SearchStrategy;
import java.time.Duration;
import java.util.Objects;

/**
 * A check and its options: each method makes the same check with one of them changed.
 *
 * @param <C> the kind of check
 */
public abstract sealed class ConfiguredCheck<C> permits GradientCheck, ParameterCheck {
    private final CheckOptions options;

    ConfiguredCheck(CheckOptions options) {
        this.options = options;
    }

    CheckOptions options() {
        return options;
    }

    abstract C with(CheckOptions other);

    /**
     * The same check, but a relative error |a − n| / (|a| + |n|) up to this counts as none.
     *
     * @param relativeError such as 1e-6; it is never more than 1, so that 1 would allow any gradient
     * @throws IllegalArgumentException if it is negative, or 1 and more
     */
    public C within(double relativeError) {
        return with(options.within(relativeError));
    }

    /**
     * The same check, but two evaluations at the same point may differ by so much.
     *
     * @param difference in the units of f
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public C repeatableWithin(double difference) {
        return with(options.repeatable(difference));
    }

    /**
     * The same check with other random upstream gradients and directions.
     *
     * @param seed where they come from: any number; the same gives the same report. Without this it is 0
     */
    public C seed(long seed) {
        return with(options.seed(seed));
    }

    /** The same check, every entry by itself, however many there are; without this a check of more than 5000 takes directions. */
    public C everyEntry() {
        return with(options.strategy(SearchStrategy.EVERY_ENTRY));
    }

    /**
     * The same check along so many random directions, with a search for the wrong entries where one disagrees.
     *
     * @throws IllegalArgumentException if count is not positive
     */
    public C directions(int count) {
        return with(options.strategy(SearchStrategy.directions(count)));
    }

    /**
     * The same check on so many threads at most; no more are used than there are cores, and only if it may run
     * concurrently: {@link GradientCheck#concurrently}, {@link ParameterCheck#concurrently}.
     *
     * @throws IllegalArgumentException if most is not positive
     */
    public C threads(int most) {
        return with(options.threads(most));
    }

    /**
     * The same check, ended after so long with what was measured until then: what was not is counted in {@link GradientReport#open} and named in the
     * report, which is WRONG if a wrong entry was found, and else undecided. That is no exception, and x or the parameters come back bit for bit.
     *
     * <p>It is looked at before each evaluation of f: one that has begun is not cut short, and the gradient under test is called as often as
     * without a limit.
     *
     * <pre>{@code
     * GradientCheck.of(x -> x[0] * x[0], x -> new double[] {2 * x[0]}).timeLimit(java.time.Duration.ofSeconds(10)).at(3).orThrow();
     * }</pre>
     *
     * @param limit such as {@code Duration.ofSeconds(10)}; with zero no slope is measured
     * @throws NullPointerException if it is null
     * @throws IllegalArgumentException if it is negative
     */
    public C timeLimit(Duration limit) {
        return with(options.timeLimit(Objects.requireNonNull(limit, "limit")));
    }
}
