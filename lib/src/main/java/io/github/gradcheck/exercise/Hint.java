package io.github.gradcheck.exercise;

import io.github.gradcheck.check.Cause;
import io.github.gradcheck.check.EntryReport;
import io.github.gradcheck.check.Finding;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.check.ParameterReport;
import io.github.gradcheck.check.Verdict;

/**
 * What a report tells a student: which entries are wrong, what is claimed and measured at the worst, and what kind of mistake it
 * looks like; not the formula that would be right, which a report may name as well.
 */
final class Hint {
    private Hint() {
    }

    static String from(GradientReport report) {
        StringBuilder text = new StringBuilder(report.headline());
        for (Finding finding : report.findings()) {
            text.append("\n  ").append(finding.cause().map(Cause::name).orElse(finding.text()));
        }
        for (ParameterReport parameter : report.parameters()) {
            if (parameter.verdict() == Verdict.WRONG || parameter.verdict() == Verdict.INCONCLUSIVE) {
                text.append("\n  ").append(line(parameter, report.findings().isEmpty()));
            }
        }
        return text.toString();
    }

    private static String line(ParameterReport parameter, boolean withKind) {
        EntryReport worst = parameter.doubtful().get(0);
        if (worst.verdict() == Verdict.INCONCLUSIVE) {
            return parameter.name() + ": cannot be told: " + worst.reason();
        }
        String kind = parameter.cause().filter(cause -> withKind).map(cause -> "\n    it looks like this: " + cause.name()).orElse("");
        return parameter.name() + ": " + parameter.wrongEntries().size() + " wrong, the worst at " + worst.index() + ", where you have "
                + Exercise.figure(worst.analytic()) + " and the measured slope is " + Exercise.figure(worst.numeric().value()) + kind;
    }
}
