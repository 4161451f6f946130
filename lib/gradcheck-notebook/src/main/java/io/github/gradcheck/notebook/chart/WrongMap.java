package io.github.gradcheck.notebook.chart;

import io.github.gradcheck.check.EntryReport;
import io.github.gradcheck.check.ParameterReport;
import io.github.gradcheck.numeric.RelativeError;
import java.awt.Graphics2D;
import java.util.Optional;

/** Where in an array the wrong entries stand: one cell for each entry, the darker the larger its relative error. */
public final class WrongMap {
    private static final int MOST = 64;
    private static final int CELL = 30;
    private static final int TOP = 44;
    private static final int LEFT = 24;

    private WrongMap() {
    }

    /** The map of one wrong parameter; none where there would be too many cells to see. */
    public static Optional<Picture> of(ParameterReport parameter) {
        int columns = columns(parameter);
        int rows = parameter.analytic().size() / columns;
        if (rows > MOST || columns > MOST || parameter.analytic().size() == 1) {
            return Optional.empty();
        }
        int cell = Math.max(8, Math.min(CELL, (Style.WIDTH - 2 * LEFT) / columns));
        String words = "Map of " + rows + " by " + columns + " cells: " + parameter.wrongEntries().size() + " wrong entries of " + parameter.name()
                + ", the worst at " + parameter.wrongEntries().stream().findFirst().map(EntryReport::index).orElse("none") + ".";
        return Optional.of(Picture.paint(Style.WIDTH, TOP + rows * cell + LEFT, words, graphics -> paint(graphics, parameter, rows, columns, cell)));
    }

    /** The last axis goes across; a vector is one row. */
    private static int columns(ParameterReport parameter) {
        int[] shape = parameter.analytic().shape();
        return shape.length == 0 ? 1 : shape[shape.length - 1];
    }

    private static void paint(Graphics2D graphics, ParameterReport parameter, int rows, int columns, int cell) {
        graphics.setColor(Style.INK);
        graphics.setFont(Style.TEXT);
        graphics.drawString(parameter.name() + ": relative error of each entry, from grey (0) to red (1)", LEFT, TOP - 16);
        for (int i = 0; i < rows * columns; i++) {
            double error = RelativeError.of(parameter.numeric().getFlat(i), parameter.analytic().getFlat(i));
            double share = Double.isNaN(error) ? 1 : Math.min(1, error);
            graphics.setColor(Style.blend(Style.GROUND, Style.FAILS, share < 1e-6 ? 0 : 0.25 + 0.75 * share));
            graphics.fillRect(LEFT + i % columns * cell, TOP + i / columns * cell, cell - 1, cell - 1);
        }
    }
}
