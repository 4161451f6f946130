package io.github.gradcheck.notebook.motion;

import io.github.gradcheck.notebook.chart.Html;
import io.github.gradcheck.notebook.chart.Picture;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** A chart as an image of few bytes, for it is seen only where no script runs: one pixel for each unit, in its commonest colours. */
final class Still {
    private static final int COLOURS = 32;

    private Still() {
    }

    /** An HTML image with its alternative text. */
    static String html(Picture picture) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        BufferedImage image = inFewColours(halved(picture.image()));
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "<img alt=\"" + Html.escape(picture.alternativeText()) + "\" width=\"" + image.getWidth() + "\" style=\"max-width:100%\" src=\"data:image/png;base64,"
                + Base64.getEncoder().encodeToString(png.toByteArray()) + "\">";
    }

    private static BufferedImage halved(BufferedImage image) {
        BufferedImage half = new BufferedImage(image.getWidth() / 2, image.getHeight() / 2, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = half.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, half.getWidth(), half.getHeight(), null);
        graphics.dispose();
        return half;
    }

    /** Each pixel in that of the commonest colours to which it is nearest. */
    private static BufferedImage inFewColours(BufferedImage image) {
        int width = image.getWidth();
        int[] pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
        Map<Integer, Long> counts = IntStream.of(pixels).boxed().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        Comparator<Map.Entry<Integer, Long>> commonest = Map.Entry.<Integer, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());
        List<Integer> palette = counts.entrySet().stream().sorted(commonest).limit(COLOURS).map(Map.Entry::getKey).toList();
        Map<Integer, Integer> nearest = counts.keySet().stream().collect(Collectors.toMap(Function.identity(), colour -> nearest(colour, palette)));
        int[] colours = palette.stream().mapToInt(colour -> colour).toArray();
        BufferedImage few = new BufferedImage(width, image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(8, colours.length, colours, 0, false, -1, 0));
        few.getRaster().setSamples(0, 0, width, image.getHeight(), 0, IntStream.of(pixels).map(nearest::get).toArray());
        return few;
    }

    private static int nearest(int colour, List<Integer> palette) {
        return IntStream.range(0, palette.size()).boxed().min(Comparator.comparingInt(i -> distance(colour, palette.get(i)))).orElseThrow();
    }

    private static int distance(int one, int other) {
        return IntStream.of(0, 8, 16).map(shift -> (one >> shift & 255) - (other >> shift & 255)).map(off -> off * off).sum();
    }
}
