package io.github.gradcheck.numeric;

/**
 * A slope that somebody claims, and the one rule by which a measured {@linkplain Derivative slope} answers.
 *
 * <p>With the claim a, the measured interval [s − e, s + e], n the slope in it that is nearest to a, and δ = R + r·(|a| + |n|):
 * <ul>
 * <li>it agrees if |a − n| ≤ δ and e is at most {@code needed} or δ, so that an error of a hundredth would not have agreed as well;
 * <li>it lies between the slopes of a kink if |a − n| ≤ δ for the span of both;
 * <li>it disagrees if |a − n| &gt; δ for this interval and for every other that could not be excluded;
 * <li>otherwise the measurement does not tell.
 * </ul>
 *
 * @param value a
 * @param relative r, a relative error |a − n| / (|a| + |n|) that counts as none; below 1
 * @param roundingError R, how far a itself may be off by rounding; not negative
 * @param wanted how accurate the measurement should be before it may stop at its first estimate
 * @param accepted how accurate that estimate must be if nothing but the rounding of f keeps it from being more accurate
 * @param needed how accurate it must be before it may agree
 */
public record Claim(double value, double relative, double roundingError, double wanted, double accepted, double needed) {
    /** An interval that holds the claim and is no wider than a hundredth of it does not hold one that is off by a hundredth. */
    static final double NEEDED = 0.005;
    /** Of the size of most directions: most single entries that are wrong by all their size are then seen among a thousand. */
    private static final double NEEDED_ALONG = 0.01;
    /** Sharper than any tolerance in use (CS231n: 1e-7), and reached by four values of size 1 for slopes down to 1e-3. */
    private static final double WANTED = 1e-7;
    /** Small slopes of large values: the rounding of f leaves no more, unless dozens of evaluations are spent on wider steps. */
    private static final double ACCEPTED = 1e-5;

    /** What a measured slope says of the claim. */
    public enum Answer {
        /** The slope is the claimed one. */
        AGREES,
        /** There is a kink, and the claim lies between the slopes of both sides. */
        BETWEEN_SLOPES,
        /** The measurement does not tell. */
        UNRESOLVED,
        /** The slope is another one. */
        DISAGREES
    }

    /** That one entry of a gradient is a. */
    public static Claim of(double a, double relative, double roundingError) {
        return new Claim(a, relative, roundingError, WANTED * Math.abs(a), ACCEPTED * Math.abs(a), NEEDED * Math.abs(a));
    }

    /**
     * That the slope along a direction through many entries is a. Kinks of many entries may lie close: a narrow estimate may then be all there is.
     *
     * @param typical how large the slope along most directions is
     * @param sharpness how accurate the measurement should be
     */
    public static Claim along(double a, double typical, double sharpness, double relative, double roundingError) {
        return new Claim(a, relative, roundingError + 2 * relative * typical, sharpness, NEEDED_ALONG / 10 * typical, NEEDED_ALONG * typical);
    }

    /** That the slope is whatever it is, and is wanted to this resolution, or to what the rounding of f leaves at the steps of a first estimate. */
    static Claim unknown(double resolution) {
        return new Claim(Double.NaN, 0, 0, resolution, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** The same claim, made by a computation that may be off by so much. */
    public Claim withRoundingError(double more) {
        return new Claim(value, relative, roundingError + more, wanted, accepted, needed);
    }

    /** Whether nothing is claimed; a gradient that is NaN claims nothing either. */
    boolean isUnknown() {
        return Double.isNaN(value);
    }

    /** How far a slope of about the claimed size may be off it. */
    double tolerance() {
        return isUnknown() ? 0 : roundingError + 2 * relative / (1 + relative) * Math.abs(value);
    }

    /** How accurate a first estimate must be. */
    double enough() {
        return Math.max(wanted, tolerance());
    }

    /** What the measured slope says. */
    public Answer answer(Derivative slope) {
        if (!Double.isFinite(value)) {
            return Answer.DISAGREES;
        }
        if (slope.kind() == Derivative.Kind.UNDEFINED || Double.isNaN(slope.error())) {
            return Answer.UNRESOLVED;
        }
        if (isIn(slope.interval())) {
            return slope.kind() == Derivative.Kind.KINK ? between(slope) : isAccurate(slope) ? Answer.AGREES : Answer.UNRESOLVED;
        }
        boolean isNothing = Math.abs(value) <= slope.zero() && slope.interval().largest() <= slope.zero();
        return isNothing || slope.possible().stream().anyMatch(this::isIn) ? Answer.UNRESOLVED : Answer.DISAGREES;
    }

    private boolean isAccurate(Derivative slope) {
        return slope.error() <= Math.max(tolerance(), value == 0 ? Math.max(slope.zero(), needed) : needed);
    }

    /** A claim that moves by half of the jump when its inputs are rounded has gone from one side of the kink to the other: that allows nothing. */
    private Answer between(Derivative kink) {
        boolean isAcross = roundingError >= Math.abs(kink.right() - kink.left()) / 2 && !isIn(kink.interval(), 0);
        return isAcross || !isClear(kink) ? Answer.UNRESOLVED : Answer.BETWEEN_SLOPES;
    }

    /** Whether a claim between the slopes of a kink is so whatever the errors are, or these are as small as those of a smooth slope must be. */
    boolean isClear(Derivative kink) {
        double steeper = Math.max(Math.abs(kink.left()), Math.abs(kink.right()));
        double inside = Math.abs(kink.right() - kink.left()) / 2 - kink.error() - Math.abs(value - kink.value());
        return inside >= 0 || kink.error() <= Math.max(tolerance(), NEEDED * steeper);
    }

    private boolean isIn(Interval interval) {
        return isIn(interval, roundingError);
    }

    private boolean isIn(Interval interval, double roundingError) {
        double away = interval.distance(value);
        double nearest = value > interval.centre() ? value - away : value + away;
        // Where the signs differ |a − n| is |a| + |n|: no share of it is allowed beside R. The product of two tiny ones is no test: it may be 0.
        double share = Math.signum(value) == Math.signum(nearest) ? relative : 0;
        return away <= roundingError + share * Math.abs(value) + share * Math.abs(nearest);
    }
}
