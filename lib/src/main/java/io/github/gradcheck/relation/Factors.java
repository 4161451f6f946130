package io.github.gradcheck.relation;

import io.github.gradcheck.relation.Relation.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
        if (used == 0 || used == 1 && (wrong.size() > 2 || !isTelling(factor))) {
            return Optional.empty();
        }
        if (!wrong.allMatch(i -> factor * wrong.numeric()[i], 1 + Math.abs(factor))) {
            return Optional.empty();
        }
        return Optional.of(relation(factor, used, Relations.sizesInPlay(all)));
    }

    private static Relation relation(double factor, int used, int[] sizes) {
        String entries = used == 1 ? "the one entry that is not zero" : "all " + used + " entries that are not zero";
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

    private static boolean isNear(double value, double wanted) {
        return Math.abs(value - wanted) <= NEAR * Math.abs(wanted);
    }

    private static String meaning(double factor, int[] sizes) {
        double size = Math.max(Math.abs(factor), 1 / Math.abs(factor));
        long whole = Math.round(size);
        if (!isTelling(factor) || whole <= 2) {
            return "";
        }
        String number = Math.abs(factor) > 1 ? String.valueOf(whole) : "1/" + whole;
        if (Arrays.stream(sizes).anyMatch(extent -> extent == whole)) {
            return ": " + number + ", and " + whole + " is one of the extents";
        }
        return ": " + number + ", as where a sum stands for a mean or a mean for a sum";
    }
}
