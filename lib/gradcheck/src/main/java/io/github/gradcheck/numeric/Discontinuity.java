package io.github.gradcheck.numeric;

/**
 * Whether f leaves a straight line through x by a jump, found by halving.
 *
 * <p>Rounding inside f makes it a saw tooth or a stair: between two jumps it is smooth, with a slope that is not the one of the function it
 * stands for. A wave or a kink leaves the line as well, but without a jump: there the difference goes to 0 with the distance.
 */
final class Discontinuity {
    /** Halvings: a continuous f that leaves the line over a distance d leaves it by less than a thousandth over d/2²⁴ of it. */
    private static final int HALVINGS = 24;
    /** Where f sets out without a jump, so many halvings and secants have made the move far smaller. */
    private static final int SETTLED = 8;
    /** So little outside the place that the secant shows: inside f has not moved yet. */
    private static final double SHY = 1024;
    private static final double REMAINS = 0.25;
    /** So much of the way from one line to the other is more than the curvature of either. */
    private static final double TURNED = 0.25;

    private Discontinuity() {
    }

    /**
     * How far f moves at once where it leaves the value that it has up to step {@code from} on both sides, which shows how coarse it is near x:
     * log(1 + e<sup>x</sup>) goes from 0 to 1e-16. Nearly nothing where f is continuous; 0 if it does not move within the steps that were looked at. Where f is
     * not defined in between, its first value behind that gap is all that is known of the step.
     *
     * @param enough a move so small need not be made smaller
     */
    static double firstStep(Values values, int from, int to, double enough) {
        return Math.max(firstStep(values, from, to, enough, 1), firstStep(values, from, to, enough, -1));
    }

    private static double firstStep(Values values, int from, int to, double enough, int side) {
        double inside = values.slice().step(from);
        boolean isGap = false;
        for (int k = from - 1; k >= to; k--) {
            if (values.slice().isLooked(k)) {
                double moved = (side > 0 ? values.above(k) : values.below(k)) - values.fx();
                if (moved > 0 || moved < 0) {
                    return isGap ? Math.abs(moved) : firstStep(values, side, inside, values.slice().step(k), moved, enough);
                }
                isGap |= Double.isNaN(moved);
                inside = values.slice().step(k);
            }
        }
        return 0;
    }

    /** Halving and the secant in turn: where f sets out in a straight line the secant meets the place at once. */
    private static double firstStep(Values values, int side, double inside, double outside, double behind, double enough) {
        double in = inside;
        double out = outside;
        double moved = behind;
        double farther = Double.NaN;
        double movedFarther = Double.NaN;
        for (int i = 0; i < HALVINGS && Math.abs(moved) > enough && out - in > 4 * values.slice().rounding(); i++) {
            double secant = out - moved * (farther - out) / (movedFarther - moved);
            double near = secant + (out - secant) / SHY;
            double next = i % 2 == 1 && near > in && near < out ? near : in + (out - in) / 2;
            double found = values.at(side * next) - values.fx();
            boolean isGap = Double.isNaN(found);
            if (isGap || i >= SETTLED && Math.abs(moved) >= REMAINS * Math.abs(behind)) {
                return Math.abs(moved);
            }
            if (found == 0) {
                in = next;
            } else {
                farther = out;
                movedFarther = moved;
                out = next;
                moved = found;
            }
        }
        return Math.abs(moved);
    }

    /** Whether f jumps where it turns from the slope of the inner stretch to that of the outer one, on at least one side of x. */
    static boolean isBetween(Values values, Stretch inner, Stretch outer) {
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
                return remains(values, slope, side, values.slice().step(k + 1), h, before, off);
            }
            before = off;
        }
        return false;
    }

    /** Halves the distance between a point before the turn and one behind it, and sees whether the difference goes to 0 with it. */
    private static boolean remains(Values values, double slope, int side, double inside, double outside, double before, double behind) {
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
        return Math.abs(high - low) >= REMAINS * Math.abs(behind) && isRepeated(values, slope, side, out, high, inside / 4);
    }

    /** Whether f goes on with the same slope behind the jump. */
    private static boolean isRepeated(Values values, double slope, int side, double out, double high, double distance) {
        double further = off(values, slope, side * (out + distance), values.at(side * (out + distance)));
        return Math.abs(further - high) <= REMAINS * Math.max(Math.abs(slope) * distance, Math.abs(high));
    }

    private static double off(Values values, double slope, double t, double value) {
        return value - values.fx() - slope * t;
    }
}
