package io.github.gradcheck.numeric;

/**
 * A stair of a function whose values are rounded: flat around x, with a jump where the flat part ends.
 *
 * <p>On one stair every difference is 0, to the last bit, and says nothing of the slope of what is rounded. Values a wide step away tell
 * such a function from a flat one; where they differ, halving leads to the end of the flat part, and what differs there by as much
 * as ever is a jump, while a unit that wakes up rises from nothing.
 */
final class Stair {
    private static final int HALVINGS = 40;
    /** What rises within 0.12·2⁻³⁰, a ten billionth, is as good as a jump; what rises steadily does not stay as large from there on. */
    private static final int SETTLED = 30;
    private static final double STAYS = 0.5;
    /** A share of the difference that a wide step shows: stairs that are wider than the first look are fewer than 64 within that step. */
    private static final double NOTHING = Math.scalb(1.0, -8);
    /** In units of roundoff; less is what long sums do. */
    private static final double SMALLEST = 256;
    /** A larger share of |f| does not speak against a slope of zero: a function that counts is flat, and means it. */
    private static final double LARGEST_AT_ZERO = 1e-3;
    /** Of any other slope: with 1e-3 eight of 40 right gradients of values rounded to 0.001 were called wrong, with this none. */
    private static final double LARGEST = 1e-2;
    /** The standard deviation of what is lost where numbers are rounded to multiples of 1: anything from −½ to ½, one as likely as another. */
    private static final double SCATTER = 1 / Math.sqrt(12);

    private final Line line;
    private final double nothing;
    private final double largestShare;

    private Stair(Line line, double nothing, double largestShare) {
        this.line = line;
        this.nothing = nothing;
        this.largestShare = largestShare;
    }

    /**
     * Whether values that are the same at the first look are those of one wide stair.
     *
     * <p>Of a curve with several values most stay what they are, as off the diagonal of a Jacobian; two evaluations more for each entry are
     * spent there only if the value is one of float32.
     */
    static boolean isWide(Line line, Estimate look) {
        boolean isSuspected = line.samples().width() == 1 || (float) line.fx() == line.fx();
        return isSuspected && isFlat(line, look) && new Stair(line, NOTHING, LARGEST_AT_ZERO).height() > 0;
    }

    /** Whether f stays the same, to the last bit, the step of an estimate away. */
    static boolean isFlat(Line line, Estimate estimate) {
        return line.at(line.x() + estimate.step()) == line.fx() && line.at(line.x() - estimate.step()) == line.fx();
    }

    /** How far values scatter that are rounded to the height of the stair that x lies on; 0 if x does not lie on one. */
    static double scatter(Line line) {
        return new Stair(line, 0, LARGEST).height() * SCATTER;
    }

    private double height() {
        double wide = widest();
        for (int side = 1; side >= -1; side -= 2) {
            double jump = Double.isNaN(wide) ? 0 : jump(side, wide);
            if (jump > 0) {
                return jump;
            }
        }
        return 0;
    }

    /** The widest step with finite values on both sides; NaN if there is none. */
    private double widest() {
        for (double wanted = Ladder.FIRST_STEP * line.scale(); wanted >= FirstLook.STEP * line.scale(); wanted /= Ladder.RATIO) {
            double h = line.step(wanted);
            if (Double.isFinite(line.at(line.x() + h) + line.at(line.x() - h))) {
                return h;
            }
        }
        return Double.NaN;
    }

    /** The jump at the end of the flat part on one side; 0 if there is none up to a distance. */
    private double jump(int side, double distance) {
        double flat = 0;
        double beyond = distance;
        double difference = difference(side * distance);
        double largest = line.largest(line.at(line.x() + side * distance), 0);
        double smallest = Math.max(nothing * difference, SMALLEST * Line.EPSILON * largest);
        double settled = difference;
        for (int halving = 0; halving < HALVINGS && difference > smallest; halving++) {
            settled = halving <= SETTLED ? difference : settled;
            double middle = (flat + beyond) / 2;
            double there = difference(side * middle);
            if (there == 0) {
                flat = middle;
            } else {
                beyond = middle;
                difference = there;
            }
        }
        boolean isJump = difference > smallest && difference >= STAYS * settled;
        return isJump && difference <= largestShare * largest ? difference : 0;
    }

    private double difference(double distance) {
        return Math.abs(line.at(line.x() + distance) - line.fx());
    }
}
