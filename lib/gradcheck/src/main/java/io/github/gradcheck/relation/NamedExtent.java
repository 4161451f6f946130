package io.github.gradcheck.relation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A number that a stray factor may be, and what it is: an extent, a number of entries or outputs, or how many outputs there are for each of them.
 *
 * @param value the number
 * @param meaning what it is, in words
 */
record NamedExtent(int value, String meaning) {

    /** Those of all parameters of a check, the extents of their axes first. */
    static List<NamedExtent> inPlay(List<Comparison> all) {
        List<NamedExtent> sizes = new ArrayList<>();
        all.forEach(each -> Arrays.stream(each.shape()).forEach(extent -> sizes.add(new NamedExtent(extent, "one of the extents"))));
        for (Comparison each : all) {
            sizes.add(new NamedExtent(each.outputs(), "the number of outputs"));
            sizes.add(new NamedExtent(each.parameter().length, "the number of entries of " + each.name()));
        }
        sizes.addAll(batches(all));
        return sizes;
    }

    /** Of a batch only the outputs are seen: 4 rows of 3 outputs for a bias of 3 entries. Of a mean, 6 entries for 2 outputs. */
    private static List<NamedExtent> batches(List<Comparison> all) {
        List<NamedExtent> batches = new ArrayList<>();
        for (Comparison each : all) {
            Arrays.stream(each.shape()).filter(extent -> extent > 1 && each.outputs() > extent && each.outputs() % extent == 0).forEach(extent ->
                    batches.add(new NamedExtent(each.outputs() / extent, "the batch size, if its " + each.outputs() + " outputs are rows of " + extent)));
            if (each.outputs() > 1 && each.parameter().length > each.outputs() && each.parameter().length % each.outputs() == 0) {
                batches.add(new NamedExtent(each.parameter().length / each.outputs(), "the number of entries for each of " + each.outputs() + " outputs"));
            }
        }
        return batches;
    }
}
