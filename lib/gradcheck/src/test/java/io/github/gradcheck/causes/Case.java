package io.github.gradcheck.causes;

import io.github.gradcheck.check.Cause;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.check.ParameterReport;
import io.github.gradcheck.check.Verdict;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the report says of one wrong line at one point.
 *
 * @param model which model
 * @param text which line, form, seed, and what was said
 * @param outcome what that is worth
 */
record Case(String model, String text, Outcome outcome) {
    /** From the best to the worst. */
    enum Outcome {
        /** A kind that is true of the wrong line. */
        NAMED,
        /** No kind; a place that is not all entries, and not a list of scattered ones. */
        LOCATED,
        /** Neither. */
        NEITHER,
        /** A kind that is not true of the wrong line. */
        FALSE
    }

    /** These say where, and nothing of what is wrong there. */
    private static final List<String> PLACES = List.of("ONE_ENTRY", "ONE_ROW", "ONE_COLUMN");

    static Case of(Model model, Model.Slip slip, boolean isNamed, long seed) {
        GradientReport report = model.check(slip, isNamed).at(model.point);
        List<ParameterReport> wrong = report.parameters().stream().filter(parameter -> parameter.verdict() == Verdict.WRONG).toList();
        List<String> kinds = wrong.stream().flatMap(parameter -> parameter.cause().stream()).map(cause -> cause.kind().name()).filter(kind -> !PLACES.contains(kind)).toList();
        boolean isFalse = kinds.stream().anyMatch(kind -> !slip.kinds().contains(kind));
        Outcome outcome = isFalse ? Outcome.FALSE : !kinds.isEmpty() ? Outcome.NAMED : isLocated(report, wrong) ? Outcome.LOCATED : Outcome.NEITHER;
        String said = String.join("; ", wrong.stream().flatMap(parameter -> parameter.cause().stream()).map(Cause::toString).toList());
        return new Case(model.name, String.format("%s, %s (%s, seed %d): %s | %s", model.name, slip.line(), isNamed ? "named" : "flat", seed, report.where(), said), outcome);
    }

    private static boolean isLocated(GradientReport report, List<ParameterReport> wrong) {
        boolean isSome = wrong.size() < report.parameters().size()
                || wrong.stream().mapToInt(parameter -> parameter.count(Verdict.WRONG)).sum() < wrong.stream().mapToInt(parameter -> parameter.analytic().size()).sum();
        return isSome && !report.where().contains("scattered");
    }

    /** Whether the wrong line makes a difference at this point. */
    static boolean hasEffect(Model model, Model.Slip slip) {
        double[] right = model.right();
        double[] wrong = model.wrong(slip);
        double largest = IntStream.range(0, right.length).mapToDouble(i -> Math.abs(right[i])).max().orElse(0);
        return IntStream.range(0, right.length).anyMatch(i -> !(Math.abs(right[i] - wrong[i]) <= 1e-6 * largest));
    }
}
