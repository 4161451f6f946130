package io.github.gradcheck.numeric;

/**
 * A second look, as near to x as rounding lets be seen what the first one shows: another slope than the claimed one, or a kink.
 *
 * <p>What is near decides: waves and kinks beside x are part of the first look, and not of the slope at x.
 */
final class Confirmation {
    /** A look that leaves the claim outside by so many errors is worth a second one nearer to x, which must say the same. */
    static final double FAR_OUTSIDE = 20;
    private static final double CONFIRMED = 4;
    /** In parts of what is to be seen: what the rounding of f may hide of it. */
    private static final double HIDDEN = 1.0 / 8;
    /** Nearer by less than this a second look sees the same as the first. */
    private static final int NEARER = 4;

    private final Values values;
    private final Claim claim;

    Confirmation(Values values, Claim claim) {
        this.values = values;
        this.claim = claim;
    }

    /** The slope, or the slopes of a kink, that a second look confirms against the claim; null if it does not. */
    Derivative slope(Look far) {
        double away = Math.abs(claim.value() - far.slope());
        boolean isKink = isKink(far);
        if (claim.isUnknown() || !isKink && away <= FAR_OUTSIDE * far.error() + claim.tolerance()) {
            return null;
        }
        double seen = isKink ? Math.abs(far.jump()) : away;
        int k = Math.min(values.slice().nearest(), Look.narrowest(values, 2, seen * HIDDEN / FAR_OUTSIDE));
        Look near = k < far.k() + NEARER ? null : Look.at(values, k, 2);
        if (near == null) {
            return null;
        }
        return isKink ? clearKink(far, near) : otherSlope(far, near);
    }

    /** Another slope, if both looks say so and agree, and a wide one does not speak for the claim. */
    private Derivative otherSlope(Look far, Look near) {
        boolean isOther = far.moves() && near.moves() && Math.abs(far.slope() - near.slope()) <= far.error() + near.error()
                && isFarOutside(far) && isFarOutside(near);
        if (!isOther) {
            return null;
        }
        Look wide = Look.at(values, FirstLooks.WIDE, 3);
        boolean speaksForClaim = wide != null && Math.abs(wide.slope() - far.slope()) > wide.error() + far.error() && !isFarOutside(wide);
        return speaksForClaim ? null : Derivative.smooth(far, values);
    }

    private boolean isFarOutside(Look look) {
        return Math.abs(claim.value() - look.slope()) > FAR_OUTSIDE * look.error() + claim.tolerance();
    }

    /** A kink, if the claim lies clearly on one side of its edges. */
    private Derivative clearKink(Look far, Look near) {
        Derivative kink = kink(values, far, near);
        if (kink == null) {
            return null;
        }
        double outside = kink.distance(claim.value());
        double errors = far.oddError() + far.jumpError() + near.oddError() + near.jumpError();
        return outside <= errors && claim.isClear(kink) || outside > FAR_OUTSIDE * errors + claim.tolerance() ? kink : null;
    }

    /** Whether a look shows two slopes at x. */
    static boolean isKink(Look look) {
        return Math.abs(look.jump()) > FAR_OUTSIDE * look.jumpError();
    }

    /** A kink at x, if both looks see the same; else null. */
    static Derivative kink(Values values, Look far, Look near) {
        if (near == null) {
            return null;
        }
        double smaller = Math.min(Math.abs(far.jump()), Math.abs(near.jump()));
        boolean isSame = smaller > FAR_OUTSIDE * far.jumpError() && smaller > CONFIRMED * near.jumpError()
                && Math.abs(far.jump() - near.jump()) <= far.jumpError() + near.jumpError()
                && Math.abs(far.slope() - near.slope()) <= far.oddError() + near.oddError();
        return isSame ? Derivative.kink(far, values) : null;
    }
}
