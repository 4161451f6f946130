package io.github.gradcheck.notebook.chart;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Map;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/** A table of the largest relative error of each parameter and what the threshold of 1e-7 makes of it. */
public final class ErrorTable {
    private ErrorTable() {
    }

    /**
     * One row for each parameter, in the order of the map.
     *
     * @throws IllegalArgumentException if there is no parameter or an error is negative
     */
    public static Table of(Map<String, Double> errors) {
        Errors.require("errors", errors);
        DoubleColumn column = DoubleColumn.create("max relative error");
        StringColumn parameters = StringColumn.create("parameter");
        StringColumn verdicts = StringColumn.create("verdict");
        errors.forEach((parameter, error) -> {
            parameters.append(parameter);
            column.append(error);
            verdicts.append(Errors.verdict(error));
        });
        DecimalFormatSymbols asPrinted = DecimalFormatSymbols.getInstance(Locale.ROOT);
        asPrinted.setExponentSeparator("e");
        column.setPrintFormatter(new NumberColumnFormatter(new DecimalFormat("0.00E00", asPrinted)));
        return Table.create("Gradient check", parameters, column, verdicts);
    }
}
