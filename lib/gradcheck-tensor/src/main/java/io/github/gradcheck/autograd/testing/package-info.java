/**
 * Checks of backward passes as assertions of a test suite, beside those of plain arrays in {@code testing}.
 *
 * <p>{@link io.github.gradcheck.autograd.testing.BackwardAssertions} makes a {@link io.github.gradcheck.autograd.testing.BackwardAssert} and counts
 * operators. Points, boxes and claims of reports are those of {@code testing}.
 */
package io.github.gradcheck.autograd.testing;
