/**
 * What arrays leave to other libraries: matrix products and random words. Nothing calls this package, the JDK's service loader finds it.
 *
 * <p>{@link io.github.gradcheck.backend.Blas} multiplies by the system's BLAS or one in Java, and keeps the products of several threads apart where
 * {@code OpenBlas} says that the library does not. {@link io.github.gradcheck.backend.HipparchusTwister} is the Mersenne Twister. Not exported.
 */
package io.github.gradcheck.backend;
