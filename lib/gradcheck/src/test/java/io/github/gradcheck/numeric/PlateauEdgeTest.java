package io.github.gradcheck.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gradcheck.slice.Grid;
import io.github.gradcheck.slice.Slice;
import io.github.gradcheck.slice.Values;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class PlateauEdgeTest {
    private static final int NARROW = 20;

    /** At x = 0, of size 1, looked at from step 0 inwards. */
    private static PlateauEdge of(DoubleUnaryOperator f) {
        return of(f, 0, 0);
    }

    private static PlateauEdge of(DoubleUnaryOperator f, double x, int widest) {
        Slice slice = new Slice(1).of((t, values, offset) -> values[offset] = f.applyAsDouble(t), x, 1);
        Values values = new Values(slice, 0, f.applyAsDouble(x));
        for (int k = NARROW; k >= widest; k--) {
            slice.evaluate(k);
        }
        return PlateauEdge.of(values, Math.min(NARROW, values.flatTo()), widest, values.coarsest());
    }

    @Test
    void theFirstStepOfAStairIsItsHeight() {
        assertThat(of(u -> 1 + 0.25 * Math.floor(u / 1e-3 + 0.5)).step()).isEqualTo(0.25);
        assertThat(of(u -> u > 1e-3 ? 1e-7 * (1 + u - 1e-3) : 0).step()).isCloseTo(1e-7, within(1e-10));
        assertThat(of(u -> u < -1e-3 ? -1e-7 * (1 - u - 1e-3) : 0).step()).isCloseTo(1e-7, within(1e-10));
    }

    @Test
    void theSideOnWhichItLeavesFirstCountsAndOtherwiseTheLargerStep() {
        assertThat(of(u -> u > 1e-3 ? 3 : u < -1e-2 ? -2 : 0).step()).isEqualTo(3);
        assertThat(of(u -> u > 1e-3 ? 1 : u < -1e-2 ? -2 : 0).step()).isEqualTo(1);
        assertThat(of(u -> u > 1e-3 ? 1 : u < -1e-3 ? -2 : 0).step()).isEqualTo(2);
    }

    @Test
    void aContinuousFunctionHasHardlyAnyStep() {
        assertThat(of(u -> Math.max(0, u - 1e-3)).step()).isPositive().isLessThan(1e-13);
        assertThat(of(u -> Math.min(0, u + 1e-3)).step()).isPositive().isLessThan(1e-13);
        assertThat(of(u -> 0).step()).isZero();
    }

    @Test
    void whatLiesFartherOffThanWasLookedIsNotSeen() {
        assertThat(of(u -> u > 1 ? 1 : 0)).isEqualTo(PlateauEdge.NONE);
    }

    @Test
    void whatSetsOutAtAPlaceDoesSoSuddenly() {
        assertThat(of(u -> Math.max(0, u - 0.03)).hidesSlope()).isFalse();
        assertThat(of(u -> 1 + Math.tanh(3 * Math.max(0, u - 0.03))).hidesSlope()).isFalse();
        assertThat(of(u -> 1e6 + Math.max(0, u - 0.03)).hidesSlope()).isFalse();
        assertThat(of(u -> 1 + Math.pow(Math.max(0, u - 0.03), 2)).hidesSlope()).isFalse();
        assertThat(of(u -> (float) (1 + 3 * Math.max(0, u - 0.03))).hidesSlope()).isFalse();
    }

    @Test
    void whatRoundingHidesSetsOutGraduallyOrByAStep() {
        assertThat(of(u -> u < 0.03 ? 0 : 1 + u).hidesSlope()).isTrue();
        assertThat(of(u -> (float) (1 + 1e-4 * u) + Math.max(0, u - 0.1)).hidesSlope()).isTrue();
        assertThat(of(u -> 1 - Math.tanh(u), 20, -9).hidesSlope()).isTrue();
        assertThat(of(u -> 1 - 1 / (1 + Math.exp(-u)), 40, -9).hidesSlope()).isTrue();
        assertThat(of(u -> Math.log(1 + Math.exp(u)), -38, -9).hidesSlope()).isTrue();
        assertThat(of(u -> 1 - Math.cos(1e-6 * u)).hidesSlope()).isTrue();
        assertThat(of(u -> 1 + Math.pow(u, 16)).hidesSlope()).isTrue();
    }

    /** By 1e-9 of f over the distance to x a rectifier is far above rounding; by 1e-13 it is not. */
    @Test
    void aRectifierThatIsHardlySteeperThanRoundingCannotBeTold() {
        assertThat(of(u -> 1 + 1e-9 * Math.max(0, u - 0.03)).hidesSlope()).isFalse();
        assertThat(of(u -> 1 + 1e-13 * Math.max(0, u - 0.03)).hidesSlope()).isTrue();
    }

    /** What f does within the gap is not known. */
    @Test
    void behindAGapTheWholeMoveIsTheStep() {
        assertThat(of(u -> u > 0.01 ? u < 0.03 ? Double.NaN : 3 : 0)).isEqualTo(new PlateauEdge(3, true));
        assertThat(of(u -> u < -0.01 ? u > -0.03 ? Double.NaN : 2 : 0)).isEqualTo(new PlateauEdge(2, true));
        assertThat(of(u -> 5 + (u > 0.01 ? u < 0.03 ? Double.NaN : 3 : 0)).step()).isEqualTo(3);
        assertThat(of(u -> u > 0.01 ? u < 0.03 ? Double.NaN : Math.max(0, u - 0.05) : 0).step()).isPositive();
    }

    /** From the last step at which f is f(x) to the very next one. */
    @Test
    void itMayLeaveBetweenNeighbouringSteps() {
        double at = (Grid.step(7) + Grid.step(8)) / 2;
        assertThat(of(u -> u > at ? 3 : 0)).isEqualTo(new PlateauEdge(3, true));
        assertThat(of(u -> u < -at ? 3 : 0)).isEqualTo(new PlateauEdge(3, true));
        assertThat(of(u -> Math.max(0, u - at)).hidesSlope()).isFalse();
    }
}
