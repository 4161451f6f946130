package io.github.gradcheck.autograd;

import static io.github.gradcheck.autograd.testing.BackwardAssertions.assertThatBackward;
import static io.github.gradcheck.autograd.testing.BackwardAssertions.assertThatBackwardOfAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.gradcheck.Reference;
import io.github.gradcheck.ndarray.DType;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.testing.Coverage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OperatorsTest {
    private static final JsonNode REFERENCE = Reference.json("operators.json");

    static Stream<String> names() {
        Iterable<String> names = REFERENCE::fieldNames;
        return StreamSupport.stream(names.spliterator(), false);
    }

    static Tensor[] inputs(String name) {
        return StreamSupport.stream(REFERENCE.get(name).get("inputs").spliterator(), false)
                .map(node -> Tensor.of(Reference.array(node)).requiresGrad(true)).toArray(Tensor[]::new);
    }

    @Test
    void coverAllThatTheReferenceNames() {
        assertThat(Operators.ALL.keySet()).containsExactlyInAnyOrderElementsOf(names().toList());
    }

    @ParameterizedTest
    @MethodSource("names")
    void haveTheValueAndTheVectorJacobianProductOfPyTorch(String name) {
        Tensor[] inputs = inputs(name);
        Tensor output = Operators.ALL.get(name).apply(inputs);
        assertClose(output.data(), Reference.array(REFERENCE.get(name).get("output")));

        Tensor upstream = Tensor.of(Reference.array(REFERENCE.get(name).get("upstream")));
        Tensor[] gradients = Torch.grad(output, inputs, upstream, false);
        for (int i = 0; i < inputs.length; i++) {
            assertClose(gradients[i].data(), Reference.array(REFERENCE.get(name).get("grads").get(i)));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void passGradcheckAndCanBeDifferentiatedTwice(String name) {
        Function<Tensor[], Tensor> operator = Operators.ALL.get(name);
        assertThat(Gradcheck.gradcheck(operator, inputs(name))).isTrue();
        assertThat(Gradcheck.gradgradcheck(operator, inputs(name))).isTrue();
    }

    /** Every name that a source file of the library gives to an operator. */
    private static String[] inTheSources() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/java/io/github/gradcheck/autograd"))) {
            return files.filter(Files::isRegularFile).flatMap(file -> Pattern.compile("\"(\\w+)Backward\"").matcher(read(file)).results())
                    .map(match -> match.group(1)).distinct()
                    .toArray(String[]::new);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void leaveNoOperatorOfTheLibraryUnchecked() throws IOException {
        Coverage coverage = Coverage.of(inTheSources());
        names().forEach(name -> assertThatBackwardOfAll(in -> new Tensor[] {Operators.ALL.get(name).apply(in)}).as(name).countedIn(coverage).isCorrectAt(inputs(name)));
        Tensor x = Tensor.of(NDArray.of(new double[] {0.3, -1.2, 2.5}, 3)).requiresGrad(true);
        assertThatBackward(v -> v.broadcastTo(2, 3)).countedIn(coverage).isCorrectAt(x);
        assertThatBackward(v -> v.to(DType.FLOAT32).multiply(2.0)).countedIn(coverage).isCorrectAt(x);
        coverage.requireAll();
        assertThat(coverage.counts()).hasSizeGreaterThan(20).containsKeys("Mm", "Mul", "NormalCdf", "ScatterAdd");
    }

    @Test
    void doNotOverflowWhereTheAnswerIsFinite() {
        Tensor large = Tensor.of(NDArray.of(new double[] {1e4, -1e4, 800}, 1, 3)).requiresGrad(true);
        for (Function<Tensor, Tensor> f : List.<Function<Tensor, Tensor>>of(x -> Functional.softmax(x, 1), x -> Functional.logSumExp(x, 1),
                Functional::softplus, Tensor::sigmoid, Functional::silu, Functional::gelu)) {
            Tensor y = f.apply(large);
            assertThat(y.data().toArray()).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY);
            assertThat(Torch.grad(y.sum(), new Tensor[] {large}, null, false)[0].data().toArray()).doesNotContain(Double.NaN);
        }
    }

    private static void assertClose(NDArray actual, NDArray expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.getFlat(i)).isCloseTo(expected.getFlat(i), within(1e-12 * Math.max(1, Math.abs(expected.getFlat(i)))));
        }
    }
}
