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

    /** Two arrays that hold the gradients of each other: nothing else makes both agree. */
    static Optional<Relation> exchanged(Comparison wrong, List<Comparison> all) {
        return all.stream().filter(other -> isLike(wrong, other) && holdsNumericOf(wrong, other) && holdsNumericOf(other, wrong)).findFirst()
                .map(other -> swapped(wrong, other));
    }

    /** The gradient of another array of as many entries, which tells something only if it has several different values. */
    static Optional<Relation> swapped(Comparison wrong, List<Comparison> all) {
        return all.stream().filter(other -> isLike(wrong, other) && Comparison.distinct(other.numeric()) >= FEWEST_VALUES && holdsNumericOf(wrong, other))
                .findFirst().map(other -> swapped(wrong, other));
    }

    private static boolean isLike(Comparison wrong, Comparison other) {
        return other != wrong && other.size() == wrong.size() && other.outputs() == wrong.outputs() && other.largest() > 0;
    }

    private static boolean holdsNumericOf(Comparison wrong, Comparison other) {
        return wrong.countWrong() > 0 && wrong.allMatch(i -> other.numeric()[i], 2);
    }

    private static Relation swapped(Comparison wrong, Comparison other) {
        return new Relation(Kind.SWAPPED, "the analytic gradient of " + wrong.name() + " is the numeric one of " + other.name());
    }

    static Optional<Relation> of(Comparison wrong) {
        Optional<Relation> transposed = transposed(wrong).or(() -> transposedInside(wrong));
        if (transposed.isPresent() || Comparison.distinct(wrong.numeric()) < FEWEST_VALUES) {
            return transposed;
        }
        return shifted(wrong).or(() -> permuted(wrong));
    }

    private static Optional<Relation> transposed(Comparison wrong) {
        int rows = wrong.rows();
        int columns = wrong.columns();
        // A pattern of equal entries tells as much as different values, if it is large enough.
        boolean telling = Comparison.distinct(wrong.numeric()) >= FEWEST_VALUES || Math.min(rows, columns) >= FEWEST_VALUES && wrong.countWrong() >= FEWEST_VALUES;
        if (rows < 2 || columns < 2 || !telling || !wrong.allMatch(i -> wrong.numeric()[i % rows * columns + i / rows], 2)) {
            return Optional.empty();
        }
        return Optional.of(new Relation(Kind.TRANSPOSED, rows == columns ? "analytic[i, j] = numeric[j, i] in all " + wrong.size() + " entries"
                : "analytic holds the entries of the transposed numeric gradient, " + columns + " by " + rows + ", row after row"));
    }

    /** The last two axes of the array exchanged, where there are more axes, or several outputs with a matrix of derivatives each. */
    private static Optional<Relation> transposedInside(Comparison wrong) {
        int axes = wrong.shape().length;
        if (axes < 2 || axes == 2 && wrong.outputs() == 1) {
            return Optional.empty();
        }
        int rows = wrong.shape()[axes - 2];
        int columns = wrong.shape()[axes - 1];
        int matrix = rows * columns;
        boolean telling = rows > 1 && columns > 1 && Comparison.distinct(wrong.numeric()) >= FEWEST_VALUES;
        if (!telling || !wrong.allMatch(i -> wrong.numeric()[i / matrix * matrix + i % matrix % rows * columns + i % matrix / rows], 2)) {
            return Optional.empty();
        }
        return Optional.of(new Relation(Kind.TRANSPOSED, "analytic has the last two axes of " + wrong.name() + " exchanged, "
                + (rows == columns ? "[…, i, j] = numeric[…, j, i]" : columns + " by " + rows + " row after row") + " in all " + wrong.size() + " entries"));
    }

    private static Optional<Relation> shifted(Comparison wrong) {
        int rows = wrong.rows();
        int columns = wrong.columns();
        for (int by = 1; by < rows; by++) {
            int rowsBy = by;
            if (rows > 1 && holds(wrong, rows, i -> (i / columns + rows - rowsBy) % rows * columns + i % columns, i -> i / columns >= rowsBy)) {
                return Optional.of(new Relation(Kind.SHIFTED, "row i of analytic is row i - " + by + " of numeric"));
            }
            if (rows > 1 && holds(wrong, rows, i -> (i / columns + rowsBy) % rows * columns + i % columns, i -> i / columns < rows - rowsBy)) {
                return Optional.of(new Relation(Kind.SHIFTED, "row i of analytic is row i + " + by + " of numeric"));
            }
        }
        for (int by = 1; by < columns; by++) {
            int columnsBy = by;
            if (holds(wrong, columns, i -> i / columns * columns + (i % columns + columns - columnsBy) % columns, i -> i % columns >= columnsBy)) {
                return Optional.of(new Relation(Kind.SHIFTED, "entry j of analytic is entry j - " + by + " of numeric"));
            }
            if (holds(wrong, columns, i -> i / columns * columns + (i % columns + columnsBy) % columns, i -> i % columns < columns - columnsBy)) {
                return Optional.of(new Relation(Kind.SHIFTED, "entry j of analytic is entry j + " + by + " of numeric"));
            }
        }
        return Optional.empty();
    }

    /** Whether analytic is numeric moved along, around the end or with zeros moving in. */
    private static boolean holds(Comparison wrong, int length, IntUnaryOperator source, IntPredicate inside) {
        double[] numeric = wrong.numeric();
        // Around the end of two rows is an exchange.
        boolean matches = length > 2 && wrong.allMatch(i -> numeric[source.applyAsInt(i)], 2) || wrong.allMatch(i -> inside.test(i) ? numeric[source.applyAsInt(i)] : 0, 2);
        return matches && distinctWithin(wrong, inside) >= FEWEST_VALUES - 1;
    }

    private static int distinctWithin(Comparison wrong, IntPredicate inside) {
        return Comparison.distinct(IntStream.range(0, wrong.size()).filter(inside).mapToDouble(i -> wrong.numeric()[i]).toArray());
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
}
