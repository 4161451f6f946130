package io.github.gradcheck.verdicts;

import io.github.gradcheck.ndarray.NDArray;
import java.util.Random;

/** Functions that several cases share, and special ones that Java has not. */
final class Functions {
    private Functions() {
    }

    static double[] normal(long seed, int n) {
        Random random = new Random(seed);
        return random.doubles(n).map(zero -> random.nextGaussian()).toArray();
    }

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    static double tanhSlope(double x) {
        return 1 - Math.tanh(x) * Math.tanh(x);
    }

    /** The logarithm of the gamma function. */
    static double lgamma(double x) {
        return org.hipparchus.special.Gamma.logGamma(x);
    }

    static double digamma(double x) {
        return org.hipparchus.special.Gamma.digamma(x);
    }

    static double erf(double x) {
        return org.hipparchus.special.Erf.erf(x);
    }

    static double erfInv(double x) {
        return org.hipparchus.special.Erf.erfInv(x);
    }

    static double[] softmax(double[] x) {
        double max = Double.NEGATIVE_INFINITY;
        for (double value : x) {
            max = Math.max(max, value);
        }
        double largest = max;
        double[] e = Case.map(x, value -> Math.exp(value - largest));
        return Case.scaled(e, 1 / Case.sum(e));
    }

    static double[] softmaxBackward(double[] p, double[] g) {
        double mean = Case.dot(p, g);
        return Case.times(p, Case.map(g, value -> value - mean));
    }

    static double logSumExp(double[] x) {
        double max = Double.NEGATIVE_INFINITY;
        for (double value : x) {
            max = Math.max(max, value);
        }
        double largest = max;
        return max + Math.log(Case.sum(Case.map(x, value -> Math.exp(value - largest))));
    }

    /** Solves A·z = b, A row-major, by elimination with pivoting. */
    static double[] solve(double[] a, double[] b) {
        int n = b.length;
        double[] m = a.clone();
        double[] z = b.clone();
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k + 1; i < n; i++) {
                pivot = Math.abs(m[i * n + k]) > Math.abs(m[pivot * n + k]) ? i : pivot;
            }
            for (int j = 0; j < n; j++) {
                double held = m[k * n + j];
                m[k * n + j] = m[pivot * n + j];
                m[pivot * n + j] = held;
            }
            double held = z[k];
            z[k] = z[pivot];
            z[pivot] = held;
            for (int i = k + 1; i < n; i++) {
                double factor = m[i * n + k] / m[k * n + k];
                for (int j = k; j < n; j++) {
                    m[i * n + j] -= factor * m[k * n + j];
                }
                z[i] -= factor * z[k];
            }
        }
        for (int k = n - 1; k >= 0; k--) {
            for (int j = k + 1; j < n; j++) {
                z[k] -= m[k * n + j] * z[j];
            }
            z[k] /= m[k * n + k];
        }
        return z;
    }

    /** The inverse of an n by n matrix, row-major. */
    static double[] inverse(double[] a) {
        int n = (int) Math.round(Math.sqrt(a.length));
        double[] inverse = new double[a.length];
        for (int column = 0; column < n; column++) {
            double[] z = solve(a, Case.with(new double[n], column, 1));
            for (int i = 0; i < n; i++) {
                inverse[i * n + column] = z[i];
            }
        }
        return inverse;
    }

    /** −A⁻ᵀ·G·A⁻ᵀ. */
    static double[] inverseBackward(double[] a, double[] g) {
        int n = (int) Math.round(Math.sqrt(a.length));
        NDArray t = NDArray.of(inverse(a), n, n).transpose();
        return t.matmul(NDArray.of(g, n, n)).matmul(t).multiply(-1).toArray();
    }

    static double[] hilbert(int n) {
        double[] h = new double[n * n];
        for (int i = 0; i < h.length; i++) {
            h[i] = 1.0 / (i / n + i % n + 1);
        }
        return h;
    }
}
