package io.github.gradcheck.numeric;

import java.util.List;

/**
 * Extrapolations from two to four steps, tried in turn until one is sharp and holds the claim, or a second one confirms that it does not.
 *
 * <p>4 to 6 evaluations where f is smooth and the claim holds, 8 to 16 where it does not, or where there is a kink at x. Each look is made
 * from f alone. A claim that an earlier look left outside is held by a later one only if that could have seen the difference: trying again makes
 * no claim more likely to pass.
 */
final class FirstLooks {
    /** Where the rounding of values of size 1 and the third derivative of a function of length 1 make equal errors, in two steps. */
    static final int NARROW = 24;
    /** The narrowest of wide steps, six thousandths of the size of x. */
    static final int WIDE = 8;
    /** Rounding makes an error of its own, a difference of two looks, and a jump of slopes: a quarter of what is wanted leaves room for all three. */
    private static final double PARTS = 4;
    /** The narrowest of the widest four steps two apart. */
    private static final int LAST = 6;
    /** Twenty times, and 1 700 times as near: kinks and waves may lie at any distance. */
    private static final int NARROWER = 8;
    private static final int NARROWEST = 20;

    private final Values values;
    private final Claim claim;
    private final double wanted;
    private boolean isFlat;
    /** The smallest difference from the claim that a look has shown. */
    private double difference = Double.POSITIVE_INFINITY;

    /** The narrowest step, and how many. */
    private record Steps(int k, int count) {
    }

    FirstLooks(Values values, Claim claim) {
        this.values = values;
        this.claim = claim;
        this.wanted = claim.enough();
    }

    /** Whether no value of the last look differs from f(x) by a bit: then others have nothing to extrapolate. */
    boolean isFlat() {
        return isFlat;
    }

    /** The slope; null if no look settles the claim. */
    Derivative slope() {
        Derivative slope = null;
        for (Steps steps : steps()) {
            if (slope == null && !isFlat && isWorthIt(steps)) {
                slope = slope(Look.at(values, steps.k, steps.count));
            }
        }
        return slope;
    }

    /** As wide as rounding makes them, then narrower, and the widest at last. */
    private List<Steps> steps() {
        if (claim.value() == 0) {
            return List.of(new Steps(NARROW, 2), new Steps(NARROW, 3), new Steps(WIDE, 2), new Steps(WIDE, 3), new Steps(LAST, 4));
        }
        int first = Math.max(WIDE, Math.min(NARROW, Look.narrowest(values, 2, wanted / PARTS)));
        return List.of(new Steps(first, 2), new Steps(first, 3), new Steps(first + NARROWER, 2), new Steps(first + NARROWER, 3),
                new Steps(first + NARROWEST, 2), new Steps(first + NARROWEST, 3), new Steps(LAST, 4));
    }

    /** Whether neither the rounding of x blurs the steps nor that of f alone makes the look too blunt. */
    private boolean isWorthIt(Steps steps) {
        boolean isBlunt = claim.value() != 0 && steps.k != LAST && Look.rounding(values, steps.k, steps.count) > Math.max(wanted, claim.accepted());
        return !isBlunt && values.slice().isSharp(steps.k);
    }

    private Derivative slope(Look look) {
        if (look == null) {
            return null;
        }
        isFlat = look.isFlat();
        if (isFlat) {
            return null;
        }
        double away = claim.isUnknown() ? 0 : Math.abs(claim.value() - look.slope());
        boolean isInside = away <= look.error() + claim.tolerance();
        if (isInside && isSharp(look) && look.error() <= difference) {
            return Derivative.smooth(look, values);
        }
        difference = isInside ? difference : Math.min(difference, away);
        return new Confirmation(values, claim).slope(look);
    }

    /** As sharp as wanted; or, from the widest steps, limited by nothing but the rounding of f, which no other steps could lessen. */
    private boolean isSharp(Look look) {
        double needed = Math.max(claim.needed(), claim.value() == 0 ? values.negligible() : 0);
        boolean isLimit = look.isLimitedByRounding() && look.error() <= (look.k() <= LAST ? needed : claim.accepted());
        return look.error() <= wanted || isLimit || claim.value() == 0 && look.error() <= needed;
    }
}
