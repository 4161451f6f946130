package io.github.gradcheck.relation;

import io.github.gradcheck.execution.Workers;
import io.github.gradcheck.relation.Relation.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Recognises a shift: the right values moved by some entries or rows, circularly or with zeros moving in.
 *
 * <p>There are as many moves as entries, and each may take a look at all of them. Only the shortest are tried, and those that bring the
 * value of one wrong entry to where it is found.
 */
final class ShiftRule {
    private static final double NEAR = 1e-6;
    private static final int SHORTEST = 4;
    private static final int MOST_ANCHORS = 1000;
    /** So many at most that one wrong entry suggests: a value that is found in more places tells nothing of where it came from. */
    private static final int MOST_SUGGESTED = 64;
    /** With a single value an order says nothing. */
    private static final int FEWEST_VALUES = 2;

    /**
     * One way to move all entries along.
     *
     * @param around how many places there are until it comes around
     * @param source where entry i comes from
     * @param inside whether entry i comes from inside, and not around the end
     * @param words what it does
     */
    record Move(int around, IntUnaryOperator source, IntPredicate inside, String words) {
    }

    private ShiftRule() {
    }

    static Optional<Relation> of(Comparison wrong) {
        for (Move move : moves(wrong)) {
            Workers.requireNotInterrupted();
            if (holds(wrong, move)) {
                return Optional.of(new Relation(Kind.SHIFTED, move.words()));
            }
        }
        return Optional.empty();
    }

    /** The moves to try: of rows, then along the rows, the shorter ones first. */
    static List<Move> moves(Comparison wrong) {
        int columns = wrong.columns();
        int anchor = anchor(wrong);
        int[] sources = IntStream.range(0, wrong.size()).filter(j -> anchor >= 0 && isNear(wrong.numeric()[j], wrong.analytic()[anchor])).toArray();
        List<Move> moves = new ArrayList<>();
        distances(wrong.rows(), Arrays.stream(sources).filter(j -> (anchor - j) % columns == 0).map(j -> (anchor - j) / columns))
                .forEach(by -> moves.add(ofRows(wrong, by)));
        distances(columns, Arrays.stream(sources).filter(j -> j / columns == anchor / columns).map(j -> anchor - j))
                .forEach(by -> moves.add(alongRows(wrong, by)));
        return moves;
    }

    /** Among the first wrong entries the one whose value is found in the fewest places, and at least in one; −1 if there is none. */
    private static int anchor(Comparison wrong) {
        double[] sorted = Arrays.stream(wrong.numeric()).filter(value -> !Double.isNaN(value)).sorted().toArray();
        return Arrays.stream(wrong.wrong()).filter(i -> wrong.analytic()[i] != 0).limit(MOST_ANCHORS).filter(i -> count(sorted, wrong.analytic()[i]) > 0).boxed()
                .min(Comparator.comparingInt(i -> count(sorted, wrong.analytic()[i]))).orElse(-1);
    }

    private static int count(double[] sorted, double value) {
        double off = NEAR * Math.abs(value);
        return place(sorted, value + off) - place(sorted, value - off);
    }

    /** How many values are smaller. */
    private static int place(double[] sorted, double value) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            from = sorted[middle] < value ? middle + 1 : from;
            to = sorted[middle] < value ? to : middle;
        }
        return from;
    }

    private static boolean isNear(double a, double b) {
        return Math.abs(a - b) <= NEAR * Math.abs(b);
    }

    /** By how much to move, forwards or backwards, among so many places; a move forwards is one backwards around the end as well. */
    private static IntStream distances(int places, IntStream suggested) {
        IntStream around = suggested.flatMap(by -> IntStream.of(by, by > 0 ? by - places : by + places));
        IntStream few = around.boxed().sorted(Comparator.comparingInt(Math::abs)).mapToInt(by -> by).limit(MOST_SUGGESTED);
        return IntStream.concat(IntStream.rangeClosed(-SHORTEST, SHORTEST), few).filter(by -> by != 0 && Math.abs(by) < places).distinct().boxed()
                .sorted(Comparator.<Integer>comparingInt(Math::abs).thenComparing(Comparator.reverseOrder())).mapToInt(by -> by);
    }

    private static Move ofRows(Comparison wrong, int by) {
        int rows = wrong.rows();
        int columns = wrong.columns();
        return new Move(rows, i -> Math.floorMod(i / columns - by, rows) * columns + i % columns, i -> isWithin(i / columns - by, rows),
                "row i of analytic is row i " + signed(by) + " of numeric");
    }

    private static Move alongRows(Comparison wrong, int by) {
        int columns = wrong.columns();
        return new Move(columns, i -> i / columns * columns + Math.floorMod(i % columns - by, columns), i -> isWithin(i % columns - by, columns),
                "entry j of analytic is entry j " + signed(by) + " of numeric");
    }

    private static boolean isWithin(int place, int places) {
        return place >= 0 && place < places;
    }

    private static String signed(int by) {
        return by > 0 ? "- " + by : "+ " + -by;
    }

    /** Whether analytic is numeric moved along, around the end or with zeros moving in. */
    static boolean holds(Comparison wrong, Move move) {
        double[] numeric = wrong.numeric();
        // Around the end of two rows is an exchange.
        boolean matches = move.around() > 2 && wrong.allMatch(i -> numeric[move.source().applyAsInt(i)], 2)
                || wrong.allMatch(i -> move.inside().test(i) ? numeric[move.source().applyAsInt(i)] : 0, 2);
        return matches && Comparison.hasDistinct(IntStream.range(0, wrong.size()).filter(move.inside()).mapToDouble(i -> numeric[i]).toArray(), FEWEST_VALUES);
    }
}
