/**
 * Intermediates of a function and what its backward pass believes of their gradients.
 *
 * <p>A {@link io.github.gradcheck.probe.Probe} is what callers write into their code. A {@code Tape} is the probe of a check: it records the values, or moves them.
 * {@link io.github.gradcheck.probe.Intermediates} are a problem whose parameters are those values, and {@link io.github.gradcheck.probe.Dependencies} say which of them is computed
 * from which.
 */
package io.github.gradcheck.probe;
