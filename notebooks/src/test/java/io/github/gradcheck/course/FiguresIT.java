package io.github.gradcheck.course;

import static io.github.gradcheck.course.ExecutedNotebook.part;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures of the tutorial, as each notebook prints them in each kernel. */
class FiguresIT {
    private static final Pattern ERROR_LINE = Pattern.compile("(W1|b1|W2|b2) max relative error: (\\d\\.\\d\\de[-+]\\d\\d) ");

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void part1DifferentiatesASquareToThePythonTutorialsLastDigit(String kernel) {
        ExecutedNotebook part = part(kernel, "01");
        assertThat(part.stdout()).contains("(0,) 9.999999999621423\n").contains("Gradient at x=5: 9.999999999621423 (Expected: 10.0)\n");
        assertThat(part.pictures()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void part2FindsThatOnlyW1IsWrong(String kernel) {
        assertThatOnlyW1IsWrong(part(kernel, "02"));
    }

    @Test
    void part2FindsTheSameByMatrixProductsInPureJava() {
        ExecutedNotebook part = ExecutedNotebook.inPureJava("java", "02");
        assertThatOnlyW1IsWrong(part);
        assertThat(part.html()).anySatisfy(html -> assertThat(html).contains("matrix products by pure Java BLAS"));
        assertThat(part("java", "02").html()).noneSatisfy(html -> assertThat(html).contains("pure Java BLAS"));
    }

    private static void assertThatOnlyW1IsWrong(ExecutedNotebook part) {
        assertThat(part.stdout()).contains("W1 max relative error: 3.33e-01 ").contains("analytic / numerical = 2.000000");
        Matcher line = ERROR_LINE.matcher(part.stdout());
        for (String name : new String[] {"W2", "b2", "W1", "b1"}) {
            assertThat(line.find()).isTrue();
            assertThat(line.group(1)).isEqualTo(name);
            if (!name.equals("W1")) {
                assertTutorials(name, Double.parseDouble(line.group(2)));
            }
        }
        assertThat(part.html()).anySatisfy(html -> assertThat(html).contains("<table").contains("W1").contains("b1").contains("W2").contains("b2"));
        assertThat(part.alternativeTexts()).anySatisfy(text -> assertThat(text).contains("W1").contains("3.33e-01").contains("1e-7"));
    }

    /**
     * The tutorial's figures, 6.37e-10, 4.45e-11, 1.53e-9 and 2.74e-9, or what its NumPy code comes to with the sums of its products in another
     * order and with last bits of exp changed: in sixty such variants each lay in these bounds.
     */
    private static void assertTutorials(String name, double error) {
        Map<String, double[]> bounds = Map.of("W2", new double[] {6.3e-10, 8e-10}, "b2", new double[] {3.8e-11, 4.7e-11},
                "W1", new double[] {9.1e-10, 6.4e-9}, "b1", new double[] {8.3e-10, 2.75e-9});
        assertThat(error).as(name).isBetween(bounds.get(name)[0], bounds.get(name)[1]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void theReportsNameTheBugAndItsPlaceAndPassTheFixes(String kernel) {
        assertThat(part(kernel, "02").html()).anySatisfy(html -> assertThat(html).contains("The gradient is WRONG: 28 of 83 entries wrong.")
                .contains("all of W1 but columns 1, 5 and 6; the rest of it and all of b1, W2 and b2 right").contains("analytic = 2.000000 × numeric in all 28 entries"));
        assertThat(part(kernel, "03").html()).anySatisfy(html -> assertThat(html).contains("The gradient is right: all 83 entries agree."));
        assertThat(part(kernel, "05").html()).anySatisfy(html -> assertThat(html).contains("σ(1-σ) and σ(1+σ) in all 5 entries"));
        assertThat(part(kernel, "06").html()).anySatisfy(html -> assertThat(html).contains("The gradient is right: all 25 entries agree."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void part2StartsFromNumPysWeightsAndData(String kernel) {
        assertThat(part(kernel, "02").stdout()).contains("W1[0, 0] = 0.1764052345967664\n").contains("X[0, 0]  = 16.243453636632417\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void part3ShowsAllFourGradientsRight(String kernel) {
        assertThatAllFourGradientsAreRight(part(kernel, "03"));
    }

    @Test
    void part3ShowsTheSameByMatrixProductsInPureJava() {
        assertThatAllFourGradientsAreRight(ExecutedNotebook.inPureJava("jjava", "03"));
    }

    private static void assertThatAllFourGradientsAreRight(ExecutedNotebook part) {
        String fixed = part.stdout().substring(part.stdout().indexOf("Checking Fixed Model:"));
        Matcher line = ERROR_LINE.matcher(fixed);
        int lines = 0;
        for (; line.find(); lines++) {
            assertTutorials(line.group(1), Double.parseDouble(line.group(2)));
        }
        assertThat(lines).isEqualTo(4);
        assertThat(part.alternativeTexts()).anySatisfy(text -> assertThat(text).contains("Before").contains("After"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void part3CountsThatTheDoubledGradientGetsStuckWhereTheRightOneDoesNot(String kernel) {
        assertThat(part(kernel, "03").stdout()).contains("rate 0.1   stuck of 100:  0 with the right gradient,  0 with the doubled one\n")
                .containsPattern("rate 0\\.2   stuck of 100:  0 with the right gradient, (1[5-9]|2[0-4]) with the doubled one\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void part3SeesASlipOfOneInAHundredThousandAndNoneOfATenMillionth(String kernel) {
        assertThat(part(kernel, "03").stdout()).containsPattern("factor 1 \\+ 1e-05: error \\S+   \\(expected: at most 5\\.0e-06\\) WRONG\n")
                .containsPattern("factor 1 \\+ 1e-07: error \\S+   \\(expected: at most \\S+\\) correct\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void part4ShowsThatTheWrongDerivativeLearnsAndWhereItSettles(String kernel) {
        assertThat(part(kernel, "04").stdout()).contains("step 60   loss 0.00000   w 1.981   (target: 2)\n")
                .contains("right derivative   w 1.892   loss 0.0177\n").contains("wrong derivative   w 0.535   loss 0.0452\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void part5PrintsTheTutorialsMatricesAndPyTorchsForSeedZero(String kernel) throws IOException {
        ExecutedNotebook part = part(kernel, "05");
        String reference = new ObjectMapper().readTree(Course.NOTEBOOKS.resolve("../lib/gradcheck-tensor/src/test/resources/reference/custom_function.json").toFile())
                .at("/buggy/message").asText();
        assertThat(part.stdout()).contains(reference);
        assertThat(part.stdout()).contains("Running gradcheck on BuggySigmoid...\n\nTest FAILED! The bug was caught.\nError details:\n"
                + "Jacobian mismatch for output 0 with respect to input 0,\nnumerical:" + diagonal("0.1957", "0.1723", "0.1957", "0.1337", "0.2496")
                + "analytical:" + diagonal("1.2702", "0.2703", "1.2702", "1.5484", "0.7085"));
        assertThat(part.stdout()).contains("BuggySigmoid passes: false").contains("built-in passes:     true");
        assertThat(part.pictures()).isNotEmpty();
    }

    /** A diagonal matrix as the Python tutorial shows it, printed by PyTorch. */
    private static String diagonal(String... entries) {
        List<String> rows = IntStream.range(0, entries.length).mapToObj(i -> IntStream.range(0, entries.length)
                .mapToObj(j -> i == j ? entries[i] : "0.0000").collect(Collectors.joining(", ", "[", "]"))).toList();
        return "tensor([" + String.join(",\n        ", rows) + "], dtype=torch.float64)\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void part5WarnsOfFloat32WithPyTorchsSentence(String kernel) {
        assertThat(part(kernel, "05").stdout()).contains("Input #0 requires gradient and is not a double precision floating point or complex. "
                + "This check will likely fail if all the inputs are not of double precision floating point or complex.").contains("passes in float32: false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void part6PassesPrintsTheModelAndReachesPyTorchsGradients(String kernel) {
        assertThat(part(kernel, "06").stdout()).contains("Test Passed? true")
                .contains("Sequential(\n  (0): Linear(in_features=10, out_features=5, bias=True)\n  (1): MySigmoidLayer()\n"
                        + "  (2): Linear(in_features=5, out_features=1, bias=True)\n)")
                .contains("tensor([-0.0563, -0.0146, -0.0581,  0.0779, -0.0183])").contains("gradgradcheck passed? true")
                .contains("by the first layer's weights: false").contains("by the last layer's weights:  true");
    }
}
