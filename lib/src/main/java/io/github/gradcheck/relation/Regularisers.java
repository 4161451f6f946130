package io.github.gradcheck.relation;

import io.github.gradcheck.relation.Relation.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * The difference between analytic and numeric is a multiple of the array itself, or of the signs of its entries.
 *
 * <p>That alone is no regulariser: a norm taken for a constant leaves the same behind. It counts as one if the coefficient is a
 * number that somebody typed, such as 0.05 or 0.001 / 12, or the same for another array.
 */
final class Regularisers {
    private static final int FEWEST_VALUES = 3;
    private static final double NEAR = 2e-6;
    private static final int LARGEST_BATCH = 128;

    /** A penalty, by its gradient at one entry. */
    private record Penalty(String of, DoubleUnaryOperator gradient) {
    }

    private static final List<Penalty> PENALTIES = List.of(new Penalty("", w -> w), new Penalty("sign of ", Math::signum));

    private Regularisers() {
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

    /** c in analytic − numeric = c · penalty; NaN if there is none, or if the array is too uniform to tell. */
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
