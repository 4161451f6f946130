package io.github.gradcheck.coverage;

import java.util.function.DoubleUnaryOperator;

/** A rule that judges a claimed slope from values of the function. */
@FunctionalInterface
interface Checker {
    /**
     * Judges a claim.
     *
     * @param f the function
     * @param x the point
     * @param scale the size of the array that x is an entry of
     * @param claim what the slope is said to be
     */
    Outcome check(DoubleUnaryOperator f, double x, double scale, double claim);
}
