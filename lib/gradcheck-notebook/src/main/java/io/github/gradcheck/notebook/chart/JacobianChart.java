package io.github.gradcheck.notebook.chart;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.Shape;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.util.Arrays;
import java.util.Locale;

/** The numerical and the analytical Jacobian side by side as heat maps on one scale, with their numbers. */
public final class JacobianChart {
    /** A light grey, so that a zero is still seen as a cell. */
    private static final Color GROUND = new Color(0xF0, 0xF0, 0xF0);
    private static final int TOP = 60;
    private static final int GAP = 40;
    private static final int SIDE = (Style.WIDTH - 3 * GAP) / 2;

    private JacobianChart() {
    }

    /**
     * Both matrices, an input in each row and an output in each column, as gradcheck prints them.
     *
     * @throws IllegalArgumentException unless both are matrices of one shape with at least one entry
     */
    public static Picture of(NDArray numerical, NDArray analytical) {
        if (numerical.rank() != 2 || numerical.size() == 0 || !Arrays.equals(numerical.shape(), analytical.shape())) {
            throw new IllegalArgumentException("numerical has shape " + Shape.tuple(numerical.shape()) + " and analytical "
                    + Shape.tuple(analytical.shape()) + "; two matrices of one shape are needed");
        }
        double largest = Math.max(largest(numerical), largest(analytical));
        return Picture.paint(Style.WIDTH, TOP + SIDE + GAP, words(numerical, analytical), graphics -> {
            paint(graphics, "numerical", numerical, GAP, largest);
            paint(graphics, "analytical", analytical, 2 * GAP + SIDE, largest);
            graphics.setColor(Style.INK);
            graphics.drawString("a row for each input, a column for each output", GAP, TOP + SIDE + 26);
        });
    }

    private static void paint(Graphics2D graphics, String title, NDArray matrix, int left, double largest) {
        graphics.setColor(Style.INK);
        graphics.setFont(Style.TITLE);
        graphics.drawString(title, left, TOP - 18);
        int rows = matrix.shape()[0];
        int columns = matrix.shape()[1];
        graphics.setFont(Style.TEXT);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                int x = left + j * SIDE / columns;
                int y = TOP + i * SIDE / rows;
                int width = left + (j + 1) * SIDE / columns - x;
                int height = TOP + (i + 1) * SIDE / rows - y;
                paintCell(graphics, new Rectangle(x, y, width, height), matrix.get(i, j), largest);
            }
        }
    }

    private static void paintCell(Graphics2D graphics, Rectangle cell, double value, double largest) {
        double share = largest == 0 || Double.isNaN(value) ? 0 : Math.max(-1, Math.min(1, value / largest));
        graphics.setColor(Style.blend(GROUND, share < 0 ? Style.FAILS : Style.PASSES, Math.abs(share)));
        graphics.fillRect(cell.x, cell.y, cell.width - 1, cell.height - 1);
        String text = String.format(Locale.ROOT, "%.4f", value);
        FontMetrics metrics = graphics.getFontMetrics();
        if (metrics.stringWidth(text) < cell.width) {
            graphics.setColor(Math.abs(share) > 0.55 ? Style.PAPER : Style.INK);
            graphics.drawString(text, cell.x + (cell.width - metrics.stringWidth(text)) / 2, cell.y + (cell.height + metrics.getAscent()) / 2 - 2);
        }
    }

    private static double largest(NDArray matrix) {
        return Arrays.stream(matrix.toArray()).map(Math::abs).filter(Double::isFinite).max().orElse(0);
    }

    private static String words(NDArray numerical, NDArray analytical) {
        double worst = 0;
        int at = 0;
        for (int i = 0; i < numerical.size(); i++) {
            double difference = Math.abs(numerical.getFlat(i) - analytical.getFlat(i));
            if (!(difference <= worst)) {
                worst = difference;
                at = i;
            }
        }
        return String.format(Locale.ROOT, "Heat maps of the numerical and the analytical Jacobian. They differ most, by %.4f, at %s:"
                + " numerical %.4f, analytical %.4f.", worst, Shape.tuple(Shape.unravel(at, numerical.shape())),
                numerical.getFlat(at), analytical.getFlat(at));
    }
}
