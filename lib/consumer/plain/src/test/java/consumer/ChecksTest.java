package consumer;

import static io.github.gradcheck.testing.GradientAssertions.assertThatGradient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Run twice: on the module path and on the class path. */
class ChecksTest {
    private static String moduleOf(Class<?> type) {
        return type.getModule().isNamed() ? type.getModule().getName() : "none";
    }

    @Test
    void theLibraryIsOnThePathThatIsTried() {
        assertThat(moduleOf(GradientCheck.class)).isEqualTo(System.getProperty("module"));
        assertThat(moduleOf(Checks.class)).isEqualTo(System.getProperty("module").equals("none") ? "none" : "consumer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"io.github.gradcheck.autograd.Tensor", "dev.ludovic.netlib.blas.BLAS", "org.hipparchus.random.MersenneTwister", "org.knowm.xchart.XYChart"})
    void nothingElseIsThere(String type) {
        assertThatThrownBy(() -> Class.forName(type)).isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void aRightGradientIsAcceptedAndAStrayFactorFound() {
        assertThat(Checks.plainArray(2).verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(Checks.plainArray(1).verdict()).isEqualTo(Verdict.WRONG);
        assertThatGradient(Checks.plainArray(2)).isCorrect();
    }

    @Test
    void matricesAreMultipliedByPlainLoops() {
        assertThat(Checks.namedArrays().verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(Checks.namedArrays().method()).contains("matrix products by plain loops");
    }

    @Test
    void randomStreamsNameTheArtifactThatIsMissing() {
        assertThatIllegalStateException().isThrownBy(Checks::random)
                .withMessage("NumpyRandom needs a Mersenne Twister: add the artifact io.github.gradcheck:gradcheck-tensor, which brings one along");
    }
}
