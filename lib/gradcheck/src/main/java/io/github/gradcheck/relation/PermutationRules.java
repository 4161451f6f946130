package io.github.gradcheck.relation;

import io.github.gradcheck.relation.Relation.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Recognises the right values in the wrong places: transposed, permuted, or in the gradient of another parameter. */
final class PermutationRules {
    private static final double NEAR = 1e-6;
    /** With fewer different values an order says nothing. */
    private static final int FEWEST_VALUES = 3;

    private PermutationRules() {
    }

    /** Two gradients that hold the values of each other: nothing else makes both agree. */
    static Optional<Relation> exchanged(Comparison wrong, List<Comparison> all) {
        return all.stream().filter(other -> isLike(wrong, other) && holdsNumericOf(wrong, other) && holdsNumericOf(other, wrong)).findFirst()
                .map(other -> swapped(wrong, other));
    }

    /** The gradient of another parameter of as many entries, which tells something only if it has several different values. */
    static Optional<Relation> swapped(Comparison wrong, List<Comparison> all) {
        return all.stream().filter(other -> isLike(wrong, other) && Comparison.hasDistinct(other.numeric(), FEWEST_VALUES) && holdsNumericOf(wrong, other))
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
        if (transposed.isPresent() || !Comparison.hasDistinct(wrong.numeric(), FEWEST_VALUES)) {
            return transposed;
        }
        return ShiftRule.of(wrong).or(() -> permuted(wrong));
    }

    private static Optional<Relation> transposed(Comparison wrong) {
        int rows = wrong.rows();
        int columns = wrong.columns();
        // A pattern of equal entries tells as much as different values, if it is large enough.
        boolean telling = Comparison.hasDistinct(wrong.numeric(), FEWEST_VALUES) || Math.min(rows, columns) >= FEWEST_VALUES && wrong.countWrong() >= FEWEST_VALUES;
        if (rows < 2 || columns < 2 || !telling || !wrong.allMatch(i -> wrong.numeric()[i % rows * columns + i / rows], 2)) {
            return Optional.empty();
        }
        return Optional.of(new Relation(Kind.TRANSPOSED, rows == columns ? "analytic[i, j] = numeric[j, i] in all " + wrong.size() + " entries"
                : "analytic holds the entries of the transposed numeric gradient, " + columns + " by " + rows + ", row after row"));
    }

    /** The last two axes of the parameter exchanged, where there are more axes, or several outputs with a matrix of derivatives each. */
    private static Optional<Relation> transposedInside(Comparison wrong) {
        int axes = wrong.shape().length;
        if (axes < 2 || axes == 2 && wrong.outputs() == 1) {
            return Optional.empty();
        }
        int rows = wrong.shape()[axes - 2];
        int columns = wrong.shape()[axes - 1];
        int matrix = rows * columns;
        boolean telling = rows > 1 && columns > 1 && Comparison.hasDistinct(wrong.numeric(), FEWEST_VALUES);
        if (!telling || !wrong.allMatch(i -> wrong.numeric()[i / matrix * matrix + i % matrix % rows * columns + i % matrix / rows], 2)) {
            return Optional.empty();
        }
        return Optional.of(new Relation(Kind.TRANSPOSED, "analytic has the last two axes of " + wrong.name() + " exchanged, "
                + (rows == columns ? "[…, i, j] = numeric[…, j, i]" : columns + " by " + rows + " row after row") + " in all " + wrong.size() + " entries"));
    }

    private static Optional<Relation> permuted(Comparison wrong) {
        double[] given = wrong.analytic().clone();
        double[] measured = wrong.numeric().clone();
        Arrays.sort(given);
        Arrays.sort(measured);
        boolean same = IntStream.range(0, given.length).allMatch(i -> isSame(given[i], measured[i], wrong));
        // What is nearly right where it stands has not come from elsewhere.
        if (!same || Arrays.stream(wrong.wrong()).anyMatch(i -> isSame(wrong.analytic()[i], wrong.numeric()[i], wrong))) {
            return Optional.empty();
        }
        return Optional.of(new Relation(Kind.PERMUTED, "analytic has the values of numeric, " + wrong.countWrong() + " of " + wrong.size()
                + " in other places"));
    }

    private static boolean isSame(double a, double b, Comparison wrong) {
        return Math.abs(a - b) <= NEAR * Math.max(Math.abs(a), wrong.largest() * NEAR);
    }
}
