package io.github.gradcheck.direction;

import java.util.ArrayList;
import java.util.List;

/**
 * Bisects a range of entries along which the directional derivative differs from the gradient under test, until the rest is cheaper to measure entry by
 * entry: binary splitting, as in group testing (Hwang, A method for detecting all defective members in a population by group testing, Journal of
 * the American Statistical Association 67, 1972).
 *
 * <p>One half is measured; the other one is measured as well where the first disagrees, because a large error there would hide a
 * small one here, and is known to disagree where the first agrees. One wrong entry of 10 000 takes about 1.5·log₂(10 000) = 20
 * directional derivatives. If half after half disagrees the fault is everywhere, and the search follows one of them to its end.
 */
public final class Bisection {
    /** A directional derivative over some entries, along the direction that disagreed. */
    @FunctionalInterface
    public interface Probe {
        /** Measures it. */
        DirectionalComparison at(int from, int to);
    }

    /** So many ranges, and not one cleared by the last halving: the fault is everywhere. */
    private static final int EVERYWHERE = 16;

    private final Probe probe;
    private final int handover;
    private final List<DirectionalComparison> steps = new ArrayList<>();
    private final List<DirectionalComparison> suspects = new ArrayList<>();

    /**
     * A search that is not begun.
     *
     * @param handover ranges of so many entries or fewer are handed over
     */
    public Bisection(Probe probe, int handover) {
        this.probe = probe;
        this.handover = handover;
    }

    /** Searches below a range that disagrees. */
    public Search search(DirectionalComparison whole) {
        List<DirectionalComparison> failing = List.of(whole);
        while (!failing.isEmpty()) {
            List<DirectionalComparison> halves = new ArrayList<>();
            boolean anyCleared = false;
            for (DirectionalComparison range : failing) {
                if (range.size() <= handover) {
                    suspects.add(range);
                } else {
                    int before = halves.size();
                    halve(range, halves);
                    anyCleared |= halves.size() < before + 2;
                }
            }
            if (halves.size() >= EVERYWHERE && !anyCleared) {
                suspects.addAll(halves);
                return new Search(steps, suspects, true, endOf(halves.get(0)));
            }
            failing = halves;
        }
        return new Search(steps, suspects, false, whole);
    }

    /** A range of a few entries that disagrees, within one of many. */
    private DirectionalComparison endOf(DirectionalComparison range) {
        DirectionalComparison end = range;
        while (end.size() > handover) {
            List<DirectionalComparison> halves = new ArrayList<>();
            halve(end, halves);
            end = halves.get(0);
        }
        return end;
    }

    private void halve(DirectionalComparison range, List<DirectionalComparison> failing) {
        int middle = range.from() + range.size() / 2;
        DirectionalComparison left = measure(range.from(), middle);
        if (!left.agrees()) {
            failing.add(left);
            DirectionalComparison right = measure(middle, range.to());
            if (!right.agrees()) {
                failing.add(right);
            }
        } else {
            failing.add(range.without(left));
            steps.add(range.without(left));
        }
    }

    private DirectionalComparison measure(int from, int to) {
        DirectionalComparison along = probe.at(from, to);
        steps.add(along);
        return along;
    }
}
