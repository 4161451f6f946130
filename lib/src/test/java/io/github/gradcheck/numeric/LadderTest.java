package io.github.gradcheck.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the ladder of steps starts, what makes it drop what it saw, and where it ends. */
class LadderTest {
    private static final double FIRST = Ladder.FIRST_STEP;

    private static Estimate twoSided(DoubleUnaryOperator f, double x) {
        Line line = Lines.of(f, x);
        return Ladder.twoSided(line, FIRST * line.scale());
    }

    private static int evaluations(DoubleUnaryOperator f, double x) {
        Line line = Lines.of(f, x);
        Ladder.twoSided(line, FIRST * line.scale());
        return line.samples().evaluations();
    }

    /** The step of a row, counted from 0. */
    private static double step(double x, double first, int row) {
        double wanted = first;
        for (int i = 0; i < row; i++) {
            wanted /= Math.sqrt(5);
        }
        return Math.abs(x) + wanted - Math.abs(x);
    }

    @Test
    void aStraightLineTakesThreeRows() {
        List<Double> places = Lines.places(t -> 1 + t, 0, line -> Ladder.twoSided(line, 0.5));
        assertThat(places).containsExactlyElementsOf(IntStream.range(0, 3).boxed().flatMap(row -> List.of(step(0, 0.5, row), -step(0, 0.5, row)).stream()).toList());
        Estimate estimate = twoSided(t -> 1 + 3 * t, 0);
        assertThat(estimate.value()).isCloseTo(3, within(estimate.error()));
        assertThat(estimate.error()).as("two units of the largest value").isCloseTo(0x1p-51 * (1 + 3 * FIRST / Math.sqrt(5)) / (FIRST / Math.sqrt(5)), within(1e-20));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void oneSideIsLeftAlone(int side) {
        double first = 8 * FIRST;
        List<Double> places = Lines.places(t -> 1 + t, 8, line -> Ladder.oneSided(line, side));
        assertThat(places.subList(0, 3)).containsExactly(8 + side * step(8, first, 0), 8 + side * step(8, first, 1), 8 + side * step(8, first, 2));
        assertThat(places).allMatch(place -> side * (place - 8) > 0);
    }

    /** The distance between both values is half that of two sides, and so twice the roundoff of as large a value. */
    @Test
    void oneSideHasTwiceTheRoundoff() {
        Line line = Lines.of(t -> 1 + (t < 0 ? 2 : 3) * t, 0);
        Estimate right = Ladder.oneSided(line, 1);
        Estimate left = Ladder.oneSided(line, -1);
        Estimate elsewhere = Ladder.oneSided(Lines.of(t -> 1 + (t < 3 ? 2 : 5) * (t - 3), 3), 1);
        assertThat(elsewhere.value()).isCloseTo(5, within(elsewhere.error()));
        assertThat(right.value()).isCloseTo(3, within(right.error()));
        assertThat(left.value()).isCloseTo(2, within(left.error()));
        assertThat(right.roundoff()).isEqualTo(2 * line.roundoff(right.step(), 1 + 3 * right.step(), 3));
        assertThat(left.roundoff()).isEqualTo(2 * line.roundoff(left.step(), 1, 2));
    }

    @Test
    void theSmallestStepIsStillTaken() {
        Line line = Lines.of(t -> 1 + t, 1);
        Ladder.twoSided(line, line.smallestStep());
        assertThat(line.samples().evaluations()).isEqualTo(2);
        Ladder.twoSided(line, 0.99 * line.smallestStep());
        assertThat(line.samples().evaluations()).isEqualTo(2);
    }

    /** Two rows with the slope 1, without any error; then f is not finite; then its slope is 2. */
    @Test
    void whatLargerStepsShowedIsDroppedWhereFIsNotFinite() {
        DoubleUnaryOperator f = t -> {
            double size = Math.abs(t);
            return size > FIRST / 3 ? t : size > FIRST / 6 ? Double.NaN : 2 * t;
        };
        assertThat(twoSided(f, 0).value()).isEqualTo(2);
    }

    /** A bend of 0 farther out is no reason to call the first bend beyond the gap broken, of two rows that are left. */
    @Test
    void beyondAGapABendIsNotComparedWithThatBefore() {
        double smallest = 0x1p-70;
        double first = 1.5 * smallest * Math.pow(5, 1.5);
        DoubleUnaryOperator f = t -> {
            double size = Math.abs(t);
            return size > 0.9 * first ? t : size > 0.4 * first ? Double.NaN : t + t * t / smallest;
        };
        Estimate estimate = Ladder.twoSided(Lines.of(f, 0), first);
        assertThat(estimate).isNotNull();
        assertThat(estimate.value()).isCloseTo(1, within(1e-12));
    }

    /** Two rows with the slope 1, without any error; then a bend that was not there before, and the slope 2. */
    @Test
    void whatLargerStepsShowedIsDroppedWhereFIsNotSmoothInBetween() {
        DoubleUnaryOperator f = t -> Math.abs(t) > FIRST / 3 ? t : 2 * t + 100 * t * t;
        Estimate estimate = twoSided(f, 0);
        assertThat(estimate.value()).isCloseTo(2, within(estimate.error()));
    }

    /** At the bottom of x² values fall faster than steps: the last step, twice the smallest at most, has the smallest roundoff. */
    @Test
    void smallerStepsAreTakenForAsLongAsRoundoffFalls() {
        Estimate bottom = twoSided(t -> t * t, 0);
        assertThat(bottom.value()).isZero();
        assertThat(bottom.error()).isBetween(2 * 0x1p-52 * 0x1p-70, 2 * 0x1p-52 * 0x1p-70 * Math.sqrt(5));
        assertThat(evaluations(t -> 1, 0)).as("roundoff rises: three rows").isEqualTo(6);
        assertThat(evaluations(t -> 1, 16)).isEqualTo(6);
    }

    /** At 1e-9 of the slope nobody asks for more; a constant, whose slope resolves nothing, is done when roundoff rises. */
    @Test
    void aSlopeKnownToABillionthIsGoodEnough() {
        assertThat(evaluations(t -> 3 * t, 0)).isEqualTo(6);
        assertThat(evaluations(t -> t * t * t * t + 3 * t, 0)).isLessThan(20);
    }

    @Test
    void aSmoothFunctionIsFollowedUntilRoundoffHasLongPassedTheBestError() {
        assertThat(twoSided(Math::exp, 0.3).error()).isLessThan(2e-13);
        assertThat(twoSided(Math::exp, 0.3).value()).isCloseTo(Math.exp(0.3), within(2e-13));
        assertThat(twoSided(t -> Math.sin(40 * t) + 5, 0.3).value()).isCloseTo(40 * Math.cos(12), within(2e-11));
        assertThat(twoSided(t -> Math.sin(40 * t) + 5, 0.3).error()).isLessThan(2e-11);
        assertThat(evaluations(t -> Math.sin(40 * t) + 5, 0.3)).as("to the smallest step it would be 80").isLessThan(40);
        assertThat(evaluations(t -> Math.sin(3 * t), 0.3)).as("extrapolated to no better than twice its roundoff").isLessThan(40);
    }

    /** The quotient 1 + h^1.5 is not of even powers and each row is no more than 3.3 times better; with h = 1e-6 both errors are 1e-9. */
    @Test
    void aRoughFunctionIsFollowedJustAsLong() {
        Estimate rough = twoSided(t -> 1 + t + t * Math.pow(Math.abs(t), 1.5), 0);
        assertThat(rough.value()).isCloseTo(1, within(1e-9));
        assertThat(rough.error()).isLessThan(1e-9);
    }

    @Test
    void aKinkAtThePointHasNoTwoSidedSlopeAndEndsTheLadderAfterTenSteadySteps() {
        assertThat(twoSided(t -> 1 + Math.abs(t), 0)).isNull();
        assertThat(evaluations(Math::abs, 0)).isEqualTo(2 * 11);
    }
}
