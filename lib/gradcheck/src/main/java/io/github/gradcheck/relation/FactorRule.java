package io.github.gradcheck.relation;

import io.github.gradcheck.relation.Relation.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Recognises a constant factor: analytic = c · numeric in all entries. */
final class FactorRule {
    private static final double NEAR = 1e-6;
    private static final double NEAR_ONE = 1e-4;

    private FactorRule() {
    }

    static Optional<Relation> of(Comparison wrong, List<Comparison> all) {
        int[] used = used(wrong);
        double factor = common(wrong);
        boolean typed = isTyped(factor);
        boolean single = used.length == 1 && (wrong.size() > 2 || !isTelling(factor));
        if (Double.isNaN(factor) || single || !typed && (isConstant(wrong) || isOneLine(wrong)) || isNearOne(factor) && 2 * wrong.countWrong() < used.length) {
            return Optional.empty();
        }
        String entries = used.length == 1 ? "the one entry that is not zero" : "all " + wrong.entries(used.length)
                + (wrong.isPart() ? "" : " that are not zero");
        return Optional.of(relation(factor, entries, wrong, all));
    }

    /** c in analytic = c · numeric in all measured entries; NaN if there is none. */
    static double common(Comparison wrong) {
        double products = 0;
        double squares = 0;
        for (int i : used(wrong)) {
            double numeric = wrong.numeric()[i] / wrong.largest();
            products += wrong.analytic()[i] / wrong.largest() * numeric;
            squares += numeric * numeric;
        }
        double factor = products / squares;
        return squares > 0 && wrong.allMatch(i -> factor * wrong.numeric()[i], 1 + Math.abs(factor)) ? factor : Double.NaN;
    }

    private static int[] used(Comparison wrong) {
        return Arrays.stream(wrong.measured()).filter(i -> !wrong.isZero(i)).toArray();
    }

    /** "analytic = 2.000000 × numeric", with the digits that tell a factor from 1. */
    static String words(double factor) {
        if (factor == 0) {
            return "analytic is 0";
        }
        return factor != 1 && isNearOne(factor) ? String.format(Locale.ROOT, "analytic = (1 %s %.1e) × numeric", factor > 1 ? "+" : "-", Math.abs(factor - 1))
                : String.format(Locale.ROOT, "analytic = %.7g × numeric", factor);
    }

    static boolean isNearOne(double factor) {
        return Math.abs(factor - 1) < NEAR_ONE;
    }

    /** A factor that somebody may have typed. */
    static boolean isTyped(double factor) {
        return isTelling(factor) || !isNearOne(factor) && RegulariserRule.hasDigits(Math.abs(factor), 3);
    }

    /** The relation with this factor in these entries, and what may be behind it. */
    static Relation relation(double factor, String entries, Comparison wrong, List<Comparison> all) {
        if (factor == 0) {
            return new Relation(Kind.ZERO, "analytic = 0 in " + entries);
        }
        if (isNear(factor, -1)) {
            return new Relation(Kind.SIGN_FLIPPED, "analytic = -1 × numeric in " + entries);
        }
        return new Relation(Kind.CONSTANT_FACTOR, words(factor) + " in " + entries + meaning(factor, wrong, NamedExtent.inPlay(all)));
    }

    /** A factor that is not met by chance: a whole number or one over a whole number. */
    private static boolean isTelling(double factor) {
        double size = Math.max(Math.abs(factor), 1 / Math.abs(factor));
        return factor == 0 || isNear(factor, -1)
                || Math.rint(size) > 1 && Math.rint(size) <= 1e6 && isNear(size, Math.rint(size));
    }

    /** One number in all entries: whatever was done to it, a factor or a term, is a factor. */
    private static boolean isConstant(Comparison wrong) {
        double[] measured = Arrays.stream(wrong.measured()).mapToDouble(i -> wrong.numeric()[i]).toArray();
        return wrong.outputs() == 1 && measured.length > 1 && Arrays.stream(measured).allMatch(value -> isNear(value, measured[0]));
    }

    /** Zero outside one row or one column, such as the only unit that is alive: what is wrong may be anything passed on to it. */
    private static boolean isOneLine(Comparison wrong) {
        int columns = wrong.columns();
        int[] nonzero = used(wrong);
        boolean row = Arrays.stream(nonzero).allMatch(i -> i / columns == nonzero[0] / columns);
        boolean column = Arrays.stream(nonzero).allMatch(i -> i % columns == nonzero[0] % columns);
        return wrong.outputs() == 1 && (row && wrong.rows() > 1 || column && columns > 1);
    }

    private static boolean isNear(double value, double wanted) {
        return Math.abs(value - wanted) <= NEAR * Math.abs(wanted);
    }

    private static String meaning(double factor, Comparison wrong, List<NamedExtent> sizes) {
        double size = Math.max(Math.abs(factor), 1 / Math.abs(factor));
        for (NamedExtent each : sizes) {
            if (each.value() > 2 && isNear(size, each.value() / (each.value() - 1.0))) {
                String quotient = Math.abs(factor) > 1 ? each.value() + "/" + (each.value() - 1) : each.value() - 1 + "/" + each.value();
                return ": " + quotient + ", and " + each.value() + " is " + each.meaning();
            }
        }
        long whole = Math.round(size);
        if (!isTelling(factor) || whole <= 2) {
            return "";
        }
        String number = ": " + (Math.abs(factor) > 1 ? "" : "1/") + whole;
        // A batch would be behind all entries.
        String unknown = wrong.isPart() ? "" : number + ", which is no size in play here: that of a batch, or an exponent";
        return sizes.stream().filter(each -> each.value() == whole).findFirst().map(each -> number + ", and " + whole + " is " + each.meaning()).orElse(unknown);
    }
}
