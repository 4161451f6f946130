/**
 * Random directions through the entries of one parameter or several, and the search for the wrong ones by bisection.
 *
 * <p>{@link io.github.gradcheck.direction.Direction} draws one, {@link io.github.gradcheck.direction.JointDirection} goes through several parameters at
 * once; {@link io.github.gradcheck.direction.DirectionalComparison} is the derivative along one, claimed and measured;
 * {@link io.github.gradcheck.direction.Bisection} bisects a range whose derivative differs, and leaves a {@link io.github.gradcheck.direction.Search}. {@link io.github.gradcheck.direction.EntrySample} picks entries in which a cause shows where the fault is
 * everywhere.
 */
package io.github.gradcheck.direction;
