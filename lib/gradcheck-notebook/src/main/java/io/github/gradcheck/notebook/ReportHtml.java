package io.github.gradcheck.notebook;

import io.github.gradcheck.check.Cause;
import io.github.gradcheck.check.EntryReport;
import io.github.gradcheck.check.Fact;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.check.ParameterReport;
import io.github.gradcheck.check.Verdict;
import io.github.gradcheck.notebook.chart.Html;
import io.github.gradcheck.notebook.chart.UncertaintyChart;
import io.github.gradcheck.notebook.chart.WrongMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A report as a notebook shows it: the verdict, where and why; folded, the parameters, the worst entries, and where they stand. */
final class ReportHtml {
    private static final int WORST_ENTRIES = 5;
    private static final int MOST_BARS = 40;
    /** What is seen at once; the rest is folded. */
    private static final Set<String> FIRST = Set.of("where", "cause", "place", "inside f", "cannot tell");
    /** A background of its own: no red can be read on white paper and in a dark theme both (contrast 5.6 and 3.4 for this one). */
    private static final String ALARM = "color:#fff;background:#C62828;padding:0.1em 0.4em";

    private ReportHtml() {
    }

    static String of(GradientReport report) {
        boolean wrong = report.verdict() == Verdict.WRONG;
        StringBuilder html = new StringBuilder("<div style=\"font-size:110%\"><p><b style=\"" + (wrong ? ALARM : "") + "\">")
                .append(Html.escape(report.headline())).append("</b></p>");
        List<String> names = report.parameters().stream().map(ParameterReport::name).toList();
        Map<Boolean, List<Fact>> facts = report.facts().stream().filter(fact -> !fact.label().equals("…") && names.stream().noneMatch(name -> fact.label().startsWith(name + "[")))
                .collect(Collectors.partitioningBy(fact -> FIRST.contains(fact.label())));
        facts.get(true).forEach(fact -> html.append(paragraph(fact)));
        html.append("<details><summary>How sure, and every figure</summary>");
        facts.get(false).forEach(fact -> html.append(paragraph(fact)));
        html.append(parameters(report.parameters()));
        if (report.parameters().stream().anyMatch(parameter -> !parameter.doubtful().isEmpty())) {
            html.append(entries(report.parameters()));
        }
        if (report.parameters().size() <= MOST_BARS) {
            html.append(UncertaintyChart.of(report).html());
        }
        report.parameters().stream().filter(parameter -> parameter.verdict() == Verdict.WRONG)
                .forEach(parameter -> WrongMap.of(parameter).ifPresent(map -> html.append("<br>").append(map.html())));
        return html.append("</details></div>").toString();
    }

    private static String paragraph(Fact fact) {
        return "<p>" + Html.escape(fact.label().substring(0, 1).toUpperCase(Locale.ROOT) + fact.label().substring(1) + ": " + fact.text()) + "</p>";
    }

    private static String parameters(List<ParameterReport> parameters) {
        StringBuilder table = new StringBuilder("<table><thead><tr>").append(head("parameter", "verdict", "entries that agree",
                "smallest error that would be seen", "cause")).append("</tr></thead><tbody>");
        for (ParameterReport parameter : parameters) {
            String cause = parameter.cause().map(Cause::toString).orElse(parameter.verdict() == Verdict.WRONG ? "no simple relation found" : "");
            table.append("<tr>").append(cells(parameter.name(), parameter.verdict() == Verdict.WRONG ? "WRONG" : parameter.verdict().words(),
                    parameter.count(Verdict.CORRECT) + " of " + (parameter.analytic().size() - parameter.skipped()), size(parameter.smallestDetectableError()), cause)).append("</tr>");
        }
        return table.append("</tbody></table>").toString();
    }

    private static String entries(List<ParameterReport> parameters) {
        boolean isAnyReason = parameters.stream().flatMap(parameter -> parameter.doubtful().stream().limit(WORST_ENTRIES))
                .anyMatch(entry -> !entry.reason().isEmpty());
        StringBuilder table = new StringBuilder("<table><caption>The worst entries</caption><thead><tr>")
                .append(head("entry", "analytic", "numeric", "measurement's error", "difference"))
                .append(isAnyReason ? head("reason") : "").append("</tr></thead><tbody>");
        for (ParameterReport parameter : parameters) {
            parameter.doubtful().stream().limit(WORST_ENTRIES).forEach(entry -> table.append("<tr>").append(entry(parameter, entry)).append("</tr>"));
            if (parameter.doubtful().size() > WORST_ENTRIES) {
                table.append("<tr>").append(cells(parameter.name() + " …", "and " + (parameter.doubtful().size() - WORST_ENTRIES) + " more")).append("</tr>");
            }
        }
        return table.append("</tbody></table>").toString();
    }

    private static String entry(ParameterReport parameter, EntryReport entry) {
        return cells(parameter.name() + parameter.place(entry), value(entry.analytic()), value(entry.numeric().value()), size(entry.numeric().error()),
                size(entry.difference())) + (entry.reason().isEmpty() ? "" : cells(entry.reason()));
    }

    private static String head(String... names) {
        return row("th", names);
    }

    private static String cells(String... texts) {
        return row("td", texts);
    }

    private static String row(String tag, String... texts) {
        StringBuilder row = new StringBuilder();
        for (String text : texts) {
            row.append('<').append(tag).append(" style=\"text-align:left\">").append(Html.escape(text)).append("</").append(tag).append('>');
        }
        return row.toString();
    }

    private static String value(double value) {
        return String.format(Locale.ROOT, "%.9g", value);
    }

    private static String size(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.1e", value) : "";
    }
}
