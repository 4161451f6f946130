/**
 * What arrays leave to other libraries: matrix products and random words. Nothing calls this package, the JDK's service loader finds it.
 *
 * <p>{@link io.github.gradcheck.backend.Blas} multiplies by the BLAS that {@code BlasLibrary} chooses: {@code BundledOpenBlas} is the one of
 * {@code org.bytedeco:openblas}, {@code OpenBlas} what is known of the system's. {@link io.github.gradcheck.backend.HipparchusTwister} is the Mersenne Twister. Not exported.
 */
package io.github.gradcheck.backend;
