package io.github.gradcheck.notebook.motion;

import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.check.ParameterReport;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.Shape;
import io.github.gradcheck.recipe.Line;
import io.github.gradcheck.recipe.LossModel;
import io.github.gradcheck.recipe.PlantedBug;
import io.github.gradcheck.recipe.Recipe;
import io.github.gradcheck.recipe.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The backward pass of a model with a planted bug, line by line: the upstream gradient, the local derivative, and what they give in the first row. Its
 * reader guesses which line is wrong, and only then is it shown.
 */
public final class BackwardSlider {
    private static final int NUMBERS = 4;
    /** An upstream gradient in a line, with the sign of the product that joins it to the rest. */
    private static final Pattern UPSTREAM = Pattern.compile("[·∘]?\\b(d[A-Z]\\w*)[·∘]?");

    private final PlantedBug bug;
    private final LossModel model;
    private final Recipe lines;
    private final Values values;
    private final NetworkPlot network;

    private BackwardSlider(PlantedBug bug, LossModel model) {
        this.bug = bug;
        this.model = model;
        this.lines = bug.lines();
        this.values = new Values().putAll(model.params()).putAll(model.data()).run(lines.forward()).run(lines.backward());
        this.network = NetworkPlot.of(lines, model.params().keySet(), values);
    }

    /**
     * The lines as they are, the wrong one among them, with the model's own parameters and data.
     *
     * @throws IllegalArgumentException if the bug is planted in a layer that has no loss of its own
     */
    public static MovingPicture of(PlantedBug bug) {
        if (!(bug.model() instanceof LossModel model)) {
            throw new IllegalArgumentException("bug must be planted in a model with a loss: " + bug);
        }
        BackwardSlider slider = new BackwardSlider(bug, model);
        Scene scene = slider.scene();
        return new MovingPicture(ScenePicture.of(scene, 0, slider.words()), scene);
    }

    private String words() {
        return "The network " + network.names() + " as boxes, and the lines of its backward pass: " + lines.backward().stream().map(Line::toString).collect(Collectors.joining("; "))
                + ". One of them is wrong.";
    }

    private Scene scene() {
        List<Frame> frames = new ArrayList<>();
        frames.add(new Frame("forward", network.done(List.of()), List.of(Reading.of("forward", "loss = " + number(values.get(lines.output()).item())),
                Reading.of("backward", "line by line, from the loss to the parameters"))));
        List<String> done = new ArrayList<>();
        for (Line line : lines.backward()) {
            List<Mark> marks = new ArrayList<>(network.done(done));
            marks.addAll(network.step(line.name(), upstream(line)));
            frames.add(new Frame(frames.size() + " of " + lines.backward().size(), marks, readings(line)));
            done.add(line.name());
        }
        return new Scene("A backward pass, line by line", "line", network.plot(), frames, 0, Optional.of(question()));
    }

    private List<Reading> readings(Line line) {
        String from = upstream(line).map(name -> name + ", row 0: " + row(name)).orElse("1: the loss itself");
        return List.of(Reading.of("line", line.toString()), Reading.of("upstream", from), Reading.of("local derivative", local(line)),
                Reading.of(line.name(), "shape " + Shape.tuple(values.get(line.name()).shape())), Reading.of("its row 0", row(line.name())));
    }

    private Optional<String> upstream(Line line) {
        Matcher found = UPSTREAM.matcher(line.text());
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** What is left of a line without its upstream gradient. */
    private static String local(Line line) {
        String rest = UPSTREAM.matcher(line.text()).replaceFirst("").strip();
        return rest.equals("Σ") ? "1 in each row, so the rows are added up" : rest;
    }

    private String row(String name) {
        NDArray value = values.get(name);
        int width = value.rank() == 0 ? 1 : value.shape()[value.rank() - 1];
        String numbers = Arrays.stream(value.toArray()).limit(Math.min(NUMBERS, width)).mapToObj(BackwardSlider::number).collect(Collectors.joining(", "));
        return width > NUMBERS ? numbers + ", …" : numbers;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value + 0.0);
    }

    // ---- the question

    private Question question() {
        GradientReport report = bug.check();
        List<Question.Option> options = lines.backward().stream().map(line -> new Question.Option(line.name(), reply(line, report))).toList();
        return new Question("Which line is wrong? Guess.", options, network.wrong(bug.wrongLine().name()));
    }

    private String reply(Line line, GradientReport report) {
        boolean isIt = line.name().equals(bug.wrongLine().name());
        String should = bug.wrongLine() + " should be " + bug.rightLine() + ".";
        Optional<ParameterReport> checked = report.parameters().stream().filter(parameter -> line.name().equals("d" + parameter.name())).findFirst();
        String evidence = checked.map(parameter -> "The check calls the gradient of " + parameter.name() + " " + parameter.verdict().words() + ". ").orElse("");
        return (isIt ? "Yes. " : "No. ") + evidence + should;
    }
}
