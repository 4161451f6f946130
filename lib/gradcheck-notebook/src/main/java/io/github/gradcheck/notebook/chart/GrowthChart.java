package io.github.gradcheck.notebook.chart;

import io.github.gradcheck.notebook.chart.Growth.Timing;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How the time of a check grows with the number of parameters, both axes logarithmic: a line and a slope for each method. */
public final class GrowthChart {
    private static final List<Color> COLOURS = List.of(Style.FAILS, new Color(0xE0, 0x8A, 0x1E), Style.PASSES, new Color(0x2E, 0x8B, 0x57));
    private static final List<Marker> MARKERS =
            List.of(SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.TRIANGLE_UP, SeriesMarkers.DIAMOND);
    private static final int MARKER_SIZE = 14;
    private static final int RIM = 3;
    private static final int PADDING = 26;

    private GrowthChart() {
    }

    /**
     * One line for each method; points that were extrapolated are hollow, and the slope is that of the measured ones.
     *
     * @throws IllegalArgumentException if there are more than four methods
     */
    public static Picture of(Growth growth) {
        List<String> methods = growth.methods();
        if (methods.size() > COLOURS.size()) {
            throw new IllegalArgumentException("growth must name at most " + COLOURS.size() + " methods: " + methods);
        }
        XYChart chart = new XYChartBuilder().width(Style.WIDTH).height(Style.HEIGHT)
                .title("The time of one check against the size of the net").xAxisTitle("number of parameters" + (isHollow(growth.timings()) ? " (hollow: extrapolated)" : "")).yAxisTitle("time").build();
        applyAxes(chart, growth);
        for (int m = 0; m < methods.size(); m++) {
            add(chart, growth, methods.get(m), COLOURS.get(m), MARKERS.get(m));
        }
        return Style.picture(chart, "Chart with both axes logarithmic: the time of one check against the number of parameters. "
                + String.join("; ", methods.stream().map(method -> words(growth, method)).toList()) + ".");
    }

    private static void applyAxes(XYChart chart, Growth growth) {
        Style.apply(chart.getStyler());
        chart.getStyler().setLegendLayout(LegendLayout.Vertical);
        // Lines that rise leave this corner empty.
        chart.getStyler().setLegendPosition(LegendPosition.InsideNW);
        // The last label reaches beyond its tick, and is left out where there is no room.
        chart.getStyler().setChartPadding(PADDING);
        chart.getStyler().setMarkerSize(MARKER_SIZE);
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setYAxisLogarithmic(true);
        chart.getStyler().setXAxisMin(lowEnd(growth, Timing::parameters));
        chart.getStyler().setXAxisMax(highEnd(growth, Timing::parameters));
        chart.getStyler().setYAxisMin(lowEnd(growth, Timing::seconds));
        chart.getStyler().setYAxisMax(highEnd(growth, Timing::seconds));
        chart.getStyler().setXAxisTickLabelsFormattingFunction(value -> String.format(Locale.ROOT, "%,.0f", value));
        chart.getStyler().setYAxisTickLabelsFormattingFunction(GrowthChart::time);
    }

    /** The power of ten next below the smallest value: elsewhere a logarithmic axis loses its end label. */
    private static double lowEnd(Growth growth, ToDoubleFunction<Timing> value) {
        return Math.pow(10, Math.floor(growth.timings().stream().mapToDouble(value).map(Math::log10).min().orElseThrow()));
    }

    /** The power of ten next above the largest value. */
    private static double highEnd(Growth growth, ToDoubleFunction<Timing> value) {
        return Math.pow(10, Math.ceil(growth.timings().stream().mapToDouble(value).map(Math::log10).max().orElseThrow()));
    }

    private static void add(XYChart chart, Growth growth, String method, Color colour, Marker marker) {
        List<Timing> all = growth.of(method);
        XYSeries line = series(chart, method + ": " + slope(growth, method), all);
        line.setLineColor(colour);
        line.setLineWidth(3);
        line.setMarker(marker);
        line.setMarkerColor(colour);
        List<Timing> extrapolated = all.stream().filter(timing -> !timing.isMeasured()).toList();
        if (!extrapolated.isEmpty()) {
            XYSeries hollow = series(chart, method + ", extrapolated (hollow)", extrapolated);
            hollow.setLineStyle(SeriesLines.NONE);
            hollow.setMarker(new Hollow(marker));
            hollow.setMarkerColor(colour);
            hollow.setShowInLegend(false);
        }
    }

    private static boolean isHollow(List<Timing> timings) {
        return !timings.stream().allMatch(Timing::isMeasured);
    }

    private static XYSeries series(XYChart chart, String name, List<Timing> timings) {
        return chart.addSeries(name, timings.stream().mapToDouble(Timing::parameters).toArray(), timings.stream().mapToDouble(Timing::seconds).toArray());
    }

    private static String slope(Growth growth, String method) {
        OptionalDouble slope = growth.slope(method);
        return slope.isPresent() ? String.format(Locale.ROOT, "slope %.2f", slope.getAsDouble()) : "no slope";
    }

    private static String words(Growth growth, String method) {
        List<Timing> all = growth.of(method);
        Timing last = all.get(all.size() - 1);
        return String.format(Locale.ROOT, "%s: %s; %,d parameters take %s%s", method, slope(growth, method), last.parameters(), time(last.seconds()),
                last.isMeasured() ? "" : ", extrapolated");
    }

    /** Such as 20 ms, 3 s, 17 min. */
    private static String time(double seconds) {
        if (seconds < 1e-3) {
            return number(seconds * 1e6) + " µs";
        }
        if (seconds < 1) {
            return number(seconds * 1e3) + " ms";
        }
        return seconds < 600 ? number(seconds) + " s" : seconds < 3600 ? number(seconds / 60) + " min" : number(seconds / 3600) + " h";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 9.95 && Math.abs(value - Math.rint(value)) > 0.05 ? "%.1f" : "%,.0f", value);
    }

    /** The outline of another marker. */
    private static final class Hollow extends Marker {
        private final Marker outline;

        Hollow(Marker outline) {
            this.outline = outline;
        }

        @Override
        public void paint(Graphics2D graphics, double x, double y, int size) {
            outline.paint(graphics, x, y, size);
            Color colour = graphics.getColor();
            graphics.setColor(Style.PAPER);
            outline.paint(graphics, x, y, size - 2 * RIM);
            graphics.setColor(colour);
        }
    }
}
