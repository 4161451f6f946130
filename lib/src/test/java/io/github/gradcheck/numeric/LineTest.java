package io.github.gradcheck.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of a curve before anything is measured: steps, sizes and the roundoff of a quotient, in closed form. */
class LineTest {
    private static final double EPSILON = 0x1p-52;

    private static Line at(double x) {
        return Lines.of(t -> 1, x);
    }

    private static double steepness(DoubleUnaryOperator f, double x) {
        Line line = Lines.of(f, x);
        FirstLook.of(line);
        return line.steepness();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, -0.3, 1e5, -1e5, 1e-9})
    void bothEndsOfAStepAreMetExactly(double x) {
        double step = at(x).step(1e-7);
        assertThat(x + step - x).isEqualTo(step);
        assertThat(x - (x - step)).isEqualTo(step);
        assertThat(step).isCloseTo(1e-7, within(Math.ulp(x)));
    }

    @Test
    void theScaleIsThePowerOfTwoBelowThePointAndAtLeastOne() {
        assertThat(at(0).scale()).isEqualTo(1);
        assertThat(at(-1.9).scale()).isEqualTo(1);
        assertThat(at(2).scale()).isEqualTo(2);
        assertThat(at(-1000).scale()).isEqualTo(512);
    }

    @Test
    void theSmallestStepIs64PlacesOfThePointAndNeverZero() {
        assertThat(at(1).smallestStep()).isEqualTo(64 * EPSILON);
        assertThat(at(-1024).smallestStep()).isEqualTo(65536 * EPSILON);
        assertThat(at(0).smallestStep()).isEqualTo(0x1p-70);
    }

    @Test
    void theLargestOfThreeValuesCountsWithoutItsSign() {
        Line line = Lines.of(t -> -3, 0);
        assertThat(line.largest(1, 2)).isEqualTo(3);
        assertThat(line.largest(-4, 2)).isEqualTo(4);
        assertThat(line.largest(1, -5)).isEqualTo(5);
    }

    @Test
    void roundoffIsTwoUnitsOfTheLargestTermOverTheStep() {
        Line line = Lines.of(t -> t, 4);
        assertThat(line.roundoff(0.5, 64, 8)).as("the value").isEqualTo(2 * EPSILON * 64 / 0.5);
        assertThat(line.roundoff(0.5, 1, -8)).as("x times slope").isEqualTo(2 * EPSILON * 32 / 0.5);
        assertThat(line.measured(0).roundoff(0.5, 1, -8)).as("nothing is assumed where it was measured").isEqualTo(2 * EPSILON / 0.5);
        assertThat(line.measured(0.25).roundoff(0.5, 64, 8)).as("scatter").isEqualTo(2 * 0.25 / 0.5);
    }

    @Test
    void measuredScatterNeverFallsBelowWhatIsKnown() {
        Line line = at(0).measured(0.25);
        assertThat(line.measured(0.125).noise()).isEqualTo(0.25);
        assertThat(line.measured(0.5).noise()).isEqualTo(0.5);
    }

    @Test
    void theSteepnessIsTheSteeperOfBothSidesAtTheStepOfTheFirstLook() {
        assertThat(steepness(t -> 7 + (t < 3 ? 2 : -5) * (t - 3), 3)).isCloseTo(5, within(1e-9));
        assertThat(steepness(t -> 7 + (t < 3 ? 5 : -2) * (t - 3), 3)).isCloseTo(5, within(1e-9));
        double step = 2 * FirstLook.STEP;
        assertThat(steepness(t -> t * t, 3)).as("of a curve, between the point and a step of twice 1/256").isCloseTo(6 + step, within(1e-9));
    }

    @Test
    void whereNothingWasLookedAtOrNothingIsFiniteThereIsNoSteepness() {
        assertThat(Lines.of(t -> 5 * t, 3).steepness()).isZero();
        for (int side = -1; side <= 1; side += 2) {
            Line line = Lines.of(t -> 5 * t, 3);
            line.at(3 + side * 2 * line.step(FirstLook.STEP));
            assertThat(line.steepness()).as("one side alone").isZero();
            assertThat(line.samples().evaluations()).as("nothing more is evaluated for it").isEqualTo(1);
        }
        assertThat(steepness(t -> t == 3 ? 1 : Double.POSITIVE_INFINITY, 3)).isZero();
    }

    @Test
    void whereTheFirstLookIsFlatTheSteepnessIsThatOfTheWidestStep() {
        DoubleUnaryOperator stairs = t -> 7 + 2 * Math.rint(10 * t);
        Line line = Lines.of(stairs, 3);
        FirstLook.of(line);
        assertThat(line.steepness()).as("only the first look").isZero();
        double h = line.step(2 * Ladder.FIRST_STEP);
        line.at(3 + h);
        line.at(3 - h);
        assertThat(line.steepness()).isEqualTo(4 / h);
    }

    @Test
    void valuesScatterIfTheyDoBySixtyFourRoundoffsAndMore() {
        Line line = Lines.of(t -> 3, 1);
        assertThat(line.measured(63 * 3 * EPSILON).isScattered()).as("as long sums do").isFalse();
        assertThat(line.measured(65 * 3 * EPSILON).isScattered()).isTrue();
    }
}
