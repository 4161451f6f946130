package io.github.gradcheck.numeric;

/** A function of one variable with one or several values. */
@FunctionalInterface
public interface Curve {
    /**
     * Writes the values at t.
     *
     * @param t the variable
     * @param values where the values go, from {@code offset} on
     * @param offset the position of the first value
     */
    void at(double t, double[] values, int offset);
}
