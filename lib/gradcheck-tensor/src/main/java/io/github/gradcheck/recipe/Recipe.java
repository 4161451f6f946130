package io.github.gradcheck.recipe;

import io.github.gradcheck.ndarray.NDArray;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A model or a layer as a list of lines: first those that compute its output, then those that compute gradients.
 *
 * @param forward the last line is the output
 * @param backward for each parameter or input p there is a line named "dp"
 */
public record Recipe(List<Line> forward, List<Line> backward) {
    /** Guards the lists against change. */
    public Recipe {
        forward = List.copyOf(forward);
        backward = List.copyOf(backward);
    }

    /** This recipe followed by another, whose backward lines come first. */
    public Recipe then(Recipe next) {
        return new Recipe(joined(forward, next.forward), joined(next.backward, backward));
    }

    private static List<Line> joined(List<Line> a, List<Line> b) {
        return Stream.concat(a.stream(), b.stream()).toList();
    }

    /** The name of what comes out. */
    public String output() {
        return forward.get(forward.size() - 1).name();
    }

    /**
     * The backward line of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Line backward(String name) {
        return backward.stream().filter(line -> line.name().equals(name)).findFirst().orElseThrow(
                () -> new IllegalArgumentException("name is none of the lines " + backward.stream().map(Line::name).toList() + ": " + name));
    }

    /**
     * The same with the backward line of this name replaced.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Recipe with(Line replacement) {
        Line replaced = backward(replacement.name());
        return new Recipe(forward, backward.stream().map(line -> line == replaced ? replacement : line).toList());
    }

    /** The same without the backward line of this name: nobody asks for the gradient of the data. */
    public Recipe without(String name) {
        return new Recipe(forward, backward.stream().filter(line -> !line.name().equals(name)).toList());
    }

    /** The gradients of these parameters, in the order in which the lines compute them, from values that all lines have been run on. */
    public Map<String, NDArray> gradients(Values run, Collection<String> params) {
        Map<String, NDArray> gradients = new LinkedHashMap<>();
        for (Line line : backward) {
            String param = line.name().substring(1);
            if (params.contains(param)) {
                gradients.put(param, run.get(line.name()));
            }
        }
        return gradients;
    }
}
