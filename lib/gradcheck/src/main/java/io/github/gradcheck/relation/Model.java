package io.github.gradcheck.relation;

import io.github.gradcheck.relation.Relation.Kind;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * One explanation of a wrong gradient: what each entry would be if it were so, and how many bits it takes to say it.
 *
 * <p>It is accepted if it explains every measured entry within its error and saves {@link #ACCEPTED} bits: each wrong entry that it explains
 * saves log₂(|difference| / what is left of it), entries of one size count once, and the model costs its prior, its numbers and the place
 * where it holds. A number that is fitted costs the bits of the entry that it is fitted to, one that somebody may have typed costs its digits.
 * This is the two-part code of minimum description length (J. Rissanen, "Modeling by shortest data description", Automatica 14, 1978).
 *
 * @param of the gradient, or the part of it that is wrong
 * @param kind what kind of mistake it is
 * @param bits what it takes to say it, without the numbers that were fitted
 * @param fitted how many numbers were fitted that nobody would have typed
 * @param expected the analytic value of an entry, or the numeric one; NaN where nothing can be said
 * @param slack how many errors of the entry its expectation may be off; 0 if the numeric value is what is expected
 * @param evidence one line of figures
 */
record Model(Comparison of, Kind kind, double bits, int fitted, IntToDoubleFunction expected, double slack, String evidence) {
    /** A model is taken by chance once in 2¹⁰ tries of a wrong gradient that it has nothing to do with. */
    static final double ACCEPTED = 10;
    /** No entry is worth more: two doubles agree to 53 bits, measured values rarely to 40. */
    private static final double MOST_BITS = 40;
    static final double OF_NUMERIC = 0;

    /** What it takes to say it, with every number that was fitted in full. */
    double cost() {
        return bits + fitted * MOST_BITS;
    }

    /** The same, said of some entries, which takes so many bits more, and so many words. */
    Model dearer(double by, String more) {
        return new Model(of, kind, bits + by, fitted, expected, slack, evidence + more);
    }

    boolean isAccepted() {
        return explains() && saved() >= ACCEPTED;
    }

    private boolean explains() {
        if (slack != OF_NUMERIC) {
            return of.allMatch(expected, slack);
        }
        return Arrays.stream(of.wrong()).allMatch(i -> off(i) <= Math.max(of.allowed()[i], Comparison.SAME * Math.abs(of.numeric()[i])));
    }

    /** The bits that are saved by saying the model in place of each wrong entry. */
    private double saved() {
        int[] entries = Arrays.stream(of.wrong()).filter(i -> !Double.isNaN(expected.applyAsDouble(i))).toArray();
        double left = 0;
        for (int i : entries) {
            left = Math.max(left, off(i) / Math.abs(of.difference(i)));
        }
        double sum = 0;
        double most = 0;
        for (int i : entries) {
            double surprise = surprise(i, left);
            sum += surprise;
            most = Math.max(most, surprise);
        }
        int sizes = Math.max(Comparison.countSizes(of.analytic(), entries), Comparison.countSizes(of.numeric(), entries));
        return sum * sizes / Math.max(1, entries.length) - bits - fitted * most;
    }

    private double off(int i) {
        return Math.abs((slack == OF_NUMERIC ? of.numeric()[i] : of.analytic()[i]) - expected.applyAsDouble(i));
    }

    /** How unlikely it is that an entry that may be anywhere within its difference is met so closely, in bits. */
    private double surprise(int i, double left) {
        double difference = Math.abs(of.difference(i));
        double tolerance = Math.max(Math.max(1, slack) * of.allowed()[i], left * difference);
        return Math.min(MOST_BITS, log2(difference / tolerance));
    }

    /** The logarithm of what is not below 1. */
    static double log2(double value) {
        return Math.log(Math.max(1, value)) / Math.log(2);
    }
}
