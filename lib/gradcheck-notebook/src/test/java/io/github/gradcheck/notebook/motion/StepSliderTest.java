package io.github.gradcheck.notebook.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StepSliderTest {
    private static final Shown EXP = Shown.of(StepSlider.of(StrictMath::exp, 1));

    @Test
    void theDigitsThatAgreeAreEatenAsTheStepShrinks() {
        assertThat(EXP.at("1e-01", "f(x + h)")).isEqualTo("3.0041660239464334");
        assertThat(EXP.at("1e-01", "f(x − h)")).isEqualTo("2.4596031111569499");
        assertThat(EXP.at("1e-05", "f(x + h)")).isEqualTo("2.718|3090114132447");
    }

    @Test
    void theSlopeIsTheCentralDifference() {
        double slope = (StrictMath.exp(1 + 1e-3) - StrictMath.exp(1 - 1e-3)) / 2e-3;
        assertThat(Double.parseDouble(EXP.at("1e-03", "slope"))).isCloseTo(slope, within(1e-12));
        assertThat(EXP.at("1e-03", "off by")).isEqualTo("4.5e-07");
    }

    @Test
    void whereAllDigitsAreEatenNoSlopeIsLeft() {
        Shown line = Shown.of(StepSlider.of(t -> t + 3, 1));
        assertThat(line.at("1e-16", "f(x + h)")).isEqualTo("4.0000000000000000|");
        assertThat(line.at("1e-16", "slope")).isEqualTo("0.000000000000");
        assertThat(line.at("1e-16", "off by")).isEqualTo("1.0e+00");
    }

    @Test
    void aFunctionWithoutATangentIsRefused() {
        assertThatThrownBy(() -> StepSlider.of(Math::abs, 0)).hasMessage("f has no tangent at x = 0.0: KINK");
    }
}
