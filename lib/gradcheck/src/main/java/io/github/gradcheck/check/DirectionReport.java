package io.github.gradcheck.check;

import io.github.gradcheck.direction.DirectionalComparison;

/**
 * The result along one random direction through all entries of a parameter.
 *
 * @param comparison both derivatives, and what they could have missed
 * @param verdict what follows
 * @param reason why nothing can be said, or what else the verdict rests on; may be empty
 */
public record DirectionReport(DirectionalComparison comparison, Verdict verdict, String reason) {
    /** An error of this share of the root-mean-square gradient, in one entry, is what a report speaks of. */
    public static final double SINGLE_ERROR = 1e-4;

    /**
     * The probability that one entry was wrong by this share of the root-mean-square gradient and this direction missed it.
     *
     * @param share such as 1e-4
     */
    public double missed(double share) {
        return comparison.missed(share * comparison.rootMeanSquare());
    }
}
