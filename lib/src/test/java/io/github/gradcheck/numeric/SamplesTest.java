package io.github.gradcheck.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {
    private final List<Double> asked = new ArrayList<>();

    /** Three values at each place: t, t², t³. */
    private Samples powers() {
        return new Samples(3).of((t, values, offset) -> {
            asked.add(t);
            values[offset] = t;
            values[offset + 1] = t * t;
            values[offset + 2] = t * t * t;
        });
    }

    @Test
    void eachPlaceIsEvaluatedOnceInWhateverOrderItIsAskedFor() {
        Samples samples = powers();
        for (int k = 0; k < 3; k++) {
            for (int place = 1; place <= 40; place++) {
                assertThat(samples.value(place, k)).isEqualTo(Math.pow(place, k + 1));
            }
        }
        for (int place = 40; place >= 1; place--) {
            assertThat(samples.value(place, 2)).isEqualTo(Math.pow(place, 3));
        }
        assertThat(asked).hasSize(40);
        assertThat(samples.evaluations()).isEqualTo(40);
    }

    @Test
    void anotherCurveStartsAfresh() {
        Samples samples = powers();
        samples.value(2, 1);
        samples.of((t, values, offset) -> values[offset + 1] = -t);
        assertThat(samples.evaluations()).isZero();
        assertThat(samples.value(2, 1)).isEqualTo(-2);
        assertThat(samples.evaluations()).isEqualTo(1);
    }

    @Test
    void aCurveHasAtLeastOneValue() {
        assertThatThrownBy(() -> new Samples(0)).isInstanceOf(IllegalArgumentException.class).hasMessage("width must be positive: 0");
        assertThat(new Samples(1).of((t, values, offset) -> values[offset] = 7).value(0, 0)).isEqualTo(7);
    }
}
