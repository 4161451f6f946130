package io.github.gradcheck.notebook.motion;

import io.github.gradcheck.notebook.chart.Picture;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.List;

/** A still picture of one frame, for a scene that no chart shows. */
final class ScenePicture {
    private static final int WIDTH = 920;
    private static final int HEIGHT = 460;
    private static final int LINE = 24;
    private static final int LEFT = 20;
    private static final int PLOT = 300;
    /** As many letters as fit into a line. */
    private static final int LETTERS = 100;

    private ScenePicture() {
    }

    static Picture of(Scene scene, int frame, String words) {
        return Picture.paint(WIDTH, HEIGHT, words, graphics -> paint(graphics, scene, scene.frames().get(frame)));
    }

    private static void paint(Graphics2D graphics, Scene scene, Frame frame) {
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 16));
        graphics.setStroke(new BasicStroke(2));
        List.of(scene.plot().marks(), frame.marks()).forEach(marks -> marks.forEach(mark -> paint(graphics, scene.plot(), mark)));
        graphics.setColor(Color.BLACK);
        int y = (scene.plot().marks().isEmpty() ? 0 : PLOT) + 2 * LINE;
        for (Reading reading : frame.readings()) {
            String text = reading.name() + ": " + reading.agreeing() + reading.rest();
            for (String line : text.replaceAll("(.{1," + LETTERS + "})( |$)", "$1\n").split("\n")) {
                graphics.drawString(line, LEFT, y);
                y += LINE;
            }
        }
    }

    private static void paint(Graphics2D graphics, Plot plot, Mark mark) {
        graphics.setColor(mark.role() == Mark.Role.FAINT ? Color.GRAY : Color.BLACK);
        int x = place(mark.at().get(0), plot.x(), LEFT, WIDTH - LEFT);
        int y = place(mark.at().get(1), plot.y(), PLOT, LEFT);
        if (mark.shape() == Mark.Shape.TEXT) {
            graphics.drawString(mark.text(), x - graphics.getFontMetrics().stringWidth(mark.text()) / 2, y);
            return;
        }
        int x2 = place(mark.at().get(2), plot.x(), LEFT, WIDTH - LEFT);
        int y2 = place(mark.at().get(3), plot.y(), PLOT, LEFT);
        if (mark.shape() == Mark.Shape.FRAME) {
            graphics.drawRect(Math.min(x, x2), Math.min(y, y2), Math.abs(x2 - x), Math.abs(y2 - y));
        } else {
            graphics.drawLine(x, y, x2, y2);
        }
    }

    private static int place(double value, Axis axis, int from, int to) {
        return (int) Math.round(from + (value - axis.from()) / (axis.to() - axis.from()) * (to - from));
    }
}
