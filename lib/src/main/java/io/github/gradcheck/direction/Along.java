package io.github.gradcheck.direction;

import io.github.gradcheck.numeric.Derivative;

/**
 * One directional derivative through the entries {@code from} to {@code to − 1} of an array: what backward gives, and what the
 * function says.
 *
 * @param from the first entry
 * @param to the entry after the last
 * @param output which output, or which weighting of all outputs; 0 for a scalar
 * @param analytic Σ gᵢ·vᵢ with the gradient under test
 * @param numeric the measured derivative along v
 * @param typical |g|·unit: how large the derivative is along most directions
 * @param unit each |vᵢ| is drawn from U(0.5, 1.5)·unit
 */
public record Along(int from, int to, int output, double analytic, Derivative numeric, double typical, double unit) {
    /** The number of entries. */
    public int size() {
        return to - from;
    }

    /**
     * The probability that a single entry wrong by so much was missed: that |vᵢ|·error is less than what the measurement allows.
     *
     * @param error an absolute error
     */
    public double missed(double error) {
        double needed = numeric.allowed() / (unit * Math.abs(error));
        return Double.isNaN(needed) ? 1 : Math.max(0, Math.min(1, needed - 0.5));
    }

    /** The smallest error of a single entry that is seen whatever the direction: |vᵢ| is at least half the unit. */
    public double surelySeen() {
        return 2 * numeric.allowed() / unit;
    }

    /** The root-mean-square gradient of these entries. */
    public double rootMeanSquare() {
        return typical / unit / Math.sqrt(size());
    }

    /** What is left for the second half of this range when the first is known: a derivative is linear in its direction. */
    public Along without(Along firstHalf) {
        double value = numeric.value() - firstHalf.numeric.value();
        double error = numeric.error() + firstHalf.numeric.error();
        Derivative rest = new Derivative(Derivative.Kind.SMOOTH, value, error, value, value, numeric.noise(), 0, "", 0);
        double others = firstHalf.typical;
        return new Along(firstHalf.to, to, output, analytic - firstHalf.analytic, rest, Math.sqrt(Math.max(0, typical * typical - others * others)), unit);
    }

    /** Whether the two were both found, and do not agree: a direction along which nothing could be measured says nothing. */
    public boolean disagrees() {
        return numeric.kind() != Derivative.Kind.UNDECIDED && !agrees();
    }

    /** Whether the two agree within what the measurement allows. */
    public boolean agrees() {
        return numeric.agreesWith(analytic);
    }
}
