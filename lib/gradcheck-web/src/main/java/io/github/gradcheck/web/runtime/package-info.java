/**
 * What stands in for methods and classes of the JDK that the compiler to JavaScript lacks or has otherwise: arithmetic, texts of numbers, random numbers.
 */
package io.github.gradcheck.web.runtime;
