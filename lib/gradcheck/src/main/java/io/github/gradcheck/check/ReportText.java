package io.github.gradcheck.check;

import io.github.gradcheck.examination.NumberFormat;
import io.github.gradcheck.numeric.Derivative;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Formats a report as text: the only place where its facts become words. */
final class ReportText {
    private static final int WORST_ENTRIES = 5;
    /** The required resolution: a relative error of 10 %. */
    private static final double COARSEST_SEEN = 0.1;
    /** A gradient in float32 is off by 1e-7, more where it cancels; what stops early, by its tolerance. */
    private static final double MAY_BE_ROUNDING = 1e-5;
    private static final String POINT = "at";

    private ReportText() {
    }

    static String of(GradientReport report, List<Fact> circumstances) {
        StringBuilder text = new StringBuilder(headline(report));
        List<Fact> facts = new ArrayList<>(circumstances);
        facts.addAll(what(report));
        if (circumstances.stream().noneMatch(fact -> fact.label().equals(POINT))) {
            point(report).ifPresent(point -> facts.add(0, point));
        }
        where(report).ifPresent(where -> facts.add(0, where));
        int width = facts.stream().mapToInt(fact -> fact.label().length()).max().orElse(0);
        for (Fact fact : facts) {
            text.append(String.format(Locale.ROOT, "%n  %-" + (width + 1) + "s %s", fact.label() + ":", fact.text()));
        }
        return text.toString();
    }

    static String headline(GradientReport report) {
        int wrong = report.count(Verdict.WRONG);
        int undecided = report.count(Verdict.INCONCLUSIVE);
        int kinks = report.count(Verdict.NOT_DIFFERENTIABLE);
        int all = report.count(Verdict.CORRECT) + wrong + undecided + kinks + report.open();
        List<String> parts = new ArrayList<>();
        if (wrong > 0) {
            parts.add((report.open() > 0 ? "at least " : "") + wrong + " of " + entries(all) + " wrong");
        } else if (report.verdict() == Verdict.WRONG) {
            parts.add("backward breaks its rules");
        }
        if (undecided > 0) {
            parts.add(undecided + " undecided");
        }
        if (kinks > 0) {
            parts.add(kinks + " at a kink");
        }
        String counted = parts.isEmpty() ? allAgree(report, all) : String.join(", ", parts);
        counted += skipped(report.parameters().stream().mapToInt(ParameterReport::skipped).sum());
        return "The gradient is " + sentence(report.verdict()) + ": " + counted + ".";
    }

    private static String skipped(int count) {
        return count == 0 ? "" : ", " + count + " skipped";
    }

    /** Adds the first contract violation, if any. */
    private static String allAgree(GradientReport report, int all) {
        boolean directions = report.parameters().stream().anyMatch(parameter -> !parameter.directions().isEmpty());
        String doubt = report.violations().stream().findFirst().map(violation -> ", but " + violation.text()).orElse("");
        return (all == 1 ? "the one entry agrees" : "all " + agreeing(all)) + (directions ? " along random directions" : "") + doubt;
    }

    private static String sentence(Verdict verdict) {
        return switch (verdict) {
            case CORRECT -> "right";
            case NOT_DIFFERENTIABLE -> "right where there is one";
            case INCONCLUSIVE -> "undecided";
            case WRONG -> "WRONG";
        };
    }

    private static String agreeing(int count) {
        return entries(count) + (count == 1 ? " agrees" : " agree");
    }

    private static String entries(int count) {
        return count == 1 ? "1 entry" : count + " entries";
    }

    static List<Fact> facts(GradientReport report) {
        return Stream.of(where(report).stream(), point(report).stream(), what(report).stream()).flatMap(facts -> facts).toList();
    }

    private static Optional<Fact> where(GradientReport report) {
        return Optional.of(report.where()).filter(line -> !line.isEmpty()).map(line -> new Fact("where", line));
    }

    private static Optional<Fact> point(GradientReport report) {
        return report.point().map(point -> new Fact(POINT, point));
    }

    private static List<Fact> what(GradientReport report) {
        List<Fact> facts = new ArrayList<>();
        report.violations().forEach(violation -> {
            facts.add(new Fact(Verdict.of(violation).words(), violation.text()));
            violation.kind().ifPresent(kind -> facts.add(new Fact("cause", kind.words())));
        });
        report.place().ifPresent(place -> facts.add(new Fact("place", place)));
        for (ParameterReport parameter : report.parameters()) {
            facts.add(new Fact(parameter.name(), summary(parameter)));
            if (parameter.verdict() == Verdict.WRONG) {
                if (Where.isShortened(report)) {
                    facts.add(new Fact(parameter.name() + " where", parameter.where()));
                }
                facts.add(new Fact(parameter.name() + " cause", parameter.cause().map(Cause::toString).orElse("no simple relation found")));
            }
            parameter.doubtful().stream().limit(WORST_ENTRIES)
                    .forEach(entry -> facts.add(new Fact(parameter.name() + parameter.place(entry), line(entry))));
            if (parameter.doubtful().size() > WORST_ENTRIES) {
                facts.add(new Fact(parameter.name() + " …", "and " + (parameter.doubtful().size() - WORST_ENTRIES) + " more"));
            }
        }
        rounding(report).ifPresent(facts::add);
        facts.add(new Fact("evaluations", report.evaluations() + ": " + String.join("; ", report.method())));
        return facts;
    }

    /** What to do if all that is wrong is rounding, where it may be. */
    private static Optional<Fact> rounding(GradientReport report) {
        List<EntryReport> wrong = report.parameters().stream().flatMap(parameter -> parameter.wrongEntries().stream()).toList();
        double worst = wrong.stream().mapToDouble(ReportText::relativeDifference).max().orElse(Double.NaN);
        if (report.open() > 0 || !(worst <= MAY_BE_ROUNDING)) {
            return Optional.empty();
        }
        String enough = NumberFormat.size(Math.pow(10, Math.ceil(Math.log10(worst))));
        return Optional.of(new Fact("if rounding", "relative errors of up to " + NumberFormat.size(worst) + " may come from float32, or from an iteration "
                + "that stops early: within(" + enough + ") allows them"));
    }

    private static double relativeDifference(EntryReport entry) {
        boolean measured = entry.numeric().kind() == Derivative.Kind.SMOOTH;
        return measured ? entry.difference() / (Math.abs(entry.analytic()) + Math.abs(entry.numeric().value())) : Double.NaN;
    }

    private static String summary(ParameterReport parameter) {
        StringBuilder text = new StringBuilder(parameter.verdict().words());
        text.append(", ").append(parameter.count(Verdict.CORRECT)).append(" of ").append(agreeing(parameter.checked())).append(skipped(parameter.skipped()))
                .append(parameter.directions().isEmpty() ? "" : " along " + (parameter.directions().size() == 1 ? "a direction" : "directions"));
        if (!parameter.directions().isEmpty()) {
            text.append(along(parameter));
        } else if (parameter.smallestDetectableError() <= COARSEST_SEEN) {
            text.append("; a relative error of ").append(NumberFormat.size(parameter.smallestDetectableError())).append(parameter.analytic().size() == 1 ? "" : " in all entries").append(" would have been seen");
        }
        return text.toString();
    }

    /** The error that directions through all entries could have missed, and the outcome of the search that they began. */
    private static String along(ParameterReport parameter) {
        StringBuilder text = new StringBuilder();
        if (parameter.open() > 0) {
            text.append("; ").append(parameter.open()).append(" lie where a direction disagrees and were not measured one by one");
        }
        if (!parameter.search().steps().isEmpty()) {
            text.append("; found by ").append(parameter.search().steps().size()).append(" steps of bisection");
        }
        parameter.directions().stream().filter(direction -> direction.verdict() == Verdict.INCONCLUSIVE && !direction.reason().isEmpty()).findFirst()
                .ifPresent(direction -> text.append("; ").append(direction.reason()));
        return text.append("; a single-entry error of ").append(single(parameter)).toString();
    }

    /** The probability of missing one wrong entry, or, where that is 1, the smallest error that is detected for sure. */
    private static String single(ParameterReport parameter) {
        double missed = parameter.missed(DirectionReport.SINGLE_ERROR);
        double seen = parameter.directions().stream().map(DirectionReport::comparison).mapToDouble(along -> along.surelySeen() / along.rootMeanSquare()).min().orElse(0);
        return missed < 1 || !Double.isFinite(seen)
                ? NumberFormat.size(DirectionReport.SINGLE_ERROR) + " of the root-mean-square gradient is missed with probability " + NumberFormat.size(missed)
                : NumberFormat.size(seen) + " of the root-mean-square gradient is detected for sure, a smaller one perhaps not";
    }

    private static String line(EntryReport entry) {
        double numeric = entry.numeric().value();
        String analytic = "analytic " + NumberFormat.value(entry.analytic(), numeric);
        return switch (entry.numeric().kind()) {
            case SMOOTH -> analytic + ", numeric " + NumberFormat.value(numeric, entry.analytic()) + " ± " + NumberFormat.size(entry.numeric().error()) + ", difference "
                    + NumberFormat.size(entry.difference()) + reason(entry);
            case KINK, UNDEFINED -> analytic + reason(entry);
        };
    }

    private static String reason(EntryReport entry) {
        return entry.reason().isEmpty() ? "" : ": " + entry.reason();
    }
}
