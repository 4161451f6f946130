package io.github.gradcheck.notebook.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.numeric.TaylorRemainder;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TaylorChartTest {
    private static Picture picture(double slip) {
        return CurveChart.taylor(GradientCheck.of(x -> Math.sin(x[0]) * x[1], x -> new double[] {Math.cos(x[0]) * x[1], Math.sin(x[0]) + slip}).taylor(0.7, -1.3));
    }

    private static long pixels(Picture picture, int colour) {
        int width = picture.image().getWidth();
        return IntStream.range(0, width * picture.image().getHeight()).filter(i -> picture.image().getRGB(i % width, i / width) == colour).count();
    }

    @Test
    void saysAndDrawsWithWhichPowerTheRemainderFalls() {
        assertThat(picture(0).alternativeText()).contains("The Taylor remainder falls with t^2.0");
        assertThat(picture(0.01).alternativeText()).contains("The Taylor remainder falls with t^1.0");
        assertThat(pixels(picture(0), Style.PASSES.getRGB())).isGreaterThan(1000);
        assertThat(pixels(picture(0), Style.BEFORE.getRGB())).as("what may be rounding").isGreaterThan(pixels(picture(0.01), Style.BEFORE.getRGB()) + 100);
    }

    @Test
    void ofALinearFunctionItIsDrawnGreyOrRefused() {
        assertThat(CurveChart.taylor(GradientCheck.of(x -> 0.1 * x[0] + x[1] / 3, x -> new double[] {0.1, 1 / 3.0}).taylor(0.3, 0.7)).alternativeText()).contains("is rounding");
        assertThatIllegalArgumentException().isThrownBy(() -> CurveChart.taylor(TaylorRemainder.of(List.of(new TaylorRemainder.Step(0.25, 0, 1e-16)))))
                .withMessage("no remainder is above 0: there is nothing to draw");
        assertThatIllegalArgumentException().isThrownBy(() -> CurveChart.taylor(TaylorRemainder.of(List.of(new TaylorRemainder.Step(0.25, Double.NaN, 1e-16)))));
    }
}
