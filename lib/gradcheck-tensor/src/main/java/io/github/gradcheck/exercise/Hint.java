package io.github.gradcheck.exercise;

import io.github.gradcheck.check.EntryReport;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.check.ParameterReport;
import io.github.gradcheck.check.Verdict;
import io.github.gradcheck.relation.ContractViolation;
import io.github.gradcheck.relation.Relation;
import java.util.List;

/**
 * What a report tells a student: which entries are wrong, what is claimed and measured at the worst, and what kind of mistake it
 * looks like; not the formula that would be right, which a report may name as well.
 */
final class Hint {
    private Hint() {
    }

    /** With the names for the parameters, in order; none if they have names of their own. */
    static String from(GradientReport report, List<String> names) {
        StringBuilder text = new StringBuilder(report.headline());
        if (report.parameters().stream().flatMap(parameter -> parameter.doubtful().stream()).anyMatch(entry -> entry.output() > 0)) {
            text.append(" The entries are those of the Jacobian: the slope of each output by each entry of each input.");
        }
        for (ContractViolation violation : report.violations()) {
            text.append("\n  ").append(violation.kind().map(Relation.Kind::words).orElse(violation.text()));
        }
        for (int i = 0; i < report.parameters().size(); i++) {
            ParameterReport parameter = report.parameters().get(i);
            String name = names.isEmpty() ? parameter.name() : names.get(i);
            if (parameter.verdict() == Verdict.WRONG || parameter.verdict() == Verdict.INCONCLUSIVE) {
                text.append("\n  ").append(line(name, parameter, report.violations().isEmpty()));
            } else if (report.parameters().size() > 1) {
                text.append("\n  ").append(name).append(": correct");
            }
        }
        return text.toString();
    }

    private static String line(String name, ParameterReport parameter, boolean withKind) {
        EntryReport worst = parameter.doubtful().get(0);
        if (worst.verdict() == Verdict.INCONCLUSIVE) {
            return name + ": cannot be told: " + worst.reason();
        }
        String kind = parameter.cause().filter(cause -> withKind).map(cause -> "\n    it looks like this: " + cause.name())
                .orElseGet(() -> Difference.of(parameter).map(pattern -> "\n    " + pattern).orElse(""));
        return name + ": " + parameter.wrongEntries().size() + " wrong, the worst at " + parameter.place(worst) + ", where you have "
                + Exercise.figure(worst.analytic()) + " and the measured slope is " + Exercise.figure(worst.numeric().value()) + kind;
    }
}
