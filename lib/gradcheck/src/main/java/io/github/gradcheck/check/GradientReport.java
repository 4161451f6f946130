package io.github.gradcheck.check;

import io.github.gradcheck.relation.ContractViolation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The result of a check: a verdict, and the facts it rests on.
 *
 * @param parameters one report for each parameter, in the order from input to loss if the caller gave one, else by name
 * @param violations what f, its backward pass or another thread did and a check cannot allow
 * @param place where the fault lies, such as at which operator of a graph, where that can be told
 * @param method how it was done: every entry or directions, on how many threads, whether incrementally
 * @param evaluations how often the function was evaluated in all
 * @param intermediates one report for each gradient that backward showed to its {@linkplain io.github.gradcheck.probe.Probe probe}, in the order of the
 *     function; the verdict and the counts of this report are those of the parameters alone
 * @param seed where random upstream gradients and directions came from
 * @param point where, such as "[1.5, -2.0]": the first coordinates of a long one; empty for parameters, which a program has at hand
 */
public record GradientReport(List<ParameterReport> parameters, List<ContractViolation> violations, Optional<String> place, List<String> method,
        long evaluations, List<ParameterReport> intermediates, long seed, Optional<String> point) {
    /** Lists are copied. */
    public GradientReport {
        parameters = List.copyOf(parameters);
        violations = List.copyOf(violations);
        method = List.copyOf(method);
        intermediates = List.copyOf(intermediates);
    }

    /** A report of a check with the seed 0 that does not say where. */
    public GradientReport(List<ParameterReport> parameters, List<ContractViolation> violations, Optional<String> place, List<String> method, long evaluations) {
        this(parameters, violations, place, method, evaluations, List.of(), 0, Optional.empty());
    }

    GradientReport at(double[] x) {
        return new GradientReport(parameters, violations, place, method, evaluations, intermediates, seed, Optional.of(Fact.at(x).text()));
    }

    GradientReport with(ContractViolation one) {
        List<ContractViolation> more = new ArrayList<>(violations);
        more.add(one);
        return new GradientReport(parameters, more, place, method, evaluations, intermediates, seed, point);
    }

    GradientReport withPlace(String other) {
        return new GradientReport(parameters, violations, Optional.of(other), method, evaluations, intermediates, seed, point);
    }

    GradientReport withNote(String note) {
        List<String> more = new ArrayList<>(method);
        more.add(note);
        return new GradientReport(parameters, violations, place, more, evaluations, intermediates, seed, point);
    }

    /** With what a check of the intermediates found, and where the fault lies. */
    GradientReport with(GradientReport inside, Optional<String> location) {
        return new GradientReport(parameters, violations, location, method, evaluations + inside.evaluations(), inside.parameters(), seed, point);
    }

    /** The worst verdict of any parameter or violation. */
    public Verdict verdict() {
        List<Verdict> all = new ArrayList<>();
        parameters.forEach(parameter -> all.add(parameter.verdict()));
        violations.forEach(violation -> all.add(Verdict.of(violation)));
        return Collections.max(all);
    }

    /**
     * Whether nothing is WRONG, something is decided, and in no parameter more entries are undecided, or were not measured for want of time, than are decided: a few may lie at an edge
     * of what f is defined for, or in its noise. See {@link #orThrow} for who wants it stricter.
     */
    public boolean passed() {
        return verdict() != Verdict.WRONG && parameters.stream().anyMatch(parameter -> parameter.decided() > 0)
                && parameters.stream().allMatch(parameter -> parameter.decided() >= parameter.count(Verdict.INCONCLUSIVE) + parameter.open());
    }

    /**
     * The report of one parameter.
     *
     * @throws IllegalArgumentException if there is none of that name, with the names there are
     */
    public ParameterReport parameter(String name) {
        return parameters.stream().filter(parameter -> parameter.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no parameter \"" + name + "\", only "
                        + parameters.stream().map(ParameterReport::name).toList()));
    }

    /** The first cause that was found: that of a violation, or of the first wrong parameter. */
    public Optional<Cause> cause() {
        return Stream.concat(violations.stream().map(Cause::of), parameters.stream().map(ParameterReport::cause))
                .flatMap(Optional::stream).findFirst();
    }

    /** How many entries lie where a direction disagrees, and were not measured by themselves, or were not measured before the time was up. */
    public int open() {
        return parameters.stream().mapToInt(ParameterReport::open).sum();
    }

    /** How many entries of all parameters got this verdict. */
    public int count(Verdict which) {
        return parameters.stream().mapToInt(parameter -> parameter.count(which)).sum();
    }

    /**
     * This report, if it {@linkplain #passed passed}: up to half of the entries of each parameter may be undecided. Whoever wants none of them asks for
     * more, with {@code assertThatGradient(report).isCorrect()} of the package {@code testing}, or that {@code count(Verdict.INCONCLUSIVE)} be 0
     * and the verdict not INCONCLUSIVE.
     *
     * @throws GradcheckException with the whole report as its message if it did not; a RuntimeException, no AssertionError
     */
    public GradientReport orThrow() {
        if (!passed()) {
            throw new GradcheckException(toString());
        }
        return this;
    }

    /**
     * Where it is wrong, in one line: the wrong entries as a set, such as "row 3 of W; the rest of it and all of b right", whether a cause is
     * known or not. Of several parameters, or of one alone: {@link ParameterReport#where}. Empty if the verdict is not WRONG.
     */
    public String where() {
        return Where.of(this);
    }

    /** What {@link #text} has below its first line: where it is wrong, why, how small an error would have been detected, and so on. */
    public List<Fact> facts() {
        return ReportText.facts(this, List.of());
    }

    /** The first line: the verdict in words, with the number of entries that could not be decided. */
    public String headline() {
        return ReportText.headline(this);
    }

    /**
     * This report as text of at most twelve lines, of which the first four say whether the gradient is right, where not, why, and how sure that
     * is; facts from outside, such as a seed, come next, and one labelled "at" takes the place of the point. They are shown even if
     * that makes it longer.
     */
    public String text(Fact... circumstances) {
        return ReportText.of(this, List.of(circumstances));
    }

    /**
     * This report as a JSON object, which conforms to the schema {@code report.schema.json} beside this class: verdict, where, causes, every
     * entry with its interval, evaluations, seed. Numbers have all their digits; those that JSON has none for are the strings "NaN", "Infinity" and "-Infinity".
     */
    public String toJson() {
        return ReportJson.of(this);
    }

    /** This report with every entry, a line each, those that are right as well. */
    public String fullText() {
        return ReportText.full(this);
    }

    /** Prints {@link #fullText} to the standard output. */
    public void printAll() {
        System.out.println(fullText());
    }

    @Override
    public String toString() {
        return text();
    }
}
