package io.github.gradcheck.numeric;

import io.github.gradcheck.slice.Values;
import java.util.List;

/**
 * Difference estimates from two to four steps, tried in turn until one is accurate and holds the claim, or a second one confirms that it does not.
 *
 * <p>4 to 6 evaluations where f is smooth and the claim holds; where it does not, or where there is a kink at x, 8 to 16 as a rule. Each estimate
 * is made from f alone. A claim that an earlier estimate left outside is held by a later one only if that could have seen the difference.
 */
final class FirstEstimates {
    /** Near the step (25) at which the rounding of values of size 1 and the third derivative of a function of length 1 make equal errors. */
    static final int NARROW = 24;
    /** Six thousandths of the size of x. */
    static final int WIDE = 8;
    /** The narrowest of the widest four steps two apart. */
    private static final int LAST = 6;
    /** Kinks and waves may lie at any distance: so many steps nearer, twenty times as near, … */
    private static final int NEARER_BY = 8;
    /** … and 1 700 times as near. */
    private static final int NEAREST_BY = 20;
    /** Rounding makes an error of its own, a difference of two estimates, and a jump of slopes: a quarter of what is wanted leaves room for all three. */
    private static final double PARTS = 4;

    private final Values values;
    private final Claim claim;
    private final double wanted;
    private boolean isFlat;
    /** The smallest difference from the claim that an estimate has shown. */
    private double difference = Double.POSITIVE_INFINITY;

    /** The narrowest step, and how many. */
    private record Steps(int k, int count) {
    }

    FirstEstimates(Values values, Claim claim) {
        this.values = values;
        this.claim = claim;
        this.wanted = claim.enough();
    }

    /** Whether no value of the last estimate differs from f(x) by a bit: then others have nothing to extrapolate. */
    boolean isFlat() {
        return isFlat;
    }

    /** The slope; null if no estimate settles the claim. */
    Derivative slope() {
        isFlat = claim.value() == 0 && isFlatAt(NARROW);
        for (Steps steps : isFlat ? List.<Steps>of() : steps()) {
            DifferenceEstimate estimate = isWorthIt(steps) ? DifferenceEstimate.at(values, steps.k, steps.count) : null;
            isFlat = estimate != null && estimate.isFlat();
            if (isFlat) {
                return null;
            }
            Derivative slope = estimate == null ? null : slope(estimate);
            if (slope != null) {
                return slope;
            }
        }
        return null;
    }

    /** A single step: f that is flat is looked at farther off, not twice near x. */
    private boolean isFlatAt(int k) {
        values.slice().evaluate(k);
        return values.isConstant() && values.isDefined();
    }

    /** First as wide as rounding demands, then nearer, the widest at last. */
    private List<Steps> steps() {
        if (claim.value() == 0) {
            return List.of(new Steps(NARROW, 2), new Steps(NARROW, 3), new Steps(WIDE, 2), new Steps(WIDE, 3), new Steps(LAST, 4));
        }
        int first = Math.max(WIDE, Math.min(NARROW, DifferenceEstimate.narrowest(values, 2, wanted / PARTS)));
        return List.of(new Steps(first, 2), new Steps(first, 3), new Steps(first + NEARER_BY, 2), new Steps(first + NEARER_BY, 3),
                new Steps(first + NEAREST_BY, 2), new Steps(first + NEAREST_BY, 3), new Steps(LAST, 4));
    }

    /** Whether neither the rounding of x blurs the steps nor that of f alone makes the estimate too uncertain. */
    private boolean isWorthIt(Steps steps) {
        boolean isTooUncertain = claim.value() != 0 && steps.k != LAST
                && DifferenceEstimate.rounding(values, steps.k, steps.count) > Math.max(wanted, claim.accepted());
        return !isTooUncertain && values.slice().isResolved(steps.k);
    }

    private Derivative slope(DifferenceEstimate estimate) {
        double away = claim.isUnknown() ? 0 : Math.abs(claim.value() - estimate.slope());
        boolean isInside = away <= estimate.error() + claim.tolerance();
        if (isInside && isAccurate(estimate) && estimate.error() <= difference) {
            return Derivative.smooth(estimate, values);
        }
        difference = isInside ? difference : Math.min(difference, away);
        return new Confirmation(values, claim).slope(estimate);
    }

    /** As accurate as wanted; or limited by nothing but the rounding of f: a little less so then, and from the widest steps, which leave the least, as needed. */
    private boolean isAccurate(DifferenceEstimate estimate) {
        double needed = Math.max(claim.needed(), claim.value() == 0 ? values.negligible() : 0);
        boolean isLimit = estimate.isLimitedByRounding() && estimate.error() <= (estimate.k() <= LAST ? needed : claim.accepted());
        return estimate.error() <= wanted || isLimit || claim.value() == 0 && estimate.error() <= needed;
    }
}
