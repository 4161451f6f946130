package io.github.gradcheck.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IntervalTest {
    private static final Interval INTERVAL = new Interval(-3, 2);

    @Test
    void hasTwoEnds() {
        assertThat(INTERVAL.lo()).isEqualTo(-5);
        assertThat(INTERVAL.hi()).isEqualTo(-1);
        assertThat(INTERVAL.largest()).isEqualTo(5);
        assertThat(INTERVAL.widened(0.5)).isEqualTo(new Interval(-3, 2.5));
    }

    @Test
    void isAwayFromWhatLiesOutsideOnly() {
        assertThat(INTERVAL.distance(-3)).isZero();
        assertThat(INTERVAL.distance(-1)).isZero();
        assertThat(INTERVAL.distance(-5.5)).isEqualTo(0.5);
        assertThat(INTERVAL.distance(1)).isEqualTo(2);
        assertThat(INTERVAL.distance(Double.NaN)).isNaN();
    }

    @Test
    void anUncertaintyIsTheSumOfItsParts() {
        Uncertainty uncertainty = new Uncertainty(1, 0.5, 0.25);
        assertThat(uncertainty.total()).isEqualTo(1.75);
        assertThat(uncertainty.and(2)).isEqualTo(new Uncertainty(3, 0.5, 0.25));
        assertThat(Uncertainty.UNKNOWN.total()).isInfinite();
    }
}
