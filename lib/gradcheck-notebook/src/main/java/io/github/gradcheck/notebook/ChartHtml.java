package io.github.gradcheck.notebook;

import io.github.gradcheck.notebook.chart.Html;
import io.github.gradcheck.notebook.chart.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;

/** A chart of XChart as a picture; of a series with more points than the picture has room for, the lowest and the highest of each stretch. */
final class ChartHtml {
    /** Two for each unit of the width of a wide chart: more cannot be told apart. */
    static final int POINTS = 4_000;

    private ChartHtml() {
    }

    static String of(Chart<?, ?> chart) {
        String title = chart.getTitle();
        String words = title == null || title.isBlank() ? "A chart without a title" : title;
        return chart instanceof XYChart points ? thinned(points, words) : html(chart, words);
    }

    private static String html(Chart<?, ?> chart, String words) {
        return Picture.paint(chart.getWidth(), chart.getHeight(), words, graphics -> chart.paint(graphics, chart.getWidth(), chart.getHeight())).html();
    }

    /** The chart itself is afterwards as it was. */
    private static String thinned(XYChart chart, String words) {
        List<XYSeries> crowded = chart.getSeriesCollection().stream().filter(each -> each.getXData().length > POINTS).toList();
        List<Runnable> back = new ArrayList<>();
        StringBuilder said = new StringBuilder();
        try {
            for (XYSeries series : crowded) {
                double[] x = series.getXData();
                double[] y = series.getYData();
                double[] extra = series.getExtraValues();
                int[] kept = kept(y);
                back.add(() -> chart.updateXYSeries(series.getName(), x, y, extra));
                chart.updateXYSeries(series.getName(), at(kept, x), at(kept, y), extra == null ? null : at(kept, extra));
                said.append(String.format(Locale.ROOT, "<p>%s: %,d of %,d points are drawn, the lowest and the highest of each stretch.</p>",
                        Html.escape(series.getName()), kept.length, x.length));
            }
            return html(chart, words) + said;
        } finally {
            back.forEach(Runnable::run);
        }
    }

    static int[] kept(double[] y) {
        int stretches = POINTS / 2;
        int[] kept = new int[POINTS];
        for (int i = 0; i < stretches; i++) {
            int from = (int) ((long) y.length * i / stretches);
            int to = (int) ((long) y.length * (i + 1) / stretches);
            int lowest = from;
            int highest = from;
            for (int j = from; j < to; j++) {
                lowest = y[j] < y[lowest] ? j : lowest;
                highest = y[j] > y[highest] ? j : highest;
            }
            kept[2 * i] = Math.min(lowest, highest);
            kept[2 * i + 1] = Math.max(lowest, highest);
        }
        return kept;
    }

    private static double[] at(int[] places, double[] values) {
        double[] kept = new double[places.length];
        for (int i = 0; i < places.length; i++) {
            kept[i] = values[places[i]];
        }
        return kept;
    }
}
