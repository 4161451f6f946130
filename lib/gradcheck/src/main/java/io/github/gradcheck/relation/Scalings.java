package io.github.gradcheck.relation;

import io.github.gradcheck.relation.Numbers.Typed;
import io.github.gradcheck.relation.Relation.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Models with factors: analytic = c · numeric, with one c for all, one for each line of a Jacobian, a whole number for each entry, or apart from a penalty. */
final class Scalings {
    private static final int SHOWN = 3;
    /** A line with one entry is in some ratio whatever is wrong. */
    private static final int FEWEST_IN_LINE = 2;
    /** Two numbers are fitted: four entries leave two to tell by. */
    private static final int FEWEST_SPLIT = 4;
    private static final int MOST_USES = 64;
    /** Two derivatives are in one ratio wherever an upstream gradient is wrong that both are multiples of. */
    static final int FEWEST_SIZES = 3;
    /** Where all are of one size any factor is a constant as well: only one of so few bits, such as 2, 1/3, 5/4, is no chance. */
    private static final double PLAIN = 8;

    private Scalings() {
    }

    /** One factor in all entries. */
    static Stream<Model> factor(Comparison wrong, List<Comparison> all) {
        int[] used = used(wrong);
        Typed factor = common(wrong);
        double c = factor.value();
        boolean isSingle = used.length == 1 && wrong.size() > 2 && !wrong.isPart();
        // Zero outside one row or one column, such as the only unit that is alive: what is wrong may be anything passed on to it.
        boolean isPlain = factor.bits() <= PLAIN || sizes(wrong, used) >= (factor.isOne() ? 2 : FEWEST_SIZES);
        // One pair of numbers is in some ratio, and of counts in a plain one: it tells nothing beside an array that is wrong otherwise.
        boolean isBeside = used.length == 1 && all.stream().anyMatch(other -> other != wrong && !other.name().equals(wrong.name()) && other.countWrong() > 0
                && !other.allMatch(i -> c * other.numeric()[i], 1 + Math.abs(c)));
        if (Double.isNaN(c) || isSingle || isBeside || !isPlain || !factor.isOne() && isOneLine(wrong, used) || wrong.isPart() && isSign(c) && sizes(wrong, used) < 2) {
            return Stream.empty();
        }
        String entries = used.length == 1 && !wrong.isPart() && wrong.size() > 1 ? "the one entry that is not zero"
                : "all " + wrong.entries(used.length) + (wrong.isPart() ? "" : " that are not zero");
        return Stream.of(new Model(wrong, kind(c), factor.prior(), factor.fitted(), i -> c * wrong.numeric()[i], 1 + Math.abs(c), words(c, entries, wrong, all)));
    }

    /** c of the least squares of analytic = c · numeric, as somebody may have typed it; NaN if nothing is to be fitted. */
    static Typed common(Comparison wrong) {
        return Numbers.factor(wrong.fit(used(wrong), i -> wrong.analytic()[i], i -> wrong.numeric()[i], null)[0]);
    }

    private static int[] used(Comparison wrong) {
        return Arrays.stream(wrong.measured()).filter(i -> !wrong.isZero(i)).toArray();
    }

    private static int sizes(Comparison wrong, int[] entries) {
        return Comparison.countSizes(wrong.numeric(), entries);
    }

    private static boolean isSign(double c) {
        return c == -1;
    }

    private static Kind kind(double c) {
        return c == 0 ? Kind.ZERO : isSign(c) ? Kind.SIGN_FLIPPED : Kind.CONSTANT_FACTOR;
    }

    private static String words(double c, String entries, Comparison wrong, List<Comparison> all) {
        return c == 0 ? "analytic = 0 in " + entries : isSign(c) ? "analytic = -1 × numeric in " + entries
                : Numbers.words(c) + " in " + entries + Numbers.meaning(c, wrong, all);
    }

    private static boolean isOneLine(Comparison wrong, int[] nonzero) {
        int columns = wrong.columns();
        boolean row = Arrays.stream(nonzero).allMatch(i -> i / columns == nonzero[0] / columns);
        boolean column = Arrays.stream(nonzero).allMatch(i -> i % columns == nonzero[0] % columns);
        return wrong.outputs() == 1 && (row && wrong.rows() > 1 || column && columns > 1 && wrong.rows() > 1);
    }

    /** A Jacobian whose rows or columns are each scaled by a factor of their own. */
    static Stream<Model> lines(Comparison wrong) {
        return wrong.outputs() == 1 ? Stream.empty() : Stream.of(true, false).flatMap(byRow -> lines(wrong, byRow));
    }

    private static Stream<Model> lines(Comparison wrong, boolean isByRow) {
        int columns = wrong.columns();
        double[] factors = new double[isByRow ? wrong.rows() : columns];
        List<String> named = new ArrayList<>();
        double bits = 2;
        int fitted = 0;
        for (int line = 0; line < factors.length; line++) {
            int[] entries = isByRow ? IntStream.range(line * columns, (line + 1) * columns).toArray() : everyNth(line, columns, wrong.size());
            int[] used = IntStream.of(entries).filter(i -> wrong.isMeasured(i) && !wrong.isZero(i)).toArray();
            boolean isWrong = IntStream.of(entries).anyMatch(wrong::isWrong);
            if (isWrong && used.length < FEWEST_IN_LINE) {
                return Stream.empty();
            }
            factors[line] = 1;
            if (isWrong) {
                Typed factor = Numbers.factor(wrong.fit(used, i -> wrong.analytic()[i], i -> wrong.numeric()[i], null)[0]);
                factors[line] = factor.value();
                bits += factor.prior();
                fitted += factor.fitted();
                named.add(String.format(Locale.ROOT, "%.6g in %s", factors[line], isByRow ? "output " + line : wrong.place(line, 1)));
            }
        }
        return named.size() < 2 ? Stream.empty() : Stream.of(new Model(wrong, Kind.CONSTANT_FACTOR, bits, fitted, i -> factors[isByRow ? i / columns : i % columns] * wrong.numeric()[i],
                2, "analytic = c × numeric, with a c of its own for each " + (isByRow ? "output: " : "entry of x: ")
                        + String.join(", ", named.subList(0, Math.min(SHOWN, named.size()))) + (named.size() > SHOWN ? " and so on" : "")));
    }

    private static int[] everyNth(int first, int step, int size) {
        return IntStream.iterate(first, i -> i < size, i -> i + step).toArray();
    }

    /** Numeric is twice, three times … analytic, as often as an entry is used and one use overwrites the other. */
    static Stream<Model> uses(Comparison wrong) {
        double[] times = new double[wrong.size()];
        double bits = 4;
        for (int i : wrong.wrong()) {
            times[i] = Math.rint(wrong.numeric()[i] / wrong.analytic()[i]);
            bits += 2 * Model.log2(times[i]);
            if (!(times[i] > 1 && times[i] <= MOST_USES)) {
                return Stream.empty();
            }
        }
        double[] found = Arrays.stream(wrong.wrong()).mapToDouble(i -> times[i]).sorted().distinct().toArray();
        return found.length < 2 ? Stream.empty() : Stream.of(new Model(wrong, Kind.NOT_SUMMED, bits, 0, i -> times[i] == 0 ? Double.NaN : wrong.numeric()[i] / times[i], 1,
                String.format(Locale.ROOT, "numeric is %.0f to %.0f times analytic, a whole number in each of %s: written where it should be added",
                        found[0], found[found.length - 1], wrong.entries(wrong.countWrong()))));
    }

    /**
     * A factor on all but a penalty, such as 1/N forgotten in the mean and not in the penalty: analytic − r = c·(numeric − r) with r = λ·x
     * in all entries, in all but the last, which may be a bias, or in those that are not in the ratio of the others.
     */
    static Stream<Model> apart(Comparison wrong, List<Comparison> all) {
        int last = wrong.size() - 1;
        if (wrong.outputs() > 1 || wrong.countMeasured() < FEWEST_SPLIT) {
            return Stream.empty();
        }
        double ratio = ratio(wrong);
        return Terms.PENALTIES.stream().flatMap(penalty -> Stream.of(apart(penalty, wrong, all, i -> true, "", 0), apart(penalty, wrong, all, i -> i != last, " in all but the last", 2),
                apart(penalty, wrong, all, i -> !wrong.matches(i, ratio * wrong.numeric()[i], 1 + Math.abs(ratio)), " in some", wrong.size()))).flatMap(models -> models);
    }

    private static Stream<Model> apart(String penalty, Comparison wrong, List<Comparison> all, IntPredicate covers, String where, double bits) {
        int[] covered = Arrays.stream(wrong.measured()).filter(covers).toArray();
        if (covered.length < 2 || !where.isEmpty() && covered.length == wrong.countMeasured()) {
            return Stream.empty();
        }
        double[] fit = wrong.fit(covered, i -> wrong.analytic()[i], i -> wrong.numeric()[i], i -> Terms.at(penalty, wrong, i));
        Typed factor = Numbers.factor(fit[0]);
        double c = factor.value();
        Typed lambda = Numbers.coefficient(fit[1] / (1 - c));
        if (c == 0 || Double.isNaN(c) || Numbers.isNearOne(c) || !Double.isFinite(lambda.value()) || lambda.value() == 0 || wrong.allMatch(i -> c * wrong.numeric()[i], 1 + Math.abs(c))) {
            return Stream.empty();
        }
        String of = Numbers.digits(lambda.value(), 6) + " × " + penalty.replace("x", wrong.name()) + where;
        return Stream.of(new Model(wrong, kind(c), 6 + bits + factor.prior() + lambda.prior(), factor.fitted() + lambda.fitted(), i -> {
            double r = covers.test(i) ? lambda.value() * Terms.at(penalty, wrong, i) : 0;
            return c * (wrong.numeric()[i] - r) + r;
        }, 2 * (1 + Math.abs(c)), "apart from a regulariser, " + of + ", " + words(c, "all " + wrong.entries(wrong.countMeasured()), wrong, all)));
    }

    /** The ratio analytic / numeric that most entries have in common. */
    private static double ratio(Comparison wrong) {
        double[] ratios = Arrays.stream(used(wrong)).mapToDouble(i -> wrong.analytic()[i] / wrong.numeric()[i]).sorted().toArray();
        double best = Double.NaN;
        int most = 1;
        int from = 0;
        for (int k = 1; k < ratios.length; k++) {
            from = Numbers.isNear(ratios[k], ratios[k - 1]) ? from : k;
            if (k - from + 1 > most) {
                most = k - from + 1;
                best = ratios[(k + from) / 2];
            }
        }
        return best;
    }
}
