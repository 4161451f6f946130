/**
 * What stands in for classes of {@code ndarray} that look up providers or need arithmetic of arbitrary length.
 */
package io.github.gradcheck.web.ndarray;
