package io.github.gradcheck.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.gradcheck.Reference;
import io.github.gradcheck.autograd.Gradcheck;
import io.github.gradcheck.autograd.Tensor;
import io.github.gradcheck.autograd.Torch;
import io.github.gradcheck.ndarray.DType;
import io.github.gradcheck.ndarray.NDArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleTest {
    private static final JsonNode MODEL = Reference.json("custom_function.json").get("model");

    static final class MySigmoidLayer extends Module {
        @Override
        protected Tensor forward(Tensor x) {
            return x.sigmoid();
        }
    }

    private static Sequential model() {
        Torch.manualSeed(0);
        return new Sequential(new Linear(10, 5), new MySigmoidLayer(), new Linear(5, 1));
    }

    @ParameterizedTest
    @CsvSource({"10, 5", "5, 1", "3, 7"})
    void aLinearLayerStartsWithPyTorchsWeights(int in, int out) {
        for (JsonNode row : Reference.json("torch_random.json")) {
            Torch.manualSeed(row.get("seed").asLong());
            Linear layer = new Linear(in, out);
            String path = "/linear_" + in + "_" + out + "_float32/";
            assertThat(layer.parameter("weight").data().toArray()).isEqualTo(Reference.doubles(row.at(path + "weight/data")));
            assertThat(layer.parameter("bias").data().toArray()).isEqualTo(Reference.doubles(row.at(path + "bias/data")));
        }
    }

    @Test
    void isPrintedAsPyTorchPrintsIt() {
        assertThat(model()).hasToString(MODEL.get("print").asText());
    }

    @Test
    void hasTheParametersOfItsPartsByName() {
        assertThat(model().namedParameters()).containsOnlyKeys("0.weight", "0.bias", "2.weight", "2.bias");
        assertThatThrownBy(() -> model().parameter("1.weight")).hasMessageContaining("1.weight").hasMessageContaining("[0.weight");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.weight", "0.bias", "2.weight", "2.bias"})
    void hasPyTorchsGradientsForTheSameSeed(String name) {
        Sequential model = model();
        assertThat(model.parameter(name).data().toArray()).isEqualTo(Reference.doubles(MODEL.at("/params/" + name + "/data")));
        Tensor input = Torch.randn(2, 10);
        assertThat(input.data().toArray()).isEqualTo(Reference.doubles(MODEL.at("/input/data")));
        Tensor output = model.apply(input);
        assertThat(output.data().toArray()).usingComparatorWithPrecision(1e-6).containsExactly(Reference.doubles(MODEL.at("/output/data")));
        output.mean().backward();
        assertThat(output.mean().item()).isCloseTo(MODEL.get("loss").asDouble(), within(1e-6));
        double[] expected = Reference.doubles(MODEL.at("/grads/" + name + "/data"));
        assertThat(model.parameter(name).grad().data().toArray()).usingComparatorWithPrecision(1e-6).containsExactly(expected);
    }

    @Test
    void printsTheTutorialsFirstGradients() {
        Sequential model = model();
        model.apply(Torch.randn(2, 10)).mean().backward();
        Tensor first = model.get(0).parameter("weight").grad().get(0).slice(0, 5);
        assertThat(first).hasToString(MODEL.get("first_weight_grad_row0_first5_print").asText());
        model.zeroGrad();
        assertThat(model.parameter("0.weight").grad()).isNull();
    }

    @Test
    void passesGradcheckInDoublePrecision() {
        Torch.manualSeed(1);
        Sequential model = new Sequential(new Linear(4, 6, DType.FLOAT64), new Tanh(), new Linear(6, 5, DType.FLOAT64), new GELU(),
                new Linear(5, 3, DType.FLOAT64), new Sigmoid(), new ReLU());
        Tensor x = Torch.randn(DType.FLOAT64, 2, 4).requiresGrad(true);
        Tensor target = Torch.rand(DType.FLOAT64, 2, 3);
        assertThat(Gradcheck.gradcheck(t -> Loss.MEAN_SQUARED_ERROR.of(model.apply(t), target), x)).isTrue();
        assertThat(Gradcheck.gradcheck(t -> Loss.BINARY_CROSS_ENTROPY_WITH_LOGITS.of(model.apply(t), target), x)).isTrue();
        Tensor labels = Tensor.of(NDArray.of(new double[] {2, 0}, 2));
        assertThat(Gradcheck.gradcheck(t -> Loss.crossEntropy().of(model.apply(t), labels), x)).isTrue();
    }

    @Test
    void namesWhatDoesNotFit() {
        assertThatThrownBy(() -> new Linear(0, 1)).hasMessage("in must be positive: 0");
        assertThatThrownBy(() -> model().apply(Torch.randn(2, 9))).hasMessageContaining("(2, 9)").hasMessageContaining("(10, 5)");
        Tensor scores = Torch.randn(2, 3);
        assertThatThrownBy(() -> Loss.crossEntropy().of(scores, Tensor.of(NDArray.of(new double[] {0.5, 1}, 2)))).hasMessageContaining("0.5");
        assertThatThrownBy(() -> Loss.crossEntropy().of(scores, Tensor.of(NDArray.of(new double[] {3, 1}, 2))))
                .hasMessage("labels[0] must lie between 0 and 2: 3");
    }
}
