package io.github.gradcheck.verdicts;

import io.github.gradcheck.autograd.Tensor;
import io.github.gradcheck.autograd.Torch;
import io.github.gradcheck.ndarray.NDArray;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** Functions of tensors as ones of plain arrays, and numbers for them. */
final class TensorFunctions {
    private TensorFunctions() {
    }

    static double[] normal(long seed, int n) {
        Random random = new Random(seed);
        return random.doubles(n).map(zero -> random.nextGaussian()).toArray();
    }

    static double[] scaled(double[] values, double factor) {
        return NDArray.of(values, values.length).multiply(factor).toArray();
    }

    static UnaryOperator<double[]> forward(UnaryOperator<Tensor> f, int... shape) {
        return x -> f.apply(Tensor.of(NDArray.of(x, shape))).data().toArray();
    }

    /** The backward pass by autograd. */
    static BinaryOperator<double[]> backward(UnaryOperator<Tensor> f, int... shape) {
        return (x, upstream) -> {
            Tensor input = Tensor.of(NDArray.of(x, shape)).requiresGrad(true);
            Tensor output = f.apply(input);
            Tensor g = Tensor.of(NDArray.of(upstream, output.shape()));
            return Torch.grad(output, new Tensor[] {input}, g, false)[0].data().toArray();
        };
    }
}
