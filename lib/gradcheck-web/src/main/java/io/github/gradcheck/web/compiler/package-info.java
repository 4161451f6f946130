/**
 * Part of the build: tells the compiler to JavaScript which classes and methods stand in for which, and where a number is converted.
 */
package io.github.gradcheck.web.compiler;
