package io.github.gradcheck.direction;

import java.util.List;

/**
 * The steps and the outcome of a bisection for wrong entries.
 *
 * @param steps every range that was measured or inferred, in order
 * @param suspects the ranges that were left at the end
 * @param isEverywhere whether half after half disagreed, so that only a sample of the entries was measured
 * @param end where the fault is everywhere, a few entries that disagree
 */
public record Search(List<DirectionalComparison> steps, List<DirectionalComparison> suspects, boolean isEverywhere, DirectionalComparison end) {
    /** There was nothing to search for. */
    public static final Search NONE = new Search(List.of(), List.of(), false, null);

    /** Lists are copied. */
    public Search {
        steps = List.copyOf(steps);
        suspects = List.copyOf(suspects);
    }

    /** Whether entry i lies in a range that disagrees. */
    public boolean suspects(int i) {
        return suspects.stream().anyMatch(range -> range.from() <= i && i < range.to());
    }
}
