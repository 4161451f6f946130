/**
 * Values of f on one grid of steps along a line through x, what numbers they can be, and the linear formulas that are applied to them.
 *
 * <p>{@link io.github.gradcheck.slice.Slice} evaluates t ↦ f(x + t·v), each node of the {@link io.github.gradcheck.slice.Grid} once;
 * {@link io.github.gradcheck.slice.Values} says of one of several values how coarse it is. {@link io.github.gradcheck.slice.Extrapolation} and
 * {@link io.github.gradcheck.slice.LocalFit} are differences and fits as weights.
 */
package io.github.gradcheck.slice;
