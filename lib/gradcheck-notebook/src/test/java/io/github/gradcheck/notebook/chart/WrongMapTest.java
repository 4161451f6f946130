package io.github.gradcheck.notebook.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.ParameterReport;
import io.github.gradcheck.ndarray.NDArray;
import java.awt.image.BufferedImage;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WrongMapTest {
    /** Of Σ w³ at two rows: the first entry 0, the second right, the third doubled. */
    private static ParameterReport report() {
        NDArray w = NDArray.of(new double[] {0, 1, 2, -1, 0, 3}, 2, 3);
        NDArray factors = NDArray.of(new double[] {3, 3, 6, 3, 3, 6}, 2, 3);
        return GradientCheck.ofParameters(Map.of("w", w), () -> w.multiply(w).multiply(w).sum(), () -> Map.of("w", w.multiply(w).multiply(factors))).run()
                .parameter("w");
    }

    @Test
    void itsWordsSayHowManyAreWrongAndTheWorstWithBothValues() {
        assertThat(WrongMap.of(report()).orElseThrow().alternativeText())
                .isEqualTo("Map of 2 by 3 cells: 2 wrong entries of w, the worst at [1, 2]: analytic 54.00, numeric 27.00.");
    }

    /** The middle of a cell, two pixels to a unit: hollow where both are 0, grey where right, crossed in dark where wrong. */
    @Test
    void zerosRightAndWrongEntriesLookDifferentWithoutColour() {
        BufferedImage image = WrongMap.of(report()).orElseThrow().image();
        int[] middles = new int[3];
        for (int column = 0; column < 3; column++) {
            middles[column] = image.getRGB(2 * (78 + column * 30 + 14), 2 * (92 + 14)) & 0xff;
        }
        assertThat(middles[0]).as("hollow").isEqualTo(0xff);
        assertThat(middles[1]).as("grey").isBetween(0x60, 0xd0);
        assertThat(middles[2]).as("the cross").isLessThan(0x60);
    }

    @Test
    void aWrongEntryOfAJacobianIsFoundInTheRowOfItsOutput() {
        ParameterReport jacobian = GradientCheck.ofVector(x -> new double[] {x[0] * x[1], x[0] + x[1]}, (x, u) -> new double[] {x[1] * u[0] + u[1], x[0] * u[0] + 3 * u[1]})
                .at(2, 5).parameters().get(0);
        BufferedImage image = WrongMap.of(jacobian).orElseThrow().image();
        assertThat(image.getRGB(2 * (78 + 30 + 14), 2 * (92 + 30 + 14)) & 0xff).as("the cross at output 1, x[1]").isLessThan(0x60);
        assertThat(image.getRGB(2 * (78 + 14), 2 * (92 + 14)) & 0xff).as("right").isBetween(0x60, 0xd0);
    }
}
