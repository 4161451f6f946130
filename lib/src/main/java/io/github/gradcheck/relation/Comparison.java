package io.github.gradcheck.relation;

/**
 * The analytic and the numeric gradient of one array.
 *
 * @param name the name of the array
 * @param shape its shape
 * @param analytic the gradient under test, row-major; for a function with several outputs one such array after the other
 * @param numeric the measured gradient
 * @param allowed how far each entry may be off
 * @param parameter the entries of the array itself
 */
public record Comparison(String name, int[] shape, double[] analytic, double[] numeric, double[] allowed, double[] parameter) {
}
