package io.github.gradcheck.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.gradcheck.numeric.DirectionalDerivative.Expected;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class DirectionalDerivativeTest {
    private static DirectionalDerivative of(DoubleUnaryOperator f, Expected expected) {
        return DirectionalDerivative.of(samples(f), 0, f.applyAsDouble(0), 0, expected);
    }

    private static Samples samples(DoubleUnaryOperator f) {
        return new Samples(1).of((t, values, offset) -> values[offset] = f.applyAsDouble(t));
    }

    @Test
    void aSmoothCurveIsSettledByFourValues() {
        DirectionalDerivative found = of(t -> Math.sin(t) + 2, new Expected(1, 1, 1e-3, 1));
        assertThat(found.value().kind()).isEqualTo(Derivative.Kind.SMOOTH);
        assertThat(found.value().value()).isCloseTo(1, within(1e-11));
        assertThat(found.value().evaluations()).isEqualTo(4);
        assertThat(found.step()).isCloseTo(FirstLook.STEP, withinPercentage(1e-6));
    }

    @Test
    void stepsShrinkBelowTheFirstKink() {
        DoubleUnaryOperator kinked = t -> t + 100 * Math.max(0, t - 1e-4);
        DirectionalDerivative found = of(kinked, new Expected(1, 1, 1e-3, 1));
        assertThat(found.value().value()).isCloseTo(1, within(1e-9));
        assertThat(found.step()).isCloseTo(FirstLook.STEP / 256, withinPercentage(1e-6));
        assertThat(found.value().evaluations()).as("five values shared by three looks or more").isBetween(8, 12);
    }

    @Test
    void stepsGrowUntilItIsAsSharpAsWantedOrAsWideAsAllowed() {
        DoubleUnaryOperator line = t -> 1 + 3 * t;
        double at256 = of(line, new Expected(3, 1, 1e-3, 1)).value().error();
        DirectionalDerivative sharper = of(line, new Expected(3, 1, 1e-12, 1));
        assertThat(sharper.value().error()).isLessThan(at256 / 3);
        assertThat(sharper.value().allowed()).isLessThanOrEqualTo(1e-12);
        assertThat(of(line, new Expected(3, 1, 0, 4.01 * FirstLook.STEP)).step()).isCloseTo(4 * FirstLook.STEP, withinPercentage(1e-6));
        assertThat(of(line, new Expected(3, 1, 0, 3.99 * FirstLook.STEP)).step()).isCloseTo(FirstLook.STEP, withinPercentage(1e-6));
    }

    @Test
    void stepsGrowUpToTheWidest() {
        DoubleUnaryOperator line = t -> 1 + 3 * t;
        assertThat(of(line, new Expected(3, 1, 0, 1)).step()).isCloseTo(256 * FirstLook.STEP, withinPercentage(1e-6));
        assertThat(of(line, new Expected(3, 1, 0, 4 * FirstLook.STEP)).step()).as("the widest itself").isCloseTo(4 * FirstLook.STEP, withinPercentage(1e-6));
    }

    @Test
    void nothingIsSharpenedThatIsAsSharpAsWantedOrGetsNoSharper() {
        DoubleUnaryOperator line = t -> 1 + 3 * t;
        double allowed = of(line, new Expected(3, 1, 1, 1)).value().allowed();
        assertThat(of(line, new Expected(3, 1, allowed, 1)).step()).isCloseTo(FirstLook.STEP, withinPercentage(1e-6));
        assertThat(of(line, new Expected(3, 1, 0.99 * allowed, 1)).step()).isCloseTo(4 * FirstLook.STEP, withinPercentage(1e-6));
        // Where f itself is 0, values and their roundoff grow with the step.
        assertThat(of(t -> 3 * t, new Expected(3, 1, 0, 1)).step()).isCloseTo(FirstLook.STEP, withinPercentage(1e-6));
    }

    @Test
    void closerThanFiveLooksNoneIsTaken() {
        double closest = FirstLook.STEP / Math.pow(16, 4);
        int five = of(t -> t + 100 * Math.max(0, t - 1.1 * closest), new Expected(1, 1, 1, 1)).value().evaluations();
        assertThat(five).isLessThanOrEqualTo(5 * 4);
        DirectionalDerivative closer = of(t -> t + 100 * Math.max(0, t - 0.3 * closest), new Expected(1, 1, 1, 1));
        assertThat(closer.value().evaluations()).as("a careful measurement instead").isGreaterThan(6 * 4);
        assertThat(closer.value().value()).isCloseTo(1, within(1e-6));
    }

    @Test
    void whatSharpensIsNoOtherSlope() {
        DoubleUnaryOperator bent = t -> 1 + 3 * t + (Math.abs(t) > 2 * FirstLook.STEP ? 1e-3 * t : 0);
        assertThat(of(bent, new Expected(3, 1, 0, 1)).step()).isCloseTo(FirstLook.STEP, withinPercentage(1e-6));
    }

    @Test
    void stepsDoNotGrowOverAKink() {
        DoubleUnaryOperator kinked = t -> 1 + 3 * t + Math.max(0, t - 0.01);
        DirectionalDerivative found = of(kinked, new Expected(3, 1, 0, 1));
        assertThat(found.step()).isCloseTo(FirstLook.STEP, withinPercentage(1e-6));
        assertThat(found.value().evaluations()).as("one look, and a wider one in vain").isEqualTo(8);
    }

    @Test
    void aWrongExpectationIsMeasuredWithCare() {
        for (double wrong : new double[] {1.1, -1, 1 + 1e-6}) {
            DirectionalDerivative found = of(t -> Math.sin(t) + 2, new Expected(wrong, 1, 1e-3, 1));
            assertThat(found.value().value()).isCloseTo(1, within(1e-10));
            assertThat(found.value().agreesWith(wrong)).isFalse();
            assertThat(found.step()).as("where it looked smooth").isCloseTo(FirstLook.STEP, withinPercentage(1e-6));
        }
    }

    /** Two looks at most before a careful measurement, which shares the first of them. */
    @Test
    void aDifferenceThatStaysTheSameIsNotSoughtForCloser() {
        Samples samples = samples(t -> Math.sin(t) + 2);
        int careful = Derivative.of(samples, 0, 0, 2, 0, 1.1).evaluations();
        assertThat(of(t -> Math.sin(t) + 2, new Expected(1.1, 1, 1e-3, 1)).value().evaluations()).isEqualTo(careful + 4);
    }

    /** The slope 1.001 over a wide range, 1 close by: where the wide look showed a difference that the close one is too coarse to deny. */
    @Test
    void aDifferenceThatALargerStepShowedIsGoneOnlyIfASmallerOneIsSharpEnough() {
        for (double sign = -1; sign <= 1; sign += 2) {
            double slope = sign;
            DoubleUnaryOperator near = t -> 1 + slope * (Math.abs(t) > FirstLook.STEP / 8 ? 1.001 : 1) * t;
            DirectionalDerivative sharp = of(near, new Expected(slope, 1, 1e-3, 1));
            assertThat(sharp.value().value()).isCloseTo(slope, within(1e-9));
            assertThat(sharp.value().evaluations()).isEqualTo(8);
            DirectionalDerivative coarse = DirectionalDerivative.of(samples(near), 0, 1, 2e-9, new Expected(slope, 1, 1e-3, 1));
            assertThat(coarse.value().evaluations()).as("scatter of 2e-9 over a step of 1e-4").isGreaterThan(12);
        }
    }

    /** Nothing is sharp enough where directions are said to have a slope of 0: then a careful measurement says what the slope is. */
    @Test
    void aSlopeFarLargerThanIsTypicalIsMeasuredWithCareAndKeepsItsSmoothStep() {
        DirectionalDerivative found = of(t -> Math.sin(t) + 2, new Expected(1, 0, 1e-3, 1));
        assertThat(found.value().kind()).isEqualTo(Derivative.Kind.SMOOTH);
        assertThat(found.value().value()).isCloseTo(1, within(1e-11));
        assertThat(found.step()).isCloseTo(FirstLook.STEP, withinPercentage(1e-6));
        DirectionalDerivative steep = of(t -> Math.exp(20 * t), new Expected(20, 0, 1e-3, 1));
        assertThat(steep.value().error()).as("a ladder sees more than the look at that step").isLessThan(1e-11);
        assertThat(steep.step()).isCloseTo(FirstLook.STEP, withinPercentage(1e-6));
    }

    @Test
    void aKinkAtThePointHasNoSmoothStep() {
        DirectionalDerivative found = of(Math::abs, new Expected(0.5, 1, 1e-3, 1));
        assertThat(found.value().kind()).isEqualTo(Derivative.Kind.KINK);
        assertThat(found.step()).isNaN();
    }

    @Test
    void anAgreementThatIsTooCoarseIsNone() {
        Estimate look = new Estimate(1, 0.001, 0, 1);
        assertThat(new Expected(1.009, 1, 0, 1).isMetBy(look)).isTrue();
        assertThat(new Expected(1.02, 1, 0, 1).isMetBy(look)).isFalse();
        assertThat(new Expected(1.009, 0.99, 0, 1).isMetBy(look)).isFalse();
        assertThat(new Expected(0, 0, 0, 1).isMetBy(new Estimate(0, 1, 0, 1))).as("zero, and zero found").isTrue();
        assertThat(new Expected(0, 0, 0, 1).isMetBy(new Estimate(1e-3, 1, 0, 1))).isFalse();
        assertThat(new Expected(1e-3, 0, 0, 1).isMetBy(new Estimate(0, 1, 0, 1))).isFalse();
    }

    @Test
    void atOneStepItIsSmoothOrUndecided() {
        DoubleUnaryOperator kinked = t -> t + Math.max(0, t - 1e-2);
        Derivative smooth = DirectionalDerivative.at(samples(kinked), 0, 0, 0, 1e-3);
        assertThat(smooth.kind()).isEqualTo(Derivative.Kind.SMOOTH);
        assertThat(smooth.value()).isCloseTo(1, within(1e-10));
        Derivative undecided = DirectionalDerivative.at(samples(kinked), 0, 0, 0, 0.5);
        assertThat(undecided.kind()).isEqualTo(Derivative.Kind.UNDECIDED);
        assertThat(undecided.reason()).isEqualTo("not smooth at this step");
    }

    /** Values scatter by 1e-9: at the first step, 4e-3, an error of 1e-6 is allowed, at larger ones it is not. */
    @Test
    void aSharperLookThatDisagreesOutweighsACoarseOneThatAgrees() {
        Expected wrong = new Expected(1 + 1e-6, 1, 1e-9, 100);
        assertThat(DirectionalDerivative.of(samples(t -> t), 0, 0, 1e-9, wrong).value().agreesWith(1 + 1e-6)).isFalse();
        Derivative right = DirectionalDerivative.of(samples(t -> t), 0, 0, 1e-9, new Expected(1, 1, 1e-9, 100)).value();
        assertThat(right.agreesWith(1)).isTrue();
        assertThat(right.allowed()).isLessThan(1e-8);
    }
}
