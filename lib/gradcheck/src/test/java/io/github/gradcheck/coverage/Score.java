package io.github.gradcheck.coverage;

import io.github.gradcheck.coverage.family.Sample;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.IntSummaryStatistics;
import java.util.Map;

/** What a checker made of the functions of one family. */
final class Score {
    private final Map<Claim, int[]> answers = new EnumMap<>(Claim.class);
    private final Map<Claim, IntSummaryStatistics> evaluations = new EnumMap<>(Claim.class);
    private double[] ratios = {};
    private int excluded;
    private long nanoseconds;

    /** Counts an outcome. */
    void add(Sample sample, Claim claim, Outcome outcome) {
        answers.computeIfAbsent(claim, c -> new int[Answer.values().length])[outcome.answer().ordinal()]++;
        evaluations.computeIfAbsent(claim, c -> new IntSummaryStatistics()).accept(outcome.evaluations());
        if (claim == Claim.RIGHT && outcome.hasInterval()) {
            ratios = Arrays.copyOf(ratios, ratios.length + 1);
            ratios[ratios.length - 1] = ratio(sample, outcome);
            excluded += excludes(sample, outcome) ? 1 : 0;
        }
    }

    void addTime(long more) {
        nanoseconds += more;
    }

    /**
     * How far the slope lies from the centre of the interval, in half-widths; at a kink, how far one-sided slopes lie from those that were
     * measured, in what these may be off.
     */
    private static double ratio(Sample sample, Outcome outcome) {
        double error = sample.isKink() ? outcome.error() : outcome.halfWidth();
        double lower = Math.min(sample.left(), sample.right()) - (outcome.lo() + error);
        double upper = Math.max(sample.left(), sample.right()) - (outcome.hi() - error);
        double distance = Math.max(Math.abs(lower), Math.abs(upper));
        return distance == 0 ? 0 : distance / error;
    }

    /** Whether an interval was given and the slope is not in it; at a kink, one of both one-sided slopes. */
    static boolean excludes(Sample sample, Outcome outcome) {
        double least = Math.min(sample.left(), sample.right());
        double largest = Math.max(sample.left(), sample.right());
        return outcome.hasInterval() && !(outcome.lo() <= least && outcome.hi() >= largest);
    }

    int count(Claim claim, Answer answer) {
        return answers.containsKey(claim) ? answers.get(claim)[answer.ordinal()] : 0;
    }

    int cases(Claim claim) {
        return answers.containsKey(claim) ? Arrays.stream(answers.get(claim)).sum() : 0;
    }

    int passed(Claim claim) {
        return count(claim, Answer.CORRECT) + count(claim, Answer.KINK);
    }

    IntSummaryStatistics evaluations(Claim claim) {
        return evaluations.getOrDefault(claim, new IntSummaryStatistics());
    }

    /** The share of functions for which an interval was given. */
    double share() {
        return (double) ratios.length / cases(Claim.RIGHT);
    }

    int excluded() {
        return excluded;
    }

    /** A quantile of the distance of the slope from the centre of the interval, in half-widths; NaN if there is no interval. */
    double ratio(double quantile) {
        double[] sorted = ratios.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(quantile * sorted.length) - 1];
    }

    double seconds() {
        return nanoseconds / 1e9;
    }
}
