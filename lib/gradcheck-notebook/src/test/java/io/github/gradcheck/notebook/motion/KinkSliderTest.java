package io.github.gradcheck.notebook.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KinkSliderTest {
    @Test
    void onTheKinkBothSidesAreMeasuredAndBesideItOneSlope() {
        Shown relu = Shown.of(KinkSlider.of(x -> Math.max(0, x), x -> x > 0 ? 1 : 0, -1, 1));
        assertThat(relu.at("0.000", "to the left")).isEqualTo("0.0000");
        assertThat(relu.at("0.000", "to the right")).isEqualTo("1.0000");
        assertThat(relu.at("0.000", "two-sided")).isEqualTo("0.5000");
        assertThat(relu.at("0.000", "measured")).isEqualTo("kink: 0.0000 and 1.0000");
        assertThat(relu.at("0.000", "answer")).isEqualTo("BETWEEN_SLOPES");
        assertThat(relu.at("0.050", "two-sided")).as("the step reaches over the kink").isEqualTo("0.6000");
        assertThat(relu.at("0.050", "measured")).isEqualTo("1.0000");
        assertThat(relu.at("0.050", "answer")).isEqualTo("AGREES");
    }

    @Test
    void aGradientOutsideOfBothSlopesDisagrees() {
        assertThat(Shown.of(KinkSlider.of(x -> Math.max(0, x), x -> 1.01, -1, 1)).at("0.000", "answer")).isEqualTo("DISAGREES");
    }

    @Test
    void aWayThatLeadsNowhereIsRefused() {
        assertThatThrownBy(() -> KinkSlider.of(Math::abs, Math::signum, 1, 1)).hasMessage("the way must go from a finite number to a larger one: from 1.0 to 1.0");
    }
}
