package io.github.gradcheck.notebook;

import io.github.gradcheck.notebook.chart.Html;
import java.util.stream.Collectors;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A Tablesaw table as HTML, which keeps the print formats of its columns. */
final class TableHtml {
    private TableHtml() {
    }

    static String of(Table table) {
        StringBuilder html = new StringBuilder("<table style=\"font-size:110%\"><caption>").append(Html.escape(table.name()))
                .append("</caption><thead><tr>");
        html.append(table.columns().stream().map(column -> cell("th", column, column.name())).collect(Collectors.joining()));
        html.append("</tr></thead><tbody>");
        for (int row = 0; row < table.rowCount(); row++) {
            int here = row;
            html.append("<tr>").append(table.columns().stream().map(column -> cell("td", column, column.getString(here)))
                    .collect(Collectors.joining())).append("</tr>");
        }
        return html.append("</tbody></table>").toString();
    }

    private static String cell(String tag, Column<?> column, String text) {
        String side = column.type() == ColumnType.STRING ? "left" : "right";
        return "<" + tag + " style=\"text-align:" + side + "\">" + Html.escape(text) + "</" + tag + ">";
    }
}
