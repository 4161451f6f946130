package consumer;

import io.github.gradcheck.autograd.Gradcheck;
import io.github.gradcheck.autograd.Tensor;
import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.NumpyRandom;
import java.util.LinkedHashMap;
import java.util.Map;

/** The ways into the library, each called as its users call it. */
final class Checks {
    private Checks() {
    }

    /** A function of an array of doubles; the gradient is right if factor is 2. */
    static GradientReport plainArray(double factor) {
        return GradientCheck.of(x -> x[0] * x[0] * x[1], x -> new double[] {factor * x[0] * x[1], x[0] * x[0]}).at(1.5, -2);
    }

    /** The loss ½·|X·W|² of a matrix W, with the gradient Xᵀ·X·W: through the BLAS and the random numbers that the library brings along. */
    static GradientReport namedArrays() {
        NumpyRandom random = new NumpyRandom(0);
        NDArray x = random.randn(4, 3);
        Map<String, NDArray> params = new LinkedHashMap<>();
        params.put("W", random.randn(3, 2));
        return GradientCheck.ofParameters(params, () -> {
            NDArray scores = x.matmul(params.get("W"));
            return 0.5 * scores.multiply(scores).sum();
        }, () -> Map.of("W", x.transpose().matmul(x.matmul(params.get("W"))))).run();
    }

    /** A function of a tensor. */
    static boolean tensor() {
        return Gradcheck.gradcheck(t -> t.sigmoid().multiply(t), Tensor.of(NDArray.of(new double[] {-1, 0.5, 2}, 3)).requiresGrad(true));
    }
}
