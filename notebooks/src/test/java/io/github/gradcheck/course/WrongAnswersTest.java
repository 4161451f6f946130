package io.github.gradcheck.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that are wrong and look right: a number in place of an argument, an argument that is not used, a formula that holds at the test's values alone. */
class WrongAnswersTest {
    /** A piece of the solution, what stands in its place, the checks that give no points for it, and what the first of them says. */
    record Wrong(String exercise, String right, String instead, List<String> fails, String says) {
    }

    static Stream<Wrong> answers() {
        return Stream.of(
                new Wrong("01", "old + h", "old + 1e-5", List.of("gradient-values", "gradient-hidden"), "with the step 0.1"),
                new Wrong("01", "(2 * h)", "2e-5", List.of("gradient-values", "gradient-hidden"), "with the step 0.1"),
                new Wrong("01", "i < x.size()", "i < 6", List.of("gradient-values", "gradient-in-place", "gradient-hidden"), "threw"),
                new Wrong("01", "        x.setFlat(i, old);\n", "        x.setFlat(i, x.getFlat(i) + h);\n", List.of("gradient-in-place"), "is not what it was"),
                new Wrong("02", "errors(PlantedNet net) {", "errors(PlantedNet given) {\n    PlantedNet net = PlantedNet.of(1L);", List.of("errors-check", "errors-hidden"),
                        "in another network than yours"),
                new Wrong("02", "RelativeError.max(numerical, claimed.get(name))", "RelativeError.max(claimed.get(name), claimed.get(name))",
                        List.of("errors-check", "errors-hidden", "wrong-check", "suspects-check"), "The error of"),
                new Wrong("03", ".divide(probs.shape()[0])", ".divide(5)", List.of("repaired-check", "repaired-hidden"), "With other weights and 7 examples"),
                new Wrong("03", "return net.with(\"dScores\"", "return PlantedNet.of(studentNumber).with(\"dScores\"", List.of("repaired-check", "repaired-hidden"),
                        "other data than the network it was given"),
                new Wrong("03", "(dScores, b2) -> dScores.sum(0)", "(dScores, b2) -> b2", List.of("repaired-check", "repaired-hidden"), "The gradient is WRONG"),
                new Wrong("03", ".multiply(rate)", ".multiply(0.01)", List.of("descend-check"), "at the rate 0.3"),
                new Wrong("03", "array.subtract(gradients", "array.add(gradients", List.of("descend-check"), "The loss went up"),
                new Wrong("03", "array.assign(array.subtract(", "array.copy().assign(array.subtract(", List.of("descend-check"), "W1 still has its old entries"),
                new Wrong("04", "in[0].relu().add(in[0].abs().negate().exp().add(1).log())", "in[0].exp().add(1).log()", List.of("softplus-far"), "softplus(1000.0)"),
                new Wrong("04", "x.sigmoid().multiply(gradOutput[0])};\n        // END", "x.sigmoid()};\n        // END",
                        List.of("softplus-backward", "softplus-backward-hidden"), "the upstream gradient is ignored"),
                new Wrong("04", "x.sigmoid().multiply(gradOutput[0])};\n        // END",
                        "x.add(1e-4).relu().add(x.add(1e-4).abs().negate().exp().add(1).log()).subtract(x.add(-1e-4).relu().add(x.add(-1e-4).abs().negate().exp().add(1).log()))"
                                + ".divide(2e-4).multiply(gradOutput[0])};\n        // END", List.of("softplus-backward"), "a difference quotient"),
                new Wrong("05", "Set.of(2, 4, 5)", "Set.of(2, 4, 5, 6)", List.of("kink-check"), "There is no statement 6."),
                new Wrong("05", "return 0.55;", "return 1;", List.of("measured-check"), "NumericalGradient measures"),
                new Wrong("05", "{0.1, 1.0}", "{1.0, 0.1}", List.of("slopes-check"), "on the left"),
                new Wrong("05", "local.multiply(gradOutput[0])", "local", List.of("swish-check", "swish-hidden"), "the upstream gradient is ignored"),
                new Wrong("05", "Tensor mean = u.sum(1, true).divide(D)", "Tensor mean = u.sum(1, true).divide(4)", List.of("layernorm-check", "layernorm-hidden"), "axis 1"),
                new Wrong("05", "gradOutput[0].sum(0)}", "gain.multiply(0).add(3)}", List.of("layernorm-check", "layernorm-hidden"), "bias: "),
                new Wrong("06", "in[0].max(1).reshape(N, 1)", "Tensor.of(NDArray.of(new double[] {1000}, 1))", 
                        List.of("fused-forward", "fused-far", "fused-backward", "fused-backward-hidden", "model-check"), "Your loss"),
                new Wrong("06", "in[0].max(1).reshape(N, 1)", "in[0].max(1).reshape(1, N).max(1).reshape(1, 1)", List.of("fused-far"), "its own largest score"),
                new Wrong("06", "in[0].subtract(in[0].max(1).reshape(N, 1))", "in[0]", List.of("fused-far"), "never takes the logarithm of one"),
                new Wrong("06", "divide(-N)", "divide(-4)", List.of("fused-forward", "fused-far", "fused-backward", "fused-backward-hidden"), "of 2 examples"),
                new Wrong("06", "probs.subtract(oneHot).divide(N)", "probs.subtract(oneHot).divide(4)", List.of("fused-backward", "fused-backward-hidden"), "stray factor"),
                new Wrong("06", ".divide(N).multiply(gradOutput[0])", ".divide(N)", List.of("fused-backward", "fused-backward-hidden", "model-check"), "the upstream gradient is ignored"),
                new Wrong("06", "register(\"beta\", Tensor.of(NDArray.of(new double[] {start}, 1)))",
                        "register(\"beta\", Tensor.of(NDArray.of(new double[] {start}, 1)));\n        beta.requiresGrad(false)", List.of("module-check", "model-check"), "it cannot learn"),
                new Wrong("06", "x.multiply(beta).sigmoid()", "x.multiply(1.5).sigmoid()", List.of("module-check"), "where beta is 0.4"),
                new Wrong("06", "x.multiply(beta).sigmoid()", "x.multiply(beta.data().getFlat(0)).sigmoid()", List.of("module-check", "model-check"), "would not change beta"),
                new Wrong("06", "new double[] {start}", "new double[] {1.5}", List.of("module-check"), "Beta at the start"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void earnsNoPointsWhereItIsWrongAndAllElsewhere(Wrong answer) throws IOException {
        try (AnswerShell exercise = AnswerShell.with(answer.exercise(), answer.right(), answer.instead())) {
            for (String check : exercise.checks()) {
                String said = exercise.check(check);
                if (answer.fails().contains(check)) {
                    assertThat(said).as(check).startsWith("0.0 ").doesNotContain("regulariser", "input ");
                } else {
                    assertThat(said).as(check).endsWith("Right.");
                }
                if (answer.fails().indexOf(check) == 0) {
                    assertThat(said).as(check).contains(answer.says());
                }
            }
        }
    }
}
