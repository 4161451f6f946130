package io.github.gradcheck.numeric;

import io.github.gradcheck.slice.Slice;
import io.github.gradcheck.slice.Grid;
import io.github.gradcheck.slice.Values;
import io.github.gradcheck.slice.Extrapolation;

/**
 * The slope from two to five steps by {@linkplain Extrapolation extrapolation}: enough where f is smooth.
 *
 * <p>With D<sub>j</sub> = (f₊ − f₋)/2h<sub>j</sub> = s + c·h² + … and E<sub>j</sub> = ((f₊ + f₋)/2 − f(x))/h<sub>j</sub> = κ + c·h + …, both
 * extrapolated to h = 0, the slope is s, and κ half the jump of slopes, which is 0 where f is smooth. Where f is defined on one side only,
 * D<sub>j</sub> = ±(f± − f(x))/h<sub>j</sub> = s + c·h + …, and of κ nothing is known.
 *
 * @param k the number of the narrowest step
 * @param slope s
 * @param uncertainty how far s may be off, whether there is a kink or not
 * @param halfJump κ, half the jump of slopes
 * @param halfJumpError how far κ may be off
 * @param moves whether every value differs from f(x)
 * @param isFlat whether none does
 */
record DifferenceEstimate(int k, double slope, Uncertainty uncertainty, double halfJump, double halfJumpError, boolean moves, boolean isFlat) {
    /**
     * How far a computed value may be off, in units of its spacing: 2 sufficed for sums of some hundred terms ({@code method.md},
     * calibrated on 2652 derivatives).
     */
    private static final double VALUE_ERROR = 2;
    /** One step more makes up for the side that is missing. */
    private static final int ONE_SIDED_MORE = 1;

    /** How far s may be off where f is smooth: a jump of slopes that was seen counts as an error. */
    double error() {
        return uncertainty.total() + Math.abs(halfJump);
    }

    /** How far s may be off as the mean of the slopes of both sides of a kink. */
    double errorAtKink() {
        return uncertainty.total();
    }

    /** Whether the slopes of both sides differ by more than so many errors. */
    boolean isKink(double errors) {
        return Math.abs(halfJump) > errors * halfJumpError;
    }

    /** Whether nothing but the rounding of f keeps the slope from being more accurate. */
    boolean isLimitedByRounding() {
        return uncertainty.truncation() + Math.abs(halfJump) <= uncertainty.rounding();
    }

    /** How far a slope measured at step k and wider ones will be off by the rounding of f alone, from what is known so far. */
    static double rounding(Values values, int k, int count) {
        return VALUE_ERROR * Extrapolation.CENTRAL.gain(count) * values.spacing(Math.abs(values.fx())) / values.slice().step(k);
    }

    /** The number of the narrowest step at which the rounding of f is no more than {@code least}. */
    static int narrowest(Values values, int count, double least) {
        return Grid.narrowest(VALUE_ERROR * Extrapolation.CENTRAL.gain(count) * values.spacing(Math.abs(values.fx())) / (least * values.slice().scale()));
    }

    /** From {@code count} steps, the narrowest of which is number k; null where values are not defined on either side. */
    static DifferenceEstimate at(Values values, int k, int count) {
        Slice slice = values.slice();
        double[] odd = new double[count];
        double[] even = new double[count];
        double largest = Math.abs(values.fx());
        boolean moves = true;
        boolean isFlat = true;
        for (int j = 0; j < count; j++) {
            int node = k - Extrapolation.APART * j;
            slice.evaluate(node);
            double above = values.above(node);
            double below = values.below(node);
            odd[j] = (above - below) / 2 / slice.distance(node);
            even[j] = ((above - values.fx()) + (below - values.fx())) / 2 / slice.distance(node);
            largest = Math.max(largest, Math.max(Math.abs(above), Math.abs(below)));
            moves &= above != values.fx() && below != values.fx();
            isFlat &= above == values.fx() && below == values.fx();
        }
        double truncation = Extrapolation.CENTRAL.extrapolate(odd);
        double halfJumpTruncation = Extrapolation.EVEN.extrapolate(even);
        if (Double.isNaN(odd[0] + even[0])) {
            return oneSided(values, k, count + ONE_SIDED_MORE);
        }
        double halfJumpRounding = Extrapolation.EVEN.gain(count) * VALUE_ERROR * values.spacing(largest) / slice.distance(k);
        Uncertainty uncertainty = new Uncertainty(truncation, rounding(values, Extrapolation.CENTRAL.gain(count), k, odd[0], largest), 0);
        return new DifferenceEstimate(k, odd[0], uncertainty, even[0], halfJumpTruncation + halfJumpRounding, moves, isFlat);
    }

    private static DifferenceEstimate oneSided(Values values, int k, int count) {
        for (int side = -1; side <= 1; side += 2) {
            double[] quotients = new double[count];
            double largest = Math.abs(values.fx());
            boolean moves = true;
            boolean isFlat = true;
            for (int j = 0; j < count; j++) {
                int node = k - Extrapolation.APART * j;
                values.slice().evaluate(node);
                double difference = (side > 0 ? values.above(node) : values.below(node)) - values.fx();
                quotients[j] = side * difference / values.slice().distance(node);
                largest = Math.max(largest, Math.abs(difference + values.fx()));
                moves &= difference != 0;
                isFlat &= difference == 0;
            }
            double truncation = Extrapolation.ONE_SIDED.extrapolate(quotients);
            if (!Double.isNaN(quotients[0])) {
                // f(x) is off as well.
                double rounding = rounding(values, 2 * Extrapolation.ONE_SIDED.gain(count), k, quotients[0], largest);
                return new DifferenceEstimate(k, quotients[0], new Uncertainty(truncation, rounding, 0), 0, 0, moves, isFlat);
            }
        }
        return null;
    }

    private static double rounding(Values values, double gain, int k, double slope, double largest) {
        return gain * (VALUE_ERROR * values.spacing(largest) + values.slice().rounding() * Math.abs(slope)) / values.slice().distance(k);
    }
}
