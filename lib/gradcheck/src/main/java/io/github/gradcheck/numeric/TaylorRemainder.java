package io.github.gradcheck.numeric;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The Taylor test: |f(x + t·v) − f(x) − t·⟨g, v⟩| for smaller and smaller t. It falls with t² if g is the gradient, and with t if it is not; at a kink with t.
 *
 * @param steps from the largest t to the smallest
 * @param order the exponent of t at the smallest steps that are more than rounding; NaN if there are no two of them, as where f is linear
 */
public record TaylorRemainder(List<Step> steps, double order) {
    /** A remainder of so many times its rounding has a digit. */
    private static final double RESOLVED = 16;
    /** The median of so many exponents. */
    private static final int EXPONENTS = 3;

    /**
     * One step.
     *
     * @param t the factor of v, of which 1 moves x by about its own size
     * @param remainder in the units of f
     * @param rounding what of it may be rounding of f
     */
    public record Step(double t, double remainder, double rounding) {
        /** Whether it is more than rounding. */
        public boolean isResolved() {
            return remainder > RESOLVED * rounding;
        }
    }

    /** The list is copied. */
    public TaylorRemainder {
        steps = List.copyOf(steps);
    }

    /** With the exponent that the steps show. */
    public static TaylorRemainder of(List<Step> steps) {
        List<Step> used = steps.stream().filter(Step::isResolved).toList();
        int from = Math.max(1, used.size() - EXPONENTS);
        double[] exponents = new double[Math.max(0, used.size() - from)];
        for (int k = 0; k < exponents.length; k++) {
            Step wide = used.get(from + k - 1);
            Step narrow = used.get(from + k);
            exponents[k] = Math.log(wide.remainder() / narrow.remainder()) / Math.log(wide.t() / narrow.t());
        }
        Arrays.sort(exponents);
        return new TaylorRemainder(steps, exponents.length == 0 ? Double.NaN : exponents[exponents.length / 2]);
    }

    /** The exponent in a sentence, then a line for each step. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(Double.isNaN(order) ? "The Taylor remainder is rounding."
                : String.format(Locale.ROOT, "The Taylor remainder falls with t^%.2f: of a right gradient it is 2 or more, of a wrong one 1.", order));
        for (Step step : steps) {
            text.append(String.format(Locale.ROOT, "%n  t = %.1e: %.1e%s", step.t(), step.remainder(), step.isResolved() ? "" : ", rounding"));
        }
        return text.toString();
    }
}
