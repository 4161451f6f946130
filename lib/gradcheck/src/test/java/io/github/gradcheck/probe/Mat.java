package io.github.gradcheck.probe;

import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Matrices as rows, and those of the parameters read from or written to one array, one after the other. */
final class Mat {
    private final double[] w;
    private int next;

    Mat(double[] w) {
        this.w = w;
    }

    double[][] read(int rows, int columns) {
        double[][] m = new double[rows][columns];
        for (double[] row : m) {
            System.arraycopy(w, next, row, 0, columns);
            next += columns;
        }
        return m;
    }

    double[] read(int size) {
        return read(1, size)[0];
    }

    Mat write(double[][] m) {
        for (double[] row : m) {
            write(row);
        }
        return this;
    }

    Mat write(double[] row) {
        System.arraycopy(row, 0, w, next, row.length);
        next += row.length;
        return this;
    }

    static double[][] random(long seed, int rows, int columns) {
        SplittableRandom random = new SplittableRandom(seed);
        return map(new double[rows][columns], v -> random.nextGaussian());
    }

    static double[][] map(double[][] a, DoubleUnaryOperator f) {
        return zip(a, a, (v, same) -> f.applyAsDouble(v));
    }

    static double[][] zip(double[][] a, double[][] b, DoubleBinaryOperator f) {
        double[][] c = new double[a.length][a[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[0].length; j++) {
                c[i][j] = f.applyAsDouble(a[i][j], b[i][j]);
            }
        }
        return c;
    }

    static double[][] add(double[][] a, double[][] b) {
        return zip(a, b, Double::sum);
    }

    static double[][] times(double[][] a, double[][] b) {
        return zip(a, b, (u, v) -> u * v);
    }

    static double[][] scaled(double[][] a, double by) {
        return map(a, v -> by * v);
    }

    static double[][] mul(double[][] a, double[][] b) {
        double[][] c = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < b.length; k++) {
                for (int j = 0; j < b[0].length; j++) {
                    c[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return c;
    }

    static double[][] t(double[][] a) {
        double[][] c = new double[a[0].length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[0].length; j++) {
                c[j][i] = a[i][j];
            }
        }
        return c;
    }

    static double[][] plusRow(double[][] a, double[] row) {
        double[][] c = map(a, v -> v);
        for (double[] r : c) {
            for (int j = 0; j < row.length; j++) {
                r[j] += row[j];
            }
        }
        return c;
    }

    static double[] columnSums(double[][] a) {
        double[] sums = new double[a[0].length];
        for (double[] row : a) {
            for (int j = 0; j < row.length; j++) {
                sums[j] += row[j];
            }
        }
        return sums;
    }

    static double sum(double[][] a) {
        double sum = 0;
        for (double[] row : a) {
            for (double v : row) {
                sum += v;
            }
        }
        return sum;
    }

    static double[][] softmaxRows(double[][] a) {
        double[][] p = map(a, Math::exp);
        for (double[] row : p) {
            double sum = 0;
            for (double v : row) {
                sum += v;
            }
            for (int j = 0; j < row.length; j++) {
                row[j] /= sum;
            }
        }
        return p;
    }

    /** Σⱼ gⱼ·pⱼ of each row, taken off and weighted: the vector-Jacobian product of soft-max. */
    static double[][] softmaxBackward(double[][] p, double[][] g) {
        double[][] c = new double[p.length][p[0].length];
        for (int i = 0; i < p.length; i++) {
            double dot = 0;
            for (int j = 0; j < p[0].length; j++) {
                dot += g[i][j] * p[i][j];
            }
            for (int j = 0; j < p[0].length; j++) {
                c[i][j] = p[i][j] * (g[i][j] - dot);
            }
        }
        return c;
    }
}
