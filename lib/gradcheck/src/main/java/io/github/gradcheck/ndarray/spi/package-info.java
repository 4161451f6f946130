/**
 * What arrays leave to another artifact. {@link io.github.gradcheck.ndarray.spi.MatrixProduct} is done by a BLAS and
 * {@link io.github.gradcheck.ndarray.spi.MersenneTwister} by a library of random numbers, where {@code gradcheck-tensor} is there.
 *
 * <p>Either is found by the JDK's service loader, so that this artifact depends on nothing. Exported to the other one alone.
 */
package io.github.gradcheck.ndarray.spi;
