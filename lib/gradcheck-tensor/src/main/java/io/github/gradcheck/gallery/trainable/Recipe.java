package io.github.gradcheck.gallery.trainable;

import java.util.List;
import java.util.stream.Stream;

/**
 * A model or a layer as a list of lines: first those that compute its output, then those that compute gradients.
 *
 * @param forward the last line is the output
 * @param backward for each parameter or input p there is a line named "dp"
 */
record Recipe(List<Line> forward, List<Line> backward) {
    Recipe {
        forward = List.copyOf(forward);
        backward = List.copyOf(backward);
    }

    /** This recipe followed by another. */
    Recipe then(Recipe next) {
        return new Recipe(joined(forward, next.forward), joined(next.backward, backward));
    }

    private static List<Line> joined(List<Line> a, List<Line> b) {
        return Stream.concat(a.stream(), b.stream()).toList();
    }

    /** The name of what comes out. */
    String output() {
        return forward.get(forward.size() - 1).name();
    }

    /** The backward line of this name. */
    Line backward(String name) {
        return backward.stream().filter(line -> line.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no line computes " + name + ", only " + backward.stream().map(Line::name).toList()));
    }

    /** The same with the line of this name replaced. */
    Recipe with(Line faulty) {
        backward(faulty.name());
        return new Recipe(forward, backward.stream().map(line -> line.name().equals(faulty.name()) ? faulty : line).toList());
    }
}
