package io.github.gradcheck.gallery;

import io.github.gradcheck.gallery.trainable.PlantedBug;
import java.util.List;
import java.util.stream.Stream;

/**
 * All planted bugs.
 *
 * <pre>{@code
 * GradientReport report = Gallery.of("softmax", "cross term missing").check();
 * System.out.println(report.headline());
 * }</pre>
 */
public final class Gallery {
    private Gallery() {
    }

    /** Every specimen, grouped by model. */
    public static List<Specimen> all() {
        return Stream.of(Activations.all(), Upstreams.all(), Operators.all(), RegularisedNet.all(), Attention.all(), planted()).flatMap(List::stream).toList();
    }

    /** The bugs of the models that can be trained. */
    private static List<Specimen> planted() {
        return PlantedBug.all().stream().map(Specimen::of).toList();
    }

    /**
     * One specimen by its model and its bug.
     *
     * @throws IllegalArgumentException if there is none, with the bugs of that model
     */
    public static Specimen of(String model, String bug) {
        return all().stream().filter(each -> each.model().equals(model) && each.bug().equals(bug)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no \"" + bug + "\" in \"" + model + "\", only "
                        + all().stream().filter(each -> each.model().equals(model)).map(Specimen::bug).toList()));
    }
}
