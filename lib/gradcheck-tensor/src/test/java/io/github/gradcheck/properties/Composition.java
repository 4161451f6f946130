package io.github.gradcheck.properties;

import io.github.gradcheck.autograd.Tensor;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A function of one tensor made of operators, each drawn from those that its shape allows.
 *
 * @param shape the shape of the input
 * @param steps the operators in order
 * @param seed where constants, axes and the input come from
 */
record Composition(int[] shape, List<Step> steps, long seed) {
    /** One operator; what is random about it is drawn anew, and the same, each time it is applied. */
    enum Step {
        TANH, SIGMOID, SINE, EXPONENTIAL, RELU, SQUARE, QUOTIENT, AFFINE, TIMES_INPUT, PLUS_BROADCAST, MATMUL, SUM_AXIS, FLATTEN, PERMUTE, SLICE, MEAN_REMOVED
    }

    /** The input: values of size 1, none at the kink of relu. */
    Tensor input() {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[Shape.size(shape)];
        Arrays.setAll(values, i -> (random.nextBoolean() ? 1 : -1) * random.nextDouble(0.1, 1.5));
        return Tensor.of(NDArray.of(values, shape)).requiresGrad(true);
    }

    /** The value at x. */
    Tensor apply(Tensor x) {
        return apply(x, -1, null);
    }

    /** The same value, but what comes back through step number {@code at} is spoilt. */
    Tensor apply(Tensor x, int at, Slip slip) {
        Tensor y = x;
        for (int s = 0; s < steps.size(); s++) {
            y = applied(steps.get(s), y, x, new SplittableRandom(seed + 31L * s + 1));
            y = s == at ? slip.apply(y) : y;
        }
        return y;
    }

    private static Tensor applied(Step step, Tensor y, Tensor x, SplittableRandom random) {
        int rank = y.shape().length;
        return switch (step) {
            case TANH -> y.tanh();
            case SIGMOID -> y.sigmoid();
            case SINE -> y.sin();
            case EXPONENTIAL -> y.tanh().exp();
            case RELU -> y.relu();
            case SQUARE -> y.multiply(y).multiply(0.5);
            case QUOTIENT -> y.divide(y.multiply(y).add(1.5));
            case AFFINE -> y.multiply(random.nextDouble(0.5, 1.5)).subtract(random.nextDouble());
            case TIMES_INPUT -> Arrays.equals(y.shape(), x.shape()) ? y.multiply(x) : y.multiply(x.mean());
            case PLUS_BROADCAST -> y.add(constant(random, Arrays.stream(y.shape()).map(extent -> random.nextBoolean() ? extent : 1).toArray()));
            case MATMUL -> rank == 2 ? y.matmul(constant(random, y.shape()[1], 2)) : y;
            case SUM_AXIS -> rank == 0 ? y : y.sum(random.nextInt(rank), random.nextBoolean());
            case FLATTEN -> y.reshape(y.size());
            case PERMUTE -> rank < 2 ? y : y.permute(rotated(rank, random.nextInt(rank)));
            case SLICE -> rank == 0 ? y : sliced(y, random.nextInt(rank));
            case MEAN_REMOVED -> y.subtract(y.mean());
        };
    }

    private static Tensor constant(SplittableRandom random, int... shape) {
        double[] values = new double[Shape.size(shape)];
        Arrays.setAll(values, i -> random.nextDouble(-1, 1));
        return Tensor.of(NDArray.of(values, shape));
    }

    private static int[] rotated(int rank, int by) {
        return IntStream.range(0, rank).map(axis -> (axis + by) % rank).toArray();
    }

    private static Tensor sliced(Tensor y, int axis) {
        int extent = y.shape()[axis];
        return extent < 2 ? y : y.slice(axis, 1, extent, 1);
    }

    @Override
    public String toString() {
        return Shape.tuple(shape) + " " + steps.stream().map(Step::name).collect(Collectors.joining(" ")) + " seed " + seed;
    }
}
