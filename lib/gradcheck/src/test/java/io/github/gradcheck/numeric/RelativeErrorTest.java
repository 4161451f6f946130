package io.github.gradcheck.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.gradcheck.ndarray.NDArray;
import org.junit.jupiter.api.Test;

class RelativeErrorTest {
    private static NDArray vector(double... entries) {
        return NDArray.of(entries, entries.length);
    }

    @Test
    void ofAStrayFactorTwoIsOneThird() {
        assertThat(RelativeError.of(1, 2)).isCloseTo(1.0 / 3, within(1e-16));
    }

    @Test
    void comparesTinyEntriesInUnitsOf1eMinus8() {
        assertThat(RelativeError.of(0, 1e-9)).isCloseTo(0.1, within(1e-15));
        assertThat(RelativeError.of(0, 0)).isZero();
    }

    @Test
    void takesTheWorstEntry() {
        assertThat(RelativeError.max(vector(1, 1, 1), vector(1, -1, 1.1))).isEqualTo(1);
    }

    @Test
    void ofNaNOnEitherSideIsNaNAndSoNeverWithinATolerance() {
        assertThat(RelativeError.max(vector(1, Double.NaN), vector(1, 1))).isNaN();
        assertThat(RelativeError.max(vector(1, 1), vector(Double.NaN, 1))).isNaN();
    }

    @Test
    void keepsTheErrorOfEachEntry() {
        assertThat(RelativeError.of(vector(1, 1), vector(1, 3)).toArray()).containsExactly(0, 0.5);
    }

    @Test
    void rejectsShapesThatDifferAndNamesBoth() {
        assertThatThrownBy(() -> RelativeError.max(vector(1, 2), vector(1)))
                .hasMessage("numerical has shape (2,), analytic has shape (1,)");
    }

    @Test
    void rejectsThemForTheErrorOfEachEntryToo() {
        assertThatThrownBy(() -> RelativeError.of(vector(1, 2), vector(1))).hasMessageContaining("numerical has shape (2,)");
    }

    @Test
    void rejectsAComparisonOfNothing() {
        assertThatThrownBy(() -> RelativeError.max(vector(), vector())).hasMessageContaining("no entry");
    }
}
