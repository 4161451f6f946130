package io.github.gradcheck.tie;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * Groups entries that interact, so that f is not additively separable over them, by bisection, as in recursive differential grouping (Sun, Kirley
 * and Halgamuge, IEEE Transactions on Evolutionary Computation 22(5), 2018): a set that is the sum of its parts is not looked into.
 *
 * <p>A hundred independent kinks cost as many evaluations as there are draws, 24 in all; two entries that are coupled among a hundred, some
 * draws for each bisection.
 */
final class Interactions {
    private final Additivity additivity;
    private final int size;

    /** @param size the number of entries */
    Interactions(Additivity additivity, int size) {
        this.additivity = additivity;
        this.size = size;
    }

    /** The groups of two and more entries that move output r together, each in rising order. */
    List<int[]> groups(int r) {
        if (additivity.isSumOfSingles(r)) {
            return List.of();
        }
        List<BitSet> groups = new ArrayList<>(components(0, size, r));
        groups.removeIf(group -> group.cardinality() < 2);
        BitSet rest = new BitSet();
        rest.set(0, size);
        groups.forEach(rest::andNot);
        for (int k = overlooked(rest, r); k >= 0; k = overlooked(rest, r)) {
            rest.clear(k);
            adopt(k, rest, groups, r);
        }
        return groups.stream().filter(group -> group.cardinality() > 1).map(group -> group.stream().toArray()).toList();
    }

    private List<BitSet> components(int from, int to, int r) {
        BitSet range = new BitSet();
        range.set(from, to);
        if (to - from < size && additivity.isAlone(range, r, Additivity.FEW)) {
            return List.of();
        }
        if (to - from == 1) {
            return List.of(range);
        }
        int middle = (from + to) / 2;
        List<BitSet> left = components(from, middle, r);
        List<BitSet> right = components(middle, to, r);
        List<BitSet> all = new ArrayList<>(left);
        all.addAll(right);
        join(left, right, all, r);
        return all;
    }

    /** Joins those groups of both sides that interact, by halving the sides; {@code all} holds the groups as they are joined. */
    private void join(List<BitSet> left, List<BitSet> right, List<BitSet> all, int r) {
        boolean isOneEach = left.size() == 1 && right.size() == 1;
        if (left.isEmpty() || right.isEmpty() || isOneEach && owner(left.get(0), all) == owner(right.get(0), all)
                || !additivity.interact(union(left), union(right), r)) {
            return;
        }
        if (isOneEach) {
            List<BitSet> owners = List.of(owner(left.get(0), all), owner(right.get(0), all));
            all.removeAll(owners);
            all.add(union(owners));
            return;
        }
        List<BitSet> longer = left.size() >= right.size() ? left : right;
        List<BitSet> shorter = longer == left ? right : left;
        join(longer.subList(0, longer.size() / 2), shorter, all, r);
        join(longer.subList(longer.size() / 2, longer.size()), shorter, all, r);
    }

    private static BitSet owner(BitSet part, List<BitSet> all) {
        return all.stream().filter(group -> group.intersects(part)).findFirst().orElseThrow();
    }

    private static BitSet union(List<BitSet> groups) {
        BitSet union = new BitSet();
        groups.forEach(union::or);
        return union;
    }

    /** An entry of those that seemed to be alone and is not: more draws show it; −1 if there is none. */
    private int overlooked(BitSet rest, int r) {
        return first(rest, some -> !additivity.isAlone(some, r, Additivity.MANY));
    }

    /** The first entry, by halving, for which something holds that holds for a set if it does for a part of it; −1 if there is none. */
    private static int first(BitSet among, Predicate<BitSet> holds) {
        if (among.isEmpty() || !holds.test(among)) {
            return -1;
        }
        if (among.cardinality() == 1) {
            return among.nextSetBit(0);
        }
        BitSet half = new BitSet();
        among.stream().limit(among.cardinality() / 2).forEach(half::set);
        BitSet other = (BitSet) among.clone();
        other.andNot(half);
        int found = first(half, holds);
        return found >= 0 ? found : first(other, holds);
    }

    /** Joins an entry with the groups that it interacts with, or another one that seemed to be alone; with all, if that does not show. */
    private void adopt(int k, BitSet rest, List<BitSet> groups, int r) {
        BitSet one = new BitSet();
        one.set(k);
        List<BitSet> joined = new ArrayList<>(groups.stream().filter(group -> additivity.interact(one, group, r)).toList());
        int partner = first(rest, some -> additivity.interact(one, some, r));
        if (partner >= 0) {
            rest.clear(partner);
            one.set(partner);
        } else if (joined.isEmpty()) {
            joined.addAll(groups);
        }
        groups.removeAll(joined);
        joined.add(one);
        groups.add(union(joined));
    }
}
