package io.github.gradcheck.gallery;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.problem.ParameterProblem;
import io.github.gradcheck.relation.Relation.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Scaled dot-product attention, softmax(Q·Kᵀ/√d)·V, summed up with fixed weights, with its gradients written by hand. */
final class Attention {
    private static final int ROWS = 4;
    private static final int WIDTH = 3;

    private final Map<String, NDArray> params = new LinkedHashMap<>();
    private final NDArray weights = NDArray.of(Vectors.normal(24, ROWS * WIDTH), ROWS, WIDTH);
    private final String bug;

    private Attention(String bug) {
        this.bug = bug;
        params.put("Q", NDArray.of(Vectors.normal(21, ROWS * WIDTH), ROWS, WIDTH));
        params.put("K", NDArray.of(Vectors.normal(22, ROWS * WIDTH), ROWS, WIDTH));
        params.put("V", NDArray.of(Vectors.normal(23, ROWS * WIDTH), ROWS, WIDTH));
    }

    static List<Specimen> all() {
        return List.of(
                of("1/√d forgotten for Q", "dS·K for dS·K/√d", Kind.CONSTANT_FACTOR),
                of("Q and K swapped", "dSᵀ·Q as the gradient of Q", Kind.SWAPPED),
                of("V detached", "zeros", Kind.ZERO),
                of("sign of K", "-dSᵀ·Q/√d", Kind.SIGN_FLIPPED),
                of("V twice", "2·Pᵀ·g", Kind.CONSTANT_FACTOR),
                of("rows of V off by one", "row i + 1 for row i", Kind.SHIFTED),
                of("Q as K transposed", "entries of the transpose", Kind.TRANSPOSED));
    }

    private static Specimen of(String bug, String line, Kind cause) {
        return new Specimen("attention", bug, line, cause, () -> {
            Attention attention = new Attention(bug);
            return ParameterProblem.of(attention.params, attention::loss, attention::gradients);
        });
    }

    private NDArray probabilities() {
        NDArray exp = params.get("Q").matmul(params.get("K").transpose()).divide(Math.sqrt(WIDTH)).map(Math::exp);
        return exp.divide(exp.sum(1, true));
    }

    private double loss() {
        return probabilities().matmul(params.get("V")).multiply(weights).sum();
    }

    private Map<String, NDArray> gradients() {
        NDArray p = probabilities();
        NDArray dP = weights.matmul(params.get("V").transpose());
        NDArray dS = p.multiply(dP.subtract(p.multiply(dP).sum(1, true)));
        Map<String, NDArray> grads = new LinkedHashMap<>();
        grads.put("Q", dS.matmul(params.get("K")).divide(Math.sqrt(WIDTH)));
        grads.put("K", dS.transpose().matmul(params.get("Q")).divide(Math.sqrt(WIDTH)));
        grads.put("V", p.transpose().matmul(weights));
        damage(grads);
        return grads;
    }

    private void damage(Map<String, NDArray> grads) {
        NDArray q = grads.get("Q");
        NDArray v = grads.get("V");
        switch (bug) {
            case "1/√d forgotten for Q" -> grads.put("Q", q.multiply(Math.sqrt(WIDTH)));
            case "Q and K swapped" -> {
                grads.put("Q", grads.get("K"));
                grads.put("K", q);
            }
            case "V detached" -> grads.put("V", NDArray.zeros(ROWS, WIDTH));
            case "sign of K" -> grads.put("K", grads.get("K").multiply(-1));
            case "V twice" -> grads.put("V", v.multiply(2));
            case "rows of V off by one" -> grads.put("V", v.gather(new int[] {3, 4, 5, 6, 7, 8, 9, 10, 11, 0, 1, 2}, ROWS, WIDTH));
            case "Q as K transposed" -> grads.put("Q", q.transpose().reshape(ROWS, WIDTH));
            default -> { }
        }
    }
}
