package io.github.gradcheck.direction;

import io.github.gradcheck.numeric.Claim;
import io.github.gradcheck.numeric.Derivative;
import io.github.gradcheck.numeric.Uncertainty;
import java.util.List;

/**
 * A derivative along a direction through the entries {@code from} to {@code to − 1} of a parameter: the one that the gradient under test claims,
 * and the one measured from f.
 *
 * @param from the first entry
 * @param to the entry after the last
 * @param output which output, or which weighting of all outputs; 0 for a scalar
 * @param claim Σ gᵢ·vᵢ with the gradient under test, and how sharply it was to be measured
 * @param numeric the measured derivative along v
 * @param typical |g|·unit: how large the derivative is along most directions
 * @param unit each |vᵢ| is drawn from U(0.5, 1.5)·unit
 */
public record DirectionalComparison(int from, int to, int output, Claim claim, Derivative numeric, double typical, double unit) {
    /** A single wrong entry of this share of the root-mean-square gradient should be seen; each |vᵢ| is at least half the unit. */
    private static final double SHARPNESS = 1e-4;

    /** That the slope through {@code size} entries is a, to be measured so sharply that a single wrong entry shows. */
    public static Claim claim(double a, double typical, int size, double relative) {
        return Claim.along(a, typical, SHARPNESS * typical / Math.sqrt(size) / 2, relative, 0);
    }

    /** Σ gᵢ·vᵢ with the gradient under test. */
    public double analytic() {
        return claim.value();
    }

    /** The number of entries. */
    public int size() {
        return to - from;
    }

    /**
     * The probability that a single entry wrong by so much was missed: that |vᵢ|·error is no more than the length of the
     * interval, in which both the slope and the claim may lie at opposite ends.
     *
     * @param error an absolute error
     */
    public double missed(double error) {
        double needed = 2 * numeric.error() / (unit * Math.abs(error));
        return Double.isNaN(needed) ? 1 : Math.max(0, Math.min(1, needed - 0.5));
    }

    /** The smallest error of a single entry that is seen whatever the direction: |vᵢ| is at least half the unit. */
    public double surelySeen() {
        return 4 * numeric.error() / unit;
    }

    /** The root-mean-square gradient of these entries. */
    public double rootMeanSquare() {
        return typical / unit / Math.sqrt(size());
    }

    /** What is left for the second half of this range when the first is known: a derivative is linear in its direction. */
    public DirectionalComparison without(DirectionalComparison firstHalf) {
        double value = numeric.value() - firstHalf.numeric.value();
        Uncertainty error = new Uncertainty(0, numeric.error() + firstHalf.numeric.error(), 0);
        Derivative rest = new Derivative(Derivative.Kind.SMOOTH, value, value, value, error, List.of(), 0, numeric.limit(), numeric.grain(), 0);
        double others = Math.sqrt(Math.max(0, typical * typical - firstHalf.typical * firstHalf.typical));
        Claim left = claim(analytic() - firstHalf.analytic(), others, to - firstHalf.to, claim.relative());
        return new DirectionalComparison(firstHalf.to, to, output, left, rest, others, unit);
    }

    /** Whether the slope that was measured is another one: a direction along which nothing could be measured says nothing. */
    public boolean disagrees() {
        return claim.answer(numeric) == Claim.Answer.DISAGREES;
    }

    /** Whether the slope that was measured is the claimed one, or may be. */
    public boolean agrees() {
        Claim.Answer answer = claim.answer(numeric);
        return answer == Claim.Answer.AGREES || answer == Claim.Answer.BETWEEN_SLOPES;
    }
}
