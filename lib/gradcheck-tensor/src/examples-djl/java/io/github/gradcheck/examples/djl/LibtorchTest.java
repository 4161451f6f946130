package io.github.gradcheck.examples.djl;

import static io.github.gradcheck.testing.GradientAssertions.assertThatVectorJacobianProduct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.github.gradcheck.autograd.Tensor;
import io.github.gradcheck.autograd.Torch;
import io.github.gradcheck.relation.Relation.Kind;
import io.github.gradcheck.testing.GradientAssert;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** PyTorch itself, run by DJL: its gradients are checked by this library, and stand witness for this library's own. */
class LibtorchTest {
    static List<Operator> operators() {
        return Operators.ALL;
    }

    private static double[] joined(double[][] arrays) {
        return Arrays.stream(arrays).flatMapToDouble(Arrays::stream).toArray();
    }

    private static Tensor tensor(double[] data, int... shape) {
        return Tensor.of(io.github.gradcheck.ndarray.NDArray.of(data, shape));
    }

    @Test
    void thisIsPyTorch() {
        assertThat(Engine.getInstance().getEngineName()).isEqualTo("PyTorch");
        assertThat(Engine.getInstance().getVersion()).startsWith("2.");
        assertThat(operators()).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @MethodSource("operators")
    void itsGradientsPassTheCheck(Operator operator) {
        Libtorch libtorch = new Libtorch(operator.libtorch(), operator.shapes());
        assertThatVectorJacobianProduct(libtorch::values, libtorch::vectorJacobianProduct).as("libtorch's " + operator).isCorrectAt(joined(operator.inputs()));
    }

    @ParameterizedTest
    @MethodSource("operators")
    void itComputesTheSameValuesAndGradientsAsAutograd(Operator operator) {
        double[][] given = operator.inputs();
        Libtorch libtorch = new Libtorch(operator.libtorch(), operator.shapes());
        double[] theirs = libtorch.values(joined(given));
        Tensor[] inputs = IntStream.range(0, given.length).mapToObj(k -> tensor(given[k], operator.shapes()[k]).requiresGrad(true))
                .toArray(Tensor[]::new);
        Tensor ours = operator.ours().apply(inputs);
        assertThat(ours.data().toArray()).containsExactly(theirs, within(1e-12));

        double[] upstream = new Random(1).doubles(theirs.length, -1, 1).toArray();
        Tensor[] gradients = Torch.grad(ours, inputs, tensor(upstream, ours.shape()), false);
        assertThat(Arrays.stream(gradients).flatMapToDouble(gradient -> Arrays.stream(gradient.data().toArray())).toArray())
                .containsExactly(libtorch.vectorJacobianProduct(joined(given), upstream), within(1e-12));
    }

    /** The twin: gradients of one function given out for another. */
    @Test
    void aGradientOfPyTorchThatBelongsToAnotherFunctionFails() {
        Libtorch tanh = new Libtorch(x -> x.get(0).tanh(), new int[] {3});
        Libtorch twice = new Libtorch(x -> x.get(0).tanh().mul(Operators.number(x.get(0), 2)), new int[] {3});
        assertThatVectorJacobianProduct(tanh::values, twice::vectorJacobianProduct).isWrongAt(0.3, -0.7, 1.1).hasCause(Kind.CONSTANT_FACTOR);
    }

    private static GradientAssert assertThatProductWith(UnaryOperator<NDArray> copy) {
        Libtorch libtorch = new Libtorch(x -> x.get(0).mul(copy.apply(x.get(0))), new int[] {3});
        return assertThatVectorJacobianProduct(libtorch::values, libtorch::vectorJacobianProduct);
    }

    /** In PyTorch {@code clone()} and {@code to(torch.float32)} pass gradients on. DJL 0.36.0 cuts them off, without a word: of x·x half is left. */
    @Test
    void copiesMadeByDjlCutTheGradientOff() {
        assertThatProductWith(x -> x).isCorrectAt(0.3, -0.7, 1.1);
        assertThatProductWith(NDArray::duplicate).isWrongAt(0.3, -0.7, 1.1).hasCause(Kind.CONSTANT_FACTOR);
        assertThatProductWith(x -> x.mul(Operators.number(x, 1))).as("a copy that passes gradients on").isCorrectAt(0.3, -0.7, 1.1);
    }

    /** The same of a conversion. Its steps of 1e-8 make x itself a slope of x·(float) x, so that a closed form has to say it: 2x is meant. */
    @Test
    void conversionsMadeByDjlCutTheGradientOff() {
        Libtorch libtorch = new Libtorch(x -> x.get(0).mul(x.get(0).toType(DataType.FLOAT32, false).toType(DataType.FLOAT64, false)), new int[] {3});
        double[] x = {0.3, -0.7, 1.1};
        assertThat(libtorch.vectorJacobianProduct(x, new double[] {1, 1, 1})).containsExactly(x, within(1e-7));
    }
}
