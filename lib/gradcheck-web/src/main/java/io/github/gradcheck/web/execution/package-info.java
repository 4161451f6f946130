/**
 * The package {@code execution} for one thread: each class stands in for the one of its name.
 */
package io.github.gradcheck.web.execution;
