package io.github.gradcheck.check;

import io.github.gradcheck.direction.DirectionalComparison;
import io.github.gradcheck.ndarray.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Says in one line where a gradient is wrong, where it is right, and what could not be decided. */
final class Where {
    /** As many letters as a line of text has. */
    static final int LINE = 120;
    /** Entries that are undecided are listed in so many letters at most, so that there is room for the wrong ones. */
    private static final int UNDECIDED = 40;
    private static final int MOST_NAMES = 3;
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private final ParameterReport parameter;
    private final int outputs;
    private final int[] shape;
    private final int size;

    private Where(ParameterReport parameter) {
        this.parameter = parameter;
        int[] all = parameter.analytic().shape();
        this.outputs = parameter.outputs();
        this.shape = outputs > 1 ? Arrays.copyOfRange(all, 1, all.length) : all;
        this.size = Shape.size(shape);
    }

    static String of(ParameterReport parameter) {
        if (parameter.verdict() != Verdict.WRONG) {
            return "";
        }
        String rest = rest(parameter);
        return cut(new Where(parameter).words(LINE - rest.length()) + rest);
    }

    static String of(GradientReport report) {
        if (report.verdict() != Verdict.WRONG) {
            return "";
        }
        List<ParameterReport> wrong = wrong(report);
        if (wrong.isEmpty()) {
            return "in no entry: a rule is broken";
        }
        if (report.parameters().size() == 1) {
            return of(wrong.get(0));
        }
        String rest = rest(report.parameters(), wrong);
        String full = full(wrong, LINE - rest.length());
        if (!isShortened(report)) {
            return cut(full + rest);
        }
        String head = wrong.size() + " of " + report.parameters().size() + " parameters: ";
        return cut(head + EntrySet.listed(wrong.stream().map(ParameterReport::name).toList(), wrong.size(), LINE - head.length() - rest.length()) + rest);
    }

    /** Whether the line of the whole report has room for the names of the wrong parameters only. */
    static boolean isShortened(GradientReport report) {
        List<ParameterReport> wrong = wrong(report);
        int room = LINE - rest(report.parameters(), wrong).length();
        return wrong.size() > 1 && full(wrong, room).length() > room;
    }

    private static List<ParameterReport> wrong(GradientReport report) {
        return report.parameters().stream().filter(parameter -> parameter.verdict() == Verdict.WRONG).toList();
    }

    private static String full(List<ParameterReport> wrong, int room) {
        return String.join("; ", wrong.stream().map(parameter -> new Where(parameter).words(room / wrong.size())).toList());
    }

    private static String cut(String line) {
        return line.length() <= LINE ? line : line.substring(0, LINE - 1) + "…";
    }

    // ---- what is not wrong

    private static String rest(ParameterReport parameter) {
        List<EntryReport> undecided = parameter.doubtful().stream().filter(entry -> entry.verdict() == Verdict.INCONCLUSIVE).toList();
        int count = parameter.count(Verdict.INCONCLUSIVE);
        String which = undecided.isEmpty() || undecided.size() < count ? ""
                : ": " + EntrySet.listed(undecided.stream().map(entry -> parameter.name() + parameter.place(entry)).toList(), count, UNDECIDED);
        String others = parameter.decided() == 0 || parameter.open() > 0 ? "" : parameter.directions().isEmpty()
                ? "; all others " + (parameter.skipped() > 0 ? "that are checked " : "") + "right"
                : "; no others seen along random directions";
        return (count == 0 ? "" : "; " + count + " undecided" + which) + others;
    }

    private static String rest(List<ParameterReport> all, List<ParameterReport> wrong) {
        int undecided = all.stream().mapToInt(parameter -> parameter.count(Verdict.INCONCLUSIVE)).sum();
        List<String> right = all.stream().filter(parameter -> parameter.count(Verdict.INCONCLUSIVE) == 0 && parameter.verdict() != Verdict.WRONG
                && parameter.decided() > 0).map(ParameterReport::name).toList();
        boolean isAnyOpen = wrong.stream().anyMatch(parameter -> parameter.open() > 0);
        boolean isPartly = !isAnyOpen && all.stream().anyMatch(parameter -> !right.contains(parameter.name()) && parameter.decided() > 0);
        boolean isSeenOnly = all.stream().anyMatch(parameter -> !parameter.directions().isEmpty());
        return (undecided == 0 ? "" : "; " + undecided + " undecided") + (isSeenOnly ? seen(right) : right(right, isPartly, wrong.size() == 1 ? "it" : "them"));
    }

    private static String seen(List<String> right) {
        return right.isEmpty() ? "" : "; nothing wrong seen in " + (right.size() > MOST_NAMES ? right.size() + " others" : EntrySet.words(right));
    }

    private static String right(List<String> right, boolean isPartly, String whose) {
        if (right.isEmpty() || right.size() > MOST_NAMES) {
            return right.isEmpty() && !isPartly ? "" : "; all others right";
        }
        return "; " + (isPartly ? "the rest of " + whose + " and " : "") + "all of " + EntrySet.words(right) + " right";
    }

    // ---- what is wrong

    private String words(int length) {
        List<BitSet> wrong = entries(Verdict.WRONG);
        List<BitSet> some = wrong.stream().filter(set -> !set.isEmpty()).toList();
        if (some.isEmpty() || parameter.open() > 0 && !parameter.directions().isEmpty()) {
            return along(wrong, length);
        }
        if (outputs == 1) {
            return ofOne(some.get(0), length);
        }
        return some.stream().distinct().count() == 1 ? inOutputs(wrong, some.get(0), length) : ofJacobian(wrong, length);
    }

    private EntrySet set(BitSet members) {
        return new EntrySet(parameter.name(), shape, members);
    }

    private String ofOne(BitSet wrong, int length) {
        EntrySet exact = set(wrong);
        BitSet undecided = entries(Verdict.INCONCLUSIVE).get(0);
        EntrySet filled = undecided.isEmpty() ? exact : exact.filledWith(undecided);
        int open = filled.count() - exact.count();
        return exact.described().or(() -> filled.described().filter(words -> open > 0).map(words -> words + ", but for " + open + " undecided there"))
                .orElseGet(() -> exact.scattered(length));
    }

    /** The same entries in each output in which there are any. */
    private String inOutputs(List<BitSet> wrong, BitSet members, int length) {
        BitSet which = new BitSet();
        IntStream.range(0, outputs).filter(r -> !wrong.get(r).isEmpty()).forEach(which::set);
        int first = which.nextSetBit(0);
        int last = which.length() - 1;
        int count = which.cardinality();
        String in = count == outputs ? "all " + outputs + " outputs" : count == 1 ? "output " + first
                : last - first + 1 == count ? "outputs " + first + ".." + last
                : count <= MOST_NAMES ? "outputs " + EntrySet.words(which.stream().mapToObj(String::valueOf).toList()) : "";
        return in.isEmpty() ? ofJacobian(wrong, length) : set(members).described().map(words -> words + ", in " + in)
                .orElseGet(() -> "in " + in + ": " + set(members).scattered(length - in.length() - "in : ".length()));
    }

    private String ofJacobian(List<BitSet> wrong, int length) {
        BitSet all = new BitSet();
        IntStream.range(0, outputs).forEach(r -> wrong.get(r).stream().forEach(i -> all.set(r * size + i)));
        String name = "the Jacobian by " + parameter.name();
        // An entry of it has no name, but "x[1] of output 0".
        Optional<String> words = new EntrySet(name, new int[] {outputs, size}, all).described().filter(text -> !text.contains(name + "["));
        return words.orElseGet(() -> {
            String head = all.cardinality() + " of " + outputs * size + " of " + name + ", scattered: ";
            List<String> places = all.stream().limit(LINE).mapToObj(k -> entry(k % size) + " of output " + k / size).toList();
            return head + EntrySet.listed(places, all.cardinality(), length - head.length());
        });
    }

    private String entry(int i) {
        return parameter.name() + Shape.subscript(Shape.unravel(i, shape));
    }

    /** The entries with a verdict, by output. */
    private List<BitSet> entries(Verdict verdict) {
        List<BitSet> found = Stream.generate(BitSet::new).limit(outputs).toList();
        parameter.doubtful().stream().filter(entry -> entry.verdict() == verdict)
                .forEach(entry -> found.get(entry.output()).set(Shape.ravel(index(entry), shape)));
        return found;
    }

    private static int[] index(EntryReport entry) {
        return DIGITS.matcher(entry.index()).results().map(MatchResult::group).mapToInt(Integer::parseInt).toArray();
    }

    // ---- how far bisection went

    private String along(List<BitSet> wrong, int length) {
        List<DirectionalComparison> suspects = parameter.search().suspects();
        if (suspects.isEmpty()) {
            return "somewhere in " + parameter.name() + ": the derivative along a direction differs";
        }
        List<int[]> ranges = merged(suspects);
        boolean isWhole = ranges.get(0)[1] - ranges.get(0)[0] == size;
        int found = wrong.stream().mapToInt(BitSet::cardinality).sum();
        BitSet any = new BitSet();
        wrong.forEach(any::or);
        String differs = suspects.size() == 1 ? ": the derivative along a direction differs" : ": " + suspects.size() + " ranges differ";
        String start = suspects.size() == 1 ? "somewhere in " : isWhole ? "all over " : "within ";
        String tried = found == 0 ? "" : "; " + found + " of " + measured() + " tried are wrong";
        String line = any.isEmpty() ? "" : set(any).line().replaceFirst("^ ", ", all ");
        List<String> places = isWhole ? List.of(parameter.name()) : ranges.stream().map(this::words).toList();
        // As much of it as there is room for beside the first range.
        String rest = Stream.of(differs + tried + line, differs + tried, differs)
                .filter(text -> start.length() + places.get(0).length() + ", …".length() + text.length() <= length).findFirst().orElse(differs);
        return start + EntrySet.listed(places, places.size(), length - start.length() - rest.length()) + rest;
    }

    private String words(int[] range) {
        return shape.length == 1 ? parameter.name() + "[" + range[0] + ".." + (range[1] - 1) + "]" : entry(range[0]) + " to " + entry(range[1] - 1);
    }

    private static List<int[]> merged(List<DirectionalComparison> suspects) {
        List<int[]> ranges = new ArrayList<>();
        for (DirectionalComparison suspect : suspects.stream().sorted(Comparator.comparingInt(DirectionalComparison::from)).toList()) {
            int[] before = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
            if (before != null && before[1] >= suspect.from()) {
                before[1] = Math.max(before[1], suspect.to());
            } else {
                ranges.add(new int[] {suspect.from(), suspect.to()});
            }
        }
        return ranges;
    }

    private long measured() {
        double[] numeric = parameter.numeric().toArray();
        return Arrays.stream(numeric).filter(value -> !Double.isNaN(value)).count()
                + parameter.doubtful().stream().filter(entry -> Double.isNaN(entry.numeric().value())).count();
    }
}
