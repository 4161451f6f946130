package io.github.gradcheck.notebook.motion;

import io.github.gradcheck.notebook.motion.Mark.Role;
import io.github.gradcheck.notebook.motion.Mark.Shape;
import io.github.gradcheck.recipe.Line;
import io.github.gradcheck.recipe.Recipe;
import io.github.gradcheck.recipe.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A network as boxes with shapes: data and values from left to right, below each the parameters that its line uses. */
final class NetworkPlot {
    private static final double HALF_WIDTH = 0.42;
    private static final double HALF_HEIGHT = 0.36;

    /** Columns to the right, rows upwards. */
    private record Place(double x, double y) {
    }

    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Values values;
    private int columns;
    private int lowest;

    private NetworkPlot(Values values) {
        this.values = values;
    }

    static NetworkPlot of(Recipe lines, Set<String> parameters, Values values) {
        NetworkPlot plot = new NetworkPlot(values);
        Set<String> asked = lines.backward().stream().map(line -> line.name().substring(1)).collect(Collectors.toSet());
        plot.places.put("X", new Place(0, 0));
        for (Line line : lines.forward()) {
            List<String> used = parameters.stream().filter(name -> Pattern.compile("\\b" + name + "\\b").matcher(line.text()).find()).toList();
            if (asked.contains(line.name()) || line.name().equals(lines.output()) || !used.isEmpty()) {
                plot.columns++;
                plot.places.put(line.name(), new Place(plot.columns, 0));
                for (int i = 0; i < used.size(); i++) {
                    plot.places.put(used.get(i), new Place(plot.columns, -1 - i));
                    plot.lowest = Math.min(plot.lowest, -1 - i);
                }
            }
        }
        return plot;
    }

    String names() {
        return String.join(", ", places.keySet());
    }

    Plot plot() {
        List<Mark> marks = new ArrayList<>();
        places.forEach((name, at) -> {
            marks.add(outline(name, Role.FAINT));
            marks.add(Mark.text(Role.INK, at.x(), at.y() + 0.08, name));
            marks.add(Mark.text(Role.INK, at.x(), at.y() - 0.2, values.get(name).rank() == 0 ? "" : io.github.gradcheck.ndarray.Shape.tuple(values.get(name).shape())));
        });
        for (int column = 1; column <= columns; column++) {
            marks.add(Mark.of(Shape.LINE, Role.FAINT, column - 1 + HALF_WIDTH, 0, column - HALF_WIDTH, 0));
        }
        List<Mark> legend = List.of(new Mark(Shape.FRAME, Role.INK, List.of(), "this line's"), new Mark(Shape.FRAME, Role.RIGHT, List.of(), "gradient known"),
                new Mark(Shape.DASHED, Role.OTHER, List.of(), "upstream"));
        return new Plot(new Axis("", -0.5, columns + 0.5, List.of()), new Axis("", lowest - 0.5, 0.5, List.of()), marks, List.of(), legend);
    }

    /** The boxes whose gradients are known. */
    List<Mark> done(List<String> gradients) {
        return gradients.stream().map(name -> outline(name.substring(1), Role.RIGHT)).toList();
    }

    /** The box whose gradient is computed, and where its upstream gradient comes from. */
    List<Mark> step(String gradient, Optional<String> upstream) {
        List<Mark> marks = new ArrayList<>();
        Place to = places.get(gradient.substring(1));
        Place from = upstream.map(name -> places.get(name.substring(1))).orElse(new Place(columns, 0));
        boolean isBeside = from.x() != to.x();
        marks.add(isBeside ? Mark.of(Shape.DASHED, Role.OTHER, from.x() - HALF_WIDTH, from.y(), to.x() + HALF_WIDTH, to.y())
                : Mark.of(Shape.DASHED, Role.OTHER, from.x() - HALF_WIDTH * 0.8, from.y() - HALF_HEIGHT, to.x() - HALF_WIDTH * 0.8, to.y() + HALF_HEIGHT));
        marks.add(outline(gradient.substring(1), Role.INK));
        return marks;
    }

    /** The box of the wrong line. */
    List<Mark> wrong(String gradient) {
        Place at = places.get(gradient.substring(1));
        return List.of(outline(gradient.substring(1), Role.WRONG), Mark.text(Role.WRONG, at.x(), at.y() - 0.56, "wrong"));
    }

    private Mark outline(String name, Role role) {
        Place at = places.get(name);
        return Mark.of(Shape.FRAME, role, at.x() - HALF_WIDTH, at.y() - HALF_HEIGHT, at.x() + HALF_WIDTH, at.y() + HALF_HEIGHT);
    }
}
