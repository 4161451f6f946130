package io.github.gradcheck.relation;

import io.github.gradcheck.relation.Relation.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Models with the right values in the wrong places: transposed, shifted, permuted, or in the gradient of another parameter. */
final class Orders {
    private static final double NEAR = 1e-6;
    /** With fewer different values an order says nothing. */
    private static final int FEWEST_VALUES = 3;
    /** Tried where too little was measured to see where a value came from. */
    private static final int SHORTEST = 4;
    private static final int MOST_ANCHORS = 1000;

    private Orders() {
    }

    static Stream<Model> of(Comparison wrong, List<Comparison> all) {
        Stream<Model> swapped = all.stream().filter(other -> isLike(wrong, other)).flatMap(other -> swapped(wrong, other, all.size()));
        int axes = wrong.shape().length;
        boolean hasMore = axes > 2 || axes == 2 && wrong.outputs() > 1;
        Stream<Model> inside = hasMore ? transposed(wrong, wrong.shape()[axes - 2], wrong.shape()[axes - 1]) : Stream.empty();
        return Stream.of(swapped, transposed(wrong, wrong.rows(), wrong.columns()), inside, moved(wrong), permuted(wrong)).flatMap(models -> models);
    }

    private static boolean isTelling(Comparison wrong) {
        return Comparison.hasDistinct(wrong.numeric(), FEWEST_VALUES);
    }

    private static boolean isLike(Comparison wrong, Comparison other) {
        return other != wrong && other.size() == wrong.size() && other.outputs() == wrong.outputs() && other.largest() > 0;
    }

    /** The gradient of another parameter of as many entries, which tells something only if it has several different values, or if both are exchanged. */
    private static Stream<Model> swapped(Comparison wrong, Comparison other, int many) {
        boolean exchanged = other.countWrong() > 0 && other.allMatch(i -> wrong.numeric()[i], 2) && wrong.allMatch(i -> other.numeric()[i], 2);
        return !exchanged && !isTelling(other) ? Stream.empty() : Stream.of(new Model(wrong, Kind.SWAPPED, exchanged ? 0 : 3 + Model.log2(many), 0, i -> other.numeric()[i], 2,
                "the analytic gradient of " + wrong.name() + " is the numeric one of " + other.name()));
    }

    /** Matrices of so many rows and columns, one after the other, each transposed. */
    static Stream<Model> transposed(Comparison wrong, int rows, int columns) {
        int matrix = rows * columns;
        boolean isOne = matrix == wrong.size();
        // A pattern of equal entries tells as much as different values, if it is large enough.
        boolean telling = isTelling(wrong) || isOne && Math.min(rows, columns) >= FEWEST_VALUES && wrong.countWrong() >= FEWEST_VALUES;
        if (rows < 2 || columns < 2 || !telling) {
            return Stream.empty();
        }
        String words = !isOne ? "analytic has the last two axes of " + wrong.name() + " exchanged, " + (rows == columns ? "[…, i, j] = numeric[…, j, i]" : columns + " by " + rows + " row after row")
                + " in all " + wrong.size() + " entries"
                : rows == columns ? "analytic[i, j] = numeric[j, i] in all " + wrong.size() + " entries"
                : "analytic holds the entries of the transposed numeric gradient, " + columns + " by " + rows + ", row after row";
        return Stream.of(new Model(wrong, Kind.TRANSPOSED, 3, 0, i -> wrong.numeric()[i / matrix * matrix + i % matrix % rows * columns + i % matrix / rows], 2, words));
    }

    private static Stream<Model> permuted(Comparison wrong) {
        double[] given = wrong.analytic().clone();
        double[] measured = wrong.numeric().clone();
        Arrays.sort(given);
        Arrays.sort(measured);
        boolean same = IntStream.range(0, given.length).allMatch(i -> isSame(given[i], measured[i], wrong));
        // What is nearly right where it stands has not come from elsewhere.
        if (!same || !isTelling(wrong) || Arrays.stream(wrong.wrong()).anyMatch(i -> isSame(wrong.analytic()[i], wrong.numeric()[i], wrong))) {
            return Stream.empty();
        }
        int moved = wrong.countWrong();
        double factorial = IntStream.rangeClosed(2, moved).mapToDouble(Model::log2).sum();
        IntToDoubleFunction expected = i -> wrong.isWrong(i) ? measured[Arrays.binarySearch(given, wrong.analytic()[i])] : wrong.numeric()[i];
        return Stream.of(new Model(wrong, Kind.PERMUTED, 5 + factorial + set(wrong), 0, expected, 2, "analytic has the values of numeric, " + moved + " of " + wrong.size() + " in other places"));
    }

    private static boolean isSame(double a, double b, Comparison wrong) {
        return Math.abs(a - b) <= NEAR * Math.max(Math.abs(a), wrong.largest() * NEAR);
    }

    /** Which entries are wrong, in bits: a stretch has a beginning and an end. */
    static double set(Comparison wrong) {
        int all = wrong.countMeasured();
        double share = wrong.countWrong() / (double) all;
        double scattered = share == 1 ? 0 : -all * (share * Math.log(share) + (1 - share) * Math.log(1 - share)) / Math.log(2);
        return wrong.isTogether() ? Math.min(scattered, 2 * Model.log2(all)) : scattered;
    }

    /** A matrix in a flat array, transposed or symmetric: of its ends only the first and the last entry are right. */
    static Stream<Model> matrices(Comparison wrong) {
        int[] places = wrong.wrong();
        int from = places[0] - 1;
        int size = places[places.length - 1] + 2 - from;
        if (wrong.outputs() > 1 || wrong.shape().length > 1 || wrong.countMeasured() < wrong.size() || from < 0 || from + size > wrong.size() || places.length < FEWEST_VALUES) {
            return Stream.empty();
        }
        return IntStream.rangeClosed(2, size / 2).filter(rows -> size % rows == 0).boxed().flatMap(rows -> {
            Comparison matrix = wrong.stretch(from, from + size, rows, size / rows);
            return Stream.concat(transposed(matrix, rows, size / rows), Masks.triangle(matrix)).map(model -> model.dearer(2 + Model.log2(size), ", in " + matrix.part()));
        });
    }

    /**
     * Values that were moved by one distance, or by two, as where rows come in around the end, or two stretches are exchanged, and zeros
     * where nothing comes in.
     */
    static Stream<Model> moved(Comparison wrong) {
        int anchor = anchor(wrong);
        IntStream distances = anchor >= 0 ? IntStream.of(distance(wrong, anchor)) : IntStream.rangeClosed(-SHORTEST, SHORTEST);
        return wrong.countWrong() < 2 || !isTelling(wrong) ? Stream.empty() : distances.boxed().flatMap(by -> moved(wrong, by));
    }

    private static Stream<Model> moved(Comparison wrong, int one) {
        int unlike = Arrays.stream(wrong.wrong()).filter(i -> !isFrom(wrong, i, one) && !isMovedIn(wrong, i, one)).findFirst().orElse(-1);
        int two = unlike < 0 ? one : other(wrong, unlike, one);
        long zeros = Arrays.stream(wrong.wrong()).filter(i -> isMovedIn(wrong, i, one)).count();
        if (one == 0 || two == 0 || wrong.countWrong() - zeros < 2) {
            return Stream.empty();
        }
        boolean exchanged = one == -two;
        boolean foreign = one == two && zeros == 0 && wrong.outputs() == 1 && Arrays.stream(wrong.wrong()).noneMatch(i -> wrong.isWrong(i - one));
        double bits = 5 + zeros + set(wrong) + (one == two ? 1 : 2) * Model.log2(2.0 * wrong.size());
        IntToDoubleFunction expected = i -> !wrong.isWrong(i) ? wrong.numeric()[i] : isMovedIn(wrong, i, one) ? 0 : wrong.numeric()[isFrom(wrong, i, one) ? i - one : clamped(wrong, i - two)];
        int by = Math.abs(one) <= Math.abs(two) ? one : two;
        String words = exchanged ? "analytic and numeric have two stretches exchanged, " + Math.abs(one) + " entries apart"
                : foreign ? "analytic has the numeric gradient of " + wrong.place(wrong.wrong()[0] - one) + " and what follows in its place"
                : by % wrong.columns() == 0 ? "row i of analytic is row i " + signed(by / wrong.columns()) + " of numeric" : "entry j of analytic is entry j " + signed(by) + " of numeric";
        return Stream.of(new Model(wrong, exchanged ? Kind.PERMUTED : foreign ? Kind.SWAPPED : Kind.SHIFTED, bits, 0, expected, 2, words));
    }

    /** The distance to where this value is found, or, if that was not measured, to where it comes in around the end. */
    private static int other(Comparison wrong, int unlike, int one) {
        int around = one % wrong.columns() == 0 ? wrong.size() : wrong.columns();
        int found = distance(wrong, unlike);
        return found != 0 || wrong.countMeasured() == wrong.size() ? found : one > 0 ? one - around : one + around;
    }

    /** A zero where nothing comes from inside the array, or, along the rows of a matrix, from inside the row. */
    private static boolean isMovedIn(Comparison wrong, int i, int by) {
        int from = i - by;
        return wrong.analytic()[i] == 0 && (from < 0 || from >= wrong.size() || by % wrong.columns() != 0 && from / wrong.columns() != i / wrong.columns());
    }

    private static int clamped(Comparison wrong, int i) {
        return Math.max(0, Math.min(wrong.size() - 1, i));
    }

    private static String signed(int by) {
        return by > 0 ? "- " + by : "+ " + -by;
    }

    /** The first wrong entry whose value is found in one place; −1 if there is none, as among signs. */
    private static int anchor(Comparison wrong) {
        double[] sorted = Arrays.stream(wrong.numeric()).filter(value -> !Double.isNaN(value)).sorted().toArray();
        return Arrays.stream(wrong.wrong()).filter(i -> wrong.analytic()[i] != 0).limit(MOST_ANCHORS).filter(i -> {
            double value = wrong.analytic()[i];
            double off = NEAR * Math.abs(value);
            int place = Arrays.binarySearch(sorted, value - off);
            int from = place < 0 ? -place - 1 : place;
            return from < sorted.length && sorted[from] <= value + off && (from + 1 == sorted.length || sorted[from + 1] > value + off);
        }).findFirst().orElse(-1);
    }

    /** How far the one place is whose numeric value this entry has; 0 if there is none, or several. */
    private static int distance(Comparison wrong, int i) {
        int[] found = IntStream.range(0, wrong.size()).filter(j -> j != i && wrong.matches(i, wrong.numeric()[j], 2)).limit(2).toArray();
        return found.length == 1 ? i - found[0] : 0;
    }

    /** Whether the entry has the numeric value so far before it, or what is there was not measured. */
    private static boolean isFrom(Comparison wrong, int i, int by) {
        int from = i - by;
        return from >= 0 && from < wrong.size() && (!wrong.isMeasured(from) || wrong.matches(i, wrong.numeric()[from], 2));
    }
}
