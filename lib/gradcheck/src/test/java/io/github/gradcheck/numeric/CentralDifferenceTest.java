package io.github.gradcheck.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CentralDifferenceTest {
    @Test
    void isExactOnParabolas() {
        assertThat(CentralDifference.slope(t -> t * t - t, 3, 0.25)).isEqualTo(5);
    }

    @Test
    void hasTheSlopesOfAllValuesThoughFOverwritesThem() {
        double[] values = new double[2];
        double[] slopes = CentralDifference.slopes(t -> {
            values[0] = t * t;
            values[1] = -3 * t;
            return values;
        }, 3, 0.25);
        assertThat(slopes).containsExactly(6, -3);
    }
}
