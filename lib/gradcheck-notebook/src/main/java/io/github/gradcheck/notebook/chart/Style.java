package io.github.gradcheck.notebook.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.Locale;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** The looks that all charts share: plain, white, and legible from the last row. */
final class Style {
    static final int WIDTH = 920;
    static final int HEIGHT = 460;
    static final Color PAPER = Color.WHITE;
    static final Color INK = new Color(0x22, 0x22, 0x22);
    static final Color FAILS = new Color(0xC6, 0x28, 0x28);
    static final Color PASSES = new Color(0x1F, 0x6F, 0xB2);
    static final Color BEFORE = new Color(0x9E, 0x9E, 0x9E);
    static final Color GROUND = new Color(0xE6, 0xE6, 0xE6);
    static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 16);
    static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 19);

    private static final BasicStroke DASHED =
            new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {8, 6}, 0);

    private Style() {
    }

    static void apply(AxesChartStyler styler) {
        styler.setChartBackgroundColor(PAPER);
        styler.setPlotBackgroundColor(PAPER);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesVisible(false);
        styler.setChartTitleFont(TITLE);
        styler.setAxisTitleFont(TEXT);
        styler.setAxisTickLabelsFont(TEXT);
        styler.setAxisTickPadding(8);
        styler.setYAxisLabelAlignment(TextAlignment.Right);
        styler.setLegendFont(TEXT);
        styler.setLegendPosition(LegendPosition.OutsideS);
        styler.setLegendLayout(LegendLayout.Horizontal);
        styler.setLegendBorderColor(PAPER);
        styler.setLegendPadding(10);
        styler.setChartFontColor(INK);
        styler.setAnnotationTextFont(TEXT);
        styler.setAnnotationTextFontColor(INK);
        styler.setAnnotationLineColor(INK);
        styler.setAnnotationLineStroke(DASHED);
    }

    /** A label of a logarithmic axis, as the cells print numbers. */
    static String power(double value) {
        return String.format(Locale.ROOT, "%.0e", value);
    }

    /** A colour between two others: the first for a share of 0, the second for 1. */
    static Color blend(Color from, Color to, double share) {
        return new Color((int) (from.getRed() + share * (to.getRed() - from.getRed())), (int) (from.getGreen() + share * (to.getGreen() - from.getGreen())),
                (int) (from.getBlue() + share * (to.getBlue() - from.getBlue())));
    }

    /** Text with its middle at x. */
    static void centred(Graphics2D graphics, String text, int x, int y) {
        graphics.drawString(text, x - graphics.getFontMetrics().stringWidth(text) / 2, y);
    }

    static AnnotationLine horizontalLine(double y) {
        return new AnnotationLine(y, false, false);
    }

    static Picture picture(Chart<?, ?> chart, String alternativeText) {
        return Picture.paint(chart.getWidth(), chart.getHeight(), alternativeText,
                graphics -> chart.paint(graphics, chart.getWidth(), chart.getHeight()));
    }
}
