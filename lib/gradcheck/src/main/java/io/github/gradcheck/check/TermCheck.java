package io.github.gradcheck.check;

import io.github.gradcheck.ndarray.Shape;
import io.github.gradcheck.relation.ContractViolation;
import io.github.gradcheck.relation.Relation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A check of an objective that is a sum, term by term; begun by {@link GradientCheck#ofTerms}. The report says which term is at fault, and where each is right
 * whether the whole is their sum.
 */
public final class TermCheck {
    private static final String SUM = "sum";
    /** Two orders of the same additions differ by less: 2⁻⁵² for each of a thousand of them. */
    private static final double ROUNDING = 1000 * Math.ulp(1.0);

    private final JointCheck terms;
    private final Optional<GradientCheck> sum;

    TermCheck(JointCheck terms, Optional<GradientCheck> sum) {
        this.terms = terms;
        this.sum = sum;
    }

    /**
     * The same with one term more.
     *
     * @param name such as "prior"
     * @param term its value
     * @param gradient its gradient
     * @throws NullPointerException if one of them is null
     * @throws IllegalArgumentException if the name is blank, already there, or "sum"
     */
    public TermCheck and(String name, ToDoubleFunction<double[]> term, UnaryOperator<double[]> gradient) {
        return new TermCheck(terms.and(requireOther(name), GradientCheck.of(term, gradient)), sum);
    }

    static String requireOther(String name) {
        if (SUM.equals(name)) {
            throw new IllegalArgumentException("a term must not be named sum: that is the name of the whole");
        }
        return name;
    }

    /**
     * The same with the whole objective as it is optimised: it is checked too, and compared with the sum of the terms. A constant that it has
     * more or less is none of its slopes, and allowed.
     *
     * @param objective the whole
     * @param gradient its gradient
     * @throws NullPointerException if one of them is null
     */
    public TermCheck sum(ToDoubleFunction<double[]> objective, UnaryOperator<double[]> gradient) {
        return new TermCheck(terms, Optional.of(GradientCheck.of(objective, gradient)));
    }

    /** The same with an option for all terms that are there so far, and for the sum; see {@link JointCheck#each}. */
    public TermCheck each(UnaryOperator<GradientCheck> option) {
        return new TermCheck(terms.each(option), sum.map(option));
    }

    /** Checks all terms and the sum at a point, as {@link GradientCheck#at} does each. */
    public GradientReport at(double... x) {
        Map<String, GradientReport> reports = terms.reports(x);
        Map<String, GradientReport> all = new LinkedHashMap<>(reports);
        sum.ifPresent(check -> all.put(SUM, check.at(x)));
        GradientReport joined = JointCheck.joined(all);
        List<String> wrong = reports.keySet().stream().filter(name -> reports.get(name).verdict() == Verdict.WRONG).toList();
        if (!wrong.isEmpty()) {
            String others = reports.values().stream().allMatch(report -> report.verdict() == Verdict.WRONG || report.verdict() == Verdict.CORRECT)
                    ? wrong.size() == reports.size() ? "" : "; the other terms are right" : "; not all other terms could be decided";
            return joined.withPlace((wrong.size() == 1 ? "the term " + wrong.get(0) + " is" : "the terms " + EntrySet.words(wrong) + " are") + " wrong" + others);
        }
        return sum.isPresent() ? contradiction(reports, all.get(SUM)).map(text -> joined.with(ContractViolation.ofBackward(text, Relation.Kind.NOT_THE_SUM))).orElse(joined)
                : joined;
    }

    /** What keeps the whole from being the sum of its terms, none of which is wrong. */
    private static Optional<String> contradiction(Map<String, GradientReport> terms, GradientReport whole) {
        List<String> differ = differing(terms, whole);
        if (!differ.isEmpty()) {
            return Optional.of("no term is wrong, but the objective is not their sum: its slope is another one in " + EntrySet.listed(differ, differ.size(), 60));
        }
        return whole.verdict() == Verdict.WRONG ? Optional.of("no term is wrong, and the objective is their sum, but its gradient is not the sum of theirs") : Optional.empty();
    }

    /** The entries in which the measured slope of the whole lies outside the sum of the intervals of the terms. */
    private static List<String> differing(Map<String, GradientReport> terms, GradientReport whole) {
        List<String> differ = new ArrayList<>();
        for (ParameterReport parameter : whole.parameters()) {
            double[] slope = sum(terms, parameter.name());
            double[] error = parameter.error().toArray();
            terms.values().forEach(term -> {
                double[] own = term.parameter(parameter.name()).error().toArray();
                Arrays.setAll(error, i -> error[i] + own[i]);
            });
            IntStream.range(0, slope.length).filter(i -> Math.abs(parameter.numeric().getFlat(i) - slope[i]) > error[i] + ROUNDING * Math.abs(slope[i]))
                    .forEach(i -> differ.add(parameter.name() + Shape.subscript(Shape.unravel(i, parameter.analytic().shape()))));
        }
        return differ;
    }

    private static double[] sum(Map<String, GradientReport> terms, String parameter) {
        List<double[]> all = terms.values().stream().map(term -> term.parameter(parameter)).map(each -> each.numeric().toArray()).toList();
        double[] sum = new double[all.get(0).length];
        all.forEach(each -> Arrays.setAll(sum, i -> sum[i] + each[i]));
        return sum;
    }
}
