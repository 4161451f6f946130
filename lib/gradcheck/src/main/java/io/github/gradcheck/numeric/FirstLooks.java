package io.github.gradcheck.numeric;

/**
 * A few looks with two to four steps each, until one is sharp and agrees with the claim, or two leave it far outside.
 *
 * <p>4 to 6 evaluations where f is smooth and the claim holds, 8 to 16 where it does not, or where there is a kink at x.
 */
final class FirstLooks {
    /** A look that leaves the claim outside by so many errors is worth a second one nearer to x, which must say the same. */
    private static final double FAR_OUTSIDE = 20;
    private static final double CONFIRMED = 4;
    /** Where the rounding of values of size 1 and the third derivative of a function of length 1 make equal errors, in two steps. */
    private static final int NARROW = 24;
    /** Rounding makes an error of its own, a difference of two looks, and a jump of slopes: a quarter of what is wanted leaves room for all three. */
    private static final double PARTS = 4;
    /** The narrowest of wide steps, six thousandths of the size of x. */
    private static final int WIDE = 8;
    /** The narrowest of the widest four steps two apart. */
    private static final int WIDEST = 6;
    /** Nearer by less than this a second look sees the same as the first. */
    private static final int NEARER = 4;
    /** Twenty times, and 1 700 times as near: kinks and waves may lie at any distance. */
    private static final int NARROWER = 8;
    private static final int NARROWEST = 20;
    /** Where nothing is claimed: narrowest step and number of steps, from wide, sharp ones to narrow ones that meet no kink or wave nearby. */
    private static final int[][] SHARP_LOOKS = {{10, 4}, {16, 4}, {24, 4}, {34, 3}};
    private static final double SMOOTH = 1e-9;
    /** A mean slope over some hundredths of x that differs by so much from the slope at x shows a wave, a kink or a jump nearby. */
    private static final double TOOTH = 0.5;

    private final Values values;
    private final Slice slice;
    private final Claim claim;
    private final double wanted;
    private boolean isFlat;
    /** The smallest difference that a look has shown: only a look that could have seen it may agree after all. */
    private double doubt = Double.POSITIVE_INFINITY;

    FirstLooks(Values values, Claim claim) {
        this.values = values;
        this.slice = values.slice();
        this.claim = claim;
        this.wanted = claim.enough();
    }

    /** The slope; null if no look settles the claim. */
    Derivative settle() {
        Derivative found = null;
        int[] starts = starts();
        for (int i = 0; i < starts.length && found == null && !isFlat; i++) {
            found = settle(starts[i], 2);
            found = found != null || isFlat ? found : settle(starts[i], 3);
        }
        return found != null || isFlat ? found : settle(WIDEST, 4);
    }

    /** The narrowest steps of the looks, in the order in which they are tried: as wide as rounding makes them, then narrower. */
    private int[] starts() {
        if (claim.value() == 0) {
            return new int[] {NARROW, WIDE};
        }
        int first = Math.max(WIDE, Math.min(NARROW, Look.narrowest(values, 2, wanted / PARTS)));
        return new int[] {first, first + NARROWER, first + NARROWEST};
    }

    /** A slope that is as sharp as asked for, or limited by rounding alone, whatever it is claimed to be; null if no look gives one. */
    static Derivative resolve(Values values, double resolution) {
        int first = Math.max(WIDEST, Math.min(NARROW, Look.narrowest(values, 2, resolution / PARTS)));
        for (int[] attempt : new int[][] {{first, 2}, {first, 3}, {first + NARROWER, 2}, {first + NARROWEST, 2}, {WIDEST, 4}}) {
            Look look = !values.slice().isSharp(attempt[0]) ? null : Look.at(values, attempt[0], attempt[1]);
            if (look != null && !look.isStill() && (look.error() <= resolution || isLimitedByRounding(look))) {
                return Derivative.smooth(look, values, SlopeMeter.NOTHING * values.steepness());
            }
        }
        return null;
    }

    /** The sharpest of a few looks, if it is one that only a smooth function gives; else null. */
    static Derivative sharpest(Values values) {
        Look best = null;
        for (int[] attempt : SHARP_LOOKS) {
            Look look = best == null || best.error() > SMOOTH * Math.abs(best.slope()) ? Look.at(values, attempt[0], attempt[1]) : null;
            best = look != null && !(best != null && best.error() <= look.error()) ? look : best;
        }
        Derivative kink = best == null || !isKink(best) ? null : kink(values, best, Look.at(values, NARROW + NARROW, 2));
        if (kink != null) {
            return kink;
        }
        boolean isSmooth = best != null && !best.isStill() && best.error() <= SMOOTH * Math.abs(best.slope()) && !isTooth(values, best);
        return isSmooth ? Derivative.smooth(best, values, SlopeMeter.NOTHING * values.steepness()) : null;
    }

    /** Whether f goes elsewhere over the widest step than a narrow look says: it may have seen one tooth of a saw. */
    private static boolean isTooth(Values values, Look look) {
        int k = SHARP_LOOKS[0][0] - Extrapolation.APART * (SHARP_LOOKS[0][1] - 1);
        double wide = (values.above(k) - values.below(k)) / 2 / values.slice().distance(k);
        return look.k() != SHARP_LOOKS[0][0] && Math.abs(wide - look.slope()) > TOOTH * Math.abs(look.slope());
    }

    private static boolean isLimitedByRounding(Look look) {
        return look.uncertainty().truncation() + Math.abs(look.jump()) <= look.uncertainty().rounding();
    }

    /** Whether a look found no value that differs from f(x) by a bit: then others have nothing to extrapolate. */
    boolean isFlat() {
        return isFlat;
    }

    private Derivative settle(int k, int count) {
        boolean isHopeless = claim.value() != 0 && Look.rounding(values, k, count) > Math.max(wanted, claim.accepted()) && k > WIDEST;
        if (isHopeless || !slice.isSharp(k)) {
            return null;
        }
        Look look = Look.at(values, k, count);
        isFlat |= look != null && look.isStill();
        if (look == null || isFlat) {
            return null;
        }
        double away = Math.abs(claim.value() - look.slope());
        boolean isInside = away <= look.error() + claim.tolerance();
        doubt = isInside ? doubt : Math.min(doubt, away);
        if (isInside && isSharp(look) && look.error() <= doubt) {
            return Derivative.smooth(look, values, zero());
        }
        return nearer(look, away);
    }

    /** As sharp as wanted; or, from the widest steps, limited by nothing but the rounding of f, which no other steps could lessen. */
    private boolean isSharp(Look look) {
        double needed = Math.max(claim.needed(), claim.value() == 0 ? zero() : 0);
        boolean isAccepted = isLimitedByRounding(look) && look.error() <= (look.k() <= WIDEST ? needed : claim.accepted());
        return look.error() <= wanted || isAccepted || claim.value() == 0 && look.error() <= needed;
    }

    private double zero() {
        return SlopeMeter.NOTHING * values.steepness();
    }

    /** A second look as near as rounding lets be seen what the first one shows: a kink, or that the slope is another one. */
    private Derivative nearer(Look far, double away) {
        boolean isKink = isKink(far);
        double seen = isKink ? Math.abs(far.jump()) : away;
        if (!isKink && seen <= FAR_OUTSIDE * far.error() + claim.tolerance()) {
            return null;
        }
        int k = Math.min(slice.nearest(), Look.narrowest(values, 2, seen / (8 * FAR_OUTSIDE)));
        Look near = k < far.k() + NEARER ? null : Look.at(values, k, 2);
        if (near == null) {
            return null;
        }
        return isKink ? kink(far, near) : other(far, near);
    }

    /** Another slope, if both looks say so and agree, and a wide one does not speak for the claim. */
    private Derivative other(Look far, Look near) {
        boolean isOther = far.moves() && near.moves() && Math.abs(far.slope() - near.slope()) <= far.error() + near.error()
                && isFarOutside(far) && isFarOutside(near);
        if (!isOther) {
            return null;
        }
        Look wide = Look.at(values, WIDE, 3);
        boolean maySpeakForClaim = wide != null && Math.abs(wide.slope() - far.slope()) > wide.error() + far.error() && !isFarOutside(wide);
        return maySpeakForClaim ? null : Derivative.smooth(far, values, zero());
    }

    private boolean isFarOutside(Look look) {
        return Math.abs(claim.value() - look.slope()) > FAR_OUTSIDE * look.error() + claim.tolerance();
    }

    private static boolean isKink(Look look) {
        return Math.abs(look.jump()) > FAR_OUTSIDE * look.jumpError();
    }

    /** A kink at x, if both looks see the same, and the claim lies clearly on one side of its edges. */
    private Derivative kink(Look far, Look near) {
        Derivative kink = kink(values, far, near);
        if (kink == null) {
            return null;
        }
        double outside = kink.distance(claim.value());
        double errors = far.oddError() + far.jumpError() + near.oddError() + near.jumpError();
        return outside <= errors && claim.isClear(kink) || outside > FAR_OUTSIDE * errors + claim.tolerance() ? kink : null;
    }

    private static Derivative kink(Values values, Look far, Look near) {
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
