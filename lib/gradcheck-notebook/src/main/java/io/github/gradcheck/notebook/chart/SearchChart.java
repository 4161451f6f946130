package io.github.gradcheck.notebook.chart;

import io.github.gradcheck.check.EntryReport;
import io.github.gradcheck.check.ParameterReport;
import io.github.gradcheck.direction.DirectionalComparison;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.TexturePaint;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How a search closed in on the wrong entries of one array: a row for each halving, over an axis of all entries.
 *
 * <p>Ranges along which the derivative disagrees are red, those that agree grey. A range that was not measured, because it follows from the
 * whole and the other half, is striped. The last row has the entries that were then found wrong one by one.
 */
public final class SearchChart {
    /** Larger than elsewhere: with a row for each halving the picture is high, and a slide makes it smaller. */
    private static final Font TEXT = Style.TEXT.deriveFont(18f);
    private static final Color AGREES = new Color(0xB8, 0xC4, 0xCE);
    private static final int LEFT = 150;
    private static final int RIGHT = 290;
    private static final int TOP = 74;
    private static final int ROW = 25;
    private static final int BAR = 18;
    private static final int BOTTOM = 54;
    /** A range of five entries among 80 000 would be narrower than a pixel. */
    private static final int NARROWEST = 4;
    private static final int MOST_NAMED = 3;

    private final ParameterReport parameter;
    private final List<List<DirectionalComparison>> rows;
    private final int entries;

    private SearchChart(ParameterReport parameter) {
        this.parameter = parameter;
        this.rows = rows(parameter.search().steps());
        this.entries = rows.get(0).stream().mapToInt(DirectionalComparison::to).max().orElseThrow();
    }

    /**
     * The search that a report tells of.
     *
     * @throws IllegalArgumentException if nothing was halved: because no direction disagreed, or every entry was measured
     */
    public static Picture of(ParameterReport parameter) {
        if (parameter.search().steps().isEmpty()) {
            throw new IllegalArgumentException("parameter " + parameter.name() + " was not searched by halving: it is " + parameter.verdict().words());
        }
        SearchChart chart = new SearchChart(parameter);
        return Picture.paint(Style.WIDTH, TOP + (chart.rows.size() + 1) * ROW + BOTTOM, chart.words(), chart::paint);
    }

    /** Both halves of a range come one after the other; a row has those that are equally deep. */
    private static List<List<DirectionalComparison>> rows(List<DirectionalComparison> steps) {
        List<List<DirectionalComparison>> rows = new ArrayList<>();
        Map<String, Integer> depths = new HashMap<>();
        for (int s = 0; s < steps.size(); s += 2) {
            DirectionalComparison left = steps.get(s);
            DirectionalComparison right = steps.get(s + 1);
            int depth = depths.getOrDefault(left.from() + "-" + right.to(), 0);
            while (rows.size() <= depth) {
                rows.add(new ArrayList<>());
            }
            for (DirectionalComparison half : List.of(left, right)) {
                rows.get(depth).add(half);
                depths.put(half.from() + "-" + half.to(), depth + 1);
            }
        }
        return rows;
    }

    private String words() {
        List<DirectionalComparison> last = disagreeing(rows.get(rows.size() - 1));
        return String.format(Locale.ROOT, "Chart of the search in %s, one row for each of %d halvings of its %,d entries. In the first, %s; in the last, %s. "
                + "Then found wrong: %s.", parameter.name(), rows.size(), entries, ranges(disagreeing(rows.get(0))), ranges(last), named());
    }

    private static List<DirectionalComparison> disagreeing(List<DirectionalComparison> row) {
        return row.stream().filter(along -> !along.agrees()).toList();
    }

    private static String ranges(List<DirectionalComparison> disagreeing) {
        if (disagreeing.size() != 1) {
            return disagreeing.size() + " ranges disagree";
        }
        DirectionalComparison only = disagreeing.get(0);
        return String.format(Locale.ROOT, "%,d to %,d disagree", only.from(), only.to() - 1);
    }

    private String named() {
        List<EntryReport> wrong = parameter.wrongEntries();
        List<String> names = wrong.stream().limit(MOST_NAMED).map(EntryReport::index).toList();
        return wrong.isEmpty() ? "none" : String.join(", ", names) + (wrong.size() > MOST_NAMED ? " and " + (wrong.size() - MOST_NAMED) + " more" : "");
    }

    // ---- the picture

    private void paint(Graphics2D graphics) {
        graphics.setColor(Style.INK);
        graphics.setFont(Style.TITLE);
        graphics.drawString(String.format(Locale.ROOT, "%s: %d halvings of %,d entries", parameter.name(), rows.size(), entries), 20, 24);
        graphics.setFont(TEXT);
        paintKey(graphics);
        for (int r = 0; r < rows.size(); r++) {
            paintRow(graphics, r, TOP + r * ROW);
        }
        paintNamed(graphics, TOP + rows.size() * ROW);
        paintAxis(graphics, TOP + (rows.size() + 1) * ROW + 4);
    }

    private void paintKey(Graphics2D graphics) {
        int y = TOP - 34;
        int x = 20;
        x = key(graphics, x, y, Style.FAILS, "disagrees");
        x = key(graphics, x, y, AGREES, "agrees");
        key(graphics, x, y, stripes(AGREES), "striped: not measured, it follows from the other half");
    }

    private static int key(Graphics2D graphics, int x, int y, Paint paint, String text) {
        fill(graphics, x, y, 26, paint);
        graphics.setColor(Style.INK);
        graphics.drawString(text, x + 34, y + 15);
        return x + 34 + graphics.getFontMetrics().stringWidth(text) + 28;
    }

    private void paintRow(Graphics2D graphics, int r, int y) {
        List<DirectionalComparison> row = rows.get(r);
        List<DirectionalComparison> red = disagreeing(row);
        row.stream().filter(DirectionalComparison::agrees).forEach(along -> bar(graphics, along, y));
        // Above the others, which would cover what is no wider than a line.
        red.forEach(along -> bar(graphics, along, y));
        graphics.setColor(Style.INK);
        graphics.drawString("halving " + (r + 1), 20, y + 15);
        graphics.setColor(Style.FAILS);
        graphics.drawString(ranges(red), Style.WIDTH - RIGHT + 16, y + 15);
    }

    private void bar(Graphics2D graphics, DirectionalComparison along, int y) {
        int from = x(along.from());
        int width = Math.max(NARROWEST, x(along.to()) - from - 1);
        Color colour = along.agrees() ? AGREES : Style.FAILS;
        boolean isMeasured = along.numeric().evaluations() > 0;
        fill(graphics, Math.min(from, Style.WIDTH - RIGHT - width), y, width, isMeasured ? colour : stripes(colour));
    }

    /** Stripes are framed in their colour, which the tile begins with. */
    private static void fill(Graphics2D graphics, int x, int y, int width, Paint paint) {
        graphics.setPaint(paint);
        graphics.fillRect(x, y, width, BAR);
        if (paint instanceof TexturePaint stripes) {
            graphics.setColor(new Color(stripes.getImage().getRGB(0, 0)));
            graphics.drawRect(x, y, width - 1, BAR - 1);
        }
    }

    private static TexturePaint stripes(Color colour) {
        int size = 8;
        BufferedImage tile = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < size * size; i++) {
            tile.setRGB(i % size, i / size, ((i % size + i / size) % size < size / 2 ? colour : Style.PAPER).getRGB());
        }
        return new TexturePaint(tile, new Rectangle2D.Double(0, 0, size, size));
    }

    private void paintNamed(Graphics2D graphics, int y) {
        graphics.setColor(Style.INK);
        graphics.drawString("one by one", 20, y + 15);
        graphics.setColor(Style.FAILS);
        for (EntryReport wrong : parameter.wrongEntries()) {
            int x = x(position(wrong));
            graphics.fillPolygon(new int[] {x - 8, x + 8, x}, new int[] {y + BAR, y + BAR, y}, 3);
        }
        int wrong = parameter.wrongEntries().size();
        graphics.drawString(wrong == 1 ? "wrong: " + named() : wrong + " entries wrong", Style.WIDTH - RIGHT + 16, y + 15);
    }

    /** The row-major position of "[300, 40]". */
    private int position(EntryReport entry) {
        int[] index = Pattern.compile("\\d+").matcher(entry.index()).results().mapToInt(digits -> Integer.parseInt(digits.group())).toArray();
        int[] shape = parameter.analytic().shape();
        int position = 0;
        for (int axis = 0; axis < index.length; axis++) {
            position = position * shape[shape.length - index.length + axis] + index[axis];
        }
        return position;
    }

    private void paintAxis(Graphics2D graphics, int y) {
        graphics.setColor(Style.INK);
        graphics.drawLine(x(0), y, x(entries), y);
        for (int quarter = 0; quarter <= 4; quarter += 2) {
            int at = (int) ((long) quarter * entries / 4);
            graphics.drawLine(x(at), y, x(at), y + 5);
            Style.centred(graphics, String.format(Locale.ROOT, "%,d", at), x(at), y + 23);
        }
        Style.centred(graphics, "number of the entry", (x(0) + x(entries)) / 2, y + 43);
    }

    private int x(int entry) {
        return (int) (LEFT + (long) entry * (Style.WIDTH - LEFT - RIGHT) / entries);
    }
}
