package io.github.gradcheck.gallery;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.problem.ParameterProblem;
import io.github.gradcheck.relation.Relation.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Two layers with ReLU, softmax cross-entropy and a penalty on the weights, with its gradients written by hand. */
final class RegularisedNet {
    private static final double PENALTY = 0.05;

    private final Map<String, NDArray> params = new LinkedHashMap<>();
    private final NDArray x;
    private final int[] y;
    private final String bug;

    private RegularisedNet(String bug, int examples) {
        this.bug = bug;
        this.x = NDArray.of(Vectors.normal(11, examples * 4), examples, 4);
        this.y = new int[examples];
        for (int i = 0; i < examples; i++) {
            y[i] = i % 3;
        }
        params.put("W1", NDArray.of(Vectors.normal(12, 16), 4, 4));
        params.put("b1", NDArray.of(Vectors.normal(13, 4), 4));
        params.put("W2", NDArray.of(Vectors.normal(14, 12), 4, 3));
        params.put("b2", NDArray.of(Vectors.normal(15, 3), 3));
    }

    static List<Specimen> all() {
        return List.of(
                of("factor in W1", "2·Xᵀ·dH", Kind.CONSTANT_FACTOR, 5),
                of("sign of b1", "-Σ dH", Kind.SIGN_FLIPPED, 5),
                of("W1 transposed", "dHᵀ·X for Xᵀ·dH", Kind.TRANSPOSED, 5),
                of("mask forgotten", "dH without [h>0], one example", Kind.MASK_MISSING, 1),
                of("1/N forgotten", "p - onehot for (p - onehot)/N", Kind.CONSTANT_FACTOR, 5),
                of("regulariser forgotten", "W2 without λ·W2", Kind.REGULARISER_MISSING, 5),
                of("regulariser twice", "W1 with 2·λ·W1", Kind.REGULARISER_DOUBLED, 5),
                of("b2 averaged", "mean of dS for its sum", Kind.CONSTANT_FACTOR, 5),
                of("first row of W2", "row 0 left at zero", Kind.ONE_ROW, 5),
                of("last column of W1", "doubled", Kind.ONE_COLUMN, 5),
                of("rows of W2 off by one", "row i - 1 for row i", Kind.SHIFTED, 5),
                of("W2 detached", "zeros", Kind.ZERO, 5));
    }

    private static Specimen of(String bug, String line, Kind cause, int examples) {
        return new Specimen("two-layer net", bug, line, cause, () -> {
            RegularisedNet net = new RegularisedNet(bug, examples);
            return ParameterProblem.of(net.params, net::loss, net::gradients);
        });
    }

    private NDArray hidden() {
        return x.matmul(params.get("W1")).add(params.get("b1")).maximum(0);
    }

    private NDArray probabilities(NDArray h) {
        NDArray exp = h.matmul(params.get("W2")).add(params.get("b2")).map(Math::exp);
        return exp.divide(exp.sum(1, true));
    }

    private double loss() {
        NDArray p = probabilities(hidden());
        double loss = 0;
        for (int i = 0; i < y.length; i++) {
            loss -= Math.log(p.get(i, y[i])) / y.length;
        }
        for (String weight : List.of("W1", "W2")) {
            loss += PENALTY / 2 * params.get(weight).multiply(params.get(weight)).sum();
        }
        return loss;
    }

    private Map<String, NDArray> gradients() {
        NDArray h = hidden();
        NDArray dScores = probabilities(h);
        for (int i = 0; i < y.length; i++) {
            dScores.set(dScores.get(i, y[i]) - 1, i, y[i]);
        }
        dScores = is("1/N forgotten") ? dScores : dScores.divide(y.length);
        NDArray dHidden = dScores.matmul(params.get("W2").transpose());
        dHidden = is("mask forgotten") ? dHidden : dHidden.multiply(h.map(value -> value > 0 ? 1 : 0));
        Map<String, NDArray> grads = new LinkedHashMap<>();
        grads.put("W1", x.transpose().matmul(dHidden).add(params.get("W1").multiply(is("regulariser twice") ? 2 * PENALTY : PENALTY)));
        grads.put("b1", is("sign of b1") ? dHidden.sum(0).multiply(-1) : dHidden.sum(0));
        grads.put("W2", h.transpose().matmul(dScores).add(params.get("W2").multiply(is("regulariser forgotten") ? 0 : PENALTY)));
        grads.put("b2", is("b2 averaged") ? dScores.sum(0).divide(y.length) : dScores.sum(0));
        damage(grads);
        return grads;
    }

    private boolean is(String name) {
        return bug.equals(name);
    }

    /** The bugs that are done to a finished gradient. */
    private void damage(Map<String, NDArray> grads) {
        switch (bug) {
            case "factor in W1" -> grads.put("W1", grads.get("W1").multiply(2));
            case "W1 transposed" -> grads.put("W1", grads.get("W1").transpose());
            case "first row of W2" -> setLine(grads.get("W2"), 0, true, 0);
            case "last column of W1" -> setLine(grads.get("W1"), 3, false, 2);
            case "rows of W2 off by one" -> grads.put("W2", grads.get("W2").gather(new int[] {9, 10, 11, 0, 1, 2, 3, 4, 5, 6, 7, 8}, 4, 3));
            case "W2 detached" -> grads.put("W2", NDArray.zeros(4, 3));
            default -> { }
        }
    }

    private static void setLine(NDArray gradient, int line, boolean row, double factor) {
        int length = gradient.shape()[row ? 1 : 0];
        for (int i = 0; i < length; i++) {
            int r = row ? line : i;
            int c = row ? i : line;
            gradient.set(factor * gradient.get(r, c), r, c);
        }
    }
}
