/**
 * Arrays of numbers: the NumPy half of the tutorial. Nothing here knows what a gradient is.
 *
 * <p>{@link io.github.gradcheck.ndarray.NDArray} is the one mutable value of the library, because a gradient check perturbs its entries in
 * place; {@link io.github.gradcheck.ndarray.DType} is the precision of its entries. Arithmetic with broadcasting is in {@code Elementwise} and
 * {@code Reduction}, the places of entries in {@code Layout} and {@link io.github.gradcheck.ndarray.Shape}, matrix products in {@code MatMul}:
 * by {@code PlainProduct}, unless {@code Providers} finds a BLAS.
 *
 * <p>{@link io.github.gradcheck.ndarray.NumpyRandom} draws the numbers that NumPy draws from the same seed, made of {@code RandomWords}. {@link io.github.gradcheck.ndarray.PythonNumber} and {@code TensorText} print as Python and PyTorch do.
 */
package io.github.gradcheck.ndarray;
