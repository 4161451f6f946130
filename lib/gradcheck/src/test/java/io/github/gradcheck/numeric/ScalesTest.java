package io.github.gradcheck.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gradcheck.numeric.Derivative.Kind;
import io.github.gradcheck.slice.Slice;
import org.junit.jupiter.api.Test;

class ScalesTest {
    private static Scales.Step at(Scales scales, double h) {
        return scales.steps().stream().filter(step -> step.h() >= h).findFirst().orElseThrow();
    }

    @Test
    void narrowStepsAreBluntByRoundingAndWideOnesByCurvature() {
        Scales scales = Scales.of(Math::exp, 1);
        assertThat(scales.steps()).extracting(Scales.Step::h).isSorted();
        assertThat(at(scales, 1e-9).slope().halfWidth()).isBetween(1e-6, 1e-4);
        assertThat(at(scales, scales.best()).slope().halfWidth()).isBetween(1e-14, 1e-11);
        assertThat(at(scales, 5).slope().halfWidth()).isGreaterThan(0.1);
        assertThat(scales.steps()).allSatisfy(step -> assertThat(step.slope().distance(Math.E)).isZero());
        assertThat(scales.steps()).noneMatch(Scales.Step::isKink).allSatisfy(step -> assertThat(step.left()).isEqualTo(step.slope()));
        assertThat(scales.slope().contains(Math.E)).isTrue();
        assertThat(scales.near()).isLessThan(1e-10);
        assertThat(scales.far()).isBetween(0.1, scales.widestUsed());
    }

    @Test
    void theStepsThatReachOverAKinkNearbyAreNotBelieved() {
        Scales scales = Scales.of(t -> Math.abs(t - 1e-3), 0);
        assertThat(scales.slope().kind()).isEqualTo(Kind.SMOOTH);
        assertThat(scales.slope().contains(-1)).isTrue();
        assertThat(scales.best()).isLessThan(1e-3);
        assertThat(scales.far()).isLessThan(1e-2);
        assertThat(at(scales, 5).slope().distance(-1)).isGreaterThan(0.9);
    }

    @Test
    void aKinkHasTwoSlopesAtEveryStep() {
        Scales scales = Scales.of(t -> Math.max(0, t), 0);
        assertThat(scales.slope().kind()).isEqualTo(Kind.KINK);
        assertThat(scales.steps()).allSatisfy(step -> {
            assertThat(step.isKink()).isTrue();
            assertThat(step.left().distance(0)).isZero();
            assertThat(step.right().distance(1)).isZero();
        });
    }

    /** Up to a tenth of x the values of a grid tell the slope to a third. */
    @Test
    void widerStepsAreUsedWhereNarrowOnesDoNotTell() {
        Scales scales = Scales.of(t -> Math.rint(100 * Math.exp(t)) / 100, 1);
        assertThat(scales.widestUsed()).isGreaterThan(10);
        assertThat(scales.slope().contains(Math.E)).isTrue();
        assertThat(scales.slope().error()).isLessThan(0.1);
    }

    /** It is what the measurement falls back on, and must not say anything else. */
    @Test
    void theSlopeIsThatOfTheScan() {
        for (double x : new double[] {0.3, 1, 20}) {
            Derivative slope = Scales.of(t -> 1e6 + Math.sin(t), x).slope();
            Slice slice = new Slice(1).of((t, values, offset) -> values[offset] = 1e6 + Math.sin(t), x, x);
            Derivative scanned = SlopeMeter.measure(slice, 0, 1e6 + Math.sin(x), Claim.of(2, 0, 0));
            assertThat(slope.interval().distance(scanned.value())).isLessThanOrEqualTo(scanned.error());
            assertThat(slope.contains(Math.cos(x))).isTrue();
        }
    }

    @Test
    void anEntryOfAnArrayIsMovedByTheSizeOfTheArray() {
        assertThat(Scales.of(t -> t * t, 1e-3, 10).widestUsed()).isBetween(1.0, 2.0);
        assertThat(Scales.of(t -> t * t, 1e-3).widestUsed()).isBetween(1e-4, 2e-4);
    }

    @Test
    void whereOneSideIsNotDefinedTheOtherIsSeen() {
        Scales scales = Scales.of(t -> {
            if (t < 0) {
                throw new IllegalArgumentException("negative: " + t);
            }
            return 3 * t;
        }, 0);
        assertThat(scales.slope().kind()).isEqualTo(Kind.SMOOTH);
        assertThat(scales.slope().contains(3)).isTrue();
    }

    @Test
    void nothingIsSeenOfAPoint() {
        Scales scales = Scales.of(t -> t == 1 ? 2 : Double.NaN, 1);
        assertThat(scales.slope().kind()).isEqualTo(Kind.UNDEFINED);
        assertThat(scales.steps()).isEmpty();
        assertThat(scales.near()).isNaN();
    }

    @Test
    void rejectsWhatHasNoSlope() {
        assertThatThrownBy(() -> Scales.of(Math::exp, Double.NaN)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("nan");
        assertThatThrownBy(() -> Scales.of(Math::exp, 1, 0)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("scale");
        assertThatThrownBy(() -> Scales.of(t -> 1 / t, 0)).isInstanceOf(ArithmeticException.class).hasMessageContaining("inf");
    }
}
