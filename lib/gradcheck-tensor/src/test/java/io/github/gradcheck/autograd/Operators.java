package io.github.gradcheck.autograd;

import static java.util.Map.entry;

import io.github.gradcheck.ndarray.NDArray;
import java.util.Map;
import java.util.function.Function;

/** Every operator by the name that the reference figures have for it. */
final class Operators {
    static final Map<String, Function<Tensor[], Tensor>> ALL = Map.ofEntries(
            entry("add_broadcast", in -> in[0].add(in[1])),
            entry("sub_broadcast", in -> in[0].subtract(in[1])),
            entry("mul_broadcast", in -> in[0].multiply(in[1])),
            entry("div", in -> in[0].divide(in[1])),
            entry("pow_3", in -> in[0].pow(3)),
            entry("exp", in -> in[0].exp()),
            entry("log", in -> in[0].log()),
            entry("sqrt", in -> in[0].sqrt()),
            entry("tanh", in -> in[0].tanh()),
            entry("sigmoid", in -> in[0].sigmoid()),
            entry("relu", in -> in[0].relu()),
            entry("leaky_relu", in -> Functional.leakyRelu(in[0], 0.01)),
            entry("softplus", in -> Functional.softplus(in[0])),
            entry("gelu", in -> Functional.gelu(in[0])),
            entry("silu", in -> Functional.silu(in[0])),
            entry("abs", in -> in[0].abs()),
            entry("sin", in -> in[0].sin()),
            entry("cos", in -> in[0].cos()),
            entry("matmul", in -> in[0].matmul(in[1])),
            entry("matmul_batched", in -> in[0].matmul(in[1])),
            entry("matvec", in -> in[0].matmul(in[1])),
            entry("transpose", in -> in[0].transpose()),
            entry("reshape", in -> in[0].reshape(2, 6)),
            entry("permute", in -> in[0].permute(2, 0, 1)),
            entry("sum_all", in -> in[0].sum()),
            entry("sum_dim0", in -> in[0].sum(0)),
            entry("sum_keepdim", in -> in[0].sum(1, true)),
            entry("mean_all", in -> in[0].mean()),
            entry("mean_dim1", in -> in[0].mean(1)),
            entry("max_dim1", in -> in[0].max(1)),
            entry("logsumexp", in -> Functional.logSumExp(in[0], 1)),
            entry("softmax", in -> Functional.softmax(in[0], 1)),
            entry("log_softmax", in -> Functional.logSoftmax(in[0], 1)),
            entry("cross_entropy", in -> Functional.crossEntropy(in[0], 1, 0, 3, 2)),
            entry("mse_loss", in -> Functional.mseLoss(in[0], in[1])),
            entry("bce_with_logits", in -> Functional.binaryCrossEntropyWithLogits(in[0],
                    Tensor.of(NDArray.of(new double[] {1, 0, 1, 1}, 4)))),
            entry("layer_norm", in -> Functional.layerNorm(in[0], in[1], in[2], 1e-5)),
            entry("batch_norm_train", in -> Functional.batchNorm(in[0], in[1], in[2], 1e-5)),
            entry("linear", in -> Functional.linear(in[0], in[1], in[2])),
            entry("conv2d", in -> Functional.conv2d(in[0], in[1], in[2], 1, 1)),
            entry("conv2d_stride2", in -> Functional.conv2d(in[0], in[1], null, 2, 0)),
            entry("max_pool2d", in -> Functional.maxPool2d(in[0], 2)),
            entry("avg_pool2d", in -> Functional.avgPool2d(in[0], 2)),
            entry("attention", in -> Functional.scaledDotProductAttention(in[0], in[1], in[2])),
            entry("cat_dim1", in -> Functional.cat(1, in)),
            entry("slice", in -> in[0].slice(1, 3).slice(1, 0, 5, 2)),
            entry("gather_rows", in -> Functional.rows(in[0], 2, 0, 2)));

    private Operators() {
    }
}
