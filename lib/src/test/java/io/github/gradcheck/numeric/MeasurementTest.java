package io.github.gradcheck.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.gradcheck.ndarray.NDArray;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** How much is measured, and what is said where nothing can be. */
class MeasurementTest {
    private static Samples samples(DoubleUnaryOperator f) {
        return new Samples(1).of((t, values, offset) -> values[offset] = f.applyAsDouble(t));
    }

    private static Derivative of(DoubleUnaryOperator f, double x, double expected) {
        return Derivative.of(samples(f), 0, x, f.applyAsDouble(x), 0, expected);
    }

    private static Derivative briefly(DoubleUnaryOperator f, double x, double expected) {
        return Derivative.briefly(samples(f), 0, x, f.applyAsDouble(x), 0, expected);
    }

    @Test
    void fourValuesAreEnoughWhereTheFirstLookAgrees() {
        assertThat(of(Math::sin, 0.5, Math.cos(0.5)).evaluations()).isEqualTo(4);
        assertThat(of(x -> 0.7, 0.5, 0).evaluations()).as("a slope of zero, exactly, and none at the widest step").isEqualTo(4 + 2);
        assertThat(of(x -> 0.7, 0.5, 1e-9).evaluations()).isGreaterThan(8);
        assertThat(of(Math::sin, 0.5, Math.cos(0.5) * 1.001).evaluations()).isGreaterThan(12);
    }

    @Test
    void onAStairTwoLooksAtZeroAreNotBelieved() {
        DoubleUnaryOperator cents = x -> Math.rint(100 * (20 + 0.8 * x)) / 100;
        assertThat(briefly(cents, 0.3, 0.8).agreesWith(0.8)).isTrue();
        assertThat(briefly(x -> 20, 0.3, 0.8).agreesWith(0.8)).as("a function that is flat").isFalse();
        assertThat(briefly(x -> 20, 0.3, 0.8).evaluations()).isEqualTo(8 + 2);
    }

    @Test
    void whereManyAreWrongTwoLooksThatAgreeAreBelieved() {
        Derivative wrong = briefly(Math::sin, 0.5, 2 * Math.cos(0.5));
        assertThat(wrong.kind()).isEqualTo(Derivative.Kind.SMOOTH);
        assertThat(wrong.value()).isCloseTo(Math.cos(0.5), within(1e-10));
        assertThat(wrong.agreesWith(2 * Math.cos(0.5))).isFalse();
        assertThat(wrong.evaluations()).isEqualTo(8);
        assertThat(briefly(Math::sin, 0.5, Math.cos(0.5)).evaluations()).isEqualTo(4);
        assertThat(briefly(x -> Math.sin(x) + 3 * Math.max(0, x - 0.5009), 0.5, 2).evaluations()).as("two looks that differ").isGreaterThan(12);
        assertThat(briefly(Math::abs, 0, 2).kind()).isEqualTo(Derivative.Kind.KINK);
    }

    @Test
    void aSmallDifferenceIsNeverBelievedOnTwoLooks() {
        assertThat(briefly(x -> 100 * Math.sin(x), 0.5, 100.5 * Math.cos(0.5)).evaluations()).as("a two hundredth").isGreaterThan(12);
        assertThat(briefly(x -> 100 * Math.sin(x), 0.5, 102 * Math.cos(0.5)).evaluations()).as("a fiftieth").isEqualTo(8);
        assertThat(briefly(x -> 0.01 * Math.sin(x), 0.5, 0.0102 * Math.cos(0.5)).evaluations()).isEqualTo(8);
        assertThat(briefly(Math::sin, 0.5, -Math.cos(0.5)).evaluations()).as("of the other sign").isEqualTo(8);
        assertThat(briefly(x -> 1 + 3 * x, 0.5, 6).evaluations()).as("a straight line").isEqualTo(8);
    }

    @Test
    void theSecondLookIsSixteenTimesCloser() {
        List<Double> places = Lines.places(Math::sin, 8, line -> Derivative.briefly(line.samples(), 0, 8, line.fx(), 0, 2));
        assertThat(places).hasSize(8);
        assertThat(places.get(4) - 8).isCloseTo((places.get(0) - 8) / 16, within(1e-14));
        assertThat(places.get(0) - 8).isCloseTo(8 * FirstLook.STEP, within(1e-14));
    }

    @Test
    void aSlopeOnOneSideOnlyIsNamedWithItsSide() {
        assertThat(of(x -> x < 0 ? Double.NaN : 4 * x, 0, 4).reason()).startsWith("f has a slope to the right of x only, 4.0");
        assertThat(of(x -> x > 0 ? Double.NaN : -2 * x, 0, -2).reason()).startsWith("f has a slope to the left of x only, -2.0");
        assertThat(of(x -> x == 0 ? 1 : Double.NaN, 0, 1).reason()).isEqualTo("f is not finite next to x");
    }

    @Test
    void whatFIsOnTheOtherSideIsSaidUnlessItIsANumber() {
        assertThat(of(x -> x < 3 && x > 2 ? Double.NaN : 4 * x, 3, 4).reason()).matches("f has a slope to the right of x only, \\S+; to the left f is NaN");
        assertThat(of(x -> x > 3 && x < 4 ? Double.POSITIVE_INFINITY : 4 * x, 3, 4).reason())
                .matches("f has a slope to the left of x only, \\S+; to the right f is Infinity");
        assertThat(of(x -> x < 3 ? Math.sqrt(3 - x) : 4 * (x - 3), 3, 4).reason()).matches("f has a slope to the right of x only, [0-9.]+");
    }

    @Test
    void whereNeitherSideHasASlopeItSaysWhetherFIsFiniteThere() {
        assertThat(of(x -> x > 0 ? Double.NaN : Math.sqrt(-x), 0, 0).reason()).isEqualTo("f is not finite next to x");
        assertThat(of(x -> x < 0 ? Double.NaN : Math.sqrt(x), 0, 0).reason()).isEqualTo("f is not finite next to x");
        assertThat(of(x -> Math.sqrt(Math.abs(x)), 0, 0).reason()).isEqualTo("no step gives the same slope as the next smaller one");
    }

    /** A line that jumps back to the slope 1 in the middle between multiples of the period, as an iteration with a tolerance leaves it. */
    private static DoubleUnaryOperator sawtooth(double x, double slope, double period) {
        return t -> {
            double tooth = Math.rint((t - x) / period);
            return 1 + tooth * period + slope * (t - x - tooth * period);
        };
    }

    @Test
    void aSmallDifferenceThatJumpsNearbyAccountForIsNone() {
        Derivative across = of(sawtooth(0.3, 1.005, 1e-2), 0.3, 1);
        assertThat(across.kind()).isEqualTo(Derivative.Kind.SMOOTH);
        assertThat(across.agreesWith(1)).isTrue();
        assertThat(across.agreesWith(1.02)).isFalse();
        assertThat(across.noise()).as("half a jump").isCloseTo(0.005 * 1e-2 / 2, within(1e-12));
        assertThat(of(sawtooth(64, 1.005, 1e-2), 64, 1).agreesWith(1)).as("at x = 64").isTrue();
        DoubleUnaryOperator teeth = sawtooth(0.3, 1.005, 1e-2);
        assertThat(of(t -> 100 * teeth.applyAsDouble(t), 0.3, 100).agreesWith(100)).as("a hundred times as steep").isTrue();
    }

    /** Which slope is meant shows in what the gradient says: jumps are looked for only to explain a difference. */
    @Test
    void aSlopeBetweenJumpsIsBelievedWhereItIsTheExpectedOne() {
        Derivative between = of(sawtooth(0.3, 1.005, 1e-2), 0.3, 1.005);
        assertThat(between.value()).isCloseTo(1.005, within(1e-9));
        assertThat(between.noise()).isLessThan(1e-12);
        Derivative neither = of(sawtooth(0.3, 1.005, 1e-2), 0.3, 1.2);
        assertThat(neither.value()).isCloseTo(1.005, within(1e-9));
        assertThat(neither.agreesWith(1.2)).isFalse();
        assertThat(neither.noise()).as("jumps that explain nothing are forgotten").isLessThan(1e-12);
    }

    /** A difference of 2 in 100 is a wrong gradient where the slope holds over a thousandth of x, and an artefact where it does not. */
    @Test
    void aLargerDifferenceIsOwedToJumpsOnlyIfTheSlopeWasSeenCloseToThePointAlone() {
        assertThat(of(sawtooth(0.3, 1.02, 1e-2), 0.3, 1).value()).isCloseTo(1.02, within(1e-9));
        assertThat(of(sawtooth(0.3, 1.02, 1e-4), 0.3, 1).agreesWith(1)).isTrue();
        assertThat(of(sawtooth(64, 1.02, 1e-2), 64, 1).agreesWith(1)).as("a thousandth of 64 is more than the jumps are apart").isTrue();
        assertThat(of(sawtooth(0.3, 1.02, 1e-4), 0.3, 1.3).value()).isCloseTo(1.02, within(1e-6));
    }

    /** A staircase of which every step, seen from close by, is flat. */
    @Test
    void aStaircaseHasTheSlopeOfWhatItRounds() {
        DoubleUnaryOperator stairs = x -> 1 + Math.rint(3e5 * x) * 1e-5;
        Derivative derivative = of(stairs, 0.3, 3);
        assertThat(derivative.agreesWith(3)).isTrue();
        assertThat(derivative.agreesWith(0)).isFalse();
        assertThat(derivative.agreesWith(3.1)).isFalse();
        assertThat(of(stairs, 0.3, 3.1).agreesWith(3.1)).isFalse();
    }

    /** The first ladder meets the slope 1 at its own steps only, the second one 2: neither is trusted further than they differ. */
    @Test
    void twoLaddersThatContradictEachOtherAreOffByTheirDifference() {
        DoubleUnaryOperator f = t -> {
            double row = Math.log(Math.abs(t) / Ladder.FIRST_STEP) / Math.log(Math.sqrt(5));
            return t == 0 ? 0 : Math.abs(row - Math.rint(row)) < 0.05 ? t : 2 * t;
        };
        Derivative derivative = of(f, 0, 30);
        assertThat(derivative.value()).isIn(1.0, 2.0);
        assertThat(derivative.error()).isEqualTo(1);
    }

    @Test
    void ofTwoLaddersTheOneWithTheSmallerErrorIsBelieved() {
        List<DoubleUnaryOperator> functions = List.of(Math::sin, t -> 1 / (1 + t * t));
        for (DoubleUnaryOperator f : functions) {
            Derivative derivative = of(f, 0.5, 77);
            Line line = Lines.of(f, 0.5).measured(derivative.noise());
            Estimate one = Ladder.twoSided(line, Ladder.FIRST_STEP);
            Estimate other = Ladder.twoSided(line, 0.75 * Ladder.FIRST_STEP);
            assertThat(one.error()).isNotEqualTo(other.error());
            assertThat(derivative.error()).isEqualTo(Math.min(one.error(), other.error()));
        }
    }

    /** Ladders through scattered values differ, by more than the smaller error now and then, and agree all the same within both. */
    @Test
    void laddersThatAgreeWithinWhatBothAllowDoNotMakeEachOtherWorse() {
        int farther = 0;
        for (int seed = 0; seed < 40; seed++) {
            long salt = seed;
            DoubleUnaryOperator f = t -> Math.sin(t) + 1e-6 * new SplittableRandom(Double.doubleToLongBits(t) + salt).split().nextDouble();
            Derivative derivative = of(f, 0.5, 77);
            Line line = Lines.of(f, 0.5).measured(derivative.noise());
            Estimate one = Ladder.twoSided(line, Ladder.FIRST_STEP);
            Estimate other = Ladder.twoSided(line, 0.75 * Ladder.FIRST_STEP);
            double difference = Math.abs(one.value() - other.value());
            assertThat(difference).isLessThan(one.allowed() + other.allowed());
            assertThat(derivative.error()).isEqualTo(Math.min(one.error(), other.error()));
            farther += difference > derivative.error() ? 1 : 0;
        }
        assertThat(farther).isPositive();
    }

    /** 1 + slope·t and a wave of 1e-12, which over a billionth is smooth and as steep as 0.76e-6, and over a hundred thousandth is scatter. */
    private static Derivative wavy(double slope, double expected) {
        return of(t -> 1 + slope * t + 1e-12 * Math.sin(1e6 * t + 0.7), 0, expected);
    }

    @Test
    void aSlopeKnownToATenThousandthIsNoAccidentOfScatter() {
        assertThat(wavy(1e-2, 1.5e-2).value()).isCloseTo(1e-2 + 1e-6 * Math.cos(0.7), within(5e-8));
        Derivative drowned = wavy(1e-6, 1e-6);
        assertThat(drowned.agreesWith(1e-6)).isTrue();
        assertThat(drowned.agreesWith(1.1e-6)).isFalse();
        assertThat(drowned.noise()).isBetween(3e-13, 2e-12);
    }

    /** 100·t² + |t|/1000: over a first step of 0.1 the kink is a hundredth of the bend, and does not show in the mean of both sides. */
    @Test
    void aKinkBesideALargeBendIsFoundFromBothSidesWhereTheMeanIsNotWhatIsExpected() {
        DoubleUnaryOperator f = t -> 1 + 100 * t * t + 1e-3 * Math.abs(t);
        Derivative kink = of(f, 0, 1);
        assertThat(kink.kind()).isEqualTo(Derivative.Kind.KINK);
        assertThat(kink.left()).isCloseTo(-1e-3, within(1e-8));
        assertThat(kink.right()).isCloseTo(1e-3, within(1e-8));
        assertThat(of(t -> 1 + 100 * t * t, 0, 1).kind()).isEqualTo(Derivative.Kind.SMOOTH);
    }

    @Test
    void aDoubtedSlopeIsMeasuredByTwoLaddersThatStartApart() {
        List<Double> places = Lines.places(Math::sin, 8, line -> Derivative.of(line.samples(), 0, 8, line.fx(), 0, 2));
        for (double start : new double[] {1, 0.75, 1 / Math.sqrt(5), 0.75 / Math.sqrt(5)}) {
            double above = 8 + start * 8 * Ladder.FIRST_STEP;
            assertThat(places).as("start %s", start).anyMatch(place -> Math.abs(place - above) < 1e-12);
        }
        assertThat(Collections.max(places)).isCloseTo(8 + 8 * Ladder.FIRST_STEP, within(1e-12));
    }

    /** sin(60x) bends too much for four values, not for a ladder: what is measured then is one ladder and no more. */
    @Test
    void oneLadderIsEnoughWhereItResolvesTheSlope() {
        DoubleUnaryOperator f = t -> Math.sin(60 * t);
        Line line = Lines.of(f, 0.3);
        FirstLook.of(line);
        Ladder.twoSided(line, Ladder.FIRST_STEP);
        assertThat(of(f, 0.3, 60 * Math.cos(18)).evaluations()).isEqualTo(line.samples().evaluations());
    }

    /** 1e-11·t beside 1: no step resolves more than a thousandth of the slope, and the largest has the least roundoff. */
    @Test
    void oneLadderIsEnoughWhereLargeStepsLeaveNothingButRoundoff() {
        assertThat(of(t -> 1 + 1e-11 * t, 0, 1e-11).evaluations()).isEqualTo(4 + 6);
        assertThat(of(t -> 1 + 64e-11 * (t - 64), 64, 64e-11).evaluations()).isEqualTo(4 + 6);
        assertThat(of(t -> 1 + 1e-11 * t, 0, 2e-11).evaluations()).as("another slope").isGreaterThan(20);
    }

    /** Flat between −0.005 and 0.005: flat or not, it is looked at again. */
    @Test
    void aSlopeSeenOnlyCloseToThePointIsLookedAtAgain() {
        DoubleUnaryOperator wide = t -> 1 + 1e-9 * Math.rint((t - 64) / 0.01) + 1e-9 * Math.sin(1e4 * Math.rint((t - 64) / 0.01));
        assertThat(of(wide, 64, 0).evaluations()).isGreaterThan(60);
    }

    @Test
    void aLookThatIsTooCoarseIsEnoughForZeroExactlyAndNothingElse() {
        assertThat(of(x -> 0.7, 0.5, 1e-12).evaluations()).as("within the roundoff of zero").isGreaterThan(4);
        assertThat(of(x -> 0.7 + 1e-13 * x, 0.5, 0).evaluations()).isGreaterThan(4);
        assertThat(of(x -> x * x, 0, 0).evaluations()).isEqualTo(4);
    }

    /** √(x² + ε²), a kink as seen from farther away than ε: what four differences over a hundredth of ε leave is bend, and no scatter. */
    @Test
    void theBottomOfARoundedKinkIsZeroToMoreThanItsOwnRounding() {
        for (double epsilon : new double[] {1e-4, 1e-5, 1e-6, 1e-7}) {
            DoubleUnaryOperator f = t -> Math.sqrt(t * t + epsilon * epsilon);
            Derivative bottom = of(f, 0, 0);
            assertThat(bottom.agreesWith(0)).as("ε = %s", epsilon).isTrue();
            assertThat(bottom.allowed()).as("ε = %s", epsilon).isLessThan(1e-10);
            assertThat(of(f, 0, 1e-9).agreesWith(1e-9)).as("ε = %s", epsilon).isFalse();
            double slope = 1 / Math.sqrt(10);
            assertThat(of(f, epsilon / 3, slope).agreesWith(slope)).as("beside the bottom, ε = %s", epsilon).isTrue();
            assertThat(of(f, epsilon / 3, 1.001 * slope).agreesWith(1.001 * slope)).isFalse();
        }
    }

    /** x²·sin(1/x): the slope at 0 is 0, and every step h sees one of up to h. */
    @Test
    void slopesThatStillMoveAtTheSmallestStepAreOffByAsMuch() {
        DoubleUnaryOperator f = t -> t == 0 ? 0 : t * t * Math.sin(1 / t);
        assertThat(of(f, 0, 0).agreesWith(0)).isTrue();
        assertThat(of(f, 0, 0).allowed()).isLessThan(1e-18);
        assertThat(of(f, 0, 1e-15).agreesWith(1e-15)).isFalse();
        assertThat(of(t -> t * t * t, 0, 0).agreesWith(0)).as("slopes of h², which shrink").isTrue();
        assertThat(of(t -> t * t * t, 0, 1e-12).agreesWith(1e-12)).isFalse();
        assertThat(of(t -> t * t * t + 1e-9 * t, 0, 1.001e-9).agreesWith(1.001e-9)).isFalse();
    }

    @Test
    void aKinkHasTwoSlopesAndItsMean() {
        Derivative kink = of(x -> x < 0.25 ? 2 * x : 5 * x - 0.75, 0.25, 7);
        assertThat(kink.kind()).isEqualTo(Derivative.Kind.KINK);
        assertThat(kink.left()).isCloseTo(2, within(1e-6));
        assertThat(kink.right()).isCloseTo(5, within(1e-6));
        assertThat(kink.value()).isCloseTo(3.5, within(1e-6));
    }

    @Test
    void everyWayToANumericalGradientRefusesTheSameSteps() {
        NDArray x = NDArray.of(new double[] {1, 2}, 2);
        assertThatThrownBy(() -> NumericalGradient.concurrently(NDArray::sum, x, 0, 2)).hasMessageContaining("h must be finite and positive");
        assertThatThrownBy(() -> NumericalGradient.byEntry((i, value) -> value, x, Double.NaN)).hasMessageContaining("h must be finite and positive");
        assertThatThrownBy(() -> NumericalGradient.of(NDArray::sum, x, 1e-17)).hasMessageContaining("h is too small to change entry (0,) of x");
        assertThatThrownBy(() -> NumericalGradient.of(NDArray::sum, NDArray.of(new double[] {1, -1e300}, 2), 1e-5)).hasMessageContaining("entry (1,)");
        assertThat(NumericalGradient.byEntry((i, value) -> 3 * value, x, 0.5).toArray()).containsExactly(3, 3);
    }

    /** The next number below 1 is half as far as the next above it: a step between them moves x to one side only. */
    @Test
    void aStepMustMoveAnEntryToBothSides() {
        assertThatThrownBy(() -> NumericalGradient.of(NDArray::sum, NDArray.of(new double[] {1}, 1), 1e-16)).hasMessageContaining("h is too small");
        assertThatThrownBy(() -> NumericalGradient.of(NDArray::sum, NDArray.of(new double[] {-1}, 1), 1e-16)).hasMessageContaining("h is too small");
    }

    @Test
    void oneEntryIsSaidToCostATwentiethUnlessAModelSaysOtherwise() {
        Reevaluation model = parameter -> (i, value) -> value;
        assertThat(model.share()).isEqualTo(0.05);
    }

    @Test
    void theGradientThatIsPrintedIsReturned() {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        NDArray gradient = NumericalGradient.of(NDArray::sum, NDArray.of(new double[] {1, 2}, 2), 0.5, new PrintStream(lines, true, StandardCharsets.UTF_8));
        assertThat(gradient.toArray()).containsExactly(1, 1);
        assertThat(lines.toString(StandardCharsets.UTF_8).lines()).containsExactly("(0,) 1.0", "(1,) 1.0");
    }

    @Test
    void relativeErrorsOfArraysWantTheSameShape() {
        assertThatThrownBy(() -> RelativeError.of(NDArray.zeros(2), NDArray.zeros(3))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("numerical has shape (2,), analytic has shape (3,)");
        assertThat(RelativeError.of(NDArray.of(new double[] {1}, 1), NDArray.of(new double[] {3}, 1)).toArray()).containsExactly(0.5);
    }
}
