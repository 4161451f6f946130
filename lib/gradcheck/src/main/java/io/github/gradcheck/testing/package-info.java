/**
 * Gradient checks as assertions of a test suite: at random points with a seed, and with a count of what was checked.
 *
 * <p>{@link io.github.gradcheck.testing.GradientAssertions} makes a {@link io.github.gradcheck.testing.GradientAssert} or
 * {@link io.github.gradcheck.testing.ReportAssert}, for any test framework and without a
 * dependency; {@link io.github.gradcheck.testing.Circumstances} is what others can be made with. {@link io.github.gradcheck.testing.RandomPoints} draws points from a {@link io.github.gradcheck.testing.Box};
 * {@link io.github.gradcheck.testing.Coverage} lists the operators and branches that no check went through.
 */
package io.github.gradcheck.testing;
