package io.github.gradcheck.relation;

import io.github.gradcheck.relation.Relation.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** analytic = c · numeric in all entries. */
final class Factors {
    private static final double NEAR = 1e-6;

    private Factors() {
    }

    static Optional<Relation> of(Comparison wrong, List<Comparison> all) {
        int used = 0;
        double products = 0;
        double squares = 0;
        double scale = wrong.largest();
        for (int i = 0; i < wrong.size(); i++) {
            if (wrong.isMeasured(i) && !wrong.isZero(i)) {
                used++;
                products += wrong.analytic()[i] / scale * (wrong.numeric()[i] / scale);
                squares += wrong.numeric()[i] / scale * (wrong.numeric()[i] / scale);
            }
        }
        double factor = products / squares;
        boolean typed = isTelling(factor) || Regularisers.hasDigits(Math.abs(factor), 3);
        if (used == 0 || used == 1 && (wrong.size() > 2 || !isTelling(factor)) || !typed && (isConstant(wrong) || isOneLine(wrong))) {
            return Optional.empty();
        }
        if (!wrong.allMatch(i -> factor * wrong.numeric()[i], 1 + Math.abs(factor))) {
            return Optional.empty();
        }
        String entries = used == 1 ? "the one entry that is not zero" : "all " + wrong.entries(used) + " that are not zero";
        return Optional.of(relation(factor, entries, Size.inPlay(all)));
    }

    private static Relation relation(double factor, String entries, List<Size> sizes) {
        if (factor == 0) {
            return new Relation(Kind.ZERO, "analytic = 0 in " + entries);
        }
        if (isNear(factor, -1)) {
            return new Relation(Kind.SIGN_FLIPPED, "analytic = -1 × numeric in " + entries);
        }
        return new Relation(Kind.CONSTANT_FACTOR, String.format(Locale.ROOT, "analytic = %.7g × numeric in %s%s", factor, entries, meaning(factor, sizes)));
    }

    /** A factor that is not met by chance: a whole number or one over a whole number. */
    private static boolean isTelling(double factor) {
        double size = Math.max(Math.abs(factor), 1 / Math.abs(factor));
        return factor == 0 || isNear(factor, -1)
                || Math.rint(size) > 1 && Math.rint(size) <= 1e6 && isNear(size, Math.rint(size));
    }

    /** One number in all entries: whatever was done to it, a factor or a term, is a factor. */
    private static boolean isConstant(Comparison wrong) {
        double[] measured = IntStream.range(0, wrong.size()).filter(wrong::isMeasured).mapToDouble(i -> wrong.numeric()[i]).toArray();
        return wrong.outputs() == 1 && measured.length > 1 && Arrays.stream(measured).allMatch(value -> isNear(value, measured[0]));
    }

    /** Zero outside one row or one column, such as the only unit that is alive: what is wrong may be anything passed on to it. */
    private static boolean isOneLine(Comparison wrong) {
        int columns = wrong.columns();
        int[] nonzero = IntStream.range(0, wrong.size()).filter(i -> wrong.isMeasured(i) && !wrong.isZero(i)).toArray();
        boolean row = Arrays.stream(nonzero).map(i -> i / columns).distinct().count() == 1;
        boolean column = Arrays.stream(nonzero).map(i -> i % columns).distinct().count() == 1;
        return wrong.outputs() == 1 && (row && wrong.rows() > 1 || column && columns > 1);
    }

    private static boolean isNear(double value, double wanted) {
        return Math.abs(value - wanted) <= NEAR * Math.abs(wanted);
    }

    private static String meaning(double factor, List<Size> sizes) {
        double size = Math.max(Math.abs(factor), 1 / Math.abs(factor));
        for (Size each : sizes) {
            if (each.value() > 2 && isNear(size, each.value() / (each.value() - 1.0))) {
                String quotient = Math.abs(factor) > 1 ? each.value() + "/" + (each.value() - 1) : each.value() - 1 + "/" + each.value();
                return ": " + quotient + ", and " + each.value() + " is " + each.meaning();
            }
        }
        long whole = Math.round(size);
        if (!isTelling(factor) || whole <= 2) {
            return "";
        }
        String number = Math.abs(factor) > 1 ? String.valueOf(whole) : "1/" + whole;
        return ": " + number + sizes.stream().filter(each -> each.value() == whole).findFirst().map(each -> ", and " + whole + " is " + each.meaning())
                .orElse(", which is no size in play here: that of a batch, or an exponent");
    }
}
