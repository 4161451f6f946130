package io.github.gradcheck.check;

import io.github.gradcheck.ndarray.Shape;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A set of entries of an array, and the shortest words for it: "row 3 of W", "x[112..127] of 500", "every 4th of x from 1".
 *
 * <p>Each description comes with the set that it stands for, written down a second time as a condition on an entry. It counts only if that
 * condition holds for the entries of this set and for no others; of those that do, the shortest is taken.
 */
final class EntrySet {
    /** So many rows, or stretches of a flat array, are still read at a glance. */
    private static final int MOST_LISTED = 4;
    private static final int MOST_RUNS = 3;
    /** A step is seen in three entries; any two have one. */
    private static final int FEWEST_STEPS = 3;

    /**
     * Some words and what they stand for.
     *
     * @param core what comes first, such as "row 3"
     * @param of the array, if it is not named yet, such as " of W"
     */
    private record Description(String core, String of, IntPredicate has) {
        String text() {
            return core + of;
        }
    }

    private final String name;
    private final int[] shape;
    private final int size;
    private final BitSet members;
    private final int count;

    /** The members are row-major positions, at least one. */
    EntrySet(String name, int[] shape, BitSet members) {
        this.name = name;
        this.shape = shape;
        this.size = Shape.size(shape);
        this.members = members;
        this.count = members.cardinality();
    }

    /** The shortest words that stand for this set and no other, if there are any that need not list it. */
    Optional<String> described() {
        List<Description> found = new ArrayList<>(simple());
        if (count < size && 2 * count > size) {
            BitSet others = new BitSet(size);
            others.set(0, size);
            others.andNot(members);
            new EntrySet(name, shape, others).shortest()
                    .ifPresent(but -> found.add(new Description("all of " + name + " but " + but.core, "", i -> !but.has.test(i))));
        }
        return shortest(found).map(Description::text);
    }

    /** So many, of how many, and as many of them by name as a line of this length has room for. */
    String scattered(int length) {
        String head = count + " of " + size + " of " + name + ", scattered" + line() + ": ";
        List<String> entries = members.stream().limit(length).mapToObj(this::entry).toList();
        return head + listed(entries, count, length - head.length());
    }

    /** As many of these as fit, and a sign that there are more. */
    static String listed(List<String> entries, int of, int length) {
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < entries.size(); k++) {
            String next = (k == 0 ? "" : ", ") + entries.get(k);
            int end = k + 1 == of ? 0 : ", …".length();
            if (k > 0 && text.length() + next.length() + end > length) {
                return text + ", …";
            }
            text.append(next);
        }
        return entries.size() < of ? text + ", …" : text.toString();
    }

    /** " in column 2" if all of them lie there, or " in x[40..90]" if that is a smaller part of a flat array. */
    String line() {
        if (shape.length == 2) {
            List<BitSet> axes = projections();
            return axes.get(0).cardinality() == 1 && shape[0] > 1 ? " in row " + axes.get(0).nextSetBit(0)
                    : axes.get(1).cardinality() == 1 && shape[1] > 1 ? " in column " + axes.get(1).nextSetBit(0) : "";
        }
        int first = members.nextSetBit(0);
        int last = members.length() - 1;
        return shape.length == 1 && 2 * (last - first + 1) <= size ? " in " + name + "[" + first + ".." + last + "]" : "";
    }

    /** These and those others that lie in the smallest box around these. */
    EntrySet filledWith(BitSet others) {
        List<BitSet> axes = projections();
        axes.forEach(axis -> axis.set(axis.nextSetBit(0), axis.length()));
        BitSet filled = (BitSet) members.clone();
        others.stream().filter(i -> isIn(axes, i)).forEach(filled::set);
        return new EntrySet(name, shape, filled);
    }

    int count() {
        return count;
    }

    private String entry(int i) {
        return name + Shape.subscript(Shape.unravel(i, shape));
    }

    private Optional<Description> shortest() {
        return shortest(simple());
    }

    private Optional<Description> shortest(List<Description> candidates) {
        return candidates.stream().filter(this::isThis).min(Comparator.comparingInt(description -> description.text().length()));
    }

    private boolean isThis(Description description) {
        return IntStream.range(0, size).allMatch(i -> description.has.test(i) == members.get(i));
    }

    /** All that is not said of the others. */
    private List<Description> simple() {
        List<Description> found = new ArrayList<>();
        found.add(new Description("all of " + name, "", i -> true));
        int first = members.nextSetBit(0);
        int last = members.length() - 1;
        found.add(new Description(entry(first), "", i -> i == first));
        found.add(new Description(entry(first) + " and " + entry(last), "", i -> i == first || i == last));
        if (shape.length == 1) {
            flat(first, last, found);
        } else if (shape.length > 1) {
            boxes(found);
        }
        if (shape.length == 2) {
            triangles(found);
        }
        return found;
    }

    // ---- one axis

    private void flat(int first, int last, List<Description> found) {
        String of = " of " + size;
        List<int[]> runs = runs(members);
        if (runs.size() <= MOST_RUNS) {
            found.add(new Description(words(runs.stream().map(run -> name + "[" + range(run[0], run[1]) + "]").toList()), of,
                    i -> runs.stream().anyMatch(run -> run[0] <= i && i <= run[1])));
        }
        step(members, size).ifPresent(step -> found.add(new Description("every " + ordinal(step) + " of " + name + " from " + first + end(last, step, size), "",
                i -> i >= first && i <= last && (i - first) % step == 0)));
        if (runs.size() >= FEWEST_STEPS && runs.get(0)[0] < runs.get(0)[1]) {
            int[] run = runs.get(0);
            int period = runs.get(1)[0] - run[0];
            found.add(new Description(name + "[" + range(run[0], run[1]) + "] of every " + period, "", i -> i % period >= run[0] && i % period <= run[1]));
        }
    }

    private static List<int[]> runs(BitSet set) {
        List<int[]> runs = new ArrayList<>();
        for (int from = set.nextSetBit(0); from >= 0 && runs.size() <= MOST_RUNS;) {
            int to = set.nextClearBit(from);
            runs.add(new int[] {from, to - 1});
            from = set.nextSetBit(to);
        }
        return runs;
    }

    /** The step between the first two, if there are enough of them; whether it is that between all is seen by the condition. */
    private static Optional<Integer> step(BitSet set, int size) {
        int first = set.nextSetBit(0);
        int step = set.nextSetBit(first + 1) - first;
        return set.cardinality() >= FEWEST_STEPS && step > 1 && step < size ? Optional.of(step) : Optional.empty();
    }

    private static String end(int last, int step, int size) {
        return last + step < size ? " to " + last : "";
    }

    private static String range(int first, int last) {
        return first == last ? String.valueOf(first) : first + ".." + last;
    }

    private static String ordinal(int k) {
        boolean isTeen = k / 10 % 10 == 1;
        return k + (isTeen ? "th" : switch (k % 10) {
            case 1 -> "st";
            case 2 -> "nd";
            case 3 -> "rd";
            default -> "th";
        });
    }

    /** "a", "a and b", "a, b and c". */
    static String words(List<String> parts) {
        int last = parts.size() - 1;
        return last < 1 ? String.join("", parts) : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
    }

    // ---- several axes

    /** On each axis the indices that occur. */
    private List<BitSet> projections() {
        List<BitSet> axes = new ArrayList<>();
        for (int extent : shape) {
            axes.add(new BitSet(extent));
        }
        members.stream().forEach(i -> {
            int[] index = Shape.unravel(i, shape);
            for (int axis = 0; axis < index.length; axis++) {
                axes.get(axis).set(index[axis]);
            }
        });
        return axes;
    }

    private boolean isIn(List<BitSet> axes, int i) {
        int[] index = Shape.unravel(i, shape);
        return IntStream.range(0, index.length).allMatch(axis -> axes.get(axis).get(index[axis]));
    }

    private void boxes(List<Description> found) {
        List<BitSet> axes = projections();
        int[] limited = IntStream.range(0, shape.length).filter(axis -> axes.get(axis).cardinality() < shape[axis]).toArray();
        if (shape.length == 2 && limited.length == 1) {
            int axis = limited[0];
            String line = axis == 0 ? "row" : "column";
            lines(line, axes.get(axis), shape[axis]).ifPresent(words -> found.add(new Description(words, " of " + name, i -> isIn(axes, i))));
            everyLine(line, axes.get(axis), shape[axis]).ifPresent(words -> found.add(new Description(words, "", i -> isIn(axes, i))));
        } else if (axes.stream().allMatch(axis -> runs(axis).size() == 1)) {
            String ranges = IntStream.range(0, shape.length).mapToObj(axis -> range(axes.get(axis), shape[axis])).collect(Collectors.joining(", "));
            found.add(new Description(name + "[" + ranges + "]", shape.length > 2 ? " of " + Shape.tuple(shape) : "", i -> isIn(axes, i)));
        }
    }

    /** All of an axis is ".."; of an axis with one index, that is the index. */
    private static String range(BitSet indices, int extent) {
        return indices.cardinality() == extent && extent > 1 ? ".." : range(indices.nextSetBit(0), indices.length() - 1);
    }

    private static Optional<String> lines(String line, BitSet indices, int extent) {
        int first = indices.nextSetBit(0);
        int last = indices.length() - 1;
        int count = indices.cardinality();
        if (last - first + 1 == count) {
            return Optional.of(line + (count == 1 ? " " : "s ") + range(first, last));
        }
        return count <= MOST_LISTED ? Optional.of(line + "s " + words(indices.stream().mapToObj(String::valueOf).toList())) : Optional.empty();
    }

    private Optional<String> everyLine(String line, BitSet indices, int extent) {
        int first = indices.nextSetBit(0);
        int last = indices.length() - 1;
        return step(indices, extent).filter(by -> indices.stream().allMatch(i -> (i - first) % by == 0) && (last - first) / by + 1 == indices.cardinality())
                .map(by -> "every " + ordinal(by) + " " + line + " of " + name + " from " + first + end(last, by, extent));
    }

    private void triangles(List<Description> found) {
        int columns = shape[1];
        String of = " of " + name;
        found.add(new Description("the diagonal", of, i -> i / columns == i % columns));
        found.add(new Description("the upper triangle" + of + ", with the diagonal", "", i -> i % columns >= i / columns));
        found.add(new Description("the lower triangle" + of + ", with the diagonal", "", i -> i % columns <= i / columns));
        found.add(new Description("the upper triangle" + of + ", without the diagonal", "", i -> i % columns > i / columns));
        found.add(new Description("the lower triangle" + of + ", without the diagonal", "", i -> i % columns < i / columns));
    }
}
