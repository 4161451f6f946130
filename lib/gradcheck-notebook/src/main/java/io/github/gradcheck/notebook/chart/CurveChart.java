package io.github.gradcheck.notebook.chart;

import io.github.gradcheck.numeric.TaylorRemainder;
import java.awt.Color;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Curves: how a loss falls with a right gradient and a wrong one, how the error of a slope depends on its step, and a Taylor test. */
public final class CurveChart {
    /** As many as there are colours: who does not see these apart sees those. */
    private static final List<Marker> MARKERS =
            List.of(SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.TRIANGLE_UP, SeriesMarkers.DIAMOND);
    private static final List<Color> COLOURS = List.of(Style.PASSES, Style.FAILS, new Color(0xE0, 0x8A, 0x1E), new Color(0x2E, 0x8B, 0x57));
    /** An error of 0 cannot stand on a logarithmic axis; it is drawn here. */
    private static final double LOWEST_ERROR = 1e-17;
    private static final double LOWEST_LOSS = 1e-6;
    /** From here on a linear axis would press the smaller losses flat. */
    private static final double MANY_TIMES = 20;

    private CurveChart() {
    }

    /**
     * The loss of each step of training, with the right gradient and with the wrong one; the axis is logarithmic where that helps.
     *
     * @param right the losses with the right gradient, from step 0 on
     * @param wrong the losses with the wrong one; NaN where they are no longer finite
     * @throws IllegalArgumentException if one of them is empty or begins with a loss that is not finite and positive
     */
    public static Picture training(double[] right, double[] wrong) {
        requireStart("right", right);
        requireStart("wrong", wrong);
        // A loss that explodes would press the other curve flat: it leaves the picture at ten times the first loss.
        double top = powerOfTen(10 * Math.max(right[0], wrong[0]));
        double lowest = Math.max(LOWEST_LOSS, Math.min(lowest(right), lowest(wrong)));
        double highest = Math.max(highest(right, top), highest(wrong, top));
        boolean logarithmic = highest > MANY_TIMES * lowest;
        XYChart chart = chart("The loss while it learns", "step of gradient descent", "loss", logarithmic);
        chart.getStyler().setXAxisTickMarkSpacingHint(100);
        chart.getStyler().setXAxisDecimalPattern("0");
        addLosses(chart, "right gradient", right, top, Style.PASSES);
        addLosses(chart, "wrong gradient", wrong, top, Style.FAILS).setLineStyle(SeriesLines.DASH_DASH);
        keepTicksApart(chart, right[0]);
        chart.getStyler().setYAxisMin(logarithmic ? powerOfTen(lowest) / 10 : 0.0);
        chart.getStyler().setYAxisMax(logarithmic ? powerOfTen(highest) : 1.1 * highest);
        return Style.picture(chart, "Two curves of the loss over " + (right.length - 1) + " steps, on a "
                + (logarithmic ? "logarithmic" : "linear") + " axis. With the right gradient " + fall(right) + "; with the wrong gradient " + fall(wrong) + ".");
    }

    private static XYSeries addLosses(XYChart chart, String name, double[] losses, double top, Color colour) {
        int shown = shown(losses, top);
        double[] steps = new double[shown];
        Arrays.setAll(steps, i -> i);
        double[] heights = Arrays.stream(losses, 0, shown).map(loss -> Math.max(LOWEST_LOSS, loss)).toArray();
        return line(chart, name + ": " + fall(losses), steps, heights, colour);
    }

    /** XChart ticks equally spaced data as densely as the labels fit in, whatever the hint says (its issue 731): a point between two steps, not to be seen. */
    private static void keepTicksApart(XYChart chart, double loss) {
        line(chart, "between", new double[] {0.5}, new double[] {loss}, Style.PAPER).setShowInLegend(false);
    }

    private static int shown(double[] losses, double top) {
        int shown = 0;
        while (shown < losses.length && losses[shown] <= top) {
            shown++;
        }
        return shown;
    }

    private static double lowest(double[] losses) {
        return Arrays.stream(losses).filter(Double::isFinite).min().orElse(1);
    }

    private static double highest(double[] losses, double top) {
        return Arrays.stream(losses, 0, shown(losses, top)).max().orElse(1);
    }

    private static String fall(double[] losses) {
        for (int i = 0; i < losses.length; i++) {
            if (!Double.isFinite(losses[i])) {
                return String.format(Locale.ROOT, "from %.2f to infinity at step %d", losses[0], i);
            }
        }
        return String.format(Locale.ROOT, "from %.2f to %.3f", losses[0], losses[losses.length - 1]);
    }

    private static void requireStart(String name, double[] losses) {
        if (losses.length == 0 || !(losses[0] > 0) || Double.isInfinite(losses[0])) {
            throw new IllegalArgumentException(name + " must begin with a finite and positive loss: " + Arrays.toString(losses));
        }
    }

    /**
     * The error of a slope for each step h, both axes logarithmic; an error of 0 is drawn as 1e-17, one that is not finite is left out.
     *
     * @param steps the steps, all finite and positive
     * @param errors for each method its error at each step; up to four
     * @throws IllegalArgumentException if there are no methods or more than four, or a method has not one error for each step
     */
    public static Picture errors(double[] steps, Map<String, double[]> errors) {
        if (errors.isEmpty() || errors.size() > COLOURS.size()) {
            throw new IllegalArgumentException("errors must name between 1 and " + COLOURS.size() + " methods: " + errors.keySet());
        }
        for (double step : steps) {
            if (!(step > 0) || Double.isInfinite(step)) {
                throw new IllegalArgumentException("each of steps must be finite and positive: " + step);
            }
        }
        boolean exact = errors.values().stream().flatMapToDouble(Arrays::stream).anyMatch(error -> Math.abs(error) < LOWEST_ERROR);
        XYChart chart = chart("The error of a slope against its step", "step h", exact ? "error (0 is drawn at 1e-17)" : "error", true);
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setXAxisTickLabelsFormattingFunction(Style::power);
        chart.getStyler().setXAxisLabelRotation(45);
        Iterator<Color> colours = COLOURS.iterator();
        StringJoiner words = new StringJoiner("; ");
        errors.forEach((name, values) -> {
            if (values.length != steps.length) {
                throw new IllegalArgumentException("errors of " + name + " has " + values.length + " entries for " + steps.length + " steps");
            }
            addErrors(chart, name, steps, values, colours.next());
            words.add(name + " " + best(steps, values));
        });
        return Style.picture(chart, "Curves of the error of a slope against the step h, both axes logarithmic. Smallest error: " + words + "."
                + (exact ? " An error of 0 is drawn at 1e-17." : ""));
    }

    private static void addErrors(XYChart chart, String name, double[] steps, double[] values, Color colour) {
        int[] shown = IntStream.range(0, steps.length).filter(i -> Double.isFinite(values[i])).toArray();
        double[] xs = Arrays.stream(shown).mapToDouble(i -> steps[i]).toArray();
        double[] ys = Arrays.stream(shown).mapToDouble(i -> Math.max(LOWEST_ERROR, Math.abs(values[i]))).toArray();
        XYSeries series = line(chart, name, xs, ys, colour);
        series.setMarker(MARKERS.get(chart.getSeriesCollection().size() - 1));
        series.setMarkerColor(series.getLineColor());
    }

    private static String best(double[] steps, double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = Math.abs(values[i]) < Math.abs(values[best]) ? i : best;
        }
        return String.format(Locale.ROOT, "%.0e at h = %.0e", Math.abs(values[best]), steps[best]);
    }

    /**
     * The remainders of a Taylor test against t, both axes logarithmic, beside lines that rise with t and with t²: those of a right gradient rise with t²,
     * those of a wrong one with t. Remainders that may be rounding are grey.
     *
     * @throws IllegalArgumentException if there is no remainder above 0
     */
    public static Picture taylor(TaylorRemainder remainder) {
        List<TaylorRemainder.Step> steps = remainder.steps().stream().filter(step -> step.remainder() > 0 && Double.isFinite(step.remainder())).toList();
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("no remainder is above 0: there is nothing to draw");
        }
        TaylorRemainder.Step first = steps.get(0);
        TaylorRemainder.Step last = steps.get(steps.size() - 1);
        double lowest = powerOfTen(steps.stream().mapToDouble(TaylorRemainder.Step::remainder).min().orElseThrow()) / 10;
        String order = Double.isNaN(remainder.order()) ? "is rounding" : String.format(Locale.ROOT, "falls with t^%.2f", remainder.order());
        XYChart chart = chart("Taylor test: the remainder " + order, "t", "|f(x + t·v) − f(x) − t·⟨g, v⟩|", true);
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setXAxisDecimalPattern("0E0");
        chart.getStyler().setXAxisLabelRotation(45);
        for (int power = 1; power <= 2; power++) {
            // Down to the edge of the picture.
            double end = Math.max(last.t(), first.t() * Math.pow(lowest / first.remainder(), 1.0 / power));
            XYSeries guide = line(chart, power == 1 ? "t: a wrong gradient" : "t²: a right one", new double[] {first.t(), end},
                    new double[] {first.remainder(), first.remainder() * Math.pow(end / first.t(), power)}, power == 1 ? COLOURS.get(1) : COLOURS.get(3));
            guide.setLineStyle(SeriesLines.DASH_DASH);
        }
        addSteps(chart, "remainder", steps.stream().filter(TaylorRemainder.Step::isResolved).toList(), COLOURS.get(0));
        addSteps(chart, "remainder, maybe rounding", steps.stream().filter(step -> !step.isResolved()).toList(), Style.BEFORE);
        chart.getStyler().setYAxisMin(lowest);
        chart.getStyler().setYAxisMax(powerOfTen(first.remainder()));
        return Style.picture(chart, String.format(Locale.ROOT, "Chart of the Taylor remainder against t, both axes logarithmic. At t = %.1e it is %.1e, at t = %.1e it is %.1e. %s", first.t(),
                first.remainder(), last.t(), last.remainder(), remainder.toString().lines().findFirst().orElseThrow()));
    }

    private static void addSteps(XYChart chart, String name, List<TaylorRemainder.Step> steps, Color colour) {
        if (!steps.isEmpty()) {
            XYSeries series = line(chart, name, steps.stream().mapToDouble(TaylorRemainder.Step::t).toArray(), steps.stream().mapToDouble(TaylorRemainder.Step::remainder).toArray(), colour);
            series.setMarker(SeriesMarkers.CIRCLE);
            series.setMarkerColor(colour);
        }
    }

    // ---- what all share

    private static XYChart chart(String title, String x, String y, boolean logarithmic) {
        XYChart chart = new XYChartBuilder().width(Style.WIDTH).height(Style.HEIGHT).title(title).xAxisTitle(x).yAxisTitle(y).build();
        Style.apply(chart.getStyler());
        chart.getStyler().setLegendPadding(20);
        chart.getStyler().setYAxisLogarithmic(logarithmic);
        chart.getStyler().setYAxisDecimalPattern("0.0");
        if (logarithmic) {
            chart.getStyler().setYAxisTickLabelsFormattingFunction(Style::power);
        }
        return chart;
    }

    private static XYSeries line(XYChart chart, String name, double[] xs, double[] ys, Color colour) {
        XYSeries series = chart.addSeries(name, xs, ys);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(colour);
        series.setLineWidth(3);
        return series;
    }

    /** The smallest power of ten that is not below the value. */
    private static double powerOfTen(double value) {
        return Math.pow(10, Math.ceil(Math.log10(value)));
    }
}
