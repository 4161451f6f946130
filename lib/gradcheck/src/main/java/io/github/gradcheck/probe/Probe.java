package io.github.gradcheck.probe;

import io.github.gradcheck.ndarray.NDArray;

/**
 * Shows a check the intermediates of a function, and the gradients that its backward pass, written by hand, has for them.
 *
 * <p>For h = {@code value("h", h)} the check measures ∂f/∂h, and compares it with what {@code gradient("h", dH)} shows: the fault lies between the last
 * gradient that is right and the first that is wrong. Values with one name, as in a loop, are numbered in the order of the function: h[0], h[1], … Their
 * gradients are taken in the same order, or in the reverse one if the last value is computed from the first. Any other order needs a name for each
 * value, such as {@code "h of row " + i}.
 *
 * <pre>{@code
 * ToDoubleBiFunction<double[], Probe> f = (w, probe) -> {
 *     double[] h = probe.value("h", new double[] {w[0] * w[1], w[1] + w[2]});
 *     return h[0] * Math.exp(h[1]);
 * };
 * BiFunction<double[], Probe, double[]> backward = (w, probe) -> {
 *     double e = Math.exp(w[1] + w[2]);
 *     double[] dH = {e, w[0] * w[1] * e};
 *     probe.gradient("h", dH);
 *     return new double[] {dH[0] * w[1], dH[0] * w[0] + dH[1], dH[1]};
 * };
 * GradientCheck.ofProbed(f, backward).at(0.5, 2, -1).orThrow();
 * }</pre>
 *
 * <p>Outside of a check, hand over {@link #NONE}.
 */
public interface Probe {
    /** Does nothing: values come back as they are. */
    Probe NONE = new Probe() {
    };

    /**
     * An intermediate of the function, which goes on with what it gets back.
     *
     * @param name what reports call it
     * @param h its value; a check may move its entries, and puts them back when the function has returned
     * @return the same array
     */
    default double[] value(String name, double[] h) {
        return h;
    }

    /** As {@link #value(String, double[])}, for a matrix. */
    default double[][] value(String name, double[][] h) {
        return h;
    }

    /** As {@link #value(String, double[])}, for an array of any shape. */
    default NDArray value(String name, NDArray h) {
        return h;
    }

    /** As {@link #value(String, double[])}, for one number: a check may return another one. */
    default double value(String name, double h) {
        return h;
    }

    /**
     * What the backward pass has for the gradient of an intermediate, ∂f/∂h, when all of it is there. It is copied.
     *
     * @param name that of the value
     * @param gradient of the same shape
     */
    default void gradient(String name, double[] gradient) {
    }

    /** As {@link #gradient(String, double[])}, for a matrix. */
    default void gradient(String name, double[][] gradient) {
    }

    /** As {@link #gradient(String, double[])}, for an array of any shape. */
    default void gradient(String name, NDArray gradient) {
    }

    /** As {@link #gradient(String, double[])}, for one number. */
    default void gradient(String name, double gradient) {
    }
}
