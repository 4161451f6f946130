package io.github.gradcheck.gallery.trainable;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.problem.Problem;
import io.github.gradcheck.relation.Relation;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A model that learns, and the same model with one faulty line in its backward pass.
 *
 * @param model the name of the model, such as "two-layer classifier"
 * @param bug the name of the bug, such as "missing 1/N"
 * @param rightLine the line as it should be
 * @param wrongLine the line as it is
 * @param cause what an expert would call it, seeing the gradients alone; empty if they do not tell
 * @param right makes the right model anew, always with the same parameters and data
 * @param wrong makes the wrong one
 * @param problem what is checked: the wrong model's loss, or its faulty layer by itself
 */
public record PlantedBug(String model, String bug, String rightLine, String wrongLine, Optional<Relation.Kind> cause, Supplier<Trainable> right,
        Supplier<Trainable> wrong, Supplier<Problem> problem) {
    /** Made once, when first asked for. */
    private static final class Everything {
        static final List<PlantedBug> ALL = Stream.of(DenseNets.bugs(), ConvolutionNet.bugs(), LayerNormNet.bugs(),
                AttentionNet.bugs(), AutogradNets.bugs()).flatMap(List::stream).toList();
    }

    /** Every planted bug, grouped by model. */
    public static List<PlantedBug> all() {
        return Everything.ALL;
    }

    /** The names of the models. */
    public static List<String> models() {
        return all().stream().map(PlantedBug::model).distinct().toList();
    }

    /**
     * The bugs of one model.
     *
     * @throws IllegalArgumentException if there is no such model, with those there are
     */
    public static List<PlantedBug> in(String model) {
        List<PlantedBug> found = all().stream().filter(each -> each.model().equals(model)).toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("there is no model \"" + model + "\"; the models are:" + quoted(models()));
        }
        return found;
    }

    /**
     * One bug by its model and its name.
     *
     * @throws IllegalArgumentException if there is none, with the bugs of that model
     */
    public static PlantedBug of(String model, String bug) {
        List<PlantedBug> bugs = in(model);
        return bugs.stream().filter(each -> each.bug().equals(bug)).findFirst().orElseThrow(() -> new IllegalArgumentException(
                "there is no bug \"" + bug + "\" in the model \"" + model + "\"; its bugs are:" + quoted(bugs.stream().map(PlantedBug::bug).toList())));
    }

    /** One on each line, in quotes to be copied with: there are commas and brackets in the names. */
    private static String quoted(List<String> names) {
        return names.stream().map(name -> "\n    \"" + name + "\"").collect(Collectors.joining());
    }

    /** Checks the gradient. */
    public GradientReport check() {
        return GradientCheck.examine(problem.get());
    }

    @Override
    public String toString() {
        return model + ": " + bug;
    }
}
