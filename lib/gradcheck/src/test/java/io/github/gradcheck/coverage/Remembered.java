package io.github.gradcheck.coverage;

import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** A function that computes each value once, for the claims that are tried on it one after the other. */
final class Remembered implements DoubleUnaryOperator {
    private final DoubleUnaryOperator f;
    private final Map<Double, Double> values = new HashMap<>();

    Remembered(DoubleUnaryOperator f) {
        this.f = f;
    }

    @Override
    public double applyAsDouble(double t) {
        return values.computeIfAbsent(t, f::applyAsDouble);
    }
}
