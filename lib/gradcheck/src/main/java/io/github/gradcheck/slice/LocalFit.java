package io.github.gradcheck.slice;

/**
 * A least-squares fit of c₁·u + Σ cⱼ·u<sup>pⱼ</sup> to values at the nodes u = 1, 1/1.45, …, of which c₁ is wanted: a local polynomial fit as a
 * fixed linear filter (Savitzky and Golay, Analytical Chemistry 36, 1964), on a geometric grid.
 *
 * <p>The weights w give c₁ = w·y; what the fit leaves, (I − QQᵀ)·y, holds curvature that the powers do not, and noise. If each value
 * is off by at most q, c₁ is off by at most q·‖w‖₁; if they noise with standard deviation σ, c₁ scatters with σ·‖w‖₂.
 */
public final class LocalFit {
    /** How many neighbouring steps: five more than the columns of the odd fit, so that noise can be told from three coefficients. */
    public static final int NODES = 8;

    /** The odd part (f(x+u) − f(x−u))/2 of a smooth function: u, u³, u⁵. c₁ is the slope. */
    public static final LocalFit ODD = new LocalFit(3, 5);
    /** The even part (f(x+u) + f(x−u))/2 − f(x): |u|, and 1 (noise of f(x) itself), u², u⁴. c₁ is half the jump of slopes. */
    public static final LocalFit EVEN = new LocalFit(0, 2, 4);
    /** One side, f(x+u) − f(x): u, u², u³, and u^1.5, with which a function sets in at the edge of a square root. c₁ is the slope of that side. */
    public static final LocalFit ONE_SIDED = new LocalFit(1.5, 2, 3);

    private final double[] weights;
    private final double[][] columns;
    private final double absolute;
    private final double euclidean;

    /** A fit of u and of other powers. */
    private LocalFit(double... others) {
        columns = new double[others.length + 1][];
        for (int c = 0; c < others.length; c++) {
            columns[c] = normed(orthogonal(powers(others[c]), c));
        }
        double[] rest = orthogonal(powers(1), others.length);
        double squares = dot(rest, rest);
        weights = rest.clone();
        double sum = 0;
        for (int j = 0; j < NODES; j++) {
            weights[j] /= squares;
            sum += Math.abs(weights[j]);
        }
        absolute = sum;
        euclidean = Math.sqrt(dot(weights, weights));
        columns[others.length] = normed(rest);
    }

    private static double[] powers(double p) {
        double[] column = new double[NODES];
        for (int j = 0; j < NODES; j++) {
            column[j] = Math.pow(Grid.RATIO, -j * p);
        }
        return column;
    }

    /** What is left of a column without the first of the others; twice, for once leaves too much rounding (Gram and Schmidt; Kahan). */
    private double[] orthogonal(double[] column, int first) {
        for (int pass = 0; pass < 2; pass++) {
            for (int c = 0; c < first; c++) {
                double share = dot(column, columns[c]);
                for (int j = 0; j < NODES; j++) {
                    column[j] -= share * columns[c][j];
                }
            }
        }
        return column;
    }

    private static double[] normed(double[] column) {
        double[] unit = column.clone();
        double norm = Math.sqrt(dot(column, column));
        for (int j = 0; j < NODES; j++) {
            unit[j] /= norm;
        }
        return unit;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < NODES; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }

    /** c₁·u₀ for values y at u₀, u₀/1.45, …: to be divided by u₀. */
    public double first(double[] y) {
        return dot(weights, y);
    }

    /** ‖w‖₁: how much larger an error of c₁·u₀ may be than one of all values. */
    public double absolute() {
        return absolute;
    }

    /** ‖w‖₂: the standard deviation of c₁·u₀ for values of standard deviation 1. */
    public double euclidean() {
        return euclidean;
    }

    /** Degrees of freedom that are left. */
    public int freedom() {
        return NODES - columns.length;
    }

    /** The norm of what the fit leaves of y; no power of two as the unit of y makes it over- or underflow. */
    public double residual(double[] y) {
        double largest = 0;
        for (double value : y) {
            largest = Math.max(largest, Math.abs(value));
        }
        if (!(largest > 0)) {
            return largest;
        }
        int exponent = Math.getExponent(largest);
        double[] rest = new double[NODES];
        for (int j = 0; j < NODES; j++) {
            rest[j] = Math.scalb(y[j], -exponent);
        }
        rest = orthogonal(rest, columns.length);
        return Math.scalb(Math.sqrt(dot(rest, rest)), exponent);
    }
}
