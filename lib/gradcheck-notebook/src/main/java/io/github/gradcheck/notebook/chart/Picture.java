package io.github.gradcheck.notebook.chart;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/**
 * A picture for a notebook: twice as fine as it is shown, and with a text that says the same in words.
 *
 * @param image the pixels, two for each unit of width and height
 * @param alternativeText what the picture shows, for a reader who cannot see it
 */
public record Picture(BufferedImage image, String alternativeText) {
    /** Two pixels for each unit, so that it is crisp on a HiDPI screen and on a projector. */
    private static final int SCALE = 2;

    /** Refuses a picture without words. */
    public Picture {
        Objects.requireNonNull(image, "image");
        if (alternativeText.isBlank()) {
            throw new IllegalArgumentException("alternativeText must say what the picture shows: it is blank");
        }
    }

    /** A picture of the given size in units of the page, painted on white. */
    public static Picture paint(int width, int height, String alternativeText, Consumer<Graphics2D> painter) {
        BufferedImage image = new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.scale(SCALE, SCALE);
            graphics.setColor(Style.PAPER);
            graphics.fillRect(0, 0, width, height);
            painter.accept(graphics);
        } finally {
            graphics.dispose();
        }
        return new Picture(image, alternativeText);
    }

    /** The picture as a PNG file. */
    public byte[] png() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Writes the picture as a PNG file. */
    public void writeTo(Path file) {
        try {
            Files.write(file, png());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An HTML image that carries its pixels and its alternative text. */
    public String html() {
        return "<img alt=\"" + Html.escape(alternativeText) + "\" width=\"" + image.getWidth() / SCALE
                + "\" style=\"max-width:100%;border-radius:6px\" src=\"data:image/png;base64," + Base64.getEncoder().encodeToString(png()) + "\">";
    }

    /** The alternative text. */
    @Override
    public String toString() {
        return alternativeText;
    }
}
