package io.github.gradcheck.notebook.motion;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * One thing that is drawn, in the units of the axes.
 *
 * @param shape what it is
 * @param role what it stands for, which gives it its colour
 * @param at x and y by turns; of a box and of its frame two opposite corners
 * @param text what it says; empty but for a text
 */
record Mark(Shape shape, Role role, List<Float> at, String text) {
    /** How the coordinates are joined. */
    enum Shape { LINE, DASHED, DOT, BOX, FRAME, TEXT }

    /** What a mark stands for. */
    enum Role { INK, RIGHT, WRONG, OTHER, FAINT, RANGE }

    static Mark of(Shape shape, Role role, double... at) {
        return new Mark(shape, role, IntStream.range(0, at.length).mapToObj(i -> (float) at[i]).toList(), "");
    }

    static Mark text(Role role, double x, double y, String text) {
        return new Mark(Shape.TEXT, role, List.of((float) x, (float) y), text);
    }

    /** A line through points of a curve. */
    static Mark curve(Shape shape, Role role, double[] xs, double[] ys) {
        double[] at = new double[2 * xs.length];
        for (int i = 0; i < xs.length; i++) {
            at[2 * i] = xs[i];
            at[2 * i + 1] = ys[i];
        }
        return of(shape, role, at);
    }

    Object json() {
        return List.of(shape.name().toLowerCase(Locale.ROOT), role.name().toLowerCase(Locale.ROOT), at, text);
    }
}
