package io.github.gradcheck.relation;

import io.github.gradcheck.relation.Relation.Kind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

/**
 * Recognises the gradient of a regulariser, missing or counted twice: analytic − numeric is a multiple of the parameter, or of its signs.
 *
 * <p>That alone is no regulariser: a norm taken for a constant leaves the same behind. It counts as one if the coefficient is a
 * number that somebody typed, such as 0.05 or 0.001 / 12, or the same for another parameter.
 */
final class RegulariserRule {
    private static final int FEWEST_VALUES = 3;
    /** Two numbers are fitted: four entries leave two to tell by. */
    private static final int FEWEST_SPLIT = 4;
    private static final double NEAR = 2e-6;
    private static final int LARGEST_BATCH = 128;

    /** A penalty, by its gradient at one entry. */
    private record Penalty(String of, DoubleUnaryOperator gradient) {
    }

    private static final List<Penalty> PENALTIES = List.of(new Penalty("", w -> w), new Penalty("sign of ", Math::signum));

    private RegulariserRule() {
    }

    static Optional<Relation> of(Comparison wrong, List<Comparison> all) {
        return PENALTIES.stream().map(penalty -> relation(penalty, wrong, all)).flatMap(Optional::stream).findFirst();
    }

    private static Optional<Relation> relation(Penalty penalty, Comparison wrong, List<Comparison> all) {
        double c = coefficient(penalty, wrong);
        if (Double.isNaN(c)) {
            return Optional.empty();
        }
        boolean elsewhere = all.stream().anyMatch(other -> other != wrong && isNear(coefficient(penalty, other), c));
        Kind kind = !elsewhere && !isTyped(Math.abs(c)) ? Kind.MISSING_TERM : c < 0 ? Kind.REGULARISER_MISSING : Kind.REGULARISER_DOUBLED;
        return Optional.of(new Relation(kind, String.format(Locale.ROOT, "analytic - numeric = %.6g × %s%s in all %s", c, penalty.of(), wrong.name(),
                wrong.entries(wrong.countMeasured()))));
    }

    /** c in analytic − numeric = c · penalty; NaN if there is none, or if the parameter is too uniform to tell. */
    private static double coefficient(Penalty penalty, Comparison wrong) {
        boolean telling = wrong.outputs() == 1 && wrong.countWrong() >= FEWEST_VALUES && Comparison.hasDistinct(measured(wrong), FEWEST_VALUES);
        double products = 0;
        double squares = 0;
        double sum = 0;
        for (int i = 0; telling && i < wrong.size(); i++) {
            if (wrong.isMeasured(i)) {
                double term = penalty.gradient().applyAsDouble(wrong.parameter()[i]);
                products += wrong.difference(i) * term;
                squares += term * term;
                sum += term;
            }
        }
        double c = products / squares;
        // Signs that are all the same tell no more than a constant.
        boolean isConstant = Math.abs(sum) == squares;
        return telling && !isConstant && c != 0 && wrong.differenceIs(i -> c * penalty.gradient().applyAsDouble(wrong.parameter()[i])) ? c : Double.NaN;
    }

    /**
     * A factor on all but the regulariser, such as 1/N forgotten in the mean and not in the penalty; the last entry may be a bias, which
     * has no penalty.
     */
    static Optional<Relation> spared(Comparison wrong, List<Comparison> all) {
        int last = wrong.size() - 1;
        int[] measured = wrong.measured();
        int[] weights = Arrays.stream(measured).filter(i -> i != last).toArray();
        return PENALTIES.stream().flatMap(penalty -> Stream.of(Split.of(penalty, wrong, measured), Split.of(penalty, wrong, weights)))
                .filter(split -> split.holds(wrong)).findFirst().map(split -> split.relation(wrong, all));
    }

    /** analytic − r = c·(numeric − r) with a penalty r = λ·x in some of the entries, all or all but the last, and r = 0 in the other. */
    private record Split(Penalty penalty, double factor, double coefficient, boolean butLast) {
        /** The least squares of analytic = c·numeric + (1 − c)·λ·x in these entries. */
        static Split of(Penalty penalty, Comparison wrong, int[] entries) {
            double nn = 0;
            double np = 0;
            double pp = 0;
            double an = 0;
            double ap = 0;
            for (int i : entries) {
                double n = wrong.numeric()[i];
                double p = wrong.outputs() == 1 ? penalty.gradient().applyAsDouble(wrong.parameter()[i]) : 0;
                nn += n * n;
                np += n * p;
                pp += p * p;
                an += wrong.analytic()[i] * n;
                ap += wrong.analytic()[i] * p;
            }
            double determinant = nn * pp - np * np;
            double factor = (an * pp - ap * np) / determinant;
            return new Split(penalty, factor, (ap * nn - an * np) / determinant / (1 - factor), entries.length < wrong.countMeasured());
        }

        boolean holds(Comparison wrong) {
            boolean telling = wrong.outputs() == 1 && wrong.countMeasured() >= FEWEST_SPLIT && Comparison.hasDistinct(measured(wrong), FEWEST_VALUES);
            return telling && factor != 0 && FactorRule.isTyped(factor) && coefficient != 0 && isTyped(Math.abs(coefficient))
                    && wrong.allMatch(i -> factor * (wrong.numeric()[i] - penalty(wrong, i)) + penalty(wrong, i), 2 * (1 + Math.abs(factor)));
        }

        private double penalty(Comparison wrong, int i) {
            return butLast && i == wrong.size() - 1 ? 0 : coefficient * penalty.gradient().applyAsDouble(wrong.parameter()[i]);
        }

        Relation relation(Comparison wrong, List<Comparison> all) {
            Relation rest = FactorRule.relation(factor, "all " + wrong.entries(wrong.countMeasured()), wrong, all);
            return new Relation(rest.kind(), "apart from a regulariser, " + digits(coefficient, 6) + " × " + penalty.of() + wrong.name()
                    + (butLast ? " in all but the last, " : ", ") + rest.evidence());
        }
    }

    /** As somebody would type it. */
    static String digits(double value, int digits) {
        return new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros().toPlainString();
    }

    private static double[] measured(Comparison wrong) {
        return Arrays.stream(wrong.measured()).mapToDouble(i -> wrong.parameter()[i]).toArray();
    }

    /** Three digits, or two digits over a whole number, the size of a batch: met by chance about once in a hundred. */
    private static boolean isTyped(double c) {
        boolean typed = hasDigits(c, 3);
        for (int batch = 2; batch <= LARGEST_BATCH && !typed; batch++) {
            typed = hasDigits(c * batch, 2);
        }
        return typed;
    }

    /** Whether c > 0 has so many digits at most, as far as it can be told. */
    static boolean hasDigits(double c, int digits) {
        double mantissa = c / Math.pow(10, Math.floor(Math.log10(c * (1 + NEAR))) + 1 - digits);
        return isNear(mantissa, Math.rint(mantissa));
    }

    private static boolean isNear(double a, double b) {
        return Math.abs(a - b) <= NEAR * Math.abs(b);
    }
}
