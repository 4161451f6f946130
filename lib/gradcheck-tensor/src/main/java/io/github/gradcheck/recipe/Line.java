package io.github.gradcheck.recipe;

import io.github.gradcheck.ndarray.NDArray;

/**
 * One line of a forward or backward pass, as a reader writes it and as the program computes it.
 *
 * <p>In the text · is the matrix product, ∘ the product entry by entry, Σ the sum over the rows, and {@code [A>0]} is 1 where A is positive
 * and 0 elsewhere.
 *
 * @param name what it computes, such as "dW1": the gradient of W1
 * @param text the right-hand side, such as "Xᵀ·dA"
 * @param formula the same, computed
 */
public record Line(String name, String text, Formula formula) {
    /** Computes a line from the values of those before it. */
    @FunctionalInterface
    public interface Formula {
        /** The value of the line. */
        NDArray of(Values v);
    }

    /** The same with the sign changed: −(…). */
    public Line negated() {
        return as("−(" + text + ")", v -> formula.of(v).multiply(-1));
    }

    /** The same times a constant, which is given as it is written and as a number. */
    public Line times(String written, double factor) {
        return as(written + "·(" + text + ")", v -> formula.of(v).multiply(factor));
    }

    /** Zeros of the same shape. */
    public Line detached() {
        return as("0", v -> formula.of(v).multiply(0));
    }

    /** The same rows and columns, exchanged. */
    public Line transposed() {
        return as("(" + text + ")ᵀ", v -> formula.of(v).transpose());
    }

    /** The entries of the same array at other positions, given in row-major order; {@code written} says which. */
    public Line moved(String written, int... positions) {
        return as(text + ", " + written, v -> {
            NDArray value = formula.of(v);
            return value.gather(positions, value.shape());
        });
    }

    /** Another right-hand side. */
    public Line as(String otherText, Formula otherFormula) {
        return new Line(name, otherText, otherFormula);
    }

    @Override
    public String toString() {
        return name + " = " + text;
    }
}
