package io.github.gradcheck.numeric;

import io.github.gradcheck.slice.Slice;
import io.github.gradcheck.slice.Grid;
import io.github.gradcheck.slice.Values;
import io.github.gradcheck.slice.LocalFit;

/**
 * Measures the slope of one value of a slice, in stages of rising cost, until it tells whether a claim holds.
 *
 * <p>{@linkplain FirstEstimates A few steps} where f is smooth; {@linkplain Plateau farther out} where f does not move; {@linkplain Scan all scales} where
 * neither tells. Each stage makes its interval from f alone; the claim says where f is evaluated next, and when to stop.
 */
public final class SlopeMeter {
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
    @SuppressWarnings("exports") // A slice is made by those who measure whole gradients, not by callers.
    public static Derivative measure(Slice slice, int r, double fx, Claim claim) {
        // NaN and infinity are wrong, whatever the slope is: any accuracy will do for the report.
        Claim asked = Double.isFinite(claim.value()) ? claim : Claim.unknown(Double.POSITIVE_INFINITY);
        return new SlopeMeter(new Values(slice, r, fx), asked).slope();
    }

    /**
     * The slope to a given resolution, whatever it is claimed to be: by one difference estimate where f is smooth.
     *
     * @param resolution how far it may be off; more where the rounding of f leaves more at the steps of that estimate
     */
    @SuppressWarnings("exports")
    public static Derivative resolve(Slice slice, int r, double fx, double resolution) {
        return new SlopeMeter(new Values(slice, r, fx), Claim.unknown(resolution)).slope();
    }

    /** The slope as accurate as a few evaluations make it. */
    static Derivative sharpest(Slice slice, int r, double fx) {
        Values values = new Values(slice, r, fx);
        Derivative slope = AccurateEstimates.slope(values);
        return slope == null ? new SlopeMeter(values, Claim.unknown(0)).scan() : slope;
    }

    private Derivative slope() {
        FirstEstimates estimates = new FirstEstimates(values, claim);
        Derivative slope = estimates.slope();
        slope = slope == null && estimates.isFlat() ? new Plateau(values, claim).slope() : slope;
        return slope == null || refutesGrid(slope) ? scan() : slope;
    }

    /**
     * Whether a grid that speaks against the claim is none after all: where a line of the claimed slope would lie between two of its numbers, so
     * does f. A step of tanh that is narrower than all estimates has the values −1, 0 and 1 alone.
     */
    private boolean refutesGrid(Derivative slope) {
        if (values.rounding() == Values.Rounding.TO_DOUBLES || claim.value() == 0 || claim.answer(slope) != Claim.Answer.DISAGREES) {
            return false;
        }
        double spacing = values.coarsest();
        int k = Math.min(slice.nearest(), Grid.narrowest(BETWEEN * spacing / Math.abs(claim.value()) / slice.scale()));
        slice.evaluate(k);
        return values.coarsest() < BETWEEN * spacing;
    }

    private Derivative scan() {
        int narrowest = narrowest();
        if (!values.isDefined()) {
            // Where f is not defined on either side of x as near as this, no wider step can say anything of its slope there.
            slice.evaluate(narrowest);
        }
        return values.isDefined() ? Scan.until(values, narrowest, slope -> claim.isUnknown() || claim.answer(slope) != Claim.Answer.UNRESOLVED).slope()
                : Derivative.undefined(values);
    }

    /** The narrowest step of a scan: where f is flat narrower ones show no more than one window does that is flat throughout. */
    private int narrowest() {
        int narrowest = Grid.NEAREST;
        while (narrowest >= Grid.FARTHEST && !slice.isEvaluated(narrowest)) {
            narrowest--;
        }
        boolean isFlat = narrowest >= Grid.FARTHEST && values.flatTo() <= narrowest;
        return isFlat ? Math.min(slice.narrowest(), narrowest + LocalFit.NODES - 1) : slice.narrowest();
    }
}
