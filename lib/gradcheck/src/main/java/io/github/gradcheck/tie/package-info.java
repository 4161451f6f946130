/**
 * Ties: several entries whose kinks meet, and whether what is claimed of them lies in the generalized gradient there. Not exported.
 *
 * <p>{@link io.github.gradcheck.tie.Ties} finds them by an {@link io.github.gradcheck.tie.Evaluator}, from the
 * {@link io.github.gradcheck.tie.EntryDerivatives} of the entries by themselves; a {@link io.github.gradcheck.tie.Tie} is the outcome. {@code TieCandidates}
 * are the entries that may take part, {@code Interactions} groups those that {@code Additivity} shows to move f together. For each group
 * {@code GradientSampling} looks for gradients nearby that would hold the claim: {@code NearbySlopes} measures them, as far from x as
 * {@code SamplingScales} says, and {@code Hull} has the point of their hull that is nearest to the claim.
 */
package io.github.gradcheck.tie;
