package io.github.gradcheck.numeric;

import io.github.gradcheck.ndarray.PythonNumber;

/** One derivative, measured in steps of rising cost until it is settled whether it is the expected one. */
final class Measurement {
    /** What a first look must be able to see before it may say that two slopes agree. */
    private static final double FIRST_LOOK_RESOLVES = 1e-7;
    private static final double LADDER_RESOLVES = 1e-6;
    /** A slope that is known to a ten thousandth is no accident of scatter. */
    private static final double TELLING = 1e-4;
    private static final double WIDE_STEP = 1e-3;
    /** Of the slope; larger ones are no matter of tolerances inside f. */
    static final double SMALL_DIFFERENCE = 1e-2;
    /** A second ladder starts here, so that it meets no point of the first. */
    private static final double SECOND_START = 0.75;

    private final double expected;
    private Line line;

    Measurement(Line line, double expected) {
        this.line = line;
        this.expected = expected;
    }

    Derivative result() {
        Estimate look = FirstLook.of(line);
        if (look != null && look.agreesWith(expected) && (look.resolves(FIRST_LOOK_RESOLVES, expected) || isZero(look))) {
            return smooth(look);
        }
        Estimate ladder = Ladder.twoSided(line, Ladder.FIRST_STEP * line.scale());
        if (ladder != null && ladder.agreesWith(expected) && (ladder.resolves(LADDER_RESOLVES, expected) || isLimitedByRoundoff(ladder))
                && !(ladder.value() == 0 && Stair.scatter(line) > 0)) {
            return smooth(ladder);
        }
        return careful(ladder);
    }

    /** Whether the slope should be 0 and is, to the last bit: where a unit is off, and at the bottom of x²; but not on a stair. */
    private boolean isZero(Estimate look) {
        return expected == 0 && look.value() == 0 && !Stair.isWide(line, look);
    }

    /** Whether no other step could have shown more; at small ones a staircase of rounded values may look flat. */
    private boolean isLimitedByRoundoff(Estimate ladder) {
        return ladder.atRoundoff() && ladder.step() >= WIDE_STEP * line.scale();
    }

    /** Before a gradient is doubted: the noise of f, a second opinion, and the slopes of both sides. */
    private Derivative careful(Estimate first) {
        line = line.measured(Noise.of(line, first == null ? line.scale() : first.step()));
        if (line.noise() == 0 || first != null && Stair.isFlat(line, first)) {
            line = line.measured(Stair.scatter(line));
        }
        Estimate both = withTheNarrowestScatter();
        if (both != null && both.agreesWith(expected)) {
            return smooth(both);
        }
        Estimate acrossJumps = both == null ? null : acrossJumps(both);
        if (acrossJumps != null && acrossJumps.agreesWith(expected)) {
            return smooth(acrossJumps);
        }
        Estimate left = Ladder.oneSided(line, -1);
        Estimate right = Ladder.oneSided(line, 1);
        if (left != null && right != null && isKink(both, left, right)) {
            return Derivative.kink(left, right, line);
        }
        if (both != null) {
            return smooth(both);
        }
        if (left != null && right != null) {
            return smooth(reconciled(left, right));
        }
        return Derivative.undecided(why(left, right), line);
    }

    /** The slope, with the scatter of values as far apart as it takes to see one, and no farther. */
    private Estimate withTheNarrowestScatter() {
        Estimate both = twice(line);
        for (double spacing : Noise.WIDE_SPACINGS) {
            if (both != null && both.resolves(TELLING, expected)) {
                return both;
            }
            Line wider = line.measured(Noise.wide(line, spacing));
            Estimate other = wider.noise() > line.noise() ? twice(wider) : null;
            if (other != null && (both == null || other.error() < both.error())) {
                line = wider;
                both = other;
            }
        }
        return both;
    }

    /** The slope over distances on which jumps that a small difference, or a slope seen only close to x, may be owed to are mere scatter. */
    private Estimate acrossJumps(Estimate both) {
        double difference = Math.abs(both.value() - expected);
        boolean isClose = difference <= SMALL_DIFFERENCE * Math.max(Math.abs(both.value()), Math.abs(expected));
        if (!isClose && both.step() >= WIDE_STEP * line.scale()) {
            return null;
        }
        double jump = Jump.near(line, both, difference);
        if (jump == 0) {
            return null;
        }
        Line before = line;
        // Values that jump by so much lie half as far on either side of what they stand for.
        line = line.measured(jump / 2);
        Estimate wide = twice(line);
        if (wide == null || !wide.agreesWith(expected)) {
            line = before;
        }
        return wide;
    }

    private static Estimate twice(Line line) {
        double start = Ladder.FIRST_STEP * line.scale();
        return reconciled(Ladder.twoSided(line, start), Ladder.twoSided(line, SECOND_START * start));
    }

    /** Two estimates of the same slope: the better one, with their difference as its error if they contradict each other. */
    private static Estimate reconciled(Estimate a, Estimate b) {
        if (a == null || b == null) {
            return null;
        }
        Estimate better = a.error() <= b.error() ? a : b;
        double difference = Math.abs(a.value() - b.value());
        return difference <= a.allowed() + b.allowed() ? better
                : new Estimate(better.value(), Math.max(difference, better.error()), better.roundoff(), better.step());
    }

    private static boolean isKink(Estimate central, Estimate left, Estimate right) {
        double jump = Math.abs(right.value() - left.value());
        return jump > left.allowed() + right.allowed() && (central == null || jump > central.allowed());
    }

    private String why(Estimate left, Estimate right) {
        if (left == null && right != null) {
            return "f has a slope to the right of x only, " + PythonNumber.repr(right.value()) + beyond("left", -1);
        }
        if (right == null && left != null) {
            return "f has a slope to the left of x only, " + PythonNumber.repr(left.value()) + beyond("right", 1);
        }
        double h = line.smallestStep();
        if (!Double.isFinite(line.at(line.x() + h) + line.at(line.x() - h))) {
            return "f is not finite next to x";
        }
        return "no step gives the same slope as the next smaller one";
    }

    /** Why there is no slope on one side, where that is plain to see. */
    private String beyond(String side, int sign) {
        double value = line.at(line.x() + sign * line.smallestStep());
        return Double.isFinite(value) ? "" : "; to the " + side + " f is " + value;
    }

    private Derivative smooth(Estimate estimate) {
        return Derivative.smooth(estimate, line);
    }
}
