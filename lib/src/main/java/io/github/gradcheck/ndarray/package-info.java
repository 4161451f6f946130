/**
 * Arrays of numbers: the NumPy half of the tutorial.
 *
 * <p>{@link io.github.gradcheck.ndarray.NDArray} is the one mutable value of the library, because a gradient check
 * perturbs its entries in place. Nothing here knows what a gradient is.
 */
package io.github.gradcheck.ndarray;
