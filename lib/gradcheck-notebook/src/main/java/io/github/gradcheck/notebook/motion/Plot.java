package io.github.gradcheck.notebook.motion;

import java.util.List;
import java.util.Map;

/**
 * Two axes, what is drawn in all frames, and what the colours mean.
 *
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param marks what is drawn first
 * @param trails lines with a point for each frame, drawn as far as the frame that is shown
 * @param legend marks without coordinates, whose text says what is drawn like them
 */
record Plot(Axis x, Axis y, List<Mark> marks, List<Mark> trails, List<Mark> legend) {
    Object json() {
        return Map.of("x", x.json(), "y", y.json(), "marks", json(marks), "trails", json(trails), "legend", json(legend));
    }

    private static Object json(List<Mark> marks) {
        return marks.stream().map(Mark::json).toList();
    }
}
