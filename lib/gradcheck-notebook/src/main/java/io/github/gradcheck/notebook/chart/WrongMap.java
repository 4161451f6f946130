package io.github.gradcheck.notebook.chart;

import io.github.gradcheck.check.EntryReport;
import io.github.gradcheck.check.ParameterReport;
import io.github.gradcheck.numeric.RelativeError;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Where in an array the wrong entries stand: crossed cells, the darker the larger their relative error; a cell is hollow where a right value is 0. */
public final class WrongMap {
    private static final int MOST = 64;
    private static final int CELL = 30;
    private static final int TOP = 92;
    private static final int LEFT = 78;
    private static final int RIGHT = 24;
    /** A cell of the legend. */
    private static final int KEY = 18;
    private static final BasicStroke CROSS = new BasicStroke(1.6f);

    private WrongMap() {
    }

    /** The map of one wrong parameter; none where there would be too many cells to see. */
    public static Optional<Picture> of(ParameterReport parameter) {
        int columns = columns(parameter);
        int rows = parameter.analytic().size() / columns;
        if (rows > MOST || columns > MOST || parameter.analytic().size() == 1) {
            return Optional.empty();
        }
        int cell = Math.max(8, Math.min(CELL, (Style.WIDTH - LEFT - RIGHT) / columns));
        String worst = parameter.wrongEntries().stream().findFirst().map(WrongMap::worst).orElse("none");
        String words = "Map of " + rows + " by " + columns + " cells: " + parameter.wrongEntries().size() + " wrong entries of " + parameter.name()
                + ", the worst at " + worst + ".";
        return Optional.of(Picture.paint(Style.WIDTH, TOP + rows * cell + RIGHT, words, graphics -> paint(graphics, parameter, rows, columns, cell)));
    }

    private static String worst(EntryReport entry) {
        return String.format(Locale.ROOT, "%s: analytic %.4g, numeric %.4g", entry.index(), entry.analytic(), entry.numeric().value());
    }

    /** The last axis goes across; a vector is one row. */
    private static int columns(ParameterReport parameter) {
        int[] shape = parameter.analytic().shape();
        return shape.length == 0 ? 1 : shape[shape.length - 1];
    }

    private static void paint(Graphics2D graphics, ParameterReport parameter, int rows, int columns, int cell) {
        graphics.setColor(Style.INK);
        graphics.setFont(Style.TEXT);
        legend(graphics, parameter.name());
        axes(graphics, parameter.analytic().shape().length, rows, columns, cell);
        int[] shape = parameter.analytic().shape();
        Set<String> wrong = parameter.wrongEntries().stream().map(entry -> index(entry, shape.length)).collect(Collectors.toSet());
        for (int i = 0; i < rows * columns; i++) {
            double analytic = parameter.analytic().getFlat(i);
            double numeric = parameter.numeric().getFlat(i);
            double error = RelativeError.of(numeric, analytic);
            boolean isWrong = wrong.contains(index(i, shape));
            if (isWrong || !Double.isNaN(error)) { // what was not measured stays white
                double share = Double.isNaN(error) ? 1 : Math.min(1, error);
                cell(graphics, LEFT + i % columns * cell, TOP + i / columns * cell, cell - 1, share, analytic == 0, isWrong);
            }
        }
    }

    /** Where an entry stands; in a Jacobian the output goes first. */
    private static String index(EntryReport entry, int axes) {
        boolean isOfJacobian = entry.index().split(",").length < axes;
        return isOfJacobian ? "[" + entry.output() + ", " + entry.index().substring(1) : entry.index();
    }

    /** As {@link EntryReport#index()} writes it. */
    private static String index(int flat, int... shape) {
        int[] index = new int[shape.length];
        int rest = flat;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            index[axis] = rest % shape[axis];
            rest /= shape[axis];
        }
        return Arrays.toString(index);
    }

    private static void legend(Graphics2D graphics, String name) {
        graphics.drawString(name + ":", RIGHT, 28);
        String[] keys = {"right", "right, and 0", "wrong, the darker the larger the relative error"};
        int x = RIGHT + graphics.getFontMetrics().stringWidth(name + ":") + KEY;
        for (int i = 0; i < keys.length; i++) {
            cell(graphics, x, 14, KEY, i == 2 ? 0.5 : 0, i == 1, i == 2);
            graphics.setColor(Style.INK);
            graphics.drawString(keys[i], x + KEY + 8, 28);
            x += KEY + 36 + graphics.getFontMetrics().stringWidth(keys[i]);
        }
    }

    /** The first and the last index along each side. */
    private static void axes(Graphics2D graphics, int axes, int rows, int columns, int cell) {
        graphics.drawString(axes < 2 ? "index" : "last index: column", LEFT, TOP - 28);
        Style.centred(graphics, "0", LEFT + cell / 2, TOP - 8);
        if (columns > 1) {
            Style.centred(graphics, String.valueOf(columns - 1), LEFT + (columns - 1) * cell + cell / 2, TOP - 8);
        }
        if (axes > 1) {
            graphics.drawString("row 0", RIGHT, TOP + cell / 2 + 6);
            if (rows > 1) {
                graphics.drawString(String.valueOf(rows - 1), LEFT - 12 - graphics.getFontMetrics().stringWidth(String.valueOf(rows - 1)),
                        TOP + (rows - 1) * cell + cell / 2 + 6);
            }
        }
    }

    private static void cell(Graphics2D graphics, int x, int y, int side, double share, boolean isZero, boolean isWrong) {
        graphics.setStroke(CROSS);
        if (isZero && !isWrong) {
            graphics.setColor(Style.BEFORE);
            graphics.drawRect(x + 1, y + 1, side - 2, side - 2);
            return;
        }
        graphics.setColor(isWrong ? Style.blend(Style.GROUND, Style.FAILS, 0.25 + 0.75 * share) : Style.BEFORE);
        graphics.fillRect(x, y, side, side);
        if (isWrong) {
            graphics.setColor(Style.INK);
            graphics.drawLine(x + 2, y + 2, x + side - 3, y + side - 3);
            graphics.drawLine(x + 2, y + side - 3, x + side - 3, y + 2);
        }
    }
}
