package io.github.gradcheck.numeric;

import java.util.List;

/**
 * How far computed values of f scatter, measured from nine neighbouring ones.
 *
 * <p>Differences of order k of a smooth function fade as the spacing does; those of scatter grow. With
 * γₖ = (k!)²/(2k)!, σₖ = √(γₖ·mean((Δᵏf)²)); the first k is taken where three in a row agree within a factor 4 and the
 * differences change sign (Moré and Wild, Estimating Computational Noise, SIAM J. Sci. Comput. 33(3), 2011, section 5).
 */
final class Noise {
    private static final int POINTS = 9;
    private static final int ATTEMPTS = 6;
    /** No power of two: on a grid of float32 numbers such steps would show no scatter at all. */
    private static final double SPACING = 1.1e-9;
    private static final double WIDEST = 0.05;
    private static final double WIDER = 7.3;
    /** As shares of the size of x, the narrowest first. */
    static final List<Double> WIDE_SPACINGS = List.of(1.1e-7, 1.1e-5, 1.1e-3);

    private Noise() {
    }

    /**
     * The standard deviation of the scatter of f near x; 0 if there is none to be seen.
     *
     * @param smooth a step at which f looked smooth: differences over a thousandth of it show nothing but scatter
     */
    static double of(Line line, double smooth) {
        double spacing = Math.max(Math.min(SPACING * line.scale(), smooth * 1.1e-3), 4 * Math.ulp(line.x()));
        double[] values = new double[POINTS];
        for (int attempt = 0; attempt < ATTEMPTS && spacing <= WIDEST * line.scale(); attempt++) {
            sample(line, spacing, values);
            if (!isFinite(values) || spread(values) > 0.1 * largest(values)) {
                spacing = Math.max(spacing / 100, 4 * Math.ulp(line.x()));
            } else if (equalNeighbours(values) >= POINTS / 2) {
                spacing *= 100;
            } else {
                return Math.max(scatter(values), scatterAt(line, WIDER * spacing));
            }
        }
        return isFinite(values) && equalNeighbours(values) < POINTS / 2 ? scatter(values) : 0;
    }

    /**
     * The scatter at one of the wider spacings; 0 if there is none to be seen. The roundings of a long sum, and the last steps of an
     * iteration, change little between neighbours and more farther on; but the farther apart values are, the more kinks lie between them,
     * which look like scatter too.
     */
    static double wide(Line line, double spacing) {
        double[] values = new double[POINTS];
        sample(line, spacing * line.scale(), values);
        return isFinite(values) && spread(values) <= 0.1 * largest(values) ? clearLevel(values, new double[POINTS - 1]) : 0;
    }

    /**
     * A second spacing, because on one of them a staircase of rounded values may happen to be a straight line. Only a clear level counts:
     * over so much of a smooth step four differences leave something of a function that bends as √(x² + 1e-12) does.
     */
    private static double scatterAt(Line line, double spacing) {
        double[] values = new double[POINTS];
        sample(line, spacing, values);
        return isFinite(values) && spread(values) <= 0.1 * largest(values) ? clearLevel(values, new double[POINTS - 1]) : 0;
    }

    private static void sample(Line line, double spacing, double[] values) {
        for (int i = 0; i < POINTS; i++) {
            values[i] = line.at(line.x() + (i - POINTS / 2) * spacing);
        }
    }

    private static double scatter(double[] values) {
        double[] sigma = new double[POINTS - 1];
        double clear = clearLevel(values, sigma);
        if (clear > 0) {
            return clear;
        }
        // No clear level: at this spacing nothing smooth survives four differences.
        double largest = 0;
        for (int k = 4; k < sigma.length; k++) {
            largest = Math.max(largest, sigma[k]);
        }
        return largest;
    }

    /** Where three orders of differences agree and change sign; 0 if nowhere. */
    private static double clearLevel(double[] values, double[] sigma) {
        // As shares of the largest, whose squares neither overflow nor vanish.
        double unit = largest(values);
        double[] differences = new double[POINTS];
        for (int i = 0; i < POINTS && unit > 0; i++) {
            differences[i] = values[i] / unit;
        }
        boolean[] changesSign = new boolean[POINTS - 1];
        double gamma = 1;
        for (int k = 1; k < POINTS - 1; k++) {
            gamma *= 0.5 * k / (2 * k - 1);
            double squares = 0;
            int count = POINTS - k;
            for (int i = 0; i < count; i++) {
                differences[i] = differences[i + 1] - differences[i];
                squares += differences[i] * differences[i];
                changesSign[k] |= i > 0 && differences[i] * differences[i - 1] < 0;
            }
            sigma[k] = unit * Math.sqrt(gamma * squares / count);
        }
        for (int k = 1; k + 2 < sigma.length; k++) {
            double low = Math.min(sigma[k], Math.min(sigma[k + 1], sigma[k + 2]));
            double high = Math.max(sigma[k], Math.max(sigma[k + 1], sigma[k + 2]));
            if (changesSign[k] && high <= 4 * low) {
                return sigma[k];
            }
        }
        return 0;
    }

    private static boolean isFinite(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return Double.isFinite(sum);
    }

    private static double spread(double[] values) {
        double low = values[0];
        double high = values[0];
        for (double value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return high - low;
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private static int equalNeighbours(double[] values) {
        int equal = 0;
        for (int i = 1; i < values.length; i++) {
            equal += values[i] == values[i - 1] ? 1 : 0;
        }
        return equal;
    }
}
