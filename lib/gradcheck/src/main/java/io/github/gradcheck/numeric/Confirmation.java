package io.github.gradcheck.numeric;

import io.github.gradcheck.slice.Values;

/**
 * A second difference estimate, as near to x as rounding lets be seen what the first one shows: another slope than the claimed one, or a kink.
 *
 * <p>Waves and kinks beside x are part of a wide estimate, and not of the slope at x: what a narrow one does not confirm is left to the scan. The
 * interval is that of the first, which is the more accurate one.
 */
final class Confirmation {
    /** An estimate that leaves the claim outside by so many errors is worth a second one nearer to x, which must say the same. */
    static final double FAR_OUTSIDE = 20;
    /** A kink must exceed so many errors of the nearer estimate, which has the larger ones. */
    private static final double NEAR_ERRORS = 4;
    /** In parts of what is to be seen: what the rounding of f may hide of it. */
    private static final double HIDDEN = 1.0 / 8;
    /** Nearer by fewer steps than this a second estimate sees the same as the first. */
    private static final int NEARER = 4;

    private final Values values;
    private final Claim claim;

    Confirmation(Values values, Claim claim) {
        this.values = values;
        this.claim = claim;
    }

    /** The slope, or the slopes of a kink, that a second estimate confirms against the claim; null if it does not. */
    Derivative slope(DifferenceEstimate far) {
        double away = Math.abs(claim.value() - far.slope());
        boolean isKink = far.isKink(FAR_OUTSIDE);
        if (claim.isUnknown() || !isKink && away <= FAR_OUTSIDE * far.error() + claim.tolerance()) {
            return null;
        }
        double seen = isKink ? Math.abs(far.halfJump()) : away;
        int k = Math.min(values.slice().nearest(), DifferenceEstimate.narrowest(values, 2, seen * HIDDEN / FAR_OUTSIDE));
        DifferenceEstimate near = k < far.k() + NEARER ? null : DifferenceEstimate.at(values, k, 2);
        if (near == null) {
            return null;
        }
        return isKink ? clearKink(far, near) : otherSlope(far, near);
    }

    /** Another slope, if both estimates say so and agree, and a wide one does not hold the claim. */
    private Derivative otherSlope(DifferenceEstimate far, DifferenceEstimate near) {
        boolean isOther = far.moves() && near.moves() && Math.abs(far.slope() - near.slope()) <= far.error() + near.error()
                && isFarOutside(far) && isFarOutside(near);
        if (!isOther) {
            return null;
        }
        DifferenceEstimate wide = DifferenceEstimate.at(values, FirstEstimates.WIDE, 3);
        boolean holdsClaim = wide != null && Math.abs(wide.slope() - far.slope()) > wide.error() + far.error() && !isFarOutside(wide);
        return holdsClaim ? null : Derivative.smooth(far, values);
    }

    private boolean isFarOutside(DifferenceEstimate estimate) {
        return Math.abs(claim.value() - estimate.slope()) > FAR_OUTSIDE * estimate.error() + claim.tolerance();
    }

    /** A kink, if the claim lies clearly on one side of its edges. */
    private Derivative clearKink(DifferenceEstimate far, DifferenceEstimate near) {
        Derivative kink = kink(values, far, near);
        if (kink == null) {
            return null;
        }
        double outside = kink.distance(claim.value());
        double errors = far.errorAtKink() + far.halfJumpError() + near.errorAtKink() + near.halfJumpError();
        return outside <= errors && claim.isClear(kink) || outside > FAR_OUTSIDE * errors + claim.tolerance() ? kink : null;
    }

    /** A kink at x, if both estimates show the same; else null. */
    static Derivative kink(Values values, DifferenceEstimate far, DifferenceEstimate near) {
        if (near == null) {
            return null;
        }
        double smaller = Math.min(Math.abs(far.halfJump()), Math.abs(near.halfJump()));
        boolean isSame = smaller > FAR_OUTSIDE * far.halfJumpError() && smaller > NEAR_ERRORS * near.halfJumpError()
                && Math.abs(far.halfJump() - near.halfJump()) <= far.halfJumpError() + near.halfJumpError()
                && Math.abs(far.slope() - near.slope()) <= far.errorAtKink() + near.errorAtKink();
        return isSame ? Derivative.kink(far, values) : null;
    }
}
