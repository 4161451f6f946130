package io.github.gradcheck.notebook.motion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.numeric.Scales;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ScaleSliderTest {
    private static final Scales SCALES = Scales.of(Math::exp, 1);

    private static String label(double h) {
        return String.format(Locale.ROOT, "%.1e", h);
    }

    @Test
    void atEachStepTheIntervalIsThatOfScales() {
        Shown shown = Shown.of(ScaleSlider.of(Math::exp, 1, 2.72));
        for (Scales.Step step : SCALES.steps()) {
            assertThat(shown.at(label(step.h()), "may be off by")).isEqualTo(label(step.slope().halfWidth()));
            assertThat(shown.at(label(step.h()), "by rounding")).isEqualTo(label(step.rounding()));
        }
        assertThat(shown.at(label(SCALES.best()), "this step")).isEqualTo("agrees, and is the sharpest");
        assertThat(shown.at(label(SCALES.near()), "this step")).isEqualTo("agrees");
    }

    @Test
    void roundingIsTheLargerPartBelowTheSharpestStepAndTheSmallerBeyond() {
        Shown shown = Shown.of(ScaleSlider.of(Math::exp, 1, 2.72));
        assertThat(shown.at(label(SCALES.near()), "larger part")).isEqualTo("rounding");
        assertThat(shown.at(label(SCALES.far()), "larger part")).isEqualTo("what the fit leaves");
    }

    @Test
    void aClaimLiesInsideOrOutsideOfTheStepsInterval() {
        assertThat(Shown.of(ScaleSlider.of(Math::exp, 1, Math.E)).at(label(SCALES.best()), "claim")).isEqualTo("2.718281828459: inside");
        assertThat(Shown.of(ScaleSlider.of(Math::exp, 1, 2.72)).at(label(SCALES.best()), "claim")).isEqualTo("2.72: outside");
    }
}
