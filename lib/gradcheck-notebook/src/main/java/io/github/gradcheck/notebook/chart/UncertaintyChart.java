package io.github.gradcheck.notebook.chart;

import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.check.ParameterReport;
import io.github.gradcheck.check.Verdict;
import java.awt.Graphics2D;
import java.util.List;
import java.util.Locale;

/**
 * For each parameter, on a logarithmic axis, how far its worst entry is off, and what the measurement could not have seen.
 *
 * <p>The worst entry is the one whose difference is largest compared with the measurement's error. Its difference |a − n| is a dot with a
 * bar from |a − n| − error to |a − n| + error, both shares of the entry's size; the grey band reaches up to the error. A dot inside the
 * band is right.
 */
public final class UncertaintyChart {
    private static final double LOWEST = 1e-17;
    private static final double HIGHEST = 10;
    private static final int LEFT = 150;
    private static final int RIGHT = 200;
    private static final int ROW = 44;
    private static final int TOP = 56;
    private static final int BOTTOM = 64;

    /** One row: shares of the entry's size. */
    private record Row(String name, Verdict verdict, double difference, double error) {
        static Row of(ParameterReport parameter) {
            double worst = -1;
            Row row = new Row(parameter.name(), parameter.verdict(), Double.NaN, Double.NaN);
            for (int i = 0; i < parameter.numeric().size(); i++) {
                double a = parameter.analytic().getFlat(i);
                double n = parameter.numeric().getFlat(i);
                double error = parameter.error().getFlat(i);
                double size = Math.max(Math.abs(a), Math.abs(n));
                double ratio = Math.abs(a - n) / Math.max(error, Double.MIN_NORMAL);
                if (size > 0 && Double.isFinite(a) && Double.isFinite(n) && ratio > worst) {
                    worst = ratio;
                    row = new Row(parameter.name(), parameter.verdict(), Math.abs(a - n) / size, error / size);
                }
            }
            return row;
        }

        String words() {
            return Double.isNaN(difference) ? name + " " + verdict.words() : String.format(Locale.ROOT, "%s %s, off by %.1e, measured to %.1e", name,
                    verdict.words(), difference, error);
        }
    }

    private UncertaintyChart() {
    }

    /** A row for each parameter. */
    public static Picture of(GradientReport report) {
        List<Row> rows = report.parameters().stream().map(Row::of).toList();
        String words = "Chart on a logarithmic axis: the worst entry of each parameter, as a share of its size. "
                + String.join("; ", rows.stream().map(Row::words).toList()) + ".";
        return Picture.paint(Style.WIDTH, TOP + rows.size() * ROW + BOTTOM, words, graphics -> paint(graphics, rows));
    }

    private static void paint(Graphics2D graphics, List<Row> rows) {
        graphics.setColor(Style.INK);
        graphics.setFont(Style.TITLE);
        graphics.drawString("How far the worst entry is off, and how far the measurement may be (grey)", 20, 30);
        graphics.setFont(Style.TEXT);
        int bottom = TOP + rows.size() * ROW;
        for (int exponent = -16; exponent <= 0; exponent += 4) {
            int x = x(Math.pow(10, exponent));
            graphics.setColor(Style.GROUND);
            graphics.drawLine(x, TOP, x, bottom);
            graphics.setColor(Style.INK);
            Style.centred(graphics, exponent == 0 ? "1" : "1E" + exponent, x, bottom + 22);
        }
        Style.centred(graphics, "difference as a share of the entry", (x(LOWEST) + x(HIGHEST)) / 2, bottom + 48);
        for (int i = 0; i < rows.size(); i++) {
            paintRow(graphics, rows.get(i), TOP + i * ROW + ROW / 2);
        }
    }

    private static void paintRow(Graphics2D graphics, Row row, int y) {
        graphics.setColor(Style.INK);
        graphics.drawString(shortened(row.name()), 20, y + 6);
        if (!Double.isNaN(row.difference())) {
            graphics.setColor(Style.GROUND);
            graphics.fillRect(x(LOWEST), y - 11, x(row.error()) - x(LOWEST), 22);
            graphics.setColor(row.verdict() == Verdict.WRONG ? Style.FAILS : Style.PASSES);
            // Both ends are computed before they go to the axis: a bar of ± something is lopsided on a logarithmic one.
            int from = x(row.difference() - row.error());
            int to = x(row.difference() + row.error());
            graphics.fillRect(from, y - 1, Math.max(1, to - from), 3);
            graphics.fillOval(x(row.difference()) - 6, y - 6, 13, 13);
        }
        graphics.setColor(row.verdict() == Verdict.WRONG ? Style.FAILS : Style.INK);
        graphics.drawString(row.verdict() == Verdict.WRONG ? "WRONG" : row.verdict().words(), x(HIGHEST) + 16, y + 6);
    }

    private static String shortened(String name) {
        return name.length() <= 14 ? name : name.substring(0, 13) + "…";
    }

    private static int x(double share) {
        double within = Math.max(LOWEST, Math.min(HIGHEST, share));
        double part = (Math.log10(within) - Math.log10(LOWEST)) / (Math.log10(HIGHEST) - Math.log10(LOWEST));
        return (int) Math.round(LEFT + part * (Style.WIDTH - LEFT - RIGHT));
    }
}
