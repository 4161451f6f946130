package io.github.gradcheck.gallery;

import io.github.gradcheck.gallery.models.Models;
import io.github.gradcheck.recipe.PlantedBug;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The catalogue of planted bugs, by model and name.
 *
 * <pre>{@code
 * GradientReport report = Gallery.of("softmax", "cross term missing").check();
 * System.out.println(report.headline());
 * }</pre>
 */
public final class Gallery {
    private Gallery() {
    }

    /** Made once, when first asked for. */
    private static final class Everything {
        static final List<PlantedBug> ALL = Stream.of(Activations.all(), Upstreams.all(), Operators.all(), Losses.all(), Models.all())
                .flatMap(List::stream).toList();
        static final List<PlantedBug> TRAINABLE = ALL.stream().filter(bug -> bug.model().isTrainable()).toList();
    }

    /** Every planted bug, grouped by model. */
    public static List<PlantedBug> all() {
        return Everything.ALL;
    }

    /** The bugs in models that can be trained. */
    public static List<PlantedBug> trainable() {
        return Everything.TRAINABLE;
    }

    /**
     * The bugs of one model.
     *
     * @throws IllegalArgumentException if there is no such model, with those there are
     */
    public static List<PlantedBug> in(String model) {
        List<PlantedBug> found = all().stream().filter(each -> each.model().name().equals(model)).toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("there is no model \"" + model + "\"; the models are:"
                    + quoted(all().stream().map(each -> each.model().name()).distinct().toList()));
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
}
