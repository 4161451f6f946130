package io.github.gradcheck.tie;

import io.github.gradcheck.numeric.Derivative;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Tests whether f near x is additively separable, a sum of functions of single entries or of two sets of them: first and mixed second differences at
 * random points, each evaluated once, as in differential grouping (Omidvar, Li, Mei and Yao, IEEE Transactions on Evolutionary Computation
 * 18(3), 2014).
 *
 * <p>A draw moves sets of entries from one point near x to another. Every other draw starts at x itself, where couplings of two show; the
 * rest start where all entries have moved, for those that others have to move for.
 */
final class Additivity {
    /** What shows in one eighth of all directions, as a coupling of three may, stays hidden in 4 % of so many draws; of two, in 0.1 %. */
    private static final int WHOLE = 24;
    /** Where nothing has a kink by itself there mostly is none at all; a median moves whenever two entries go the same way. */
    private static final int WHOLE_FLAT = 8;
    /** Before an entry is called wrong: what shows in one twentieth of all directions stays hidden in 0.1 % of so many draws. */
    private static final int WHOLE_DOUBTFUL = 128;
    /** What shows in a quarter of all directions stays hidden in 3 % of so many draws. */
    static final int FEW = 12;
    /** One move in nine, that of one entry of a median of nine, stays hidden in 6 % of the half of so many that start beside x. */
    static final int MANY = 48;
    /** Of what the smallest kink does: couplings that do less could not be told from curvature. */
    private static final double LEAST = 0.05;
    /** In units of the spacing of f: how far four values, and what is predicted of them, may be off by rounding. */
    private static final double ROUNDING = 8;
    /**
     * In units of the radius: entries go from between 0.5 and 1.5 on one side to between 2 and 3, or below 0.4, for an even function does
     * not feel the side; two times of three on the other side, one on the same, for f may not be defined on both.
     */
    private static final double FARTHEST = 3;

    private record Point(int draw, BitSet moved, boolean isHalf) {
    }

    private interface Deviation {
        double at(int draw, boolean isHalf);
    }

    private final TieCandidates candidates;
    private final LocalFunction local;
    private final EvaluationBudget budget;
    private final double[] centre;
    private final SamplingScales[] scales;
    private final double radius;
    private final double[][] from = new double[WHOLE_DOUBTFUL][];
    private final double[][] to = new double[WHOLE_DOUBTFUL][];
    private final Map<Point, double[]> values = new HashMap<>();
    private final SplittableRandom random;
    private int drawn;

    Additivity(Evaluator f, long seed, TieCandidates candidates, EvaluationBudget budget) {
        this.candidates = candidates;
        this.budget = budget;
        this.centre = f.centre();
        this.scales = new SamplingScales[centre.length];
        int[] all = IntStream.range(0, candidates.size()).toArray();
        double[] units = new double[all.length];
        double widest = 0;
        for (int r = 0; r < centre.length; r++) {
            if (candidates.isSought()[r]) {
                scales[r] = candidates.scales(r, all, centre[r]);
                widest = Math.max(widest, scales[r].radius());
                for (int k = 0; k < units.length; k++) {
                    units[k] = units[k] == 0 ? scales[r].units()[k] : Math.min(units[k], scales[r].units()[k]);
                }
            }
        }
        this.radius = widest;
        this.local = new LocalFunction(f, candidates.coordinates(), units);
        this.random = new SplittableRandom(seed);
    }

    /** The first moves all entries up, the next but one all down. Most functions need few. */
    private void drawUpTo(int last) {
        for (int draw = drawn; draw <= last; draw++) {
            drawn++;
            from[draw] = new double[local.size()];
            to[draw] = new double[local.size()];
            for (int k = 0; k < local.size(); k++) {
                int sign = draw == 0 ? 1 : draw == 2 ? -1 : random.nextBoolean() ? 1 : -1;
                double near = sign * (0.5 + random.nextDouble());
                double distance = random.nextBoolean() ? 0.1 + 0.3 * random.nextDouble() : FARTHEST - random.nextDouble();
                double beyond = (random.nextInt(3) == 0 ? sign : -sign) * distance;
                from[draw][k] = startsAtX(draw) ? 0 : radius * near;
                to[draw][k] = radius * (startsAtX(draw) ? near : beyond);
            }
        }
    }

    private static boolean startsAtX(int draw) {
        return draw % 2 == 0;
    }

    /** Whether output r near x is what the slopes of all entries by themselves say. */
    boolean isSumOfSingles(int r) {
        BitSet all = new BitSet();
        all.set(0, candidates.size());
        int draws = candidates.disagree(r) ? WHOLE_DOUBTFUL : candidates.hasKink(r) ? WHOLE : WHOLE_FLAT;
        return !exceeds(allowed(all, r), 0, 1, draws, (draw, isHalf) -> {
            BitSet moved = startsAtX(draw) ? all : new BitSet();
            return value(draw, moved, isHalf, r) - centre[r] - predicted(startsAtX(draw) ? to[draw] : from[draw], all, isHalf, r);
        });
    }

    /** Whether entries move output r as their own slopes say, wherever the others are; a single one that starts at x does. */
    boolean isAlone(BitSet entries, int r, int draws) {
        BitSet none = new BitSet();
        boolean isSingle = entries.cardinality() == 1;
        return !exceeds(2 * allowed(entries, r), isSingle ? 1 : 0, isSingle ? 2 : 1, draws,
                (draw, isHalf) -> value(draw, entries, isHalf, r) - value(draw, none, isHalf, r)
                        - predicted(to[draw], entries, isHalf, r) + predicted(from[draw], entries, isHalf, r));
    }

    /** Whether two sets of entries move output r otherwise together than one after the other. */
    boolean interact(BitSet a, BitSet b, int r) {
        BitSet none = new BitSet();
        BitSet both = (BitSet) a.clone();
        both.or(b);
        return exceeds(allowed(none, r), 0, 1, FEW, (draw, isHalf) -> value(draw, both, isHalf, r) - value(draw, a, isHalf, r)
                - value(draw, b, isHalf, r) + value(draw, none, isHalf, r));
    }

    /**
     * Whether what deviates in proportion to the radius is more than allowed in any draw: from D(1) = L + Q and D(½) = L/2 + Q/4, where Q
     * is curvature, L = 4·D(½) − D(1).
     */
    private boolean exceeds(double allowed, int first, int step, int draws, Deviation deviation) {
        for (int draw = first; draw < draws && !budget.isSpent(); draw += step) {
            drawUpTo(draw);
            double whole = deviation.at(draw, false);
            if (Math.abs(whole) > allowed && Math.abs(4 * deviation.at(draw, true) - whole) > allowed) {
                return true;
            }
        }
        return false;
    }

    /** With what the measured slopes may be off by; what does not move f by a bit over longer steps does not over these. */
    private double allowed(BitSet entries, int r) {
        double allowed = LEAST * scales[r].rise() * radius + ROUNDING * scales[r].grain();
        for (int k = entries.nextSetBit(0); k >= 0; k = entries.nextSetBit(k + 1)) {
            Derivative slope = candidates.slopes()[r][k];
            allowed += TieCandidates.isFlat(slope) ? 0 : slope.error() * FARTHEST * radius * local.units()[k];
        }
        return allowed;
    }

    private double predicted(double[] z, BitSet entries, boolean isHalf, int r) {
        double sum = 0;
        for (int k = entries.nextSetBit(0); k >= 0; k = entries.nextSetBit(k + 1)) {
            Derivative slope = candidates.slopes()[r][k];
            sum += (z[k] > 0 ? slope.right() : slope.left()) * z[k] * local.units()[k];
        }
        return isHalf ? sum / 2 : sum;
    }

    private double value(int draw, BitSet moved, boolean isHalf, int r) {
        if (startsAtX(draw) && moved.isEmpty()) {
            return centre[r];
        }
        return values.computeIfAbsent(new Point(draw, moved, isHalf), point -> {
            double[] z = from[draw].clone();
            for (int k = 0; k < z.length; k++) {
                z[k] = (moved.get(k) ? to[draw][k] : z[k]) * (isHalf ? 0.5 : 1);
            }
            return local.at(z);
        })[r];
    }
}
