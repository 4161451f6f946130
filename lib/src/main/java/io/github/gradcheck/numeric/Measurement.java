package io.github.gradcheck.numeric;

import io.github.gradcheck.ndarray.PythonNumber;

/** One derivative, measured in steps of rising cost until it is settled whether it is the expected one. */
final class Measurement {
    /** What a first look must be able to see before it may say that two slopes agree. */
    private static final double FIRST_LOOK_RESOLVES = 1e-7;
    private static final double LADDER_RESOLVES = 1e-6;
    /** Ladders of smooth functions end at larger steps than this; those that roundoff takes for kinks all the way go down to 1e-15. */
    private static final double DROWNED = 1e-8;
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
        if (ladder != null && ladder.agreesWith(expected) && (ladder.resolves(LADDER_RESOLVES, expected) || isAsGoodAsCanBe(ladder))) {
            return smooth(ladder);
        }
        return careful(ladder);
    }

    /** Whether the slope should be 0 and is, to the last bit: where a unit is off, and at the bottom of x². */
    private boolean isZero(Estimate look) {
        return expected == 0 && look.value() == 0;
    }

    /** Nothing but roundoff is left, at a step where it does not drown everything: there it would be as large as the slope. */
    private boolean isAsGoodAsCanBe(Estimate ladder) {
        return ladder.atRoundoff() && ladder.step() >= DROWNED * line.scale();
    }

    /** Before a gradient is doubted: the noise of f, a second opinion, and the slopes of both sides. */
    private Derivative careful(Estimate first) {
        double noise = Noise.of(line, first == null ? line.scale() : first.step());
        line = line.withNoise(noise);
        Estimate central = noise > 0 ? Ladder.twoSided(line, Ladder.FIRST_STEP * line.scale()) : first;
        Estimate again = Ladder.twoSided(line, SECOND_START * Ladder.FIRST_STEP * line.scale());
        Estimate both = reconciled(central, again);
        if (both != null && both.agreesWith(expected)) {
            return smooth(both);
        }
        Estimate left = Ladder.oneSided(line, -1);
        Estimate right = Ladder.oneSided(line, 1);
        if (left != null && right != null && isKink(both, left, right)) {
            return Derivative.kink(left, right, line.noise(), evaluations());
        }
        if (both != null) {
            return smooth(both);
        }
        return Derivative.undecided(why(left, right), line.noise(), evaluations());
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
            return "f has a slope to the right of x only, " + PythonNumber.repr(right.value());
        }
        if (right == null && left != null) {
            return "f has a slope to the left of x only, " + PythonNumber.repr(left.value());
        }
        double h = line.smallestStep();
        if (!Double.isFinite(line.at(line.x() + h) + line.at(line.x() - h))) {
            return "f is not finite next to x";
        }
        return "no step gives the same slope as the next smaller one";
    }

    private Derivative smooth(Estimate estimate) {
        return Derivative.smooth(estimate, line.noise(), evaluations());
    }

    private int evaluations() {
        return line.samples().evaluations();
    }
}
