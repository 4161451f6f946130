package io.github.gradcheck.testing;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.GradientReport;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** What a test may claim of the gradient of a function of one plain array; made by {@link GradientAssertions}. Never changes. */
public final class GradientAssert {
    private final GradientCheck check;
    private final Circumstances circumstances;
    private final UnaryOperator<ReportAssert> claim;
    private final Optional<Count> count;
    private final OptionalLong seed;

    private record Count(Coverage coverage, String function) {
    }

    GradientAssert(GradientCheck check) {
        this(check, Circumstances.NONE, ReportAssert::isCorrect, Optional.empty(), OptionalLong.empty());
    }

    private GradientAssert(GradientCheck check, Circumstances circumstances, UnaryOperator<ReportAssert> claim, Optional<Count> count,
            OptionalLong seed) {
        this.check = check;
        this.circumstances = circumstances;
        this.claim = claim;
        this.count = count;
        this.seed = seed;
    }

    /**
     * The same with words for what is checked, which a failure begins with.
     *
     * @throws NullPointerException if description is null
     */
    public GradientAssert as(String description) {
        return new GradientAssert(check, circumstances.as(description), claim, count, seed);
    }

    /**
     * As {@link GradientCheck#within}.
     *
     * @throws IllegalArgumentException if relativeError is negative, or 1 and more
     */
    public GradientAssert within(double relativeError) {
        return new GradientAssert(check.within(relativeError), circumstances, claim, count, seed);
    }

    /**
     * As {@link GradientCheck#repeatableWithin}.
     *
     * @throws IllegalArgumentException if difference is negative or not finite
     */
    public GradientAssert repeatableWithin(double difference) {
        return new GradientAssert(check.repeatableWithin(difference), circumstances, claim, count, seed);
    }

    /**
     * The same, but {@link #isCorrectIn} draws its points from this seed, such as that of an earlier failure; {@link GradientCheck#seed} is
     * of something else, the directions and upstream gradients within one check.
     */
    public GradientAssert seed(long chosen) {
        return new GradientAssert(check, circumstances, claim, count, OptionalLong.of(chosen));
    }

    /** The same, but content with points where some entries cannot be decided, as {@link GradientReport#passed} is. */
    public GradientAssert allowingUndecided() {
        return new GradientAssert(check, circumstances, ReportAssert::passes, count, seed);
    }

    /**
     * The same, but each check that passes is counted under this name.
     *
     * @throws NullPointerException if coverage or function is null
     */
    public GradientAssert countedIn(Coverage coverage, String function) {
        Count under = new Count(Objects.requireNonNull(coverage, "coverage"), Objects.requireNonNull(function, "function"));
        return new GradientAssert(check, circumstances, claim, Optional.of(under), seed);
    }

    /**
     * The gradient is right at a point: no entry is wrong, and none undecided. That is stricter than {@link GradientReport#orThrow}, which lets
     * up to half of those of a parameter pass undecided; {@link #allowingUndecided} does as well.
     *
     * @throws AssertionError with the report if it is not
     * @throws NullPointerException if x is null
     * @throws IllegalArgumentException if x is empty or has an entry that is not finite, the function returns null, or the gradient is null
     *     or not as long as x
     * @throws ArithmeticException if the function is not finite at x
     * @throws IllegalStateException if a condition of {@link Coverage#branch} failed
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public GradientAssert isCorrectAt(double... x) {
        claim.apply(reportAt(x, circumstances.at(x)));
        count.ifPresent(under -> under.coverage().count(under.function(), x));
        return this;
    }

    /**
     * The gradient is right at a random point.
     *
     * @throws AssertionError with the report and the seed if it is not, or if the function or its gradient throws there
     * @throws NullPointerException if point is null
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public GradientAssert isCorrectAt(RandomPoint point) {
        Circumstances here = circumstances.at(point);
        claim.apply(here.tell(() -> reportAt(point.x(), here)));
        count.ifPresent(under -> under.coverage().count(under.function(), point.x()));
        return this;
    }

    /**
     * The gradient is right at the first so many of some random points.
     *
     * @throws AssertionError with the report and the seed at the first point where it is not
     * @throws NullPointerException if points is null
     * @throws IllegalArgumentException if number is not positive
     */
    public GradientAssert isCorrectAt(RandomPoints points, int number) {
        Objects.requireNonNull(points, "points").first(number, "number").forEach(this::isCorrectAt);
        return this;
    }

    /**
     * The gradient is right at so many random points of a box, drawn from the chosen {@link #seed}, else that of
     * {@value RandomPoints#PROPERTY}, else a new one.
     *
     * @throws AssertionError with the report and the seed at the first point where it is not
     * @throws NullPointerException if box is null
     * @throws IllegalArgumentException if number is not positive, or the system property is no whole number
     */
    public GradientAssert isCorrectIn(Box box, int number) {
        return isCorrectAt(RandomPoints.in(box, seed), number);
    }

    /**
     * The gradient is wrong at a point: a planted bug is seen.
     *
     * @throws AssertionError with the report if it is not
     * @throws NullPointerException if x is null; other mistakes of the test as in {@link #isCorrectAt(double...)}
     */
    public ReportAssert isWrongAt(double... x) {
        return reportAt(x, circumstances.at(x)).isWrong();
    }

    private ReportAssert reportAt(double[] x, Circumstances here) {
        return new ReportAssert(check.at(x), here);
    }
}
