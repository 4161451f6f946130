package io.github.gradcheck.notebook.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gradcheck.gallery.Gallery;
import io.github.gradcheck.nets.BrokenTwoLayerNet;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.NumpyRandom;
import io.github.gradcheck.recipe.LossModel;
import io.github.gradcheck.recipe.PlantedBug;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BackwardSliderTest {
    private static final PlantedBug DOUBLED = Gallery.of("the tutorial's net", "W1 doubled");
    private static final Shown SHOWN = Shown.of(BackwardSlider.of(DOUBLED));

    private static String row0(NDArray gradient, int numbers) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < numbers; i++) {
            row.append(String.format(Locale.ROOT, i > 0 ? ", %.4f" : "%.4f", gradient.getFlat(i) + 0.0));
        }
        return row.toString();
    }

    @Test
    void eachLineShowsTheNetsOwnNumbers() {
        NDArray x = new NumpyRandom(1).randn(5, 4).multiply(10);
        BrokenTwoLayerNet net = new BrokenTwoLayerNet(4, 10, 3, 1e-1, new NumpyRandom(0));
        Map<String, NDArray> gradients = net.loss(x, new int[] {0, 1, 2, 2, 1}).gradients();
        assertThat(SHOWN.at("forward", "forward")).isEqualTo("loss = 1.2659");
        assertThat(SHOWN.at("2 of 7", "line")).isEqualTo("dW2 = Hᵀ·dS");
        assertThat(SHOWN.at("2 of 7", "its row 0")).isEqualTo(row0(gradients.get("W2"), 3));
        assertThat(SHOWN.at("6 of 7", "line")).isEqualTo("dW1 = 2·(Xᵀ·dA)");
        assertThat(SHOWN.at("6 of 7", "its row 0")).isEqualTo(row0(gradients.get("W1"), 4) + ", …");
        assertThat(SHOWN.at("7 of 7", "its row 0")).isEqualTo(row0(gradients.get("b1"), 4) + ", …");
    }

    @Test
    void theUpstreamGradientAndTheLocalDerivativeMakeTheLine() {
        assertThat(SHOWN.at("1 of 7", "upstream")).isEqualTo("1: the loss itself");
        assertThat(SHOWN.at("1 of 7", "local derivative")).isEqualTo("(P − Y)/N");
        assertThat(SHOWN.at("3 of 7", "local derivative")).isEqualTo("1 in each row, so the rows are added up");
        assertThat(SHOWN.at("4 of 7", "local derivative")).isEqualTo("W2ᵀ");
        assertThat(SHOWN.at("5 of 7", "local derivative")).isEqualTo("[A>0]");
        assertThat(SHOWN.at("5 of 7", "upstream")).startsWith("dH, row 0: ");
    }

    @Test
    void theWrongLineIsNamedOnlyInRepliesWhichSayWhatTheCheckSays() {
        assertThat(SHOWN.html()).contains("[\"dW2\",\"No. The check calls the gradient of W2 correct. dW1 = 2·(Xᵀ·dA) should be dW1 = Xᵀ·dA.\"]")
                .contains("[\"dW1\",\"Yes. The check calls the gradient of W1 wrong. dW1 = 2·(Xᵀ·dA) should be dW1 = Xᵀ·dA.\"]");
        assertThat(SHOWN.html().split("\"wrong\",\\[", -1)).as("marks of the wrong line: those after the guess").hasSize(3);
    }

    @Test
    void aBugInALayerWithoutALossIsRefused() {
        PlantedBug layer = Gallery.all().stream().filter(bug -> !(bug.model() instanceof LossModel)).findFirst().orElseThrow();
        assertThatThrownBy(() -> BackwardSlider.of(layer)).hasMessageStartingWith("bug must be planted in a model with a loss: ");
    }
}
