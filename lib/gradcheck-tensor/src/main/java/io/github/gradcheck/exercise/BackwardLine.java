package io.github.gradcheck.exercise;

import io.github.gradcheck.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * One line of a backward pass, as it is written and as it is computed.
 *
 * @param name what the line computes, such as "dW2"
 * @param line the line as Java: a function of two arrays
 * @param formula the same as a function
 */
record BackwardLine(String name, String line, BinaryOperator<NDArray> formula) {
    /** The backward pass as it should be, from the loss to the input. */
    static final List<BackwardLine> RIGHT = List.of(
            new BackwardLine("dScores", "(probs, oneHot) -> probs.subtract(oneHot).divide(N)", (p, t) -> p.subtract(t).divide(rows(p))),
            new BackwardLine("dW2", "(h, dScores) -> h.transpose().matmul(dScores)", (h, d) -> h.transpose().matmul(d)),
            new BackwardLine("db2", "(dScores, b2) -> dScores.sum(0)", (d, b) -> d.sum(0)),
            new BackwardLine("dH", "(dScores, W2) -> dScores.matmul(W2.transpose())", (d, w) -> d.matmul(w.transpose())),
            new BackwardLine("dA", "(dH, h) -> dH.multiply(h.map(v -> v > 0 ? 1 : 0))", (d, h) -> d.multiply(positive(h))),
            new BackwardLine("dW1", "(X, dA) -> X.transpose().matmul(dA)", (x, d) -> x.transpose().matmul(d)),
            new BackwardLine("db1", "(dA, b1) -> dA.sum(0)", (d, b) -> d.sum(0)));

    /** One line each that is wrong. Neighbours in the list stand in different lines of the backward pass. */
    private static final List<BackwardLine> WRONG = List.of(
            new BackwardLine("dW2", "(h, dScores) -> h.transpose().matmul(dScores).multiply(2)", (h, d) -> h.transpose().matmul(d).multiply(2)),
            new BackwardLine("dA", "(dH, h) -> dH", (d, h) -> d),
            new BackwardLine("db1", "(dA, b1) -> dA.sum(0).divide(N)", (d, b) -> d.sum(0).divide(rows(d))),
            new BackwardLine("dScores", "(probs, oneHot) -> probs.subtract(oneHot)", NDArray::subtract),
            new BackwardLine("dW1", "(X, dA) -> X.transpose().matmul(dA).multiply(-1)", (x, d) -> x.transpose().matmul(d).multiply(-1)),
            new BackwardLine("db2", "(dScores, b2) -> dScores.sum(0).add(b2)", (d, b) -> d.sum(0).add(b)),
            new BackwardLine("dH", "(dScores, W2) -> dScores.matmul(W2.transpose()).multiply(0.5)", (d, w) -> d.matmul(w.transpose()).multiply(0.5)),
            new BackwardLine("dW2", "(h, dScores) -> h.map(v -> v > 0 ? 1 : 0).transpose().matmul(dScores)", (h, d) -> positive(h).transpose().matmul(d)),
            new BackwardLine("dA", "(dH, h) -> dH.multiply(dH.map(v -> v > 0 ? 1 : 0))", (d, h) -> d.multiply(positive(d))),
            new BackwardLine("db1", "(dA, b1) -> dA.sum(0).add(b1)", (d, b) -> d.sum(0).add(b)),
            new BackwardLine("dScores", "(probs, oneHot) -> oneHot.subtract(probs).divide(N)", (p, t) -> t.subtract(p).divide(rows(p))),
            new BackwardLine("dW1", "(X, dA) -> X.map(Math::abs).transpose().matmul(dA)", (x, d) -> x.map(Math::abs).transpose().matmul(d)),
            new BackwardLine("db2", "(dScores, b2) -> dScores.sum(0).divide(N)", (d, b) -> d.sum(0).divide(rows(d))),
            new BackwardLine("dH", "(dScores, W2) -> dScores.matmul(W2.map(Math::abs).transpose())", (d, w) -> d.matmul(w.map(Math::abs).transpose())));

    /** How many there are. */
    static int kinds() {
        return WRONG.size();
    }

    /** The backward pass as it should be, by what its lines compute. */
    static Map<String, BackwardLine> rightByName() {
        Map<String, BackwardLine> byName = new LinkedHashMap<>();
        RIGHT.forEach(line -> byName.put(line.name(), line));
        return byName;
    }

    /** The backward pass with the wrong line of a student number: neighbouring numbers have different ones. */
    static Map<String, BackwardLine> backwardOf(long studentNumber) {
        BackwardLine wrong = WRONG.get(Math.floorMod(studentNumber, WRONG.size()));
        Map<String, BackwardLine> byName = rightByName();
        byName.put(wrong.name(), wrong);
        return byName;
    }

    private static int rows(NDArray a) {
        return a.shape()[0];
    }

    private static NDArray positive(NDArray a) {
        return a.map(value -> value > 0 ? 1 : 0);
    }
}
