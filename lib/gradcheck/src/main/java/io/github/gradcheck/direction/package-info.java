/**
 * Random directions through the entries of an array, and the search for the wrong ones by halving.
 *
 * <p>{@link io.github.gradcheck.direction.Direction} draws one; {@link io.github.gradcheck.direction.DirectionalComparison} is what backward claims and the function
 * shows along it; {@link io.github.gradcheck.direction.Bisection} halves a range that disagrees, and leaves a
 * {@link io.github.gradcheck.direction.Search}. {@link io.github.gradcheck.direction.EntrySample} picks entries in which a cause shows where the fault is
 * everywhere.
 */
package io.github.gradcheck.direction;
