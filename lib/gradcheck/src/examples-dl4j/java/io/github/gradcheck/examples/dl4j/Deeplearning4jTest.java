package io.github.gradcheck.examples.dl4j;

import static io.github.gradcheck.testing.GradientAssertions.assertThatGradient;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.relation.Relation.Kind;
import io.github.gradcheck.testing.GradientAssert;
import java.util.function.Consumer;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.gradientcheck.GradientCheckUtil.MLNConfig;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A dense layer of Deeplearning4j: its gradient under this library's check, beside Deeplearning4j's own {@link GradientCheckUtil}. */
class Deeplearning4jTest {
    private static INDArray images;
    private static INDArray labels;

    @BeforeAll
    static void inDoublePrecision() {
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
        images = Nd4j.createFromArray(new double[][] {{0.1, -0.7, 1.3}, {0.9, 0.2, -0.4}, {-1.1, 0.6, 0.5}});
        labels = Nd4j.createFromArray(new double[][] {{1, 0}, {0, 1}, {1, 0}});
    }

    /** Three inputs, a dense layer of four, two classes, and a penalty on the weights. */
    private static MultiLayerNetwork network(IActivation activation, LossFunction loss) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder().seed(42).dataType(DataType.DOUBLE).updater(new NoOp()).l2(0.01).list()
                .layer(new DenseLayer.Builder().nIn(3).nOut(4).activation(activation).build())
                .layer(new OutputLayer.Builder(loss).nIn(4).nOut(2).activation(new ActivationSoftmax()).build()).build());
        network.init();
        network.setInput(images);
        network.setLabels(labels);
        return network;
    }

    /** The adapter: all parameters are one row, the score is the loss, and something may be done with the gradient before it is read. */
    private static GradientAssert assertThatGradientOf(MultiLayerNetwork network, Consumer<MultiLayerNetwork> after) {
        return assertThatGradient(x -> {
            computeAt(network, x);
            return network.score();
        }, x -> {
            computeAt(network, x);
            after.accept(network);
            return network.gradient().gradient().dup().toDoubleVector();
        });
    }

    private static void computeAt(MultiLayerNetwork network, double[] x) {
        network.setParams(Nd4j.createFromArray(x).reshape(1, x.length));
        network.computeGradientAndScore();
    }

    /** What training does before a step: divide by the size of the batch, and add the penalty's gradient. */
    private static void update(MultiLayerNetwork network) {
        network.getUpdater().update(network, network.gradient(), 0, 0, (int) images.size(0), LayerWorkspaceMgr.noWorkspaces());
    }

    private static double[] parameters(MultiLayerNetwork network) {
        return network.params().dup().toDoubleVector();
    }

    /** With the tolerances of Deeplearning4j's own tests. */
    private static boolean passesTheirs(MultiLayerNetwork network) {
        return GradientCheckUtil.checkGradients(new MLNConfig().net(network).input(images).labels(labels).epsilon(1e-6).maxRelError(1e-3).minAbsoluteError(1e-8)
                .exitOnFirstError(false));
    }

    @Test
    void theGradientThatTrainingUsesIsRight() {
        MultiLayerNetwork network = network(new ActivationTanH(), LossFunction.MCXENT);
        assertThatGradientOf(network, Deeplearning4jTest::update).isCorrectAt(parameters(network));
        assertThat(passesTheirs(network)).isTrue();
    }

    /** {@code gradient()} by itself is the sum over the batch without the penalty, where the score is a mean with it: not for an optimiser of one's own. */
    @Test
    void theGradientBeforeTheUpdaterIsNotThatOfTheScore() {
        MultiLayerNetwork network = network(new ActivationTanH(), LossFunction.MCXENT);
        network.getLayerWiseConfigurations().getConfs().forEach(conf -> ((org.deeplearning4j.nn.conf.layers.BaseLayer) conf.getLayer()).getRegularization().clear());
        assertThatGradientOf(network, untouched -> { }).isWrongAt(parameters(network)).hasCause(Kind.CONSTANT_FACTOR);
    }

    /** tanh, with a derivative that is too large by a factor. */
    private static final class Slip extends ActivationTanH {
        private static final long serialVersionUID = 1L;
        private final double factor;

        Slip(double factor) {
            this.factor = factor;
        }

        @Override
        public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
            return new Pair<>(super.backprop(in, epsilon).getFirst().muli(factor), null);
        }
    }

    @Test
    void aSlipOfHalfAPerMilleInALayerPassesTheirToleranceAndIsSeenHere() {
        MultiLayerNetwork slip = network(new Slip(1.0005), LossFunction.MCXENT);
        assertThat(passesTheirs(slip)).isTrue();
        assertThatGradientOf(slip, Deeplearning4jTest::update).isWrongAt(parameters(slip));
        MultiLayerNetwork large = network(new Slip(2), LossFunction.MCXENT);
        assertThat(passesTheirs(large)).isFalse();
        assertThatGradientOf(large, Deeplearning4jTest::update).isWrongAt(parameters(large));
    }

    /** In version 1.0.0-M2.1 the value of this loss clips labels and outputs at 1e-5, and its gradient does not: they differ by 2e-6 to 2e-5. */
    @Test
    void theGradientOfTheKullbackLeiblerLossIsOffByItsClipping() {
        MultiLayerNetwork network = network(new ActivationTanH(), LossFunction.KL_DIVERGENCE);
        assertThat(passesTheirs(network)).isTrue();
        assertThatGradientOf(network, Deeplearning4jTest::update).isWrongAt(parameters(network)).hasCause(Kind.SMALL_TERM);
        assertThatGradientOf(network, Deeplearning4jTest::update).within(1e-4).isCorrectAt(parameters(network));
    }
}
