package io.github.gradcheck.relation;

import io.github.gradcheck.relation.Relation.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** The right values in the wrong places. */
final class Arrangements {
    private static final double NEAR = 1e-6;
    /** With fewer different values an order says nothing. */
    private static final int FEWEST_VALUES = 3;

    private Arrangements() {
    }

    /** The gradient of another array of as many entries. */
    static Optional<Relation> swapped(Comparison wrong, List<Comparison> all) {
        for (Comparison other : all) {
            if (other != wrong && other.size() == wrong.size() && other.largest() > 0
                    && wrong.allMatch(i -> other.numeric()[i], 2) && distinct(other.numeric()) >= Math.min(2, wrong.size())) {
                return Optional.of(new Relation(Kind.SWAPPED, "the analytic gradient of " + wrong.name() + " is the numeric one of " + other.name()));
            }
        }
        return Optional.empty();
    }

    static Optional<Relation> of(Comparison wrong) {
        if (distinct(wrong.numeric()) < FEWEST_VALUES) {
            return Optional.empty();
        }
        return transposed(wrong).or(() -> shifted(wrong)).or(() -> permuted(wrong));
    }

    private static Optional<Relation> transposed(Comparison wrong) {
        int rows = wrong.rows();
        int columns = wrong.columns();
        if (rows < 2 || columns < 2 || !wrong.allMatch(i -> wrong.numeric()[i % rows * columns + i / rows], 2)) {
            return Optional.empty();
        }
        return Optional.of(new Relation(Kind.TRANSPOSED, rows == columns ? "analytic[i, j] = numeric[j, i] in all " + wrong.size() + " entries"
                : "analytic holds the entries of the transposed numeric gradient, " + columns + " by " + rows + ", row after row"));
    }

    private static Optional<Relation> shifted(Comparison wrong) {
        int rows = wrong.rows();
        int columns = wrong.columns();
        for (int by = 1; by < rows; by++) {
            int rowsBy = by;
            if (rows > 1 && holds(wrong, i -> (i / columns + rows - rowsBy) % rows * columns + i % columns, i -> i / columns >= rowsBy)) {
                return Optional.of(new Relation(Kind.SHIFTED, "row i of analytic is row i - " + by + " of numeric"));
            }
            if (rows > 1 && holds(wrong, i -> (i / columns + rowsBy) % rows * columns + i % columns, i -> i / columns < rows - rowsBy)) {
                return Optional.of(new Relation(Kind.SHIFTED, "row i of analytic is row i + " + by + " of numeric"));
            }
        }
        for (int by = 1; by < columns; by++) {
            int columnsBy = by;
            if (holds(wrong, i -> i / columns * columns + (i % columns + columns - columnsBy) % columns, i -> i % columns >= columnsBy)) {
                return Optional.of(new Relation(Kind.SHIFTED, "entry j of analytic is entry j - " + by + " of numeric"));
            }
            if (holds(wrong, i -> i / columns * columns + (i % columns + columnsBy) % columns, i -> i % columns < columns - columnsBy)) {
                return Optional.of(new Relation(Kind.SHIFTED, "entry j of analytic is entry j + " + by + " of numeric"));
            }
        }
        return Optional.empty();
    }

    /** Whether analytic is numeric moved along, around the end or with zeros moving in. */
    private static boolean holds(Comparison wrong, IntUnaryOperator source, IntPredicate inside) {
        double[] numeric = wrong.numeric();
        return distinctWithin(wrong, inside) >= FEWEST_VALUES - 1
                && (wrong.allMatch(i -> numeric[source.applyAsInt(i)], 2) || wrong.allMatch(i -> inside.test(i) ? numeric[source.applyAsInt(i)] : 0, 2));
    }

    private static int distinctWithin(Comparison wrong, IntPredicate inside) {
        return distinct(IntStream.range(0, wrong.size()).filter(inside).mapToDouble(i -> wrong.numeric()[i]).toArray());
    }

    private static Optional<Relation> permuted(Comparison wrong) {
        double[] given = wrong.analytic().clone();
        double[] measured = wrong.numeric().clone();
        Arrays.sort(given);
        Arrays.sort(measured);
        for (int i = 0; i < given.length; i++) {
            if (!(Math.abs(given[i] - measured[i]) <= NEAR * Math.max(Math.abs(given[i]), wrong.largest() * NEAR))) {
                return Optional.empty();
            }
        }
        return Optional.of(new Relation(Kind.PERMUTED, "analytic has the values of numeric, " + wrong.countWrong() + " of " + wrong.size()
                + " in other places"));
    }

    /** How many different values there are, zero not counted. */
    private static int distinct(double[] values) {
        double[] sorted = Arrays.stream(values).filter(value -> !Double.isNaN(value) && value != 0).sorted().toArray();
        int distinct = 0;
        for (int i = 0; i < sorted.length; i++) {
            distinct += i == 0 || Math.abs(sorted[i] - sorted[i - 1]) > NEAR * Math.abs(sorted[i]) ? 1 : 0;
        }
        return distinct;
    }
}
