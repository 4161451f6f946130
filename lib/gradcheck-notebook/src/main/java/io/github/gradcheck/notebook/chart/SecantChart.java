package io.github.gradcheck.notebook.chart;

import io.github.gradcheck.numeric.CentralDifference;
import java.awt.Color;
import java.util.Arrays;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.DoubleUnaryOperator;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A curve, its tangent at x, and the secants through x − h and x + h, which turn into the tangent's direction as h shrinks. */
public final class SecantChart {
    private static final int POINTS = 61;  // an odd number: x itself is among them, and with it a corner at x
    /** Of the difference that the tangent is drawn by: its slope is printed with four digits after the point. */
    private static final double TANGENT_STEP = 1e-5;
    /** From far to near; a step beyond the last keeps its colour. */
    private static final Color[] SHADES = {new Color(0xF2, 0xA9, 0x3B), new Color(0xE0, 0x6C, 0x2E), Style.FAILS};

    private SecantChart() {
    }

    /**
     * The curve of f around x with a secant for each step.
     *
     * @param steps the distances h, from large to small; at least one
     * @throws IllegalArgumentException if there is no step, or one is not finite and positive
     */
    public static Picture of(DoubleUnaryOperator f, double x, double... steps) {
        requireSteps(steps);
        double reach = 1.4 * steps[0];
        XYChart chart = chart("Secants through x − h and x + h, and their slopes");
        addCurve(chart, f, x - reach, x + reach, Style.INK, 3);
        StringJoiner words = new StringJoiner("; ");
        for (int i = 0; i < steps.length; i++) {
            double h = steps[i];
            double slope = CentralDifference.slope(f, x, h);
            double middle = (f.applyAsDouble(x + h) + f.applyAsDouble(x - h)) / 2;
            String name = String.format(Locale.ROOT, "h = %s: %.4f", h, slope);
            String label = label("h = " + h, slope);
            Color colour = SHADES[Math.min(i, SHADES.length - 1)];
            addThrough(chart, label, x, middle, slope, reach, colour);
            addPoints(chart, label + " ends", new double[] {x - h, x + h}, f, colour);
            words.add(name);
        }
        double slope = CentralDifference.slope(f, x, TANGENT_STEP * Math.max(1, Math.abs(x)));
        String tangent = String.format(Locale.ROOT, "tangent: %.4f", slope);
        addThrough(chart, label("tangent", slope), x, f.applyAsDouble(x), slope, reach, Style.PASSES).setLineStyle(SeriesLines.DASH_DASH);
        addPoints(chart, "x", new double[] {x}, f, Style.PASSES);
        return Style.picture(chart, String.format(Locale.ROOT, "A curve and its secants around x = %s, closer to the tangent as h shrinks. Slopes: %s; %s.",
                x, words, tangent));
    }

    /**
     * The curve of f around x with a secant to each side and the one through both ends, which differ where there is a corner.
     *
     * @param h the distance to both ends
     * @throws IllegalArgumentException if h is not finite and positive
     */
    public static Picture bothSides(DoubleUnaryOperator f, double x, double h) {
        requireSteps(h);
        double reach = 1.4 * h;
        XYChart chart = chart("The slopes to the left and to the right");
        addCurve(chart, f, x - reach, x + reach, Style.INK, 3);
        StringJoiner words = new StringJoiner("; ");
        words.add(addSlope(chart, "to the left", f, x - h, x, Style.PASSES));
        words.add(addSlope(chart, "to the right", f, x, x + h, Style.FAILS));
        words.add(addSlope(chart, "two-sided", f, x - h, x + h, SHADES[0]));
        return Style.picture(chart, String.format(Locale.ROOT, "A curve around x = %s and three secants. Slopes: %s.", x, words));
    }

    private static String addSlope(XYChart chart, String side, DoubleUnaryOperator f, double from, double to, Color colour) {
        double slope = (f.applyAsDouble(to) - f.applyAsDouble(from)) / (to - from);
        String name = String.format(Locale.ROOT, "%s: %.4f", side, slope);
        String label = label(side, slope);
        addLine(chart, label, new double[] {from, to}, new double[] {f.applyAsDouble(from), f.applyAsDouble(to)}, colour, 4);
        addPoints(chart, label + " ends", new double[] {from, to}, f, colour);
        return name;
    }

    /** Brackets give all labels one height: the legend centres each by its own letters, and those with a g would stand higher. */
    private static String label(String line, double slope) {
        return String.format(Locale.ROOT, "%s (%.4f)", line, slope);
    }

    private static XYChart chart(String title) {
        XYChart chart = new XYChartBuilder().width(Style.WIDTH).height(Style.HEIGHT).title(title).xAxisTitle("x").yAxisTitle("f(x)").build();
        Style.apply(chart.getStyler());
        chart.getStyler().setLegendPadding(18);
        chart.getStyler().setXAxisDecimalPattern("0.0");
        chart.getStyler().setXAxisTickMarkSpacingHint(110);
        chart.getStyler().setYAxisDecimalPattern("0.0");
        return chart;
    }

    /** The line through (x, y) with a slope, over the whole width. */
    private static XYSeries addThrough(XYChart chart, String name, double x, double y, double slope, double reach, Color colour) {
        return addLine(chart, name, new double[] {x - reach, x + reach}, new double[] {y - slope * reach, y + slope * reach}, colour, 2);
    }

    private static void addCurve(XYChart chart, DoubleUnaryOperator f, double from, double to, Color colour, int width) {
        double[] xs = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            xs[i] = from + (to - from) * i / (POINTS - 1);
        }
        addLine(chart, "f(x)", xs, Arrays.stream(xs).map(f).toArray(), colour, width);
    }

    private static XYSeries addLine(XYChart chart, String name, double[] xs, double[] ys, Color colour, int width) {
        XYSeries series = chart.addSeries(name, xs, ys);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(colour);
        series.setLineWidth(width);
        return series;
    }

    /** Points of the curve that a line goes through. */
    private static void addPoints(XYChart chart, String name, double[] xs, DoubleUnaryOperator f, Color colour) {
        XYSeries series = chart.addSeries(name, xs, Arrays.stream(xs).map(f).toArray());
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        series.setMarker(SeriesMarkers.CIRCLE);
        series.setMarkerColor(colour);
        series.setShowInLegend(false);
    }

    private static void requireSteps(double... steps) {
        if (steps.length == 0) {
            throw new IllegalArgumentException("steps must hold at least one step");
        }
        for (double h : steps) {
            if (!(h > 0) || Double.isInfinite(h)) {
                throw new IllegalArgumentException("each of steps must be finite and positive: " + h);
            }
        }
    }
}
