package consumer;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.NumpyRandom;
import java.util.LinkedHashMap;
import java.util.Map;

/** The ways into gradcheck, each called as its users call it. */
final class Checks {
    private Checks() {
    }

    /** A function of an array of doubles; the gradient is right if factor is 2. */
    static GradientReport plainArray(double factor) {
        return GradientCheck.of(x -> x[0] * x[0] * x[1], x -> new double[] {factor * x[0] * x[1], x[0] * x[0]}).at(1.5, -2);
    }

    /** The loss ½·|X·W|² of a matrix W, with the gradient Xᵀ·X·W. */
    static GradientReport namedArrays() {
        NDArray x = NDArray.of(new double[][] {{1, -2, 0.5}, {0.3, 0.7, -1}});
        Map<String, NDArray> params = new LinkedHashMap<>();
        params.put("W", NDArray.of(new double[][] {{0.1, 2}, {-1, 0.4}, {3, -0.2}}));
        return GradientCheck.ofParameters(params, () -> {
            NDArray scores = x.matmul(params.get("W"));
            return 0.5 * scores.multiply(scores).sum();
        }, () -> Map.of("W", x.transpose().matmul(x.matmul(params.get("W"))))).run();
    }

    /** What another artifact is needed for. */
    static NDArray random() {
        return new NumpyRandom(0).randn(2);
    }
}
