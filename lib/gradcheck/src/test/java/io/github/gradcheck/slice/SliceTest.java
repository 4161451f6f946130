package io.github.gradcheck.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SliceTest {
    private final List<Double> asked = new ArrayList<>();

    /** Writes t and t². */
    private void curve(double t, double[] values, int offset) {
        asked.add(t);
        values[offset] = t;
        values[offset + 1] = t * t;
    }

    private Slice slice(double x, double size) {
        return new Slice(2).of(this::curve, x, size);
    }

    @Test
    void evaluatesEachNodeOnceWhenFirstAskedFor() {
        Slice slice = slice(3, 2);
        assertThat(asked).isEmpty();
        assertThat(slice.isEvaluated(5)).isFalse();
        slice.evaluate(5);
        slice.evaluate(5);
        slice.evaluate(-7);
        assertThat(slice.isEvaluated(5)).isTrue();
        double h = 2 * Grid.step(5);
        assertThat(asked).containsExactly(3 + h, 3 - h, 3 + 2 * Grid.step(-7), 3 - 2 * Grid.step(-7));
        assertThat(slice.evaluations()).isEqualTo(4);
        assertThat(slice.count()).isEqualTo(2);
        assertThat(slice.evaluated(0)).isEqualTo(5);
        assertThat(slice.evaluated(1)).isEqualTo(-7);
        assertThat(slice.step(5)).isEqualTo(h);
        assertThat(slice).hasToString("Slice at 3.0, [" + (5 - Grid.FARTHEST) + ", " + (-7 - Grid.FARTHEST) + "]");
    }

    @Test
    void hasEachOfTheValuesOnBothSides() {
        Slice slice = slice(3, 2);
        slice.evaluate(5);
        slice.evaluate(6);
        double h = slice.step(5);
        assertThat(slice.above(5, 0)).isEqualTo(3 + h);
        assertThat(slice.above(5, 1)).isEqualTo((3 + h) * (3 + h));
        assertThat(slice.below(5, 0)).isEqualTo(3 - h);
        assertThat(slice.below(5, 1)).isEqualTo((3 - h) * (3 - h));
        assertThat(slice.above(6, 0)).isEqualTo(3 + slice.step(6));
        assertThat(slice.below(6, 1)).isEqualTo((3 - slice.step(6)) * (3 - slice.step(6)));
        assertThat(slice.scale()).isEqualTo(2);
    }

    @Test
    void hasRoomForAllSteps() {
        Slice slice = slice(3, 2);
        for (int k = Grid.FARTHEST; k <= Grid.NEAREST; k++) {
            slice.evaluate(k);
        }
        for (int k = Grid.FARTHEST; k <= Grid.NEAREST; k++) {
            assertThat(slice.above(k, 0)).isEqualTo(3 + slice.step(k));
            assertThat(slice.below(k, 0)).isEqualTo(3 - slice.step(k));
        }
        assertThat(slice.evaluations()).isEqualTo(2 * (Grid.NEAREST - Grid.FARTHEST + 1));
    }

    @Test
    void anywhereElseEachEvaluationCounts() {
        Slice slice = slice(3, 2);
        assertThat(slice.at(0.5, 0)).isEqualTo(3.5);
        assertThat(slice.at(-1, 1)).isEqualTo(4);
        assertThat(slice.evaluations()).isEqualTo(2);
        assertThat(slice.count()).isZero();
    }

    @Test
    void whatIsNotFiniteIsNotDefined() {
        Slice slice = new Slice(1).of((t, values, offset) -> values[offset] = 1 / Math.max(t, 0), 0, 1);
        slice.evaluate(0);
        assertThat(slice.below(0, 0)).isNaN();
        assertThat(slice.above(0, 0)).isEqualTo(1 / Grid.step(0));
        assertThat(slice.at(-1, 0)).isNaN();
    }

    /** Beside a large x the floats have another distance than was asked for. */
    @Test
    void dividesByTheDistanceThatTheFloatsHave() {
        Slice slice = new Slice(1).of((t, values, offset) -> values[offset] = t, 0x1p53 + 10, 1e4);
        slice.evaluate(16);
        assertThat(slice.step(16)).isNotEqualTo(Math.rint(slice.step(16)));
        assertThat(slice.distance(16)).isEqualTo((slice.above(16, 0) - slice.below(16, 0)) / 2);
    }

    @Test
    void turnsToAnotherPointAndForgetsAll() {
        Slice slice = slice(3, 2);
        slice.evaluate(5);
        slice.at(0.5, 0);
        slice.of(this::curve, 7, 1);
        assertThat(slice.evaluations()).isZero();
        assertThat(slice.isEvaluated(5)).isFalse();
        slice.evaluate(5);
        assertThat(slice.above(5, 0)).isEqualTo(7 + Grid.step(5));
    }

    @Test
    void goesAsNearAsTheRoundingOfXAllows() {
        Slice slice = slice(3, 3);
        assertThat(slice.rounding()).isEqualTo(Math.ulp(3.0));
        assertThat(slice.step(slice.nearest())).isBetween(64 * Math.ulp(3.0), 64 * 1.45 * Math.ulp(3.0));
        assertThat(slice.narrowest()).isEqualTo(Grid.NARROWEST);
        assertThat(slice.isResolved(slice.nearest())).isTrue();
        assertThat(slice.isResolved(slice.nearest() + 1)).isFalse();
        slice.of(this::curve, 0, 1);
        assertThat(slice.isResolved(Grid.NEAREST_TO_ZERO)).isTrue();
        assertThat(slice.isResolved(Grid.NEAREST_TO_ZERO + 1)).isFalse();
        slice.of(this::curve, 3, 3, 1e-7);
        assertThat(slice.step(slice.nearest())).isBetween(64e-7, 64 * 1.45e-7);
        assertThat(slice.narrowest()).isEqualTo(slice.nearest());
    }

    @Test
    void goesAsNearAsASmallXIsLarge() {
        Slice slice = slice(1e-12, 1);
        assertThat(slice.step(slice.narrowest())).isBetween(1e-15, 1.45e-15);
        assertThat(slice.nearest()).isGreaterThan(slice.narrowest());
        slice.of(this::curve, -1e-12, 1);
        assertThat(slice.step(slice.narrowest())).isBetween(1e-15, 1.45e-15);
        slice.of(this::curve, 1e-12, 4);
        assertThat(slice.step(slice.narrowest())).isBetween(1e-15, 1.45e-15);
        slice.of(this::curve, 0, 1);
        assertThat(slice.nearest()).isEqualTo(Grid.NEAREST_TO_ZERO);
        assertThat(slice.narrowest()).isEqualTo(Grid.NARROWEST);
    }

    @Test
    void hasRoomForOneValueAtLeast() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Slice(0)).withMessage("width must be positive: 0");
    }

    /** Beyond the largest number there is none: the step alone is left. */
    @Test
    void atTheLargestNumberADistanceIsTheStep() {
        Slice slice = new Slice(1).of((t, values, offset) -> values[offset] = t, Double.MAX_VALUE, Double.MAX_VALUE);
        slice.evaluate(5);
        assertThat(slice.distance(5)).isEqualTo(slice.step(5));
        assertThat(slice.above(5, 0)).isNaN();
        Slice large = new Slice(1).of((t, values, offset) -> values[offset] = t, 1e308, 1e308);
        large.evaluate(5);
        assertThat(large.distance(5)).isCloseTo(large.step(5), within(1e293));
    }
}
