package io.github.gradcheck.numeric;

import io.github.gradcheck.slice.Grid;
import io.github.gradcheck.slice.Values;

/**
 * How f leaves the value f(x) that it has to the last bit near x, found by halving the distance at which it does.
 *
 * @param step how far f moves at once: nearly nothing where it is continuous; the height of a stair's step; one rounding step of terms inside
 *     f, as log(1 + e<sup>x</sup>) goes from 0 to 1e-16. 0 if f does not move within the steps that were looked at; where f is not defined
 *     between, its first value behind that gap
 * @param hidesSlope whether f may have moved before as well, hidden by rounding: it stays within a few spacings of f(x) over a thousandth of the
 *     distance, as 1 − tanh does, or leaves by a step, as what is rounded. A rectifier that is off sets out at once, and without a step
 */
record PlateauEdge(double step, boolean hidesSlope) {
    static final PlateauEdge NONE = new PlateauEdge(0, false);

    /** Halvings: a continuous f that sets out over a distance d moves by less than a thousandth of that over d/2²⁴. */
    private static final int HALVINGS = 24;
    /** Where f sets out without a jump, so many halvings and secants have made the move far smaller. */
    private static final int SETTLED = 8;
    private static final double REMAINS = 0.25;
    /** In units of what the slope farther off makes of the last distance: a straight line leaves by no more than once that, a step by any number. */
    private static final double FARTHER_OFF = 4;
    /** Beyond and before the place that the secant shows, in parts of the way to it. */
    private static final double BEYOND = 1.0 / 16_384;
    /**
     * A straight line of slope s leaves by s·d/1024 over that part of the distance d: 64 spacings tell those apart that are steeper than 65 536 spacings
     * over d, 1e-11·|f|/d in doubles. A power t<sup>m</sup> that rounding hides up to d moves by m/1024 of a spacing there, e<sup>rt</sup> by r·d/1024.
     */
    private static final double FEW = 64;
    private static final double SHORT = 1.0 / 1024;

    /** One side, between a distance at which f is f(x) and one at which it is not. */
    private static final class Side {
        private final Values values;
        private final int sign;
        private final double few;
        private double in;
        private double out;
        private double moved;
        private double farther = Double.NaN;
        private double movedFarther = Double.NaN;

        private Side(Values values, int sign, double in, int k) {
            this.values = values;
            this.sign = sign;
            this.few = FEW * values.coarsest();
            this.in = in;
            this.out = values.slice().step(k);
            this.moved = moved(k);
            for (int wider = k - 1; wider >= Grid.FARTHEST && Double.isNaN(farther); wider--) {
                if (values.slice().isEvaluated(wider)) {
                    farther = values.slice().step(wider);
                    movedFarther = moved(wider);
                }
            }
        }

        private double moved(int k) {
            return (sign > 0 ? values.above(k) : values.below(k)) - values.fx();
        }

        private double moved(double t) {
            return values.at(sign * t) - values.fx();
        }

        private PlateauEdge find(double enough) {
            double behind = Math.abs(moved);
            double least = Math.max(enough, values.spacing(Math.abs(values.fx())));
            boolean isKnown = false;
            boolean isGradual = false;
            for (int i = 0; i < HALVINGS && out - in > 4 * values.slice().rounding(); i++) {
                isGradual |= !isKnown && isGradual();
                isKnown |= Math.abs(moved) <= few || out - in <= SHORT * in;
                boolean isSettled = Math.abs(moved) <= least || i >= SETTLED && Math.abs(moved) >= REMAINS * behind;
                double next = next(i);
                double found = isKnown && isSettled ? Double.NaN : moved(next);
                if (Double.isNaN(found)) {
                    break;
                }
                narrow(next, found);
            }
            return new PlateauEdge(Math.abs(moved), isGradual || isStep(least));
        }

        /** Whether f has moved by no more than a few spacings, and moves by no more over a thousandth of the distance. */
        private boolean isGradual() {
            return Math.abs(moved) <= few && Math.abs(moved(out + SHORT * in) - moved) <= few;
        }

        /** Whether f has moved by far more than it moves over the same distance farther off. */
        private boolean isStep(double least) {
            double steepness = Math.abs(movedFarther - moved) / (farther - out);
            return Math.abs(moved) > least && !(Math.abs(moved) <= FARTHER_OFF * steepness * (out - in));
        }

        /** Beyond and before the place that the secant shows, and half-way, in turn: where f sets out in a straight line the first two meet it at once. */
        private double next(int i) {
            double secant = out - moved * (farther - out) / (movedFarther - moved);
            double near = secant + (i % 3 == 0 ? BEYOND : -BEYOND) * (out - secant);
            return i % 3 < 2 && near > in && near < out ? near : in + (out - in) / 2;
        }

        private void narrow(double next, double found) {
            if (found == 0) {
                in = next;
            } else {
                farther = out;
                movedFarther = moved;
                out = next;
                moved = found;
            }
        }
    }

    /**
     * Beyond step {@code from}, up to which f is f(x) on both sides: on the side where it leaves first, or on both if they leave alike.
     *
     * @param to the widest step that is looked at
     * @param enough a move so small need not be made smaller
     */
    static PlateauEdge of(Values values, int from, int to, double enough) {
        int right = moves(values, from, to, 1);
        int left = moves(values, from, to, -1);
        PlateauEdge one = right >= Math.max(to, left) ? new Side(values, 1, values.slice().step(from), right).find(enough) : NONE;
        PlateauEdge other = left >= Math.max(to, right) ? new Side(values, -1, values.slice().step(from), left).find(enough) : NONE;
        return new PlateauEdge(Math.max(one.step, other.step), one.hidesSlope || other.hidesSlope);
    }

    /** The narrowest step at which f is seen to differ from f(x); one less than {@code to} if there is none. */
    private static int moves(Values values, int from, int to, int sign) {
        int k = from - 1;
        while (k >= to && !(values.slice().isEvaluated(k) && values.differs(sign > 0 ? values.above(k) : values.below(k)))) {
            k--;
        }
        return k;
    }
}
