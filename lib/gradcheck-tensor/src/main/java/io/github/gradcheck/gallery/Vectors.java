package io.github.gradcheck.gallery;

import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** What the models of the gallery compute with: plain arrays. */
final class Vectors {
    private Vectors() {
    }

    /** Normal numbers that are the same every time. */
    static double[] normal(long seed, int size) {
        Random random = new Random(seed);
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = random.nextGaussian();
        }
        return values;
    }

    static double[] map(double[] a, DoubleUnaryOperator f) {
        double[] result = new double[a.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = f.applyAsDouble(a[i]);
        }
        return result;
    }

    static double[] zip(double[] a, double[] b, DoubleBinaryOperator f) {
        double[] result = new double[a.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = f.applyAsDouble(a[i], b[i]);
        }
        return result;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    static double mean(double[] a) {
        double sum = 0;
        for (double value : a) {
            sum += value;
        }
        return sum / a.length;
    }

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    static double[] softmax(double[] x) {
        double[] e = map(x, Math::exp);
        double total = mean(e) * e.length;
        return map(e, value -> value / total);
    }
}
