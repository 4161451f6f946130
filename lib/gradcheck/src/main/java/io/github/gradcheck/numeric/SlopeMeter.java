package io.github.gradcheck.numeric;

/**
 * Measures the slope of one value of a slice, in stages of rising cost, until it tells whether a claim holds.
 *
 * <p>Each stage makes its interval from f alone; the claim says where to look next, and when to stop.
 */
public final class SlopeMeter {
    /** Slopes below this share of the steepest secant are nothing beside rounding inside f. */
    static final double NOTHING = 1e-10;

    /** A hundredth of the size of x: f that is flat so far is no stair whose steps have not shown themselves farther off. */
    private static final int FLAT_TO = 6;

    /** In units of the spacing of the values of f: a move of so much is seen, whatever f is rounded to in between. */
    private static final double SEEN = 64;

    /** In units of that spacing: neither a number of the grid nor close to one. */
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
        Values values = new Values(slice, r, fx);
        Derivative look = FirstLooks.resolve(values, resolution);
        return look == null ? new SlopeMeter(values, Claim.of(Double.NaN, 0, 0)).scan() : look;
    }

    /** The slope as sharp as a few evaluations make it. */
    static Derivative sharpest(Slice slice, int r, double fx) {
        Values values = new Values(slice, r, fx);
        Derivative look = FirstLooks.sharpest(values);
        return look == null ? new SlopeMeter(values, Claim.of(Double.NaN, 0, 0)).scan() : look;
    }

    private Derivative slope() {
        Derivative found = found();
        return isGridRefuted(found) ? scan() : found;
    }

    /**
     * Whether a grid that speaks against the claim is none after all: where a line of the claimed slope would lie between two of its numbers, so
     * does f. A step of tanh that is narrower than all looks has the values −1, 0 and 1 alone.
     */
    private boolean isGridRefuted(Derivative found) {
        if (values.rounding() == Derivative.Limit.ROUNDING || claim.value() == 0 || claim.of(found) != Claim.Answer.DISAGREES) {
            return false;
        }
        double spacing = values.coarsest();
        int k = Math.min(slice.nearest(), Grid.narrowest(BETWEEN * spacing / Math.abs(claim.value()) / slice.scale()));
        slice.look(k);
        return values.coarsest() < BETWEEN * spacing;
    }

    private Derivative found() {
        FirstLooks looks = new FirstLooks(values, claim);
        Derivative found = looks.settle();
        found = found == null && looks.isFlat() ? flat() : found;
        return found == null ? scan() : found;
    }

    private Derivative scan() {
        int narrowest = narrowest();
        if (!isDefinedAt(narrowest)) {
            return Derivative.undecided(values);
        }
        Derivative scanned = scanned(narrowest, Grid.WIDE);
        if (scanned.kind() == Derivative.Kind.KINK && slice.nearest() > narrowest) {
            narrowest = slice.nearest();
            scanned = scanned(narrowest, Grid.WIDE);
        }
        return claim.of(scanned) == Claim.Answer.UNRESOLVED ? scanned(narrowest, Grid.WIDEST) : scanned;
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

    /** Where f is not defined on either side of x as near as this, no wider step can say anything of its slope there. */
    private boolean isDefinedAt(int narrowest) {
        if (!values.isDefined()) {
            slice.look(narrowest);
        }
        return values.isDefined();
    }

    private Derivative scanned(int narrowest, int widest) {
        Scan scan = Scan.of(values, narrowest, widest);
        return scan.slope(values, NOTHING * values.steepness());
    }

    // ---- where f does not move

    /** The slope where no value differs from f(x) near x; null if that does not settle the claim. */
    private Derivative flat() {
        boolean isFlatAtX = values.flatTo() <= slice.nearest();
        if (!isFlatAtX || claim.value() != 0 && movesNearer()) {
            return null;
        }
        followFlat();
        int to = values.flatTo();
        double distance = slice.distance(to);
        Derivative slope = Derivative.flat(values, distance, 0);
        if (values.isConstant() || to <= FLAT_TO && claim.of(slope) == Claim.Answer.AGREES) {
            return slope;
        }
        double enough = Math.max(values.coarsest(), NOTHING * values.steepness() * distance);
        slope = Derivative.flat(values, distance, Discontinuity.firstStep(values, to, Grid.WIDEST, enough));
        return claim.of(slope) != Claim.Answer.UNRESOLVED ? slope : null;
    }

    /** Whether f moves where a straight line of the claimed slope would first be seen to: a pulse may be over within the narrowest look. */
    private boolean movesNearer() {
        int k = Math.min(slice.nearest(), Grid.narrowest(SEEN * values.coarsest() / Math.abs(claim.value()) / slice.scale()));
        double h = slice.step(k);
        boolean moves = k > values.flatTo() && (values.differs(values.at(h)) || values.differs(values.at(-h)));
        if (moves) {
            slice.look(k);
        }
        return moves;
    }

    /** Follows f outwards, a hundred times as far each time, until it moves: only then does it show how coarse its values are. */
    private void followFlat() {
        for (int k = Grid.WIDEST; k >= Grid.FARTHEST && values.isConstant() && (k == Grid.WIDEST || claim.value() != 0); k += Grid.WIDEST) {
            slice.look(k);
        }
        if (!values.isConstant() || claim.value() != 0) {
            slice.look(Grid.WIDEST / 2);
            slice.look(Grid.WIDE);
        }
        // Where f is a stair, ten times the width of a tread shows some ten steps of it: enough to see that they are multiples of one.
        for (int k = FLAT_TO + 2; k >= FLAT_TO && !values.isConstant(); k -= 2) {
            slice.look(k);
        }
        // One step of a stair and the first rise of a slope look the same; a third value tells them apart.
        for (int k = Grid.WIDEST + 1; k < Grid.WIDEST / 2 && values.distinct() == 2; k++) {
            slice.look(k);
        }
    }
}
