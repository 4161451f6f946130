package io.github.gradcheck.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.gradcheck.Reference;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.NumpyRandom;
import io.github.gradcheck.numeric.NumericalGradient;
import io.github.gradcheck.numeric.RelativeError;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwoLayerNetTest {
    private static final JsonNode TUTORIAL = Reference.json("tutorial.json").get(0);
    private static final NDArray X = new NumpyRandom(1).randn(5, 4).multiply(10);
    private static final int[] Y = {0, 1, 2, 2, 1};

    private final TwoLayerNet right = new TwoLayerNet(4, 10, 3, 1e-1, new NumpyRandom(0));
    private final TwoLayerNet broken = new BrokenTwoLayerNet(4, 10, 3, 1e-1, new NumpyRandom(0));

    @ParameterizedTest
    @ValueSource(strings = {"W1", "b1", "W2", "b2"})
    void saysThatAParameterWasTakenOut(String name) {
        right.params().remove(name);
        assertThatThrownBy(() -> right.loss(X, Y)).isInstanceOf(IllegalStateException.class)
                .hasMessage("the net has no parameter " + name + " any more: params() holds " + right.params().keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"W1", "b1", "W2", "b2"})
    void startsWithTheTutorialsWeights(String name) {
        assertThat(right.params().get(name).toArray()).isEqualTo(Reference.doubles(TUTORIAL.at("/params/" + name + "/data")));
    }

    @Test
    void theTutorialsDataComeOutOfTheStream() {
        assertThat(X.toArray()).isEqualTo(Reference.doubles(TUTORIAL.at("/X/data")));
    }

    @Test
    void theLossIsNumpys() {
        assertThat(right.loss(X, Y).loss()).isCloseTo(TUTORIAL.at("/fixed/loss").asDouble(), within(1e-14));
        assertThat(broken.loss(X, Y).loss()).isCloseTo(TUTORIAL.at("/broken/loss").asDouble(), within(1e-14));
    }

    @ParameterizedTest
    @ValueSource(strings = {"W1", "b1", "W2", "b2"})
    void theGradientsAreNumpysRightAndBroken(String name) {
        assertClose(right.loss(X, Y).gradients().get(name), Reference.array(TUTORIAL.at("/fixed/grads/" + name)));
        assertClose(broken.loss(X, Y).gradients().get(name), Reference.array(TUTORIAL.at("/broken/grads/" + name)));
    }

    /** Two-sided differences at h = 1e-5 of a loss near 1 are off by ε/h, about 1e-11; ten of that. */
    @ParameterizedTest
    @ValueSource(strings = {"W1", "b1", "W2", "b2"})
    void theNumericalGradientsAreNumpysButForRounding(String name) {
        for (TwoLayerNet net : new TwoLayerNet[] {right, broken}) {
            NDArray numerical = NumericalGradient.of(w -> net.loss(X, Y).loss(), net.params().get(name));
            double[] expected = Reference.doubles(TUTORIAL.at((net == right ? "/fixed" : "/broken") + "/numerical/" + name + "/data"));
            assertThat(numerical.toArray()).usingComparatorWithPrecision(1e-10).containsExactly(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"W1", "b1", "W2", "b2"})
    void theRightNetPassesTheTutorialsCheck(String name) {
        assertThat(relativeError(right, name)).isLessThan(1e-8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"b1", "W2", "b2"})
    void theBrokenNetPassesWhereItIsRight(String name) {
        assertThat(relativeError(broken, name)).isLessThan(1e-8);
    }

    @Test
    void theBrokenNetFailsInW1WithTheTutorialsFigure() {
        assertThat(String.format(Locale.ROOT, "%.2e", relativeError(broken, "W1"))).isEqualTo("3.33e-01");
        assertThat(TUTORIAL.at("/broken/rel_error/W1").asDouble()).isCloseTo(1.0 / 3, within(1e-8));
    }

    private static double relativeError(TwoLayerNet net, String name) {
        NDArray numerical = NumericalGradient.of(w -> net.loss(X, Y).loss(), net.params().get(name));
        return RelativeError.max(numerical, net.loss(X, Y).gradients().get(name));
    }

    @Test
    void withoutLabelsReturnsTheScores() {
        NDArray scores = right.loss(X);
        assertThat(scores.shape()).containsExactly(5, 3);
        NDArray shifted = scores.map(Math::exp);
        double loss = 0;
        for (int i = 0; i < Y.length; i++) {
            loss -= Math.log(shifted.get(i, Y[i]) / shifted.sum(1).get(i)) / Y.length;
        }
        assertThat(loss).isCloseTo(TUTORIAL.at("/fixed/loss").asDouble(), within(1e-14));
    }

    @Test
    void weightsAreSmallUnlessAskedOtherwise() {
        TwoLayerNet net = new TwoLayerNet(4, 10, 3, new NumpyRandom(0));
        assertThat(net.params().get("W1").get(0, 0)).isEqualTo(1e-4 * new NumpyRandom(0).randn(1).get(0));
    }

    @Test
    void scoresOfTenThousandDoNotOverflow() {
        right.params().get("b2").assign(NDArray.of(new double[] {1e4, -1e4, 0}, 3));
        LossAndGradients result = right.loss(X, Y);
        assertThat(result.loss()).isBetween(1e3, 2e4);
        assertThat(result.gradients().get("b2").toArray()).usingComparatorWithPrecision(1e-12)
                .containsExactly(0.8, -0.4, -0.4);
    }

    @Test
    void namesALabelOutsideTheClasses() {
        assertThatThrownBy(() -> right.loss(X, new int[] {0, 1, 3, 2, 1})).hasMessage("y[2] must lie between 0 and 2: 3");
        assertThatThrownBy(() -> right.loss(X, new int[] {-1, 1, 2, 2, 1})).hasMessage("y[0] must lie between 0 and 2: -1");
        assertThatThrownBy(() -> right.loss(X, new int[] {0})).hasMessage("y has 1 labels for 5 rows of X");
    }

    @Test
    void namesTheShapeOfDataThatDoNotFit() {
        assertThatThrownBy(() -> right.loss(NDArray.zeros(5, 3))).hasMessageContaining("(5, 3)").hasMessageContaining("(N, 4)");
        assertThatThrownBy(() -> right.loss(NDArray.zeros(0, 4), new int[0])).hasMessageContaining("(0, 4)");
    }

    @Test
    void namesASizeThatIsNotPositive() {
        assertThatThrownBy(() -> new TwoLayerNet(4, 0, 3, new NumpyRandom(0))).hasMessage("hiddenSize must be positive: 0");
    }

    private static void assertClose(NDArray actual, NDArray expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.getFlat(i)).isCloseTo(expected.getFlat(i), within(1e-12));
        }
    }
}
