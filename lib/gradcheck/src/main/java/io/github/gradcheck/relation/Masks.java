package io.github.gradcheck.relation;

import io.github.gradcheck.relation.Relation.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Models of what flows and what does not: zeros, missing masks and bounds, one part in place of a sum, one value or one triangle in place of all. */
final class Masks {
    private static final int FEWEST_VALUES = 2;
    private static final int FEWEST_EQUAL = 3;

    private Masks() {
    }

    /** Zero everywhere, because the function does not read the parameter: most likely it reads the array that this one was copied from. */
    static Relation still(Comparison wrong) {
        return new Relation(Kind.NOT_READ, "f stays the same, bit for bit, whatever entry of " + wrong.name()
                + (wrong.countMeasured() < wrong.size() ? " was" : " is") + " moved; does it read this array or a copy of it, or is all of it cut off at this point?");
    }

    /** Said if nothing else is wrong than entries that are no numbers. */
    static Optional<Relation> notFinite(Comparison wrong) {
        long count = Arrays.stream(wrong.analytic()).filter(value -> !Double.isFinite(value)).count();
        boolean only = Arrays.stream(wrong.wrong()).allMatch(i -> !Double.isFinite(wrong.analytic()[i]));
        int first = wrong.wrong()[0];
        return !only ? Optional.empty() : Optional.of(new Relation(Kind.NOT_FINITE, "analytic is " + wrong.analytic()[first] + " in " + wrong.place(first)
                + (count > 1 ? " and " + (count - 1) + " more" : "") + ", and numeric is a number: 0/0, or a case that backward does not treat by itself"));
    }

    /** Zero where a gradient should flow, in some entries. */
    static Stream<Model> zero(Comparison wrong, Comparison all) {
        int first = wrong.wrong()[0];
        return Stream.of(new Model(wrong, Kind.ZERO, 1, 0, i -> 0, 1, "analytic = 0 and numeric is not, in " + wrong.countWrong() + " of " + all.entries(all.countMeasured())
                + ", first " + wrong.place(first)));
    }

    /** A gradient where none flows through f. */
    static Stream<Model> unmasked(Comparison wrong) {
        int first = wrong.wrong()[0];
        return !isMask(wrong) ? Stream.empty() : Stream.of(new Model(wrong, Kind.MASK_MISSING, 3 + Orders.set(wrong), 0, i -> 0, Model.OF_NUMERIC, "numeric = 0 and analytic is not, in "
                + wrong.countWrong() + " of " + wrong.entries(wrong.countMeasured()) + ", first " + wrong.place(first) + "; all others are right"));
    }

    /**
     * Whether something flows elsewhere, and what is zero is an input or an output that nothing flows through: a product of vectors in
     * place of one of entries has values off the diagonal that no mask would stop.
     */
    private static boolean isMask(Comparison wrong) {
        int entries = wrong.parameter().length;
        boolean[] input = new boolean[entries];
        boolean[] output = new boolean[wrong.outputs()];
        boolean anything = false;
        for (int i : wrong.measured()) {
            if (!wrong.isZero(i)) {
                input[i % entries] = true;
                output[i / entries] = true;
                anything = true;
            }
        }
        return anything && Arrays.stream(wrong.wrong()).allMatch(i -> wrong.isZero(i) && (!input[i % entries] || !output[i / entries]));
    }

    /** f is bounded: its derivative is c or −c where analytic goes beyond. */
    static Stream<Model> clipped(Comparison wrong) {
        int[] entries = wrong.wrong();
        double bound = Math.abs(wrong.numeric()[entries[0]]);
        boolean beyond = entries.length >= FEWEST_VALUES && bound > 0 && Arrays.stream(entries).allMatch(i -> wrong.analytic()[i] / wrong.numeric()[i] > 1);
        boolean inside = Arrays.stream(wrong.measured()).allMatch(i -> Math.abs(wrong.numeric()[i]) <= bound * (1 + Comparison.SAME));
        boolean bothEnds = Arrays.stream(entries).anyMatch(i -> wrong.numeric()[i] > 0) && Arrays.stream(entries).anyMatch(i -> wrong.numeric()[i] < 0);
        boolean other = Arrays.stream(wrong.measured()).anyMatch(i -> Math.abs(wrong.numeric()[i]) < bound * (1 - Comparison.SAME) && !wrong.isZero(i));
        return !beyond || !inside || !bothEnds && !other ? Stream.empty() : Stream.of(new Model(wrong, Kind.CLIPPED, 4, 1, i -> Math.copySign(bound, wrong.analytic()[i]), Model.OF_NUMERIC, "numeric is " + (bothEnds ? "±" : wrong.numeric()[entries[0]] < 0 ? "-" : "") + Numbers.digits(bound, 6) + " in " + wrong.countWrong()
                        + " entries where analytic is beyond, and nowhere larger: f bounds it there"));
    }

    /** Backward is bounded: it is c or −c where numeric goes beyond. */
    static Stream<Model> bounded(Comparison wrong) {
        int[] entries = wrong.wrong();
        double bound = Math.abs(wrong.analytic()[entries[0]]);
        boolean beyond = entries.length >= FEWEST_VALUES && bound > 0 && Arrays.stream(entries).allMatch(i -> wrong.numeric()[i] / wrong.analytic()[i] > 1);
        boolean inside = Arrays.stream(wrong.measured()).allMatch(i -> Math.abs(wrong.analytic()[i]) <= bound * (1 + Comparison.SAME));
        return !beyond || !inside || wrong.countWrong() == wrong.countMeasured() ? Stream.empty() : Stream.of(new Model(wrong, Kind.CLIPPED, 4, 1,
                i -> wrong.isWrong(i) ? Math.copySign(bound, wrong.numeric()[i]) : wrong.numeric()[i], 1,
                "analytic is ±" + Numbers.digits(bound, 6) + " in " + wrong.countWrong() + " entries where numeric is beyond, and nowhere larger"));
    }

    /** One value everywhere, as of a derivative that reads what another call left, or one with the sign of numeric. */
    static Stream<Model> equal(Comparison wrong) {
        int[] entries = wrong.wrong();
        double value = wrong.analytic()[entries[0]];
        boolean signed = Arrays.stream(entries).allMatch(i -> wrong.analytic()[i] * wrong.numeric()[i] > 0) && Arrays.stream(entries).anyMatch(i -> wrong.analytic()[i] * value < 0);
        return entries.length < FEWEST_EQUAL || value == 0 || wrong.countWrong() < wrong.countMeasured() || Comparison.countSizes(wrong.numeric(), entries) < FEWEST_VALUES
                ? Stream.empty() : Stream.of(new Model(wrong, Kind.ALL_EQUAL, 4, 1, i -> signed ? Math.copySign(value, wrong.numeric()[i]) : value, 1,
                        "analytic is " + (signed ? "±" + Numbers.digits(Math.abs(value), 6) + " with the sign of numeric" : Numbers.digits(value, 6))
                                + " in all " + wrong.entries(entries.length) + ", numeric is not"));
    }

    /** A square matrix of which f reads one triangle: analytic is the mean of both, or the sum. */
    static Stream<Model> triangle(Comparison wrong) {
        int n = wrong.columns();
        boolean square = wrong.outputs() == 1 && n > 1 && wrong.size() == n * n && wrong.countMeasured() == wrong.size();
        boolean halfIsZero = square && IntStream.range(0, n * n).allMatch(i -> i / n <= i % n || wrong.isZero(i) || wrong.isZero(i % n * n + i / n));
        return !halfIsZero ? Stream.empty() : Stream.of(0.5, 1.0).map(share -> new Model(wrong, Kind.ONE_TRIANGLE, 5, 0,
                i -> i / n == i % n ? wrong.numeric()[i] : share * (wrong.numeric()[i] + wrong.numeric()[i % n * n + i / n]), 2,
                "f reads one of [i, j] and [j, i], and analytic has " + (share == 1 ? "its whole derivative" : "half of it") + " in each"));
    }

    /** Every entry reaches k outputs, the same k for all, and analytic has the part of one. */
    static Stream<Model> oneOutput(Comparison wrong) {
        int entries = wrong.parameter().length;
        int reaches = 0;
        for (int i = 0; i < entries; i++) {
            int should = 0;
            int does = 0;
            for (int k = i; k < wrong.size(); k += entries) {
                should += wrong.isZero(k) ? 0 : 1;
                does += wrong.analytic()[k] == 0 ? 0 : 1;
            }
            if (does != 1 || should < 2 || reaches > 0 && should != reaches) {
                return Stream.empty();
            }
            reaches = should;
        }
        String words = "each entry reaches " + reaches + " outputs, and analytic has the part of one of them only";
        return Stream.of(new Model(wrong, Kind.NOT_SUMMED, 1, 0, i -> wrong.isWrong(i) ? 0 : wrong.numeric()[i], 1, words));
    }

    /** For y = x + b the gradient of b is that of x, added up over the rows; analytic has one of the rows only. */
    static Stream<Model> oneRow(Comparison wrong, List<Comparison> all) {
        return wrong.outputs() > 1 || !Comparison.hasDistinct(wrong.analytic(), FEWEST_VALUES) ? Stream.empty() : all.stream().filter(other -> other.outputs() == 1
                && other.size() > wrong.size() && other.size() % wrong.size() == 0 && other.countMeasured() == other.size() && isSumOf(wrong, other))
                .flatMap(other -> IntStream.range(0, other.size() / wrong.size()).mapToObj(row -> new Model(wrong, Kind.NOT_SUMMED, 2 + Model.log2(other.size()), 0,
                        i -> other.numeric()[row * wrong.size() + i], 2, "numeric is the gradient of " + other.name() + " added up over " + other.size() / wrong.size()
                                + " rows, and analytic is row " + row + " of them only")));
    }

    private static boolean isSumOf(Comparison wrong, Comparison other) {
        return IntStream.range(0, wrong.size()).allMatch(i -> {
            double sum = 0;
            double allowed = wrong.allowed()[i];
            for (int k = i; k < other.size(); k += wrong.size()) {
                sum += other.numeric()[k];
                allowed += other.allowed()[k];
            }
            return wrong.isMeasured(i) && Math.abs(sum - wrong.numeric()[i]) <= Math.max(2 * allowed, Comparison.SAME * wrong.largest());
        });
    }
}
