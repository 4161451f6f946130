package io.github.gradcheck.check;

import io.github.gradcheck.examination.NumberFormat;
import io.github.gradcheck.numeric.Derivative;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Formats a report as text, the only place where its facts become words: is it right, where not, why, how sure, in this order. */
final class ReportText {
    private static final int LINES = 12;
    private static final int WORST_ENTRIES = 5;
    private static final int MOST_OF_EACH = 3;
    /** The names of parameters with the same cause take so many letters at most. */
    private static final int NAMES = 40;
    private static final int WIDEST_LABEL = 24;
    /** A gradient in float32 is off by 1e-7, more where it cancels; what stops early, by its tolerance. */
    private static final double MAY_BE_ROUNDING = 1e-5;
    private static final String POINT = "at";

    private ReportText() {
    }

    /** At most {@link #LINES} lines. */
    static String of(GradientReport report, List<Fact> circumstances) {
        return joined(report, facts(report, circumstances));
    }

    /** With every entry, and nothing left out. */
    static String full(GradientReport report) {
        List<Fact> facts = new ArrayList<>(main(report));
        facts.addAll(besides(report));
        facts.addAll(ofEach(report));
        facts.addAll(end(report, true));
        for (ParameterReport parameter : report.parameters()) {
            facts.add(new Fact(parameter.name(), summary(parameter)));
            facts.addAll(EntryText.all(parameter));
        }
        return joined(report, facts.stream().map(Fact::oneLine).toList());
    }

    private static String joined(GradientReport report, List<Fact> facts) {
        int width = Math.min(WIDEST_LABEL, facts.stream().mapToInt(fact -> fact.label().length()).max().orElse(0));
        StringBuilder text = new StringBuilder(headline(report));
        for (Fact fact : facts) {
            text.append(String.format(Locale.ROOT, "%n  %-" + (width + 1) + "s %s", fact.label() + ":", fact.text()));
        }
        return text.toString();
    }

    static List<Fact> facts(GradientReport report, List<Fact> circumstances) {
        List<Fact> facts = new ArrayList<>(main(report));
        List<Fact> entries = EntryText.worst(report, LINES);
        // Where it is not wrong, the first entry that is not right says which and why.
        int first = report.verdict() == Verdict.WRONG ? 0 : Math.min(1, entries.size());
        facts.addAll(0, entries.subList(0, first));
        facts.addAll(circumstances);
        facts.addAll(besides(report));
        List<Fact> end = end(report, circumstances.stream().noneMatch(fact -> fact.label().equals(POINT)));
        int room = LINES - 1 - facts.size() - end.size();
        List<Fact> ofEach = ofEach(report);
        int some = Math.max(0, Math.min(ofEach.size(), Math.min(MOST_OF_EACH, room - 2)));
        facts.addAll(ofEach.subList(0, some));
        facts.addAll(EntryText.cut(entries.subList(first, entries.size()), EntryText.count(report) - first, Math.min(WORST_ENTRIES + 1 - first, room - some)));
        facts.addAll(end);
        return facts.stream().map(Fact::oneLine).toList();
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
            boolean isRule = report.violations().stream().anyMatch(violation -> Verdict.of(violation) == Verdict.WRONG);
            parts.add(isRule ? "it breaks a rule" : "the derivative along a direction differs");
        }
        if (wrong == 0 && report.open() > 0) {
            parts.add(report.open() + " of " + entries(all) + " not measured");
        }
        if (undecided > 0) {
            parts.add(undecided + (parts.isEmpty() ? " of " + entries(all) : "") + " cannot be decided");
        }
        if (kinks > 0) {
            parts.add(kinks + " at a kink");
        }
        String counted = parts.isEmpty() ? allAgree(report, all) : String.join(", ", parts);
        int skipped = report.parameters().stream().mapToInt(ParameterReport::skipped).sum();
        return Fact.oneLine("The gradient is " + sentence(report.verdict()) + ": " + counted + (skipped == 0 ? "" : ", " + skipped + " skipped") + ".");
    }

    /** Adds the first contract violation, if any. */
    private static String allAgree(GradientReport report, int all) {
        int directions = report.parameters().stream().mapToInt(parameter -> parameter.directions().size() / parameter.outputs()).sum();
        String doubt = report.violations().stream().findFirst().map(violation -> ", but " + violation.text()).orElse("");
        String agree = directions > 0 ? "no disagreement along " + directions + " random direction" + (directions == 1 ? "" : "s") + " through " + entries(all)
                : all == 1 ? "the one entry agrees" : "all " + all + " entries agree";
        return agree + doubt;
    }

    private static String sentence(Verdict verdict) {
        return verdict == Verdict.CORRECT ? "right" : verdict == Verdict.NOT_DIFFERENTIABLE ? "right where there is one" : verdict == Verdict.WRONG ? "WRONG" : "undecided";
    }

    static String entries(int count) {
        return count == 1 ? "1 entry" : count + " entries";
    }

    /** Where not, why, how sure. */
    private static List<Fact> main(GradientReport report) {
        List<Fact> facts = new ArrayList<>();
        if (!report.where().isEmpty()) {
            facts.add(new Fact("where", report.where()));
        }
        causes(report).stream().limit(1).forEach(facts::add);
        facts.add(new Fact("sensitivity", Sensitivity.of(report)));
        return facts;
    }

    /** A line for each violation and each wrong parameter; of several with the same cause one. */
    private static List<Fact> causes(GradientReport report) {
        List<Fact> facts = new ArrayList<>();
        List<Cause> known = report.violations().stream().flatMap(violation -> Cause.of(violation).stream()).toList();
        known.forEach(cause -> facts.add(new Fact("cause", cause.toString())));
        Map<String, List<String>> named = new LinkedHashMap<>();
        report.parameters().stream().filter(parameter -> parameter.verdict() == Verdict.WRONG && parameter.cause().filter(known::contains).isEmpty())
                .forEach(parameter -> named.computeIfAbsent(parameter.cause().map(Cause::toString).orElse("no simple relation found"), cause -> new ArrayList<>())
                        .add(parameter.name()));
        boolean single = report.parameters().size() == 1;
        named.forEach((cause, names) -> facts.add(new Fact("cause", single ? cause : EntrySet.listed(names, names.size(), NAMES) + ": " + cause)));
        return facts;
    }

    /** Of several wrong parameters, what the lines of the whole report have no room for. */
    private static List<Fact> ofEach(GradientReport report) {
        List<Fact> facts = new ArrayList<>();
        if (Where.isShortened(report)) {
            report.parameters().stream().filter(parameter -> parameter.verdict() == Verdict.WRONG)
                    .forEach(parameter -> facts.add(new Fact(parameter.name() + " where", parameter.where())));
        }
        causes(report).stream().skip(1).forEach(facts::add);
        return facts;
    }

    /** What else keeps from a verdict, between which parameters the fault lies, and how far directions went. */
    private static List<Fact> besides(GradientReport report) {
        List<Fact> facts = new ArrayList<>();
        report.violations().stream().filter(violation -> violation.kind().isEmpty())
                .forEach(violation -> facts.add(new Fact(Verdict.of(violation).words(), violation.text())));
        report.place().ifPresent(place -> facts.add(new Fact("place", place)));
        if (!report.intermediates().isEmpty()) {
            facts.add(new Fact("inside f", inside(report.intermediates())));
        }
        List<ParameterReport> open = report.parameters().stream().filter(parameter -> parameter.open() > 0).toList();
        if (!open.isEmpty()) {
            String each = EntrySet.listed(open.stream().map(parameter -> parameter.open() + " of " + parameter.name()).toList(), open.size(), NAMES);
            facts.add(new Fact("not measured", each + (open.stream().anyMatch(parameter -> parameter.directions().isEmpty()) ? ": the time was up"
                    : ", in ranges along which the derivative differs")));
        }
        report.parameters().forEach(parameter -> parameter.directions().stream()
                .filter(direction -> direction.verdict() == Verdict.INCONCLUSIVE && !direction.reason().isEmpty()).findFirst()
                .ifPresent(direction -> facts.add(new Fact(parameter.name(), direction.reason()))));
        return facts;
    }

    private static List<Fact> end(GradientReport report, boolean withPoint) {
        List<Fact> facts = new ArrayList<>();
        rounding(report).ifPresent(facts::add);
        report.point().filter(point -> withPoint).ifPresent(point -> facts.add(new Fact(POINT, point)));
        facts.add(new Fact("evaluations", report.evaluations() + " of f: " + String.join("; ", report.method())));
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
        List<String> counts = parameter.counts().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(count -> count.getValue() + " " + count.getKey().words()).toList();
        return parameter.verdict().words() + ": of " + entries(parameter.checked()) + " " + String.join(", ", counts)
                + (parameter.search().steps().isEmpty() ? "" : "; " + parameter.search().steps().size() + " steps of bisection");
    }

    /** Of each verdict the intermediates that have it, that of the one nearest to the loss first: it is where a fault shows first. */
    private static String inside(List<ParameterReport> intermediates) {
        List<String> parts = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            List<String> names = new ArrayList<>();
            intermediates.stream().filter(one -> one.verdict() == verdict).forEach(one -> names.add(0, one.name()));
            if (!names.isEmpty()) {
                parts.add(EntrySet.listed(names, names.size(), 60) + " " + (verdict == Verdict.CORRECT ? "right" : verdict.words()));
            }
        }
        return String.join("; ", parts);
    }
}
