package io.github.gradcheck.notebook.chart;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.CategoryStyler;

/** A bar chart of the largest relative error of each parameter, with the threshold of 1e-7. */
public final class ErrorChart {
    /** The axis runs from rounding error to the largest error that there is; its ends are powers of ten, or labels go missing. */
    private static final double LOWEST = 1e-12;
    private static final double HIGHEST = 1;
    /** What the line is, said where no bar can be. */
    private static final String LINE = " (dashed: threshold 1e-7)";
    /** So many labels fit side by side; more are set slanting, in a chart that is higher by the room they need. */
    private static final int LEVEL_LABELS = 4;
    private static final int SLANT = 60;
    private static final int ROOM_FOR_SLANT = 160;

    private ErrorChart() {
    }

    /**
     * One bar for each parameter; bars above the threshold are red and labelled WRONG. An error of 0 is drawn as the
     * smallest bar, NaN as the largest.
     *
     * @throws IllegalArgumentException if there is no parameter or an error is negative
     */
    public static Picture of(Map<String, Double> errors) {
        Errors.require("errors", errors);
        CategoryChart chart = chart("Largest relative error of each gradient", errors.size());
        List<String> labels = new ArrayList<>();
        List<Double> passing = new ArrayList<>();
        List<Double> failing = new ArrayList<>();
        errors.forEach((parameter, error) -> {
            labels.add(label(parameter, error));
            passing.add(Errors.passes(error) ? height(error) : null);
            failing.add(Errors.passes(error) ? null : height(error));
        });
        chart.getStyler().setOverlapped(true);
        addUnlessEmpty(chart, "correct", labels, passing, Style.PASSES);
        addUnlessEmpty(chart, "WRONG", labels, failing, Style.FAILS);
        return Style.picture(chart, "Bar chart on a logarithmic axis with a threshold line at 1e-7. Largest relative error: "
                + Errors.inWords(errors) + ".");
    }

    /**
     * Two bars for each parameter, before a change and after it.
     *
     * @throws IllegalArgumentException if the two maps do not name the same parameters
     */
    public static Picture beforeAndAfter(Map<String, Double> before, Map<String, Double> after) {
        Errors.require("before", before);
        Errors.require("after", after);
        if (!before.keySet().equals(after.keySet())) {
            throw new IllegalArgumentException("before names " + before.keySet() + ", after names " + after.keySet());
        }
        CategoryChart chart = chart("Largest relative error, before the fix and after it", before.size());
        List<String> labels = new ArrayList<>();
        List<Double> first = new ArrayList<>();
        List<Double> second = new ArrayList<>();
        before.forEach((parameter, error) -> {
            labels.add(parameter + ": " + Errors.verdict(error) + " → " + Errors.verdict(after.get(parameter)));
            first.add(height(error));
            second.add(height(after.get(parameter)));
        });
        addUnlessEmpty(chart, "before", labels, first, Style.BEFORE);
        addUnlessEmpty(chart, "after", labels, second, Style.PASSES);
        return Style.picture(chart, "Bar chart on a logarithmic axis with a threshold line at 1e-7. Before: "
                + Errors.inWords(before) + ". After: " + Errors.inWords(after) + ".");
    }

    private static CategoryChart chart(String title, int parameters) {
        boolean slanting = parameters > LEVEL_LABELS;
        int height = Style.HEIGHT + (slanting ? ROOM_FOR_SLANT : 0);
        CategoryChart chart = new CategoryChartBuilder().width(Style.WIDTH).height(height).title(title + LINE)
                .yAxisTitle("relative error").build();
        CategoryStyler styler = chart.getStyler();
        Style.apply(styler);
        styler.setYAxisLogarithmic(true);
        styler.setYAxisMin(LOWEST);
        styler.setYAxisMax(HIGHEST);
        styler.setYAxisTickLabelsFormattingFunction(Style::power);
        styler.setAvailableSpaceFill(0.5);
        styler.setXAxisLabelRotation(slanting ? SLANT : 0);
        // A slanting label ends at its bar: one that reached beyond the chart would be left out.
        styler.setXAxisLabelAlignment(slanting ? TextAlignment.Right : TextAlignment.Centre);
        styler.setXAxisMaxLabelCount(parameters);
        chart.addAnnotation(Style.horizontalLine(Errors.THRESHOLD));
        return chart;
    }

    private static String label(String parameter, double error) {
        return parameter + ": " + Errors.text(error) + (Errors.passes(error) ? "" : " WRONG");
    }

    /** Within the axis: a logarithmic axis cannot show 0, and a bar outside it vanishes. */
    private static double height(double error) {
        return Double.isNaN(error) ? HIGHEST : Math.min(HIGHEST, Math.max(1.5 * LOWEST, error));
    }

    private static void addUnlessEmpty(CategoryChart chart, String name, List<String> labels, List<Double> heights, Color colour) {
        if (heights.stream().anyMatch(height -> height != null)) {
            chart.addSeries(name, labels, heights).setFillColor(colour);
        }
    }
}
