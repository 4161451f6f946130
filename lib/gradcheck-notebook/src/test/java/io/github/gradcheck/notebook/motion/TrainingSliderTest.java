package io.github.gradcheck.notebook.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TrainingSliderTest {
    @Test
    void showsBothLossesAndWhichIsLower() {
        Shown shown = Shown.of(TrainingSlider.of(new double[] {2, 1.5, 0.25}, new double[] {2, 0.75, Double.NaN}));
        assertThat(shown.at("0", "lower")).isEqualTo("neither");
        assertThat(shown.at("1", "right gradient")).isEqualTo("1.50000");
        assertThat(shown.at("1", "lower")).isEqualTo("with the wrong gradient");
        assertThat(shown.at("2", "wrong gradient")).isEqualTo("no longer finite");
        assertThat(shown.at("2", "lower")).isEqualTo("with the right gradient");
    }

    @Test
    void ofManyStepsSomeAreShownAndTheLast() {
        double[] losses = new double[501];
        Arrays.setAll(losses, i -> Math.exp(-0.01 * i));
        String html = TrainingSlider.of(losses, losses).html();
        assertThat(html).hasSizeLessThan(60_000).contains("[\"9\",[").contains("[\"500\",[").doesNotContain("[\"1\",[");
    }

    @Test
    void runsOfUnequalLengthAreRefused() {
        assertThatThrownBy(() -> TrainingSlider.of(new double[] {1, 1}, new double[] {1}))
                .hasMessage("right and wrong must have as many losses, at least two: 2 and 1");
    }
}
