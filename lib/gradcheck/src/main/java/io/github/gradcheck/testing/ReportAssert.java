package io.github.gradcheck.testing;

import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.check.ParameterReport;
import io.github.gradcheck.check.Verdict;
import io.github.gradcheck.relation.Relation;
import java.util.List;
import java.util.Objects;

/** What a test may claim of a report; made by {@link GradientAssertions}. Every claim fails with the whole report, as an {@link AssertionError}. */
public final class ReportAssert {
    private final GradientReport report;
    private final Circumstances circumstances;

    ReportAssert(GradientReport report, Circumstances circumstances) {
        this.report = report;
        this.circumstances = circumstances;
    }

    /**
     * The same with words for what is checked, which a failure begins with.
     *
     * @throws NullPointerException if description is null
     */
    public ReportAssert as(String description) {
        return new ReportAssert(report, circumstances.as(description));
    }

    /**
     * Nothing is wrong, and nothing undecided; at a kink a value between both slopes will do. This is stricter than {@link #passes} and
     * {@link GradientReport#orThrow}.
     *
     * @throws AssertionError with the report if it does not hold
     */
    public ReportAssert isCorrect() {
        return require(report.verdict() != Verdict.WRONG && report.verdict() != Verdict.INCONCLUSIVE, "");
    }

    /**
     * Nothing is wrong and at least half of the entries of each parameter are decided, as {@link GradientReport#passed}.
     *
     * @throws AssertionError with the report if it does not hold
     */
    public ReportAssert passes() {
        return require(report.passed(), "");
    }

    /**
     * Something is wrong: a planted bug is seen.
     *
     * @throws AssertionError with the report if it does not hold
     */
    public ReportAssert isWrong() {
        return require(report.verdict() == Verdict.WRONG, "a wrong gradient was expected. ");
    }

    /**
     * Exactly these parameters are wrong, in the order of the report.
     *
     * @throws AssertionError with the report if it does not hold
     */
    public ReportAssert isWrongOnlyIn(String... names) {
        List<String> wrong = report.parameters().stream().filter(parameter -> parameter.verdict() == Verdict.WRONG).map(ParameterReport::name).toList();
        return require(wrong.equals(List.of(names)), "wrong parameters " + List.of(names) + " were expected, and are " + wrong + ". ");
    }

    /**
     * The report names this mistake as the first cause.
     *
     * @throws AssertionError with the report if it does not hold
     * @throws NullPointerException if kind is null
     */
    public ReportAssert hasCause(Relation.Kind kind) {
        Objects.requireNonNull(kind, "kind");
        return require(report.cause().filter(cause -> cause.kind() == kind).isPresent(), "the cause \"" + kind.words() + "\" was expected. ");
    }

    /** The report itself, for claims of another kind. */
    public GradientReport report() {
        return report;
    }

    private ReportAssert require(boolean holds, String expectation) {
        if (!holds) {
            throw circumstances.failure(expectation + report.text(circumstances.facts()), null);
        }
        return this;
    }
}
