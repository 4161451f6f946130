package io.github.gradcheck.notebook.motion;

import io.github.gradcheck.notebook.chart.Picture;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A picture that its reader moves by a slider, by mouse, touch or keyboard; where scripts do not run, a still picture of the same. */
public final class MovingPicture {
    private static final String SCRIPT = resource("motion.js");
    private static final String STYLE = resource("motion.css");

    private final Picture still;
    private final Scene scene;

    MovingPicture(Picture still, Scene scene) {
        this.still = still;
        this.scene = scene;
    }

    /** The picture that stands where no script runs, as in a notebook that is not trusted. */
    public Picture still() {
        return still;
    }

    /**
     * One element of HTML that needs nothing else: the still picture, the frames as JSON, and the script that puts a slider in its place.
     * It has no ids, so any number of them, and copies of one, may stand on a page.
     */
    public String html() {
        return "<div class=\"gradcheck-motion\" data-prevent-swipe>" + Still.html(still)
                + "<p>A still picture. Run the cell, and it can be moved.</p>"
                + "<script type=\"application/json\">" + Json.of(scene.json()) + "</script><style>" + STYLE + "</style><script>" + SCRIPT + "</script></div>";
    }

    private static String resource(String name) {
        try (InputStream in = MovingPicture.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The alternative text of the still picture. */
    @Override
    public String toString() {
        return still.toString();
    }
}
