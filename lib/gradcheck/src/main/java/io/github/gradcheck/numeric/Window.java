package io.github.gradcheck.numeric;

import io.github.gradcheck.slice.Values;
import io.github.gradcheck.slice.LocalFit;

/**
 * Slope and half the jump of slopes seen in one window of eight neighbouring steps, by {@linkplain LocalFit local fits}.
 *
 * <p>With h the widest step, w the weights of the fit, σ the standard deviation of what the fits leave, and q how far a value may be off by
 * rounding, the slope is w·y/h, off by at most (8·σ·‖w‖₂ + (q + ½·ulp(x)·|slope|)·‖w‖₁)/h. Where no value differs from f(x) by a bit, the
 * slope is 0, and less than one spacing of the values of f over h.
 *
 * @param k the number of the widest step
 * @param far the widest step
 * @param slope the slope
 * @param uncertainty how far it may be off
 * @param jump half the jump of slopes at x with its error; 0 ± 0 where only one side is defined
 * @param noise σ
 * @param isFlat whether no value differs from f(x) by a bit
 */
record Window(int k, double far, double slope, Uncertainty uncertainty, Interval jump, double noise, boolean isFlat) {
    /**
     * In units of the standard deviation, which is itself estimated from 9 degrees of freedom: beyond 8 of them lies 2e-5 of Student's
     * distribution, and one entry has some sixty windows.
     */
    private static final double DEVIATIONS = 8;

    /** What the fits are made to. */
    private record Nodes(double[] odd, double[] even, double[] right, double[] left, double largest, boolean isFlat, boolean isRight, boolean isLeft) {
        static Nodes of(Values values, int k) {
            int n = LocalFit.NODES;
            double[] odd = new double[n];
            double[] even = new double[n];
            double[] right = new double[n];
            double[] left = new double[n];
            double largest = Math.abs(values.fx());
            boolean isFlat = true;
            boolean isRight = true;
            boolean isLeft = true;
            for (int j = 0; j < n; j++) {
                right[j] = values.above(k + j) - values.fx();
                left[j] = values.fx() - values.below(k + j);
                odd[j] = (values.above(k + j) - values.below(k + j)) / 2;
                even[j] = (right[j] - left[j]) / 2;
                isRight &= !Double.isNaN(right[j]);
                isLeft &= !Double.isNaN(left[j]);
                largest = larger(larger(largest, values.above(k + j)), values.below(k + j));
                isFlat &= !(Math.abs(right[j]) > 0) && !(Math.abs(left[j]) > 0);
            }
            return new Nodes(odd, even, right, left, largest, isFlat, isRight, isLeft);
        }

        private static double larger(double size, double value) {
            return Double.isNaN(value) ? size : Math.max(size, Math.abs(value));
        }
    }

    /** The interval of the slope. */
    Interval interval() {
        return new Interval(slope, uncertainty.total());
    }

    double error() {
        return uncertainty.total();
    }

    /** Whether the slopes of both sides differ by more than the error. */
    boolean isKink() {
        return Math.abs(jump.centre()) > jump.halfWidth();
    }

    Window widened(double more) {
        return new Window(k, far, slope, uncertainty.and(more), jump, noise, isFlat);
    }

    /**
     * The window whose widest step is number k; null where neither side is defined throughout.
     *
     * @param narrower σ of the narrower windows: what scatters near x scatters far from it as well
     */
    static Window at(Values values, int k, double narrower) {
        Nodes nodes = Nodes.of(values, k);
        if (!nodes.isRight() && !nodes.isLeft()) {
            return null;
        }
        return nodes.isRight() && nodes.isLeft() ? twoSided(values, k, nodes, narrower) : oneSided(values, k, nodes, narrower);
    }

    private static Window twoSided(Values values, int k, Nodes nodes, double narrower) {
        double odd = LocalFit.ODD.residual(nodes.odd());
        double both = Math.hypot(odd, LocalFit.EVEN.residual(nodes.even())) / Math.sqrt(LocalFit.ODD.freedom() + LocalFit.EVEN.freedom());
        double noise = Math.max(narrower, Math.max(odd / Math.sqrt(LocalFit.ODD.freedom()), both));
        double h = values.slice().distance(k);
        double jump = LocalFit.EVEN.first(nodes.even()) / h;
        double halfJumpError = (DEVIATIONS * noise * LocalFit.EVEN.euclidean() + rounding(values, nodes) * LocalFit.EVEN.absolute()) / h;
        return of(values, k, nodes, LocalFit.ODD, nodes.odd(), new Interval(jump, halfJumpError), noise);
    }

    private static Window oneSided(Values values, int k, Nodes nodes, double narrower) {
        double[] side = nodes.isRight() ? nodes.right() : nodes.left();
        double noise = Math.max(narrower, LocalFit.ONE_SIDED.residual(side) / Math.sqrt(LocalFit.ONE_SIDED.freedom()));
        return of(values, k, nodes, LocalFit.ONE_SIDED, side, new Interval(0, 0), noise);
    }

    private static Window of(Values values, int k, Nodes nodes, LocalFit fit, double[] y, Interval jump, double noise) {
        double h = values.slice().distance(k);
        double slope = fit.first(y) / h;
        double argument = values.slice().rounding() / 2 * Math.abs(slope);
        Uncertainty uncertainty = nodes.isFlat() ? new Uncertainty(0, values.coarsest() / h, 0)
                : new Uncertainty(0, (rounding(values, nodes) + argument) * fit.absolute() / h, DEVIATIONS * noise * fit.euclidean() / h);
        return new Window(k, h, slope, uncertainty, jump, noise, nodes.isFlat());
    }

    /** How far a value may be off by rounding alone: one spacing of doubles, half of it for the result and as much inside f; half a grid's. */
    private static double rounding(Values values, Nodes nodes) {
        return Math.max(Math.ulp(nodes.largest()), values.grid(nodes.largest()) / 2);
    }
}
