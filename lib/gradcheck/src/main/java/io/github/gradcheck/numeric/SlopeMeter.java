package io.github.gradcheck.numeric;

/**
 * Measures the slope of one value of a slice, in stages of rising cost, until it tells whether a claim holds.
 *
 * <p>{@linkplain FirstLooks A few steps} where f is smooth; {@linkplain FlatStretch farther out} where f does not move; {@linkplain Scan all scales} where
 * neither tells. Each stage makes its interval from f alone; the claim says where to look next, and when to stop.
 */
public final class SlopeMeter {
    /** Slopes below this share of the steepest secant are nothing beside rounding inside f. */
    static final double NEGLIGIBLE = 1e-10;
    /** In units of the spacing of a grid: neither a number of the grid nor close to one. */
    private static final double BETWEEN = 0.25;

    private final Values values;
    private final Slice slice;
    private final Claim claim;

    private SlopeMeter(Values values, Claim claim) {
        this.values = values;
        this.slice = values.slice();
        this.claim = claim;
    }

    /**
     * The slope at x.
     *
     * @param slice the values of f near x
     * @param r which value of f
     * @param fx the value at x, finite
     * @param claim what it should be
     */
    public static Derivative measure(Slice slice, int r, double fx, Claim claim) {
        return new SlopeMeter(new Values(slice, r, fx), claim).slope();
    }

    /**
     * The slope to a given resolution, whatever it is claimed to be: by one look where f is smooth.
     *
     * @param resolution how far it may be off
     */
    public static Derivative resolve(Slice slice, int r, double fx, double resolution) {
        return measure(slice, r, fx, Claim.unknown(resolution));
    }

    /** The slope as sharp as a few evaluations make it. */
    static Derivative sharpest(Slice slice, int r, double fx) {
        Values values = new Values(slice, r, fx);
        Derivative slope = SharpLooks.slope(values);
        return slope == null ? new SlopeMeter(values, Claim.unknown(0)).scan() : slope;
    }

    private Derivative slope() {
        FirstLooks looks = new FirstLooks(values, claim);
        Derivative slope = looks.slope();
        slope = slope == null && looks.isFlat() ? new FlatStretch(values, claim).slope() : slope;
        return slope == null || isGridRefuted(slope) ? scan() : slope;
    }

    /**
     * Whether a grid that speaks against the claim is none after all: where a line of the claimed slope would lie between two of its numbers, so
     * does f. A step of tanh that is narrower than all looks has the values −1, 0 and 1 alone.
     */
    private boolean isGridRefuted(Derivative slope) {
        if (values.rounding() == Derivative.Limit.ROUNDING || claim.value() == 0 || claim.of(slope) != Claim.Answer.DISAGREES) {
            return false;
        }
        double spacing = values.coarsest();
        int k = Math.min(slice.nearest(), Grid.narrowest(BETWEEN * spacing / Math.abs(claim.value()) / slice.scale()));
        slice.look(k);
        return values.coarsest() < BETWEEN * spacing;
    }

    private Derivative scan() {
        int narrowest = narrowest();
        if (!values.isDefined()) {
            // Where f is not defined on either side of x as near as this, no wider step can say anything of its slope there.
            slice.look(narrowest);
        }
        return values.isDefined() ? Scan.until(values, narrowest, slope -> claim.of(slope) != Claim.Answer.UNRESOLVED).slope()
                : Derivative.undecided(values);
    }

    /** The narrowest step of a scan: where f is flat narrower ones show no more than one window does that is flat throughout. */
    private int narrowest() {
        int narrowest = Grid.NEAREST;
        while (narrowest >= Grid.FARTHEST && !slice.isLooked(narrowest)) {
            narrowest--;
        }
        boolean isFlat = narrowest >= Grid.FARTHEST && values.flatTo() <= narrowest;
        return isFlat ? Math.min(slice.narrowest(), narrowest + LocalFit.NODES - 1) : slice.narrowest();
    }
}
