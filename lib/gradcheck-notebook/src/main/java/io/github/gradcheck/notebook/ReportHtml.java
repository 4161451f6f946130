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
import java.util.Set;
import java.util.stream.Collectors;

/** A report as a notebook shows it: the verdict, the parameters and their causes, the worst entries, and where they stand. */
final class ReportHtml {
    private static final int WORST_ENTRIES = 5;
    private static final int MOST_BARS = 40;
    /** A background of its own: no red can be read on white paper and in a dark theme both (contrast 5.6 and 3.4 for this one). */
    private static final String ALARM = "color:#fff;background:#C62828;padding:0.1em 0.4em";

    private ReportHtml() {
    }

    static String of(GradientReport report) {
        boolean wrong = report.verdict() == Verdict.WRONG;
        StringBuilder html = new StringBuilder("<div style=\"font-size:110%\"><p><b style=\"" + (wrong ? ALARM : "") + "\">")
                .append(Html.escape(report.headline())).append("</b></p>");
        if (!report.where().isEmpty()) {
            html.append(paragraph("Where: " + report.where()));
        }
        report.facts().stream().filter(fact -> fact.label().endsWith(" where")).forEach(fact -> html.append(paragraph(fact.toString())));
        report.point().ifPresent(point -> html.append(paragraph("At " + point)));
        report.violations().forEach(violation -> html.append(paragraph(Verdict.of(violation).words() + ": " + violation.text()
                + violation.kind().map(kind -> " Cause: " + kind.words() + ".").orElse(""))));
        report.place().ifPresent(place -> html.append(paragraph("Place: " + place + ".")));
        html.append(parameters(report.parameters()));
        along(report).forEach(fact -> html.append(paragraph(fact.toString())));
        if (report.parameters().stream().anyMatch(parameter -> !parameter.doubtful().isEmpty())) {
            html.append(entries(report.parameters()));
        }
        if (report.parameters().size() <= MOST_BARS) {
            html.append(UncertaintyChart.of(report).html());
        }
        report.parameters().stream().filter(parameter -> parameter.verdict() == Verdict.WRONG)
                .forEach(parameter -> WrongMap.of(parameter).ifPresent(map -> html.append("<br>").append(map.html())));
        report.facts().stream().filter(fact -> fact.label().equals("evaluations")).forEach(fact -> html.append(paragraph(fact.toString())));
        return html.append("</div>").toString();
    }

    /** What directions saw and may have missed: the table has columns for single entries alone. */
    private static List<Fact> along(GradientReport report) {
        Set<String> names = report.parameters().stream().filter(parameter -> !parameter.directions().isEmpty()).map(ParameterReport::name)
                .collect(Collectors.toSet());
        return report.facts().stream().filter(fact -> names.contains(fact.label())).toList();
    }

    private static String paragraph(String text) {
        return "<p>" + Html.escape(text) + "</p>";
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
