package io.github.gradcheck.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GridTest {
    @Test
    void stepsShrinkByTheSameRatio() {
        assertThat(Grid.step(0)).isEqualTo(0.1236);
        for (int k = Grid.FARTHEST; k < Grid.NEAREST; k++) {
            assertThat(Grid.step(k) / Grid.step(k + 1)).isCloseTo(1.45, within(1e-12));
        }
    }

    @Test
    void goesFromTenTimesTheSizeOfXToAFewBitsOfIt() {
        assertThat(Grid.step(Grid.WIDEST)).isBetween(10.0, 11.0);
        assertThat(Grid.step(Grid.NARROWEST)).isBetween(3e-12, 5e-12);
        assertThat(Grid.step(Grid.NEAREST_TO_ZERO)).isBetween(1e-15, 4e-15);
        assertThat(Grid.step(Grid.FARTHEST)).isBetween(4e10, 6e10);
    }

    @Test
    void findsTheNarrowestStepThatIsWideEnough() {
        for (int k = Grid.WIDEST; k < Grid.NEAREST; k++) {
            assertThat(Grid.narrowest(Grid.step(k) * 0.99)).isEqualTo(k);
            assertThat(Grid.narrowest(Grid.step(k) * 1.01)).isEqualTo(k - 1);
        }
    }

    @Test
    void staysWithinItsSteps() {
        assertThat(Grid.narrowest(0)).isEqualTo(Grid.NEAREST);
        assertThat(Grid.narrowest(-1)).isEqualTo(Grid.NEAREST);
        assertThat(Grid.narrowest(1e-100)).isEqualTo(Grid.NEAREST);
        assertThat(Grid.narrowest(1e100)).isEqualTo(Grid.WIDEST - 1);
    }
}
