/**
 * Slopes measured from values of a function alone, and the rule by which a claimed slope is held against them.
 *
 * <p>{@link io.github.gradcheck.slice.Slice} evaluates f at the nodes of one geometric grid of steps, each once.
 * {@link io.github.gradcheck.numeric.SlopeMeter} makes an interval of it: by {@code FirstEstimates}, which extrapolate two to four steps, where f is
 * smooth; else by a {@code Scan} of local fits at all scales. The result is a {@link io.github.gradcheck.numeric.Derivative}, with its
 * {@link io.github.gradcheck.numeric.Interval} and an {@link io.github.gradcheck.numeric.Uncertainty} in parts;
 * {@link io.github.gradcheck.numeric.Scales} shows what was seen at every step,
 * {@link io.github.gradcheck.numeric.TaylorRemainder} what is left of f when its gradient is taken off.
 *
 * <p>{@link io.github.gradcheck.numeric.Claim} is the value under test, and its method {@code answer} the one rule that says whether it agrees.
 * {@link io.github.gradcheck.numeric.NumericalGradient} and {@link io.github.gradcheck.numeric.RelativeError} are the formulas of the tutorial.
 * {@link io.github.gradcheck.numeric.Reevaluation} is a cheaper way to a loss with one entry changed.
 */
package io.github.gradcheck.numeric;
