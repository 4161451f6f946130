package io.github.gradcheck.verdicts;

import java.util.function.BinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** One described case of verdicts.json, written in Java: a function, a backward pass, and a point. */
record Case(String id, UnaryOperator<double[]> function, BinaryOperator<double[]> vjp, double... x) {

    /** A function that acts on each entry by itself. */
    static Case elementwise(String id, DoubleUnaryOperator f, DoubleUnaryOperator derivative, double... x) {
        return new Case(id, point -> map(point, f), (point, upstream) -> times(map(point, derivative), upstream), x);
    }

    /** A function with one value. */
    static Case scalar(String id, ToDoubleFunction<double[]> f, UnaryOperator<double[]> gradient, double... x) {
        return new Case(id, point -> new double[] {f.applyAsDouble(point)}, (point, upstream) -> scaled(gradient.apply(point), upstream[0]), x);
    }

    /** The same function with another backward pass. */
    Case withBackward(String otherId, BinaryOperator<double[]> other) {
        return new Case(otherId, function, other, x);
    }

    static double[] map(double[] values, DoubleUnaryOperator f) {
        double[] result = new double[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = f.applyAsDouble(values[i]);
        }
        return result;
    }

    static double[] times(double[] a, double[] b) {
        double[] result = new double[a.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = a[i] * b[i];
        }
        return result;
    }

    static double[] scaled(double[] values, double factor) {
        return map(values, value -> factor * value);
    }

    static double[] with(double[] values, int i, double value) {
        double[] result = values.clone();
        result[i] = value;
        return result;
    }

    static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    static double dot(double[] a, double[] b) {
        return sum(times(a, b));
    }

    static double norm(double[] values) {
        return Math.sqrt(dot(values, values));
    }
}
