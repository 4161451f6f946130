package io.github.gradcheck.relation;

import io.github.gradcheck.relation.Numbers.Typed;
import io.github.gradcheck.relation.Relation.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/** Models with a term: analytic − numeric is a penalty's gradient, a constant, whole multiples of one number, the same along lines, or of rank one. */
final class Terms {
    /** More than this is no small term. */
    private static final double NEARLY_RIGHT = 1e-2;
    /** Of a target that was moved: how many examples may have it. */
    private static final int MOST_MULTIPLES = 8;
    private static final int FEWEST = 3;

    /** The gradients of penalties on squares and on absolute values. */
    static final List<String> PENALTIES = List.of("x", "sign of x");

    private Terms() {
    }

    static double at(String function, Comparison wrong, int i) {
        return LocalDerivatives.at(function, wrong.parameter()[i % wrong.parameter().length]);
    }

    /** A penalty too many or missing; a multiple of x that nobody typed and no other array has is no penalty: a norm taken for a constant leaves it behind. */
    static Stream<Model> penalties(Comparison wrong, List<Comparison> all) {
        return PENALTIES.stream().flatMap(penalty -> multiple(penalty, wrong, 4).map(model -> {
            double c = coefficient(penalty, wrong).value();
            boolean known = model.fitted() == 0 || all.stream().anyMatch(other -> !other.name().equals(wrong.name())
                    && multiple(penalty, other, 4).anyMatch(each -> Numbers.isNear(coefficient(penalty, other).value(), c) && each.isAccepted()));
            Kind kind = !known ? Kind.MISSING_TERM : c < 0 ? Kind.REGULARISER_MISSING : Kind.REGULARISER_DOUBLED;
            return new Model(wrong, kind, model.bits(), model.fitted(), model.expected(), model.slack(), model.evidence());
        }));
    }

    /** A difference that is one number times a function of x: soft-max has exp x in a cross term, a prior on another scale has 1/x or x². */
    static Stream<Model> functions(Comparison wrong) {
        return LocalDerivatives.CHAINED.stream().filter(name -> !name.equals("x")).flatMap(name -> multiple(name, wrong, 8));
    }

    private static Stream<Model> multiple(String function, Comparison wrong, double bits) {
        int[] entries = wrong.wrong();
        if (wrong.outputs() > 1 || entries.length < FEWEST) {
            return Stream.empty();
        }
        double first = at(function, wrong, entries[0]);
        Typed c = coefficient(function, wrong);
        IntToDoubleFunction expected = i -> wrong.numeric()[i] + c.value() * at(function, wrong, i);
        // Signs that are all the same tell no more than a constant.
        boolean isConstant = Arrays.stream(entries).allMatch(i -> Numbers.isNear(at(function, wrong, i), first));
        return isConstant || c.value() == 0 || !wrong.allMatch(expected, 2) ? Stream.empty() : Stream.of(new Model(wrong, Kind.MISSING_TERM, bits + c.prior(), c.fitted(), expected, 2,
                String.format(Locale.ROOT, "analytic - numeric = %.6g × %s in all %s", c.value(), function.replaceFirst("x(?!p)", wrong.name()), wrong.entries(wrong.countMeasured()))));
    }

    private static Typed coefficient(String function, Comparison wrong) {
        return Numbers.coefficient(wrong.fit(wrong.wrong(), wrong::difference, i -> at(function, wrong, i), null)[0]);
    }

    /** A difference that is the same in all entries. */
    static Stream<Model> constant(Comparison wrong) {
        if (wrong.countMeasured() < FEWEST || Comparison.countSizes(wrong.numeric(), wrong.measured()) < 2) {
            return Stream.empty();
        }
        Typed c = Numbers.coefficient(wrong.fit(wrong.wrong(), wrong::difference, i -> 1, null)[0]);
        return Stream.of(new Model(wrong, Kind.MISSING_TERM, 3 + c.prior(), c.fitted(), i -> wrong.numeric()[i] + c.value(), 2, String.format(Locale.ROOT,
                "analytic - numeric = %.6g in all %s", c.value(), wrong.entries(wrong.countMeasured()))));
    }

    /** Differences that are whole multiples of one number and add up to zero: examples counted in the wrong entry. */
    static Stream<Model> multiples(Comparison wrong) {
        int[] entries = wrong.wrong();
        double unit = Arrays.stream(entries).mapToDouble(i -> Math.abs(wrong.difference(i))).min().orElse(0);
        double parts = parts(entries, wrong, unit);
        if (entries.length < FEWEST || wrong.outputs() > 1 || Double.isNaN(parts)) {
            return Stream.empty();
        }
        double q = unit / parts;
        double sum = Arrays.stream(entries).mapToDouble(i -> Math.rint(wrong.difference(i) / q)).sum();
        // One entry is the unit, and where all add up to zero by themselves one follows from the others, which is worth as much as six digits.
        double bits = 5 + Model.log2(1 / Comparison.SAME) + (entries.length - 2) * Model.log2(2 * MOST_MULTIPLES + 1);
        return sum != 0 ? Stream.empty() : Stream.of(new Model(wrong, Kind.ONE_HOT_MOVED, bits, 1,
                i -> wrong.numeric()[i] + q * Math.rint(wrong.difference(i) / q), 2, String.format(Locale.ROOT,
                        "analytic - numeric is a whole multiple of %.6g in each of %s, and they add up to 0: counted in one entry instead of another", q, wrong.entries(wrong.countMeasured()))));
    }

    /** The smallest m so that all differences are whole multiples of this one over m; NaN if there is none. */
    private static double parts(int[] entries, Comparison wrong, double smallest) {
        for (int parts = 1; parts <= MOST_MULTIPLES; parts++) {
            double q = smallest / parts;
            if (Arrays.stream(entries).mapToDouble(i -> Math.abs(wrong.difference(i)) / q)
                    .allMatch(times -> Math.rint(times) <= MOST_MULTIPLES && Math.abs(times - Math.rint(times)) <= Comparison.SAME * times)) {
                return parts;
            }
        }
        return Double.NaN;
    }

    /**
     * A difference that is the same in each row or column, or of rank one; or a Jacobian without its cross terms. Where the gradient itself
     * is such an array whatever it comes from, as in a batch of one example, that tells nothing.
     */
    static Stream<Model> lines(Comparison wrong) {
        int rows = wrong.rows();
        int columns = wrong.columns();
        Stream<Model> along = Stream.of(
                rows > 1 && columns > 2 ? along(wrong, i -> i / columns * columns, rows, "row") : Stream.<Model>empty(),
                rows > 2 && columns > 1 ? along(wrong, i -> i % columns, columns, "column") : Stream.<Model>empty()).flatMap(models -> models);
        if (wrong.outputs() == 1) {
            return along;
        }
        return Stream.of(along, rows == columns && isDiagonal(wrong) ? Stream.of(diagonal(wrong)) : Stream.<Model>empty(),
                rows > 2 && columns > 2 ? rankOne(wrong) : Stream.<Model>empty()).flatMap(models -> models);
    }

    private static Stream<Model> along(Comparison wrong, IntUnaryOperator first, int lines, String line) {
        IntToDoubleFunction expected = i -> wrong.numeric()[i] + wrong.difference(first.applyAsInt(i));
        return !wrong.differenceIs(i -> wrong.difference(first.applyAsInt(i))) || repeats(wrong, first) ? Stream.empty()
                : Stream.of(new Model(wrong, Kind.MISSING_TERM, 3, lines, expected, 2, "analytic - numeric is the same all along each " + line));
    }

    private static boolean repeats(Comparison wrong, IntUnaryOperator first) {
        return Arrays.stream(wrong.measured()).allMatch(i -> Numbers.isNear(wrong.numeric()[i], wrong.numeric()[first.applyAsInt(i)]));
    }

    private static Model diagonal(Comparison wrong) {
        int columns = wrong.columns();
        return new Model(wrong, Kind.MISSING_TERM, 3, 0, i -> i / columns == i % columns ? Double.NaN : 0, 1,
                "analytic has the diagonal of the Jacobian only: the terms from one entry to the others are missing");
    }

    private static boolean isDiagonal(Comparison wrong) {
        int columns = wrong.columns();
        return columns > 1 && Arrays.stream(wrong.measured()).allMatch(i -> i / columns == i % columns || wrong.analytic()[i] == 0);
    }

    private static Stream<Model> rankOne(Comparison wrong) {
        if (wrong.countMeasured() < wrong.size() || isRankOne(wrong, i -> wrong.numeric()[i])) {
            return Stream.empty();
        }
        IntToDoubleFunction made = made(wrong, wrong::difference);
        return wrong.differenceIs(made) ? Stream.of(new Model(wrong, Kind.MISSING_TERM, 4, wrong.rows() + wrong.columns() - 1, i -> wrong.numeric()[i] + made.applyAsDouble(i), 2,
                "analytic - numeric is one column times one row: a single product is missing or too much")) : Stream.empty();
    }

    private static boolean isRankOne(Comparison wrong, IntToDoubleFunction values) {
        IntToDoubleFunction made = made(wrong, values);
        double most = wrong.largest();
        return Arrays.stream(wrong.measured()).allMatch(i -> Math.abs(values.applyAsDouble(i) - made.applyAsDouble(i)) <= Math.max(2 * wrong.allowed()[i], Comparison.SAME * most));
    }

    /** The array of rank one through the row and the column of the largest value. */
    private static IntToDoubleFunction made(Comparison wrong, IntToDoubleFunction values) {
        int columns = wrong.columns();
        int pivot = Arrays.stream(wrong.measured()).reduce(wrong.measured()[0], (a, b) -> Math.abs(values.applyAsDouble(b)) > Math.abs(values.applyAsDouble(a)) ? b : a);
        double peak = values.applyAsDouble(pivot);
        return i -> peak == 0 ? 0 : values.applyAsDouble(i / columns * columns + pivot % columns) * values.applyAsDouble(pivot / columns * columns + i % columns) / peak;
    }

    /** Most entries wrong, and none off by much: said where nothing else is found, for a bug in a few entries may be small by chance. */
    static Optional<Relation> small(Comparison wrong) {
        double[] shares = Arrays.stream(wrong.wrong()).mapToDouble(i -> Math.abs(wrong.difference(i)) / Math.max(Math.abs(wrong.numeric()[i]), NEARLY_RIGHT * wrong.largest()))
                .sorted().toArray();
        long nonzero = Arrays.stream(wrong.measured()).filter(i -> !wrong.isZero(i)).count();
        return shares.length < 2 || 2 * shares.length < nonzero || !(shares[shares.length - 1] <= NEARLY_RIGHT) ? Optional.empty()
                : Optional.of(new Relation(Kind.SMALL_TERM, String.format(Locale.ROOT,
                        "analytic and numeric differ by a share of %.1e to %.1e, another in each entry", shares[0], shares[shares.length - 1])));
    }
}
