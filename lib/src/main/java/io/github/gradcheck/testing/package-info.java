/** Gradient checks as assertions of a test suite: at random points with a seed, and with a count of what was checked. */
package io.github.gradcheck.testing;
