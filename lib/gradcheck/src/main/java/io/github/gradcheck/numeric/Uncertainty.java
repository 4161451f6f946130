package io.github.gradcheck.numeric;

/**
 * How far a measured slope may be off, in parts.
 *
 * @param truncation because f is no straight line over the steps that were used
 * @param rounding because the values of f, and x ± h, are rounded
 * @param noise because values of f noise about a smooth function by more than rounding
 */
public record Uncertainty(double truncation, double rounding, double noise) {
    /** Nothing is known. */
    static final Uncertainty UNKNOWN = new Uncertainty(Double.POSITIVE_INFINITY, 0, 0);

    /** The sum: half the length of the interval of the slope. */
    public double total() {
        return truncation + rounding + noise;
    }

    Uncertainty and(double more) {
        return new Uncertainty(truncation + more, rounding, noise);
    }
}
