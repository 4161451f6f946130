package io.github.gradcheck.exercise;

import io.github.gradcheck.check.EntryReport;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.check.ParameterReport;
import io.github.gradcheck.check.Verdict;
import io.github.gradcheck.relation.ContractViolation;
import io.github.gradcheck.relation.Relation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a report tells a student: which entries are wrong, what is claimed and measured at the worst, and what kind of mistake it
 * looks like; not the formula that would be right, which a report may name as well.
 */
final class Hint {
    /** No loss of an exercise has a regulariser, and other slips can look like one. */
    private static final Set<Relation.Kind> OF_NO_EXERCISE = EnumSet.of(Relation.Kind.REGULARISER_MISSING, Relation.Kind.REGULARISER_DOUBLED);
    /** A two-sided difference with a step of 1e-3 of a function of size 1 is off by some 1e-6, one with 1e-5 by 1e-10; a slip in a formula by more. */
    private static final double NEARLY = 1e-5;
    private static final String NEARLY_RIGHT = "\n    so nearly right that it looks like a difference quotient: that only comes close to a derivative, "
            + "and the exercise asks for the formula";

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
        List<String> right = new ArrayList<>();
        for (int i = 0; i < report.parameters().size(); i++) {
            ParameterReport parameter = report.parameters().get(i);
            String name = names.isEmpty() ? parameter.name() : names.get(i);
            if (parameter.verdict() == Verdict.WRONG || parameter.verdict() == Verdict.INCONCLUSIVE) {
                text.append("\n  ").append(line(name, parameter, report.violations().isEmpty()));
            } else {
                right.add(name);
            }
        }
        return text.append(right.isEmpty() ? "" : "\n  right: " + String.join(", ", right)).toString();
    }

    private static String line(String name, ParameterReport parameter, boolean withKind) {
        EntryReport worst = parameter.doubtful().get(0);
        if (worst.verdict() == Verdict.INCONCLUSIVE) {
            return name + ": cannot be told: " + worst.reason();
        }
        String kind = parameter.cause().filter(cause -> withKind && !OF_NO_EXERCISE.contains(cause.kind())).map(cause -> "\n    it looks like this: " + cause.name())
                .orElseGet(() -> Difference.of(parameter).map(pattern -> "\n    " + pattern).orElse(""));
        return name + ": " + parameter.wrongEntries().size() + " wrong, the worst at " + parameter.place(worst) + ", where you have "
                + apart(worst.analytic(), worst.numeric().value()) + " and the measured slope is " + apart(worst.numeric().value(), worst.analytic())
                + (isNearlyRight(parameter) ? NEARLY_RIGHT : kind);
    }

    private static boolean isNearlyRight(ParameterReport parameter) {
        return parameter.wrongEntries().stream().allMatch(each ->
                Math.abs(each.analytic() - each.numeric().value()) <= NEARLY * Math.abs(each.numeric().value()));
    }

    /** With as many digits as it takes to differ from the other. */
    static String apart(double value, double other) {
        int digits = 7;
        while (digits < 17 && text(value, digits).equals(text(other, digits))) {
            digits++;
        }
        return text(value, digits);
    }

    private static String text(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "g", value);
    }
}
