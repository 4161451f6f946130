package io.github.gradcheck.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gradcheck.numeric.Claim.Answer;
import io.github.gradcheck.slice.Slice;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Slopes where the values of f say little: behind plateaus, within narrow steps, beside edges of the domain. */
class SlopeMeterTest {
    private record Measured(Derivative slope, Answer answer) {
        static Measured of(DoubleUnaryOperator f, double x, double claim) {
            Slice slice = new Slice(1).of((t, values, offset) -> {
                try {
                    values[offset] = f.applyAsDouble(t);
                } catch (ArithmeticException e) {
                    values[offset] = Double.NaN;
                }
            }, x, x == 0 ? 1 : Math.abs(x));
            Claim claimed = Claim.of(claim, 0, 0);
            Derivative slope = SlopeMeter.measure(slice, 0, f.applyAsDouble(x), claimed);
            return new Measured(slope, claimed.answer(slope));
        }
    }

    private static Answer answer(DoubleUnaryOperator f, double x, double claim) {
        return Measured.of(f, x, claim).answer();
    }

    /** Every estimate meets −1, 0 and 1 alone, as if f were rounded to them. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-7, 1e-8, 1e-9})
    void aStepNarrowerThanAllEstimatesHasItsSlope(double width) {
        DoubleUnaryOperator f = t -> Math.tanh((t - 1) / width);
        assertThat(answer(f, 1, 1 / width)).isEqualTo(Answer.AGREES);
        assertThat(answer(f, 1, 2 / width)).isEqualTo(Answer.DISAGREES);
        assertThat(answer(f, 1, -1 / width)).isEqualTo(Answer.DISAGREES);
        assertThat(answer(f, 1, 0)).isEqualTo(Answer.DISAGREES);
    }

    /** In whatever units: at 8, with values of 4. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-7, 1e-8})
    void soItHasAnywhereElse(double width) {
        DoubleUnaryOperator f = t -> 4 * Math.tanh((t - 8) / width);
        assertThat(answer(f, 8, 4 / width)).isEqualTo(Answer.AGREES);
        assertThat(answer(f, 8, 8 / width)).isEqualTo(Answer.DISAGREES);
        DoubleUnaryOperator small = t -> 0x1p-20 * Math.tanh((t - 0.125) / (width / 8));
        assertThat(answer(small, 0.125, 0x1p-17 / width)).isEqualTo(Answer.AGREES);
    }

    /** On real stairs a line through two of their corners is no slope: between them f has none of the values of that line. */
    @Test
    void onAStairTheGridStays() {
        DoubleUnaryOperator stairs = t -> Math.rint(100 * (2 * t + 5)) / 100;
        Measured steep = Measured.of(stairs, 0.7, 100);
        assertThat(steep.answer()).isEqualTo(Answer.DISAGREES);
        assertThat(steep.slope().limit()).isEqualTo(Derivative.Limit.GRID);
        assertThat(steep.slope().evaluations()).isLessThan(120);
    }

    @Test
    void aPulseWithinTheNarrowestEstimateIsFoundByThoseWhoKnowItsSlope() {
        DoubleUnaryOperator f = t -> Math.abs(t - 1) < 1e-7 ? 1 + 3 * (t - 1) : 1;
        assertThat(answer(f, 1, 3)).isNotEqualTo(Answer.DISAGREES);
        assertThat(answer(f, 1, 6)).isEqualTo(Answer.DISAGREES);
    }

    /** At one and at ten times x f is not defined: what it does on the way there is looked at. */
    @Test
    void beforeTheEdgeOfTheDomainAPlateauIsNoConstant() {
        DoubleUnaryOperator slow = t -> t < 0 || t > 2 ? Double.NaN : 1e6 + 8e-10 * t;
        for (double claim : new double[] {0, 8e-10}) {
            Measured measured = Measured.of(slow, 1, claim);
            assertThat(measured.answer()).as("claim %s", claim).isEqualTo(Answer.UNRESOLVED);
            assertThat(measured.slope().limit()).isNotEqualTo(Derivative.Limit.CONSTANT);
        }
        assertThat(answer(slow, 1, 1e-3)).isEqualTo(Answer.DISAGREES);
        DoubleUnaryOperator throwing = t -> {
            if (t < 0.2 || t > 1.8) {
                throw new ArithmeticException("out of range");
            }
            return 1 + 1e-15 * Math.floor(3 * t);
        };
        assertThat(answer(throwing, 1, 0)).isEqualTo(Answer.UNRESOLVED);
        assertThat(answer(throwing, 1, 1)).isEqualTo(Answer.DISAGREES);
        assertThat(answer(t -> t < 0 || t > 2 ? Double.NaN : 0.7, 1, 0)).isEqualTo(Answer.AGREES);
        DoubleUnaryOperator wide = t -> Math.abs(t - 1) > 5 ? Double.NaN : 1e6 + 3e-11 * (t - 1);
        assertThat(answer(wide, 1, 0)).isEqualTo(Answer.UNRESOLVED);
        assertThat(answer(wide, 1, 3e-11)).isEqualTo(Answer.UNRESOLVED);
        assertThat(answer(wide, 1, 1)).isEqualTo(Answer.DISAGREES);
    }

    /** Where it moves behind a gap, the whole move may have been made at once within the gap. */
    @Test
    void behindAGapTheWholeMoveIsAStep() {
        DoubleUnaryOperator gap = t -> Math.abs(t - 1) > 0.05 && Math.abs(t - 1) < 0.3 ? Double.NaN : Math.abs(t - 1) < 0.2 ? 0.7 : 0.9;
        assertThat(answer(gap, 1, 0)).isEqualTo(Answer.UNRESOLVED);
        assertThat(answer(gap, 1, 1)).isEqualTo(Answer.UNRESOLVED);
        assertThat(answer(gap, 1, 100)).isEqualTo(Answer.DISAGREES);
    }

    @Test
    void whatRoundingHidesIsNeitherZeroNorRefuted() {
        for (double claim : new double[] {0, -1.7e-17}) {
            assertThat(answer(t -> 1 - Math.tanh(t), 20, claim)).as("claim %s", claim).isEqualTo(Answer.UNRESOLVED);
        }
        assertThat(answer(t -> 1 - Math.tanh(t), 20, -1e-10)).isEqualTo(Answer.DISAGREES);
        assertThat(answer(t -> Math.max(0, t - 23), 20, 0)).isEqualTo(Answer.AGREES);
        assertThat(answer(t -> Math.max(0, t - 23), 20, 1e-10)).isEqualTo(Answer.DISAGREES);
    }

    /** What moves f by less than a spacing may go up and down: no distance refutes it but the one over which f is monotone. */
    @Test
    void aBoundedTermBelowTheSpacingIsNotRefutedFromFarOff() {
        assertThat(answer(t -> 1e16 + Math.sin(t), 1, 0.54)).isEqualTo(Answer.UNRESOLVED);
        assertThat(answer(t -> 1e16 + Math.sin(t), 1, 100)).isEqualTo(Answer.DISAGREES);
        assertThat(answer(t -> (float) (1e8 + Math.sin(t)), 1, 0.54)).isEqualTo(Answer.UNRESOLVED);
        assertThat(answer(t -> (float) (1e8 + Math.sin(t)), 1, 100)).isEqualTo(Answer.DISAGREES);
    }

    /** Near x all values are one float, farther off they are doubles: a slope that floats would swallow is not refuted. */
    @Test
    void beforeADoubleTermWakesUpAFloatMayHideASlope() {
        DoubleUnaryOperator f = t -> (float) (1.2345678 + 1e-7 * t) + Math.max(0, t - 1.1);
        assertThat(answer(f, 1, 1e-7)).isEqualTo(Answer.UNRESOLVED);
        assertThat(answer(f, 1, 1e-3)).isEqualTo(Answer.DISAGREES);
        DoubleUnaryOperator doubles = t -> 1.2345678 + Math.max(0, t - 1.1);
        assertThat(answer(doubles, 1, 1e-7)).isEqualTo(Answer.DISAGREES);
        assertThat(answer(doubles, 1, 0)).isEqualTo(Answer.AGREES);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNoNumberDisagreesAfterOneEstimate(double claim) {
        Measured measured = Measured.of(Math::exp, 1, claim);
        assertThat(measured.answer()).isEqualTo(Answer.DISAGREES);
        assertThat(measured.slope().value()).isCloseTo(Math.E, within(1e-3));
        assertThat(measured.slope().evaluations()).isLessThanOrEqualTo(4);
    }

    @Test
    void atTheLargestNumberOneSideIsLeft() {
        assertThat(answer(t -> t * 1e-300, Double.MAX_VALUE, 1e-300)).isEqualTo(Answer.AGREES);
        assertThat(answer(t -> t * 1e-300, Double.MAX_VALUE, 2e-300)).isEqualTo(Answer.DISAGREES);
    }
}
