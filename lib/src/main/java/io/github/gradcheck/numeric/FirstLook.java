package io.github.gradcheck.numeric;

/**
 * Four values and one extrapolation: enough where f is smooth, and never the ground for saying that a gradient is wrong.
 *
 * <p>The step is about 1/256 of the size of x, but no round number: powers of two and of ten are periods of too many functions.
 * There an extrapolated quotient is off by about 1e-12 for functions that bend over lengths of 1 (h⁴·f⁽⁵⁾/480), and roundoff is as
 * small.
 */
final class FirstLook {
    static final double STEP = Math.scalb(Ladder.FIRST_STEP, -5);

    private FirstLook() {
    }

    /** The slope at x, or null if the four values look like anything but a smooth function. */
    static Estimate of(Line line) {
        return of(line, STEP * line.scale());
    }

    /** The slope at x from values at a distance and at half of it. */
    static Estimate of(Line line, double distance) {
        double near = line.step(distance / 2);
        double h = 2 * near;
        double x = line.x();
        double up = line.at(x + h);
        double down = line.at(x - h);
        double nearUp = line.at(x + near);
        double nearDown = line.at(x - near);
        if (!Double.isFinite(up + down + nearUp + nearDown)) {
            return null;
        }
        double wide = (up - down) / (2 * h);
        double narrow = (nearUp - nearDown) / (2 * near);
        double largest = Math.max(line.largest(up, down), line.largest(nearUp, nearDown));
        double roundoff = line.roundoff(near, largest, narrow);
        double wideBend = (up - 2 * line.fx() + down) / h;
        double narrowBend = (nearUp - 2 * line.fx() + nearDown) / near;
        if (Regularity.isBroken(wideBend, narrowBend, roundoff)) {
            return null;
        }
        double value = narrow + (narrow - wide) / 3;
        return new Estimate(value, Math.max(roundoff, truncation(wide, narrow, wideBend * line.scale() / h)), roundoff, near);
    }

    /** The smaller step changed the quotient by a share of it; the extrapolated one is off by about that share again. */
    private static double truncation(double wide, double narrow, double bend) {
        double change = Math.abs(narrow - wide);
        double size = Math.max(Math.abs(narrow), Math.abs(bend));
        return size == 0 ? 0 : change * Math.min(1, change / size);
    }
}
