package io.github.gradcheck.testing;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.GradientReport;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a test may claim of the gradient of a function of one plain array; made by {@link GradientAssertions}. Never changes. */
public final class GradientAssert {
    private final GradientCheck check;
    private final Circumstances circumstances;
    private final UnaryOperator<ReportAssert> claim;
    private final Optional<Count> count;

    private record Count(Coverage coverage, String function) {
    }

    GradientAssert(GradientCheck check) {
        this(check, Circumstances.NONE, ReportAssert::isCorrect, Optional.empty());
    }

    private GradientAssert(GradientCheck check, Circumstances circumstances, UnaryOperator<ReportAssert> claim, Optional<Count> count) {
        this.check = check;
        this.circumstances = circumstances;
        this.claim = claim;
        this.count = count;
    }

    /** The same with words for what is checked, which a failure begins with. */
    public GradientAssert as(String description) {
        return new GradientAssert(check, circumstances.as(description), claim, count);
    }

    /** As {@link GradientCheck#within}. */
    public GradientAssert within(double relativeError) {
        return new GradientAssert(check.within(relativeError), circumstances, claim, count);
    }

    /** As {@link GradientCheck#repeatableWithin}. */
    public GradientAssert repeatableWithin(double difference) {
        return new GradientAssert(check.repeatableWithin(difference), circumstances, claim, count);
    }

    /** The same, but content with points where some entries cannot be decided, as {@link GradientReport#passed} is. */
    public GradientAssert allowingUndecided() {
        return new GradientAssert(check, circumstances, ReportAssert::passes, count);
    }

    /** The same, but each check that passes is counted under this name. */
    public GradientAssert countedIn(Coverage coverage, String function) {
        Count under = new Count(Objects.requireNonNull(coverage, "coverage"), Objects.requireNonNull(function, "function"));
        return new GradientAssert(check, circumstances, claim, Optional.of(under));
    }

    /**
     * The gradient is right at a point.
     *
     * @throws AssertionError with the report if it is not
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
     */
    public GradientAssert isCorrectAt(RandomPoints points, int number) {
        points.stream(number).forEach(this::isCorrectAt);
        return this;
    }

    /**
     * The gradient is right at so many random points of a box, drawn from a new seed, or from that of {@value RandomPoints#PROPERTY}.
     *
     * @throws AssertionError with the report and the seed at the first point where it is not
     */
    public GradientAssert isCorrectIn(Box box, int number) {
        return isCorrectAt(RandomPoints.in(box), number);
    }

    /**
     * The gradient is wrong at a point: a planted bug is seen.
     *
     * @throws AssertionError with the report if it is not
     */
    public ReportAssert isWrongAt(double... x) {
        return reportAt(x, circumstances.at(x)).isWrong();
    }

    private ReportAssert reportAt(double[] x, Circumstances here) {
        return new ReportAssert(check.at(x), here);
    }
}
