package io.github.gradcheck.numeric;

/**
 * Slopes with smaller and smaller steps, extrapolated to step 0, until only roundoff is left.
 *
 * <p>What was seen with larger steps is dropped wherever a smaller one shows that f was not smooth in between: where it is not
 * finite, or bends as at a kink, a jump or a wave shorter than the step.
 */
final class Ladder {
    /**
     * The first step, as a share of the size of x: with 0.1, 2652 derivatives gave one false alarm. It is a fifth of the golden
     * section, the number farthest from all fractions: steps that are powers of two see a straight line in sin(512·2πx).
     */
    static final double FIRST_STEP = 0.2 * 0.6180339887498949;
    /**
     * How much smaller the next step is. No whole number: on a staircase the number of stairs within a step can halve time after
     * time, and every row then gives the same slope, to the last bit and wrong.
     */
    static final double RATIO = Math.sqrt(5);
    private static final int FEWEST_ROWS = 3;
    private static final double GOOD_ENOUGH = 1e-9;
    private static final double HOPELESS = 1000;

    private final Line line;
    private final Tableau tableau;
    private final Regularity regularity = new Regularity();
    private double roundoff = Double.POSITIVE_INFINITY;
    private double slope;
    /** How much slopes still change from row to row: the last change, or what is left of larger ones if they shrink with the step. */
    private double change;
    private boolean settled;

    private Ladder(Line line, Tableau tableau) {
        this.line = line;
        this.tableau = tableau;
    }

    /** The two-sided slope at x, starting from the given step; null if no step gives one. */
    static Estimate twoSided(Line line, double firstStep) {
        Ladder ladder = new Ladder(line, new Tableau(RATIO * RATIO, line.isScattered()));
        for (double wanted = firstStep; wanted >= line.smallestStep() && !ladder.settled; wanted /= RATIO) {
            double h = line.step(wanted);
            double above = line.x() + h;
            double below = line.x() - h;
            double up = line.at(above);
            double down = line.at(below);
            double slope = (up - down) / (above - below);
            ladder.add(slope, (up - 2 * line.fx() + down) / h, line.roundoff(h, line.largest(up, down), slope), h);
        }
        return ladder.best();
    }

    /** The slope on one side of x: of the right if {@code side} is 1, of the left if it is -1; null if no step gives one. */
    static Estimate oneSided(Line line, int side) {
        Ladder ladder = new Ladder(line, new Tableau(RATIO, line.isScattered()));
        double slope = Double.NaN;
        for (double wanted = FIRST_STEP * line.scale(); wanted >= line.smallestStep() && !ladder.settled; wanted /= RATIO) {
            double h = line.step(wanted);
            double there = line.x() + side * h;
            double value = line.at(there);
            double previous = slope;
            slope = (value - line.fx()) / (there - line.x());
            // Twice the roundoff of two sides: the distance is half as long.
            ladder.add(slope, Double.isFinite(previous) ? slope - previous : slope, 2 * line.roundoff(h, line.largest(value, 0), slope), h);
        }
        return ladder.best();
    }

    /**
     * The best of the rows that count. Where the steps came to an end before anything was settled, and not for want of digits, slopes were
     * still on the move: x²·sin(1/x) at 0 has one of 1e-21 at a step of 1e-21, and what two of them have in common is chance.
     */
    private Estimate best() {
        Estimate best = tableau.best();
        if (best == null || settled || roundoff > best.error()) {
            return best;
        }
        return new Estimate(best.value(), Math.max(best.error(), change), best.roundoff(), best.step());
    }

    private void add(double slope, double bend, double newRoundoff, double h) {
        if (!Double.isFinite(slope) || !Double.isFinite(bend)) {
            tableau.clear();
            regularity.forget();
            return;
        }
        change = Math.max(Math.abs(slope - this.slope), change / RATIO);
        this.slope = slope;
        boolean rises = newRoundoff >= 0.9 * roundoff;
        roundoff = newRoundoff;
        if (regularity.breaksAt(bend, roundoff)) {
            tableau.clear();
            settled = regularity.isKink();
        } else {
            tableau.add(slope, roundoff, h);
            settled = isSettled(rises);
        }
    }

    /** Whether smaller steps cannot do better: roundoff is reached, and rises; or it has long passed the best error. */
    private boolean isSettled(boolean rises) {
        Estimate best = tableau.best();
        if (best == null || tableau.rows() < FEWEST_ROWS) {
            return false;
        }
        if (line.isScattered()) {
            return roundoff > best.allowed();
        }
        boolean done = best.atRoundoff() && (rises || best.resolves(GOOD_ENOUGH, 0));
        return done || roundoff > HOPELESS * best.error();
    }
}
