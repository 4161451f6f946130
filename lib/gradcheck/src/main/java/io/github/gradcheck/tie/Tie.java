package io.github.gradcheck.tie;

import io.github.gradcheck.problem.Block;
import java.util.List;
import java.util.Optional;

/**
 * A tie: several entries whose kinks meet, and whether the claim lies in Clarke's generalized gradient (1975) over them: the convex hull of the
 * limits of gradients nearby.
 *
 * @param output which output of a function with several
 * @param members the entries
 * @param excess how far the claim lies beyond all slopes nearby, along the direction from the nearest point of the hull to it, less
 *     what the measurement may be off; not positive inside; NaN where there were too many entries to find out
 * @param distance from the nearest point to the claim, as a share of the larger of both, each entry in its unit
 */
public record Tie(int output, List<Member> members, double excess, double distance) {
    /** Entries that hold less than a tenth of what leads out of the hull are not those that are wrong. */
    private static final double NOT_AT_FAULT = 0.1;

    /**
     * One entry.
     *
     * @param block its parameter
     * @param i its number
     * @param claimed what the gradient under test says
     * @param nearest what the nearest point of the hull says
     * @param weight of the entry in the direction from the nearest point to the claim: {@code excess} is off by so much for each unit that
     *     the claim is off by rounding
     */
    public record Member(Block block, int i, double claimed, double nearest, double weight) {
        private double share() {
            return Math.abs(weight * (claimed - nearest));
        }
    }

    /** The list is copied. */
    public Tie {
        members = List.copyOf(members);
    }

    /** Whether the claim is a mixture of gradients nearby, as far as can be measured. */
    public boolean isInside() {
        return excess <= 0;
    }

    /** Whether it lies outside. */
    public boolean isOutside() {
        return excess > 0;
    }

    /** Entry i of a parameter, if it takes part. */
    public Optional<Member> member(Block block, int i) {
        return members.stream().filter(member -> member.block() == block && member.i() == i).findFirst();
    }

    /** Whether this entry leads out of the hull, rather than another one. */
    public boolean isAtFault(Block block, int i) {
        double all = members.stream().mapToDouble(Member::share).max().orElse(0);
        return isOutside() && member(block, i).filter(member -> member.share() >= NOT_AT_FAULT * all).isPresent();
    }

    /** The same where each claim may be off by so much more. */
    public Tie less(double allowed) {
        return new Tie(output, members, excess - allowed, distance);
    }
}
