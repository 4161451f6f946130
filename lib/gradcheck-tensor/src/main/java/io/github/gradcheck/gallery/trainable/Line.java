package io.github.gradcheck.gallery.trainable;

import io.github.gradcheck.ndarray.NDArray;

/**
 * One line of a model: what it computes, as a reader writes it and as the program does.
 *
 * <p>In the text · is the matrix product, ∘ the product entry by entry, Σ the sum over the rows, and [A>0] is 1 where A is positive
 * and 0 elsewhere.
 *
 * @param name what it computes, such as "dW1": the gradient of W1
 * @param text the right-hand side, such as "Xᵀ·dA"
 * @param formula the same, computed
 */
record Line(String name, String text, Formula formula) {
    /** Computes a line from the values of those before it. */
    @FunctionalInterface
    interface Formula {
        NDArray of(Values v);
    }

    /** The bug "sign": −(…). */
    Line negated() {
        return new Line(name, "−(" + text + ")", v -> formula.of(v).multiply(-1));
    }

    /** The bug "factor": c·(…), with c as it is written and as a number. */
    Line times(String written, double factor) {
        return new Line(name, written + "·(" + text + ")", v -> formula.of(v).multiply(factor));
    }

    /** The bug "detached branch": zeros. */
    Line detached() {
        return new Line(name, "0", v -> formula.of(v).multiply(0));
    }

    /** Another right-hand side. */
    Line as(String otherText, Formula otherFormula) {
        return new Line(name, otherText, otherFormula);
    }

    @Override
    public String toString() {
        return name + " = " + text;
    }
}
