package io.github.gradcheck.numeric;

import io.github.gradcheck.slice.Slice;
import io.github.gradcheck.slice.Grid;
import io.github.gradcheck.slice.Values;

/**
 * The slope where f does not move by a bit near x: 0, and less than the first step that f takes farther off over the distance to it.
 *
 * <p>What moves f by less than a spacing may go up and down meanwhile (1e16 + sin x), so the distance that counts is no longer than step 0, the
 * widest over which a function is taken for monotone. Zero is told only where f stays f(x) as far out as it is looked at, or sets out at once as a
 * rectifier does: where it leaves f(x) by single spacings, it may have moved before, hidden by rounding ({@link PlateauEdge}).
 */
final class Plateau {
    /** In units of the spacing of the values of f: a move of so much is seen, whatever f is rounded to in between. */
    private static final double SEEN = 64;
    /** Twelve steps of the grid are a factor of 86. */
    private static final int FARTHER = 12;
    /** Where f is a stair, ten times the width of a step shows some ten steps of it: enough to see that they are multiples of one. */
    private static final int[] TREADS = {8, 6};

    /** A fifth of {@link Claim#NEEDED}. */
    private static final double ENOUGH_AT_FIRST = 1e-3;

    private final Values values;
    private final Slice slice;
    private final Claim claim;

    Plateau(Values values, Claim claim) {
        this.values = values;
        this.slice = values.slice();
        this.claim = claim;
    }

    /** The slope; null if f moves nearer to x, or if that does not settle the claim. */
    Derivative slope() {
        boolean isFlatAtX = values.flatTo() <= slice.nearest();
        if (!isFlatAtX || claim.isUnknown() || claim.value() != 0 && evaluateNearer()) {
            return null;
        }
        follow();
        Derivative slope = slope(ENOUGH_AT_FIRST);
        if (claim.value() != 0 && !values.isConstant() && claim.answer(slope) == Claim.Answer.UNRESOLVED) {
            slope = slope(Values.NEGLIGIBLE);
        }
        return values.isConstant() || claim.answer(slope) != Claim.Answer.UNRESOLVED ? slope : null;
    }

    /** With a first step that need not be made smaller than this share of what f does over the same distance elsewhere. */
    private Derivative slope(double enough) {
        int to = values.flatTo();
        double distance = Math.min(slice.distance(to), slice.step(Grid.WIDE));
        double steepness = values.steepness() > 0 ? values.steepness() : values.secant();
        PlateauEdge edge = PlateauEdge.of(values, to, Grid.FARTHEST, Math.max(values.coarsest(), enough * steepness * distance));
        double coarse = edge.hidesSlope() ? values.coarsest() : Math.max(values.coarsest(), values.single());
        double error = Math.max(coarse, edge.step()) / distance;
        return Derivative.flat(values, distance, error, zero(values, edge, error));
    }

    /**
     * How uncertain a slope of 0 may be to be told from others: where f takes all values of doubles and does not move by a bit, as much as it is, if a
     * hundredth of what f does farther off would have been seen; never where the slope may be hidden.
     */
    static double zero(Values values, PlateauEdge edge, double error) {
        boolean isTold = values.rounding() == Values.Rounding.TO_DOUBLES && (values.steepness() == 0 || error <= Claim.NEEDED * values.steepness());
        return isTold && !edge.hidesSlope() ? error : 0;
    }

    /** Whether f moves where a straight line of the claimed slope would first be seen to: a pulse may be over within the narrowest estimate. */
    private boolean evaluateNearer() {
        int k = Math.min(slice.nearest(), Grid.narrowest(SEEN * values.coarsest() / Math.abs(claim.value()) / slice.scale()));
        double h = slice.step(k);
        boolean moves = k > values.flatTo() && (values.differs(values.at(h)) || values.differs(values.at(-h)));
        if (moves) {
            slice.evaluate(k);
        }
        return moves;
    }

    private boolean isUndefined(int k) {
        return slice.isEvaluated(k) && Double.isNaN(values.above(k) + values.below(k));
    }

    /** Whether f is f(x) as far out as is looked at; 1 − cos x at 1e-10 is so up to 100·x. */
    private boolean isConstantThroughout() {
        return values.isConstant() && values.at(slice.step(Grid.FARTHEST)) == values.fx() && values.at(-slice.step(Grid.FARTHEST)) == values.fx();
    }

    /** Follows f outwards until it moves: only then does it show how coarse its values are. */
    private void follow() {
        if (claim.value() == 0 && values.isConstant()) {
            slice.evaluate(Grid.WIDEST / 2);
            if (isConstantThroughout()) {
                return;
            }
        }
        if (values.isConstant()) {
            slice.evaluate(Grid.WIDEST);
        }
        for (int k = Grid.WIDEST - FARTHER; k >= Grid.FARTHEST && values.isConstant() && !isUndefined(k + FARTHER); k -= FARTHER) {
            slice.evaluate(k);
        }
        if (!values.isConstant() || claim.value() != 0 || isUndefined(Grid.WIDEST)) {
            slice.evaluate(Grid.WIDEST / 2);
            slice.evaluate(Grid.WIDE);
        }
        // Where f is not defined so far on one side, it may move between.
        for (int wide = Grid.WIDEST; wide < Grid.WIDE; wide += -Grid.WIDEST / 2) {
            for (int k = wide + 1; values.isConstant() && isUndefined(wide) && k < wide - Grid.WIDEST / 2; k++) {
                slice.evaluate(k);
            }
        }
        for (int i = 0; i < TREADS.length && !values.isConstant(); i++) {
            slice.evaluate(TREADS[i]);
        }
        // One step of a stair and the first rise of a slope look the same; a third value tells them apart.
        for (int k = Grid.WIDEST + 1; k < Grid.WIDEST / 2 && values.distinct() == 2; k++) {
            slice.evaluate(k);
        }
    }
}
