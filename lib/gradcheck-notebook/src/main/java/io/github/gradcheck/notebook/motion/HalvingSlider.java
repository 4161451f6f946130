package io.github.gradcheck.notebook.motion;

import io.github.gradcheck.check.EntryReport;
import io.github.gradcheck.check.ParameterReport;
import io.github.gradcheck.direction.DirectionalComparison;
import io.github.gradcheck.notebook.chart.SearchChart;
import io.github.gradcheck.notebook.motion.Mark.Role;
import io.github.gradcheck.notebook.motion.Mark.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The search for wrong entries, halving by halving: what was claimed along each half, what was measured, and which half goes on. */
public final class HalvingSlider {
    private static final int MOST_NAMED = 3;
    private static final double BAR = 0.35;

    private final ParameterReport parameter;
    private final List<DirectionalComparison> steps;

    private HalvingSlider(ParameterReport parameter) {
        this.parameter = parameter;
        this.steps = parameter.search().steps();
    }

    /**
     * The search that a report tells of.
     *
     * @throws IllegalArgumentException if nothing was halved: because no direction disagreed, or every entry was measured
     */
    public static MovingPicture of(ParameterReport parameter) {
        return new MovingPicture(SearchChart.of(parameter), new HalvingSlider(parameter).scene());
    }

    private Scene scene() {
        int halvings = steps.size() / 2;
        int entries = steps.stream().mapToInt(DirectionalComparison::to).max().orElseThrow();
        List<Frame> frames = new ArrayList<>();
        List<Mark> drawn = new ArrayList<>();
        for (int row = 1; row <= halvings; row++) {
            DirectionalComparison left = steps.get(2 * row - 2);
            DirectionalComparison right = steps.get(2 * row - 1);
            // Red comes last: what agrees would cover what is no wider than a line.
            drawn.add(bar(left.agrees() ? left : right, row));
            drawn.add(bar(left.agrees() ? right : left, row));
            frames.add(new Frame(row + " of " + halvings, List.copyOf(drawn), List.of(Reading.of("halved", range(left.from(), right.to())),
                    Reading.of("left half", half(left)), Reading.of("", words(left)), Reading.of("right half", half(right)), Reading.of("", words(right)))));
        }
        frames.add(new Frame("one by one", List.copyOf(drawn), List.of(Reading.of("found wrong", named()), Reading.of("by halvings", Integer.toString(halvings)))));
        List<Mark> legend = List.of(new Mark(Shape.BOX, Role.WRONG, List.of(), "disagrees"), new Mark(Shape.BOX, Role.FAINT, List.of(), "agrees"));
        Plot plot = new Plot(Axis.linear("number of the entry", 0, entries), Axis.linear("halving", halvings + 0.5, 0.5), List.of(), List.of(), legend);
        return new Scene("The search in " + parameter.name(), "halving", plot, frames, 0);
    }

    private static Mark bar(DirectionalComparison half, int row) {
        return Mark.of(Shape.BOX, half.agrees() ? Role.FAINT : Role.WRONG, half.from(), row - BAR, half.to(), row + BAR);
    }

    private static String half(DirectionalComparison half) {
        return range(half.from(), half.to()) + (half.agrees() ? ": agrees" : ": disagrees");
    }

    private static String range(int from, int to) {
        return String.format(Locale.ROOT, "%,d to %,d", from, to - 1);
    }

    private static String words(DirectionalComparison half) {
        return String.format(Locale.ROOT, "claimed %.6g, %s %.6g", half.analytic(), half.numeric().evaluations() > 0 ? "measured" : "left over", half.numeric().value());
    }

    private String named() {
        List<EntryReport> wrong = parameter.wrongEntries();
        String names = wrong.stream().limit(MOST_NAMED).map(entry -> parameter.name() + parameter.place(entry)).collect(Collectors.joining(", "));
        return wrong.isEmpty() ? "none" : names + (wrong.size() > MOST_NAMED ? " and " + (wrong.size() - MOST_NAMED) + " more" : "");
    }
}
