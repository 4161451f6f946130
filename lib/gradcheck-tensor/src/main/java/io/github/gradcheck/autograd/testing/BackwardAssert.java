package io.github.gradcheck.autograd.testing;

import io.github.gradcheck.autograd.Gradcheck;
import io.github.gradcheck.autograd.Tensor;
import io.github.gradcheck.check.GradcheckException;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.testing.Box;
import io.github.gradcheck.testing.Circumstances;
import io.github.gradcheck.testing.Coverage;
import io.github.gradcheck.testing.RandomPoint;
import io.github.gradcheck.testing.RandomPoints;
import io.github.gradcheck.testing.ReportAssert;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;

/** What a test may claim of the backward pass of a function of tensors; made by {@link BackwardAssertions}. Never changes. */
public final class BackwardAssert {
    private final Function<Tensor[], Tensor[]> f;
    private final Circumstances circumstances;
    private final List<Coverage> counts;
    private final OptionalLong seed;

    BackwardAssert(Function<Tensor[], Tensor[]> f) {
        this(f, Circumstances.NONE, List.of(), OptionalLong.empty());
    }

    private BackwardAssert(Function<Tensor[], Tensor[]> f, Circumstances circumstances, List<Coverage> counts, OptionalLong seed) {
        this.f = f;
        this.circumstances = circumstances;
        this.counts = counts;
        this.seed = seed;
    }

    /**
     * The same with words for what is checked, which a failure begins with.
     *
     * @throws NullPointerException if description is null
     */
    public BackwardAssert as(String description) {
        return new BackwardAssert(f, circumstances.as(description), counts, seed);
    }

    /** The same, but {@link #isCorrectIn} draws its points from this seed, such as that of an earlier failure. */
    public BackwardAssert seed(long chosen) {
        return new BackwardAssert(f, circumstances, counts, OptionalLong.of(chosen));
    }

    /** The same, but in each check that passes every operator between the inputs and the outputs is counted. */
    public BackwardAssert countedIn(Coverage coverage) {
        List<Coverage> more = new ArrayList<>(counts);
        more.add(Objects.requireNonNull(coverage, "coverage"));
        return new BackwardAssert(f, circumstances, List.copyOf(more), seed);
    }

    /**
     * The backward pass is right at these inputs, keeps PyTorch's rules ({@link Gradcheck}), and nothing is undecided.
     *
     * @throws AssertionError with the report if it is not
     * @throws IllegalArgumentException if no input requires a gradient
     */
    public BackwardAssert isCorrectAt(Tensor... inputs) {
        check(circumstances, inputs);
        return this;
    }

    /**
     * The backward pass is right at a random point, in the shape of the function's one input.
     *
     * @throws AssertionError with the report and the seed if it is not, or if the function throws there
     */
    public BackwardAssert isCorrectAt(RandomPoint point, int... shape) {
        Circumstances here = circumstances.at(point);
        here.tell(() -> {
            check(here, Tensor.of(NDArray.of(point.x(), shape)).requiresGrad(true));
            return this;
        });
        return this;
    }

    /**
     * The backward pass is right at so many random points of a box, in the shape of the function's one input; drawn from the chosen
     * {@link #seed}, else that of {@value RandomPoints#PROPERTY}, else a new one.
     *
     * @throws AssertionError with the report and the seed at the first point where it is not
     * @throws NullPointerException if box is null
     * @throws IllegalArgumentException if number is not positive
     */
    public BackwardAssert isCorrectIn(Box box, int number, int... shape) {
        if (number < 1) {
            throw new IllegalArgumentException("number must be at least 1: " + number);
        }
        RandomPoints points = RandomPoints.in(box);
        (seed.isPresent() ? points.seed(seed.getAsLong()) : points).stream(number).forEach(point -> isCorrectAt(point, shape));
        return this;
    }

    /**
     * The backward pass is wrong at these inputs: a planted bug is seen.
     *
     * @throws AssertionError with the report if it is not
     */
    public ReportAssert isWrongAt(Tensor... inputs) {
        return circumstances.claim(Gradcheck.report(f, inputs)).isWrong();
    }

    private void check(Circumstances here, Tensor... inputs) {
        here.claim(Gradcheck.report(f, inputs)).isCorrect();
        try {
            Gradcheck.requireUndefinedUpstreamAccepted(f, inputs);
        } catch (GradcheckException e) {
            throw here.failure(e.getMessage(), e);
        }
        if (!counts.isEmpty()) {
            Gradcheck.operators(f.apply(inputs)).forEach(operator -> counts.forEach(coverage -> coverage.count(operator)));
        }
    }
}
