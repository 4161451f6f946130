package io.github.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ToleranceTest {
    @Test
    void allowsTheSumOfBothTolerancesAndNoMore() {
        Tolerance tolerance = Tolerance.torch(1e-6, 0.5, 0.25);
        assertThat(tolerance.accepts(3.5, 2)).isFalse();
        assertThat(tolerance.accepts(3.0, 2)).isTrue();
        assertThat(tolerance.accepts(1.0, 2)).isTrue();
        assertThat(tolerance.accepts(0.9, 2)).isFalse();
    }

    @Test
    void acceptsNaNOnNeitherSide() {
        assertThat(Tolerance.TORCH.accepts(Double.NaN, 1)).isFalse();
        assertThat(Tolerance.TORCH.accepts(1, Double.NaN)).isFalse();
        assertThat(Tolerance.TORCH.accepts(Double.NaN, Double.NaN)).isFalse();
    }

    @Test
    void namesTheNumberThatCannotBe() {
        assertThatThrownBy(() -> Tolerance.torch(0, 1, 1)).hasMessage("eps must be finite and positive: 0.0");
        assertThatThrownBy(() -> Tolerance.torch(1e-6, -1, 1)).hasMessage("atol must be finite and not negative: -1.0");
        assertThatThrownBy(() -> Tolerance.torch(1e-6, 1, Double.NaN)).hasMessage("rtol must be finite and not negative: NaN");
        assertThatThrownBy(() -> Tolerance.TORCH.withNondeterminism(Double.POSITIVE_INFINITY)).hasMessageStartingWith("nondeterminism");
    }

    @Test
    void oneNumberIsChangedAndTheOthersStay() {
        Tolerance tolerance = Tolerance.torch(1e-3, 0.5, 0.25);
        assertThat(tolerance).isEqualTo(new Tolerance(1e-3, 0.5, 0.25, 0, true));
        assertThat(tolerance.withNondeterminism(0.125)).isEqualTo(new Tolerance(1e-3, 0.5, 0.25, 0.125, true));
        assertThat(tolerance.withNondeterminism(0.125).withoutUndefinedGradients()).isEqualTo(new Tolerance(1e-3, 0.5, 0.25, 0.125, false));
        assertThat(Tolerance.torch(1e-6, 0, 0).accepts(1, 1)).as("no tolerance at all").isTrue();
    }
}
