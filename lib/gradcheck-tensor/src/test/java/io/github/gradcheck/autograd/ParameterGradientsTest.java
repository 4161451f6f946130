package io.github.gradcheck.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.check.ParameterCheck;
import io.github.gradcheck.check.Verdict;
import io.github.gradcheck.ndarray.DType;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.nn.GELU;
import io.github.gradcheck.nn.Linear;
import io.github.gradcheck.nn.Loss;
import io.github.gradcheck.nn.Module;
import io.github.gradcheck.nn.ReLU;
import io.github.gradcheck.nn.Sequential;
import io.github.gradcheck.nn.Tanh;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models of tensors checked through the replay of their graphs, against the same checks by whole evaluations. */
class ParameterGradientsTest {
    private static final String COMPARED = "compared with whole evaluations in 16 entries";

    /** The identity; its backward pass forgets a share of the gradient. */
    private record Identity(double factor) {
        UnaryOperator<Tensor> function() {
            return new Function() {
                @Override
                protected Tensor forward(Context ctx, Tensor... in) {
                    return in[0].multiply(1);
                }

                @Override
                protected Tensor[] backward(Context ctx, Tensor... gradOutput) {
                    return new Tensor[] {gradOutput[0].multiply(factor)};
                }
            }::apply;
        }
    }

    /** A loss of named leaves; a function that should be the identity stands in the middle. */
    private record Model(Map<String, Tensor> parameters, java.util.function.Function<UnaryOperator<Tensor>, Tensor> loss) {
        Supplier<Tensor> with(double factor) {
            return () -> loss.apply(new Identity(factor).function());
        }
    }

    private static Model dense() {
        Torch.manualSeed(1);
        Module before = new Sequential(new Linear(6, 7, DType.FLOAT64), new Tanh(), new Linear(7, 5, DType.FLOAT64), new ReLU());
        Module after = new Sequential(new Linear(5, 4, DType.FLOAT64), new GELU(), new Linear(4, 3, DType.FLOAT64));
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        before.namedParameters().forEach((name, parameter) -> parameters.put("before." + name, parameter));
        after.namedParameters().forEach((name, parameter) -> parameters.put("after." + name, parameter));
        Tensor x = Torch.randn(DType.FLOAT64, 8, 6);
        return new Model(parameters, middle -> Functional.crossEntropy(after.apply(middle.apply(before.apply(x))), 0, 1, 2, 0, 1, 2, 2, 0));
    }

    private static Tensor parameter(int... shape) {
        return Tensor.of(Torch.randn(DType.FLOAT64, shape).data().multiply(0.5)).requiresGrad(true);
    }

    private static Model convolution() {
        Torch.manualSeed(2);
        Map<String, Tensor> p = new LinkedHashMap<>();
        p.put("kernel", parameter(3, 2, 3, 3));
        p.put("bias", parameter(3));
        p.put("weight", parameter(2, 12));
        Tensor images = Torch.randn(DType.FLOAT64, 2, 2, 4, 4);
        return new Model(p, middle -> {
            Tensor pooled = Functional.maxPool2d(Functional.conv2d(images, p.get("kernel"), p.get("bias"), 1, 1).tanh(), 2);
            return Functional.crossEntropy(Functional.linear(middle.apply(pooled).reshape(2, 12), p.get("weight"), null), 1, 0);
        });
    }

    private static Model attentionWithLayerNorm() {
        Torch.manualSeed(3);
        Map<String, Tensor> p = new LinkedHashMap<>();
        List.of("q", "k", "v").forEach(name -> p.put(name, parameter(4, 4)));
        p.put("weight", parameter(4));
        p.put("bias", parameter(4));
        p.put("head", parameter(4, 3));
        Tensor x = Torch.randn(DType.FLOAT64, 5, 4);
        return new Model(p, middle -> {
            Tensor seen = Functional.scaledDotProductAttention(x.matmul(p.get("q")), x.matmul(p.get("k")), x.matmul(p.get("v")));
            Tensor normed = Functional.layerNorm(middle.apply(seen.add(x)), p.get("weight"), p.get("bias"), 1e-5);
            return Functional.crossEntropy(normed.matmul(p.get("head")), 0, 1, 2, 1, 0);
        });
    }

    static Stream<Named<Model>> models() {
        return Stream.of(Named.of("dense layers", dense()), Named.of("convolution", convolution()), Named.of("attention, layer norm", attentionWithLayerNorm()));
    }

    private static ParameterCheck byWholeEvaluations(Map<String, Tensor> parameters, Supplier<Tensor> loss) {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        parameters.forEach((name, parameter) -> arrays.put(name, parameter.data()));
        return GradientCheck.ofParameters(arrays, () -> loss.get().item(), () -> {
            Map<String, NDArray> gradients = new LinkedHashMap<>();
            parameters.forEach((name, parameter) -> gradients.put(name, Torch.grad(loss.get(), new Tensor[] {parameter}, null, false)[0].data()));
            return gradients;
        });
    }

    private static void assertSame(GradientReport replayed, GradientReport whole) {
        assertThat(replayed.toString()).contains(COMPARED);
        assertThat(whole.toString()).doesNotContain(COMPARED);
        assertThat(replayed.verdict()).isEqualTo(whole.verdict());
        whole.parameters().forEach(expected -> {
            var found = replayed.parameter(expected.name());
            assertThat(found.verdict()).as(expected.name()).isEqualTo(expected.verdict());
            assertThat(found.numeric().toArray()).as(expected.name()).containsExactly(expected.numeric().toArray());
            assertThat(found.error().toArray()).as(expected.name()).containsExactly(expected.error().toArray());
            assertThat(found.wrongEntries()).as(expected.name()).isEqualTo(expected.wrongEntries());
        });
    }

    @ParameterizedTest
    @MethodSource("models")
    void aRightModelIsRightInAllThatIsMeasured(Model model) {
        Map<String, double[]> before = new LinkedHashMap<>();
        model.parameters().forEach((name, parameter) -> before.put(name, parameter.data().toArray()));
        GradientReport report = Gradcheck.ofParameters(model.parameters(), model.with(1)).run();
        assertThat(report.verdict()).isEqualTo(Verdict.CORRECT);
        assertSame(report, byWholeEvaluations(model.parameters(), model.with(1)).run());
        model.parameters().forEach((name, parameter) -> {
            assertThat(parameter.data().toArray()).containsExactly(before.get(name));
            assertThat(parameter.grad()).isNull();
        });
    }

    @ParameterizedTest
    @MethodSource("models")
    void aBackwardPassThatIsOffByALittleInTheMiddleIsWrongBeforeIt(Model model) {
        GradientReport report = Gradcheck.ofParameters(model.parameters(), model.with(1 + 1e-5)).run();
        assertThat(report.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(report.parameters().get(0).verdict()).isEqualTo(Verdict.WRONG);
        assertThat(report.parameters().get(report.parameters().size() - 1).verdict()).isEqualTo(Verdict.CORRECT);
        assertSame(report, byWholeEvaluations(model.parameters(), model.with(1 + 1e-5)).run());
    }

    @Test
    void aWrongGradientThatTheGraphItselfCannotSeeIsWrong() {
        Torch.manualSeed(4);
        Map<String, Tensor> p = Map.of("w", parameter(40), "v", parameter(40));
        Tensor w = p.get("w");
        // Entry 1 of w is none of those that are tried by themselves; its way around the graph is in no gradient.
        Supplier<Tensor> loss = () -> w.multiply(p.get("v")).tanh().sum().add(w.data().getFlat(1));
        GradientReport report = Gradcheck.ofParameters(p, loss).run();
        assertThat(report.parameter("w").verdict()).isEqualTo(Verdict.WRONG);
        assertThat(report.parameter("w").wrongEntries()).hasSize(1);
        assertThat(report.toString()).doesNotContain(COMPARED);
        assertThat(Gradcheck.ofParameters(p, () -> w.multiply(p.get("v")).tanh().sum()).run().verdict()).isEqualTo(Verdict.CORRECT);
    }

    @Test
    void aKinkOfTheJavaCodeIsSeen() {
        Tensor w = Tensor.of(NDArray.of(new double[] {0, 2}, 2)).requiresGrad(true);
        Supplier<Tensor> loss = () -> (w.data().getFlat(0) > 0 ? w.multiply(3) : w).sum();
        assertThat(Gradcheck.ofParameters(Map.of("w", w), loss).run().parameter("w").verdict()).isNotEqualTo(Verdict.CORRECT);
    }

    @Test
    void aLossWithNoiseIsNotCalledRight() {
        Tensor w = parameter(30);
        GradientReport report = Gradcheck.ofParameters(Map.of("w", w), () -> w.multiply(Torch.rand(DType.FLOAT64, 30)).sum()).run();
        assertThat(report.verdict()).isNotEqualTo(Verdict.CORRECT);
        assertThat(report.toString()).contains("not repeatable").doesNotContain(COMPARED);
    }

    // ---- order, and where a check begins to take directions

    /** Registers its layers from loss to input. */
    private static final class BackToFront extends Module {
        private final Linear last = register("last", new Linear(3, 2, DType.FLOAT64));
        private final Linear first = register("first", new Linear(4, 3, DType.FLOAT64));

        @Override
        protected Tensor forward(Tensor x) {
            return last.apply(first.apply(x).tanh());
        }
    }

    @Test
    void parametersStandFromInputToLossHoweverTheyAreNamed() {
        Module model = new BackToFront();
        Tensor x = Torch.randn(DType.FLOAT64, 5, 4);
        Tensor y = Torch.randn(DType.FLOAT64, 5, 2);
        GradientReport report = Gradcheck.ofParameters(model.namedParameters(), () -> Loss.MEAN_SQUARED_ERROR.of(model.apply(x), y)).run();
        assertThat(report.parameters()).extracting(parameter -> parameter.name()).containsExactly("first.weight", "first.bias", "last.weight", "last.bias");
    }

    @Test
    void directionsAndEveryEntryCanBeAskedFor() {
        Model model = dense();
        assertThat(Gradcheck.ofParameters(model.parameters(), model.with(1)).directions(2).run().toString()).contains("2 random directions");
        assertThat(Gradcheck.ofParameters(model.parameters(), model.with(1.1)).directions(1).run().verdict()).isEqualTo(Verdict.WRONG);
        assertThat(Gradcheck.ofParameters(model.parameters(), model.with(1)).everyEntry().run().toString()).contains("every entry");
    }

    @Test
    void aGraphThatIsNearlyAllRunAgainIsNoReasonToMeasureMoreEntriesOneByOne() {
        Tensor w = Tensor.of(NDArray.full(0.5, 6000)).requiresGrad(true);
        assertThat(Gradcheck.ofParameters(Map.of("w", w), () -> w.multiply(w).sum()).run().toString()).contains("random direction").doesNotContain("every entry");
    }

    // ---- gradcheck of a loss

    @Test
    void gradcheckOfALossReplaysItsGraphWhereThatSaves() {
        Model model = dense();
        Tensor[] inputs = model.parameters().values().toArray(Tensor[]::new);
        GradientReport right = Gradcheck.report(in -> new Tensor[] {model.with(1).get()}, inputs);
        assertThat(right.verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(right.toString()).contains(COMPARED);
        assertThat(Gradcheck.report(in -> new Tensor[] {model.with(1.001).get()}, inputs).verdict()).isEqualTo(Verdict.WRONG);
        Tensor x = parameter(100);
        assertThat(Gradcheck.report(in -> new Tensor[] {in[0].exp().sum()}, x).toString()).as("all calls depend on x").doesNotContain(COMPARED);
    }

    // ---- bad input

    @Test
    void namesWhatDoesNotFit() {
        Tensor w = parameter(3);
        assertThatIllegalArgumentException().isThrownBy(() -> Gradcheck.ofParameters(Map.of("w", w), () -> w.exp())).withMessage("loss must have one entry: its shape is (3,)");
        assertThatIllegalArgumentException().isThrownBy(() -> Gradcheck.ofParameters(Map.of("w", w.exp()), () -> w.sum()))
                .withMessage("the parameter w must be a leaf that requires a gradient: it was made by ExpBackward");
        assertThatIllegalArgumentException().isThrownBy(() -> Gradcheck.ofParameters(Map.of("w", w.detach()), () -> w.sum()))
                .withMessage("the parameter w must be a leaf that requires a gradient: it requires none");
        assertThatIllegalStateException().isThrownBy(() -> Gradcheck.ofParameters(Map.of("w", w), () -> w.detach().sum()))
                .withMessage("the loss does not depend on a tensor that requires a gradient");
        assertThatNullPointerException().isThrownBy(() -> Gradcheck.ofParameters(Map.of("w", w), () -> null)).withMessage("loss returned null");
        assertThatIllegalArgumentException().isThrownBy(() -> Gradcheck.ofParameters(Map.of(), () -> w.sum()).run()).withMessageContaining("no parameter was given");
    }
}
