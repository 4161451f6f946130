package io.github.gradcheck.numeric;

import io.github.gradcheck.slice.Values;

/**
 * Whether f leaves a straight line through x by a jump, found by halving.
 *
 * <p>Rounding inside f makes it a saw tooth or a stair: between two jumps it is smooth, with a slope that is not the one of the function it
 * stands for. A wave or a kink leaves the line as well, but without a jump: there the difference goes to 0 with the distance.
 */
final class Discontinuity {
    /** Halvings: a continuous f that leaves the line over a distance d leaves it by less than a thousandth over d/2²⁴ of it. */
    private static final int HALVINGS = 24;
    private static final double REMAINS = 0.25;
    /** So much of the way from one line to the other is more than the curvature of either. */
    private static final double TURNED = 0.25;
    /** Down to a 256th of the distance to the jump. */
    private static final int SHORTER = 4;

    private Discontinuity() {
    }

    /** Whether f jumps where it turns from the slope of the inner run to that of the outer one, on at least one side of x. */
    static boolean isBetween(Values values, ScaleRun inner, ScaleRun outer) {
        double slope = inner.slope().centre();
        double other = outer.slope().centre();
        return jumps(values, slope, other, inner.best().k(), outer.best().k(), 1) || jumps(values, slope, other, inner.best().k(), outer.best().k(), -1);
    }

    private static boolean jumps(Values values, double slope, double other, int from, int to, int side) {
        double before = 0;
        for (int k = from; k >= to; k--) {
            double h = values.slice().step(k);
            double off = off(values, slope, side * h, side > 0 ? values.above(k) : values.below(k));
            if (k < from && Math.abs(off) > TURNED * Math.abs(other - slope) * h) {
                return remains(values, slope, other, side, values.slice().step(k + 1), h, before, off);
            }
            before = off;
        }
        return false;
    }

    /** Halves the distance between a point before the turn and one behind it, and sees whether the difference goes to 0 with it. */
    private static boolean remains(Values values, double slope, double other, int side, double inside, double outside, double before, double behind) {
        double in = inside;
        double out = outside;
        double low = before;
        double high = behind;
        for (int i = 0; i < HALVINGS && out - in > 4 * values.slice().rounding(); i++) {
            double middle = in + (out - in) / 2;
            double found = off(values, slope, side * middle, values.at(side * middle));
            if (Math.abs(found - low) > Math.abs(high - low) / 2) {
                out = middle;
                high = found;
            } else {
                in = middle;
                low = found;
            }
        }
        return Math.abs(high - low) >= REMAINS * Math.abs(behind) && isRepeated(values, slope, other, side, out, high, inside);
    }

    /** Whether f goes on with the same slope behind the jump, over a distance that may have to be short, for the next jump may be near. */
    private static boolean isRepeated(Values values, double slope, double other, int side, double out, double high, double inside) {
        double distance = inside;
        for (int i = 0; i < SHORTER; i++) {
            distance /= 4;
            double further = off(values, slope, side * (out + distance), values.at(side * (out + distance)));
            if (Math.abs(further - high) <= REMAINS * Math.abs(other - slope) * distance) {
                return true;
            }
        }
        return false;
    }

    private static double off(Values values, double slope, double t, double value) {
        return value - values.fx() - slope * t;
    }
}
