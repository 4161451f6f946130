package io.github.gradcheck.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gradcheck.slice.Values.Rounding;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ValuesTest {
    /** Of sizes from 10 times to a ten thousandth of x. */
    private static Values values(DoubleUnaryOperator f, double x, int from, int to) {
        Slice slice = new Slice(1).of((t, values, offset) -> values[offset] = f.applyAsDouble(t), x, Math.max(1, Math.abs(x)));
        for (int k = from; k <= to; k++) {
            slice.evaluate(k);
        }
        return new Values(slice, 0, f.applyAsDouble(x));
    }

    private static Values values(DoubleUnaryOperator f, double x) {
        return values(f, x, -4, 12);
    }

    private static double toBits(double value, int bits) {
        double unit = Math.scalb(1.0, Math.getExponent(value) - bits + 1);
        return value == 0 ? 0 : Math.rint(value / unit) * unit;
    }

    @Test
    void doublesLieOneUlpApart() {
        Values values = values(Math::exp, 1);
        double largest = Math.exp(1 + Grid.step(-4));
        assertThat(values.spacing(1e10)).isEqualTo(Math.ulp(1e10));
        assertThat(values.grid(largest)).isZero();
        assertThat(values.rounding()).isEqualTo(Rounding.TO_DOUBLES);
    }

    @Test
    void floatsLieInProportionToTheirSize() {
        Values values = values(t -> (float) Math.exp(t), 1);
        assertThat(values.spacing(1)).isEqualTo(Math.ulp(1f));
        assertThat(values.spacing(1000)).isEqualTo(Math.ulp(1000f));
        assertThat(values.rounding()).isEqualTo(Rounding.TO_FLOATS);
    }

    @Test
    void soDoHalfPrecisionNumbers() {
        Values half = values(t -> toBits(Math.exp(t), 11), 1, -8, 12);
        assertThat(half.spacing(1)).isEqualTo(0x1p-10);
        assertThat(half.rounding()).isEqualTo(Rounding.TO_A_GRID);
        Values brain = values(t -> toBits(Math.exp(t), 8), 1, -8, 12);
        assertThat(brain.spacing(4)).isEqualTo(0x1p-5);
        assertThat(brain.rounding()).isEqualTo(Rounding.TO_A_GRID);
    }

    @Test
    void decimalsAreMultiplesOfOneStep() {
        Values values = values(t -> Math.rint(100 * Math.exp(t)) / 100, 1, -4, 16);
        assertThat(values.spacing(2)).isCloseTo(0.01, within(1e-9));
        assertThat(values.spacing(1000)).isCloseTo(0.01, within(1e-9));
        assertThat(values.rounding()).isEqualTo(Rounding.TO_A_GRID);
    }

    /** The smallest difference seen is two steps, or three. */
    @Test
    void theStepMayBeAPartOfTheSmallestDifference() {
        DoubleUnaryOperator twosAndThrees = t -> t < 1.05 ? 0.7 : t < 1.2 ? 0.9 : 1.2;
        assertThat(values(twosAndThrees, 1).spacing(2)).isCloseTo(0.1, within(1e-9));
    }

    @Test
    void withoutCoincidencesThereIsNoDecimalGrid() {
        Values values = values(t -> Math.rint(1e6 * Math.exp(t)) / 1e6, 1, -4, 0);
        assertThat(values.spacing(2)).isEqualTo(Math.ulp(2.0));
    }

    @Test
    void differencesOfLargeTermsKeepTheSpacingOfTheTerms() {
        Values values = values(t -> 1e8 * Math.PI + t - 1e8 * Math.PI, 1);
        assertThat(values.spacing(0.5)).isEqualTo(Math.ulp(1e8 * Math.PI));
        assertThat(values.coarsest()).isEqualTo(Math.ulp(1e8 * Math.PI));
        assertThat(values.rounding()).isEqualTo(Rounding.TO_A_GRID);
    }

    /** Eight bits that are 0 in two values are a chance of 2^-16, in three of 2^-24. */
    @Test
    void lastBitsAreNoGridBeforeTheyAreNoChance() {
        double unit = 0x1p-44;
        DoubleUnaryOperator two = t -> 1.5 + unit * (t < 1 ? 1 : t > 1 ? 5 : 3);
        DoubleUnaryOperator three = t -> 1.5 + unit * (t < 1 ? 1 : t > 1.1 ? 7 : t > 1 ? 5 : 3);
        assertThat(values(two, 1, -4, -4).spacing(1)).isEqualTo(Math.ulp(1.0));
        assertThat(values(two, 1, -4, -4).coarsest()).isEqualTo(unit);
        assertThat(values(three, 1, -4, 2).spacing(1)).isEqualTo(unit);
    }

    /** Large values beside a small one have no bits as small as its last. */
    @Test
    void largeValuesAreNoGridBesideASmallOne() {
        assertThat(values(t -> 0.5 + 1e3 * Math.max(0, t - 1.2), 1, -8, 8).spacing(0.5)).isEqualTo(Math.ulp(0.5));
    }

    /** Where f does not move, f(x) alone says how coarse it may be: 1e8 is a float, 0.75 is a number that anybody writes. */
    @Test
    void aConstantWithThePrecisionOfAFloatMayBeOne() {
        assertThat(values(t -> 1e8, 1).coarsest()).isEqualTo(Math.ulp(1e8f));
        assertThat(values(t -> 0.75, 1).coarsest()).isEqualTo(Math.ulp(0.75));
        assertThat(values(t -> 0.7, 1).coarsest()).isEqualTo(Math.ulp(0.7));
    }

    @Test
    void threeCoincidencesAreNoChance() {
        DoubleUnaryOperator f = t -> t <= 1.2 && t >= 0.75 ? 0.7 : t < 1 ? 0.4 : 0.9;
        assertThat(values(f, 1, -2, 1).distinct()).isEqualTo(3);
        assertThat(values(f, 1, -2, 0).spacing(1)).isCloseTo(0.1, within(1e-9));
        assertThat(values(f, 1, -2, -1).spacing(1)).isEqualTo(Math.ulp(1.0));
    }

    /** Of huge values far off nobody can say whether they are multiples. */
    @Test
    void valuesFarOffNeedNotLieOnTheGrid() {
        DoubleUnaryOperator f = t -> Math.abs(t) > 100 ? t / 3 : Math.rint(100 * t) / 100;
        Values values = values(f, 1, -12, 20);
        values.slice().evaluate(-30);
        assertThat(values.spacing(1)).isCloseTo(0.01, within(1e-9));
    }

    @Test
    void eachFigureIsFoundWhenItIsAskedForFirst() {
        assertThat(values(t -> 3 * t, 1).steepness()).isCloseTo(3, within(1e-12));
        assertThat(values(t -> Math.exp(14 * t), 1).coarsest()).isEqualTo(Math.ulp(Math.exp(14 * (1 + Grid.step(-4)))));
        assertThat(values(t -> (float) (1 / t), 1).rounding()).isEqualTo(Rounding.TO_FLOATS);
        assertThat(values(t -> (float) (1 / t), 1).grid(1)).isEqualTo(Math.ulp(1f));
    }

    @Test
    void ofConstantValuesNoGridIsKnown() {
        Values values = values(t -> 0.75, 1);
        assertThat(values.distinct()).isEqualTo(1);
        assertThat(values.isConstant()).isTrue();
        assertThat(values.spacing(2)).isEqualTo(Math.ulp(2.0));
        assertThat(values.rounding()).isEqualTo(Rounding.TO_DOUBLES);
        assertThat(values.secant()).isZero();
        assertThat(values.steepness()).isZero();
    }

    @Test
    void knowsTheSteepestSecantAndHowFarFMovesNearX() {
        Values values = values(t -> Math.max(0, t - 1) * Math.max(0, t - 1), 1);
        assertThat(values.secant()).isCloseTo(Grid.step(-4), within(1e-14));
        assertThat(values.steepness()).isCloseTo(Grid.step(0), within(1e-14));
        assertThat(values(t -> -3 * t, 1).secant()).isCloseTo(3, within(1e-12));
    }

    @Test
    void seesHowFarFIsFlat() {
        DoubleUnaryOperator relu = t -> 1 + Math.max(0, t - 1.01);
        Values values = values(relu, 1);
        assertThat(Grid.step(values.flatTo())).isLessThanOrEqualTo(0.01);
        assertThat(Grid.step(values.flatTo() - 1)).isGreaterThan(0.01);
        assertThat(values(t -> -relu.applyAsDouble(2 - t), 1).flatTo()).isEqualTo(values.flatTo());
        assertThat(values(Math::exp, 1).flatTo()).isEqualTo(Grid.NEAREST + 1);
        assertThat(values(t -> 5, 1).flatTo()).isEqualTo(-4);
    }

    @Test
    void whatIsNotDefinedIsNoValue() {
        Values half = values(t -> t < 1 ? Double.NaN : 2, 1);
        assertThat(half.isDefined()).isTrue();
        assertThat(half.flatTo()).isEqualTo(-4);
        assertThat(half.distinct()).isEqualTo(1);
        assertThat(values(t -> t == 1 ? 1 : Double.NaN, 1).isDefined()).isFalse();
        assertThat(values(Math::exp, 1, 0, -1).isDefined()).isFalse();
    }

    @Test
    void countsDifferentValues() {
        assertThat(values(t -> t < 1 ? 1 : t > 1 ? 3 : 2, 1).distinct()).isEqualTo(3);
        assertThat(values(t -> t < 1 ? 1 : 2, 1).distinct()).isEqualTo(2);
        assertThat(values(t -> t < 1 ? 1 : 2, 1).isConstant()).isFalse();
    }

    @Test
    void seesWhatWasLookedAtSince() {
        Values values = values(t -> t, 1, 0, 0);
        assertThat(values.distinct()).isEqualTo(3);
        values.slice().evaluate(1);
        assertThat(values.distinct()).isEqualTo(5);
        assertThat(values.at(0.25)).isEqualTo(1.25);
        assertThat(values.above(1) - values.below(1)).isEqualTo(2 * values.slice().distance(1));
    }
}
