package io.github.gradcheck.tie;

import io.github.gradcheck.numeric.Claim;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds ties: sets of entries whose kinks meet, so that what is right for each by itself may be wrong for all of them, and the other way round.
 *
 * <p>max(x₀, x₁) at (2, 2) has the slopes 0 and 1 in both entries, and its generalized gradient is the segment from (1, 0) to (0, 1):
 * (½, ½) is no bug, and (1, 1) is one. Nothing is evaluated where no entry has a kink and at most one does not move f at all.
 */
public final class Ties {
    /** What a thousand entries cost by themselves if they are as hard as they can be; the table of ties took 150 to 400, 2306 at most. */
    private static final int MOST_EVALUATIONS = 20_000;

    private final Evaluator f;
    private final long seed;
    private final TieCandidates candidates;
    private final EvaluationBudget budget;

    private Ties(Evaluator f, long seed, TieCandidates candidates) {
        this.f = f;
        this.seed = seed;
        this.candidates = candidates;
        this.budget = new EvaluationBudget(f, MOST_EVALUATIONS);
    }

    /**
     * What was found.
     *
     * @param ties those that there are
     * @param areGrouped whether it was found out which entries belong together; there were too many of them otherwise, and all were looked at
     *     along a few directions alone
     * @param evaluations how often the function was evaluated for it
     */
    public record Found(List<Tie> ties, boolean areGrouped, long evaluations) {
        /** The list is copied. */
        public Found {
            ties = List.copyOf(ties);
        }
    }

    /**
     * Those over the entries of all parameters.
     *
     * @param seed of the random points
     * @param arrays their entries, each measured by itself
     */
    public static Found among(Evaluator f, long seed, List<? extends EntryDerivatives> arrays) {
        TieCandidates candidates = TieCandidates.of(arrays);
        return candidates.size() < 2 ? new Found(List.of(), true, 0) : new Ties(f, seed, candidates).find();
    }

    private Found find() {
        Interactions interactions = new Interactions(new Additivity(f, seed, candidates, budget), candidates.size());
        List<Tie> ties = new ArrayList<>();
        boolean areGrouped = true;
        for (int r = 0; r < f.centre().length; r++) {
            int output = r;
            List<int[]> groups = candidates.isSought()[r] ? interactions.groups(r) : List.of();
            if (candidates.isSought()[r] && budget.isSpent()) {
                areGrouped = false;
                Stream.of(tie(r, IntStream.range(0, candidates.size()).toArray(), true)).filter(Tie::isOutside).forEach(ties::add);
            } else {
                groups.forEach(group -> ties.add(tie(output, group, false)));
            }
        }
        return new Found(ties, areGrouped, budget.used());
    }

    private Tie tie(int r, int[] group, boolean isAlongOnly) {
        SamplingScales scales = candidates.scales(r, group, f.centre()[r]);
        double[] claimed = new double[group.length];
        double[] jumps = new double[group.length];
        double slack = 0;
        for (int k = 0; k < group.length; k++) {
            Claim claim = candidates.claims()[r][group[k]];
            claimed[k] = claim.value() * scales.units()[k];
            jumps[k] = candidates.slopes()[r][group[k]].right() - candidates.slopes()[r][group[k]].left();
            slack = Math.hypot(slack, scales.units()[k] * (claim.roundingError() + 2 * claim.relative() * Math.abs(claim.value())));
        }
        NearbySlopes nearby = new NearbySlopes(local(r, group, scales), scales, r, jumps, seed + 31L * r);
        GradientSampling sampling = new GradientSampling(nearby, claimed, scales.rise(), slack, budget);
        GradientSampling.Outcome outcome = isAlongOnly ? GradientSampling.Outcome.UNKNOWN : sampling.outcome();
        return tie(r, group, scales, claimed, outcome.isKnown() ? outcome : sampling.outcomeAlong());
    }

    /** The entries of a group, and after them all others, which move to random places. */
    private LocalFunction local(int r, int[] group, SamplingScales scales) {
        IntStream others = IntStream.range(0, candidates.size()).filter(k -> Arrays.binarySearch(group, k) < 0);
        int[] order = IntStream.concat(IntStream.of(group), others).toArray();
        double[] units = candidates.scales(r, order, f.centre()[r]).units();
        System.arraycopy(scales.units(), 0, units, 0, group.length);
        return new LocalFunction(f, candidates.which(order), units);
    }

    private Tie tie(int r, int[] group, SamplingScales scales, double[] claimed, GradientSampling.Outcome outcome) {
        double[] nearest = outcome.isKnown() ? outcome.nearest() : claimed;
        List<Tie.Member> members = new ArrayList<>();
        for (int k = 0; k < group.length; k++) {
            Coordinate entry = candidates.coordinates().get(group[k]);
            double unit = scales.units()[k];
            double weight = outcome.isKnown() ? outcome.direction()[k] * unit : 0;
            members.add(new Tie.Member(entry.block(), entry.i(), claimed[k] / unit, nearest[k] / unit, weight));
        }
        double size = Math.max(Hull.length(claimed), Hull.length(nearest));
        double distance = size == 0 ? 0 : Hull.length(Hull.minus(claimed, nearest)) / size;
        return new Tie(r, members, outcome.isKnown() ? outcome.outside() - outcome.error() : Double.NaN, distance);
    }
}
