/**
 * What arrays leave to other libraries, matrix products and random words, and the random stream of PyTorch. The JDK's service loader finds what provides them.
 *
 * <p>{@link io.github.gradcheck.backend.Blas} multiplies by the BLAS that {@code BlasLibrary} chooses: {@code BundledOpenBlas} is the one of
 * {@code org.bytedeco:openblas}, {@code OpenBlas} what is known of the system's. {@link io.github.gradcheck.backend.HipparchusTwister} is the Mersenne Twister,
 * {@link io.github.gradcheck.backend.TorchRandom} the stream of numbers that PyTorch makes of its words. Not exported.
 */
package io.github.gradcheck.backend;
