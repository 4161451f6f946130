package io.github.gradcheck.check;

import io.github.gradcheck.examination.NumberFormat;
import io.github.gradcheck.ndarray.Shape;
import io.github.gradcheck.numeric.Derivative;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Formats the entries of a report, a line each. */
final class EntryText {
    private EntryText() {
    }

    /** Entries that are not right, so many of each parameter: those of the worst parameters first, and the largest differences first in each. */
    static List<Fact> worst(GradientReport report, int most) {
        List<Fact> facts = new ArrayList<>();
        report.parameters().stream().sorted(Comparator.comparing(ParameterReport::verdict).reversed()).forEach(parameter -> parameter.doubtful().stream()
                .limit(most).forEach(entry -> facts.add(new Fact(parameter.name() + parameter.place(entry), line(entry)))));
        return facts;
    }

    static int count(GradientReport report) {
        return report.parameters().stream().mapToInt(parameter -> parameter.doubtful().size()).sum();
    }

    /** As many lines as there is room for; the last says how many entries of all are left out. */
    static List<Fact> cut(List<Fact> entries, int all, int room) {
        if (all <= room) {
            return entries;
        }
        int shown = Math.max(0, room - 1);
        List<Fact> facts = new ArrayList<>(entries.subList(0, shown));
        facts.add(new Fact("…", (shown == 0 ? "" : "and ") + (all - shown) + (shown == 0 ? " entries" : " more") + "; printAll() shows every entry"));
        return facts;
    }

    /** Every entry in order; those that were not measured by themselves in one line. */
    static List<Fact> all(ParameterReport parameter) {
        int[] all = parameter.analytic().shape();
        int[] shape = parameter.outputs() > 1 ? Arrays.copyOfRange(all, 1, all.length) : all;
        int size = Shape.size(shape);
        Map<String, EntryReport> doubtful = new HashMap<>();
        parameter.doubtful().forEach(entry -> doubtful.put(entry.output() + entry.index(), entry));
        List<Fact> facts = new ArrayList<>();
        int unmeasured = 0;
        for (int k = 0; k < parameter.analytic().size(); k++) {
            String index = Shape.subscript(Shape.unravel(k % size, shape));
            EntryReport entry = doubtful.get(k / size + index);
            double numeric = parameter.numeric().getFlat(k);
            if (entry != null) {
                facts.add(new Fact(parameter.name() + parameter.place(entry), entry.verdict().words() + ": " + line(entry)));
            } else if (!Double.isNaN(numeric)) {
                double analytic = parameter.analytic().getFlat(k);
                facts.add(new Fact(parameter.name() + parameter.place(index, k / size), Verdict.CORRECT.words() + ": analytic "
                        + NumberFormat.value(analytic, numeric) + measured(analytic, numeric, parameter.error().getFlat(k))));
            } else {
                unmeasured++;
            }
        }
        if (unmeasured > parameter.skipped()) {
            facts.add(new Fact(parameter.name() + " …", ReportText.entries(unmeasured - parameter.skipped()) + " not measured one by one"));
        }
        return facts;
    }

    private static String line(EntryReport entry) {
        double numeric = entry.numeric().value();
        String reason = entry.reason().isEmpty() ? "" : ": " + entry.reason();
        String analytic = "analytic " + NumberFormat.value(entry.analytic(), numeric);
        boolean isSmooth = entry.numeric().kind() == Derivative.Kind.SMOOTH;
        return analytic + (isSmooth ? measured(entry.analytic(), numeric, entry.numeric().error()) : "")
                + (isSmooth && !Double.isNaN(entry.difference()) ? ", difference " + NumberFormat.size(entry.difference()) : "") + reason;
    }

    private static String measured(double analytic, double numeric, double error) {
        return ", numeric " + NumberFormat.value(numeric, analytic) + " ± " + NumberFormat.size(error);
    }
}
