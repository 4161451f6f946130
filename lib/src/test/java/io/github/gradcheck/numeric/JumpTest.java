package io.github.gradcheck.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jumps of known size at known places: each rule at its border. Sizes and places are powers of two, and so exact. */
class JumpTest {
    /** The first spacing, a quarter of the step that a slope was found at. */
    private static final double SPACING = 0x1p-12;
    private static final double SIZE = 0x1p-12;

    private static double near(DoubleUnaryOperator f, double x, double slope, double difference) {
        return Jump.near(Lines.of(f, x), new Estimate(slope, 0, 0, 4 * SPACING), difference);
    }

    private static double near(DoubleUnaryOperator f, double difference) {
        return near(f, 0, 0, difference);
    }

    private static DoubleUnaryOperator step(double low, double high, double place) {
        return t -> t < place ? low : high;
    }

    /** Rises from 1 by {@link #SIZE} over a width. */
    private static DoubleUnaryOperator ramp(double centre, double width) {
        return t -> 1 + SIZE * Math.min(1, Math.max(0, (t - centre) / width + 0.5));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-5.5, -3.5, -0.5, 0.5, 2.5, 5.5})
    void theSizeOfAJumpIsFoundOnEitherSide(double spacings) {
        assertThat(near(step(1, 1 + SIZE, spacings * SPACING), 0)).isEqualTo(SIZE);
        assertThat(near(step(-1 - SIZE, -1, spacings * SPACING), 0)).isEqualTo(SIZE);
        assertThat(near(step(1, 1 - SIZE, spacings * SPACING), 0)).as("downwards").isEqualTo(SIZE);
        assertThat(near(step(1, 1 + SIZE, 4 + spacings * SPACING), 4, 0, 0)).as("at x = 4").isEqualTo(SIZE);
    }

    @Test
    void smoothFunctionsHaveNone() {
        assertThat(near(t -> 1, 1)).isZero();
        assertThat(near(t -> 1 + t, 0, 1, 1)).isZero();
        assertThat(near(Math::exp, 0, 1, 1)).isZero();
        assertThat(near(t -> 1 + 1e-3 * Math.sin(100 * t), 0, 0.1, 1)).isZero();
    }

    @Test
    void looksAtSeventeenPlacesFourTimesAsFarApartEachTimeWithinAFiftiethOfThePoint() {
        List<Double> places = Lines.places(t -> 1, 4, line -> Jump.near(line, new Estimate(0, 0, 0, 4 * SPACING), 0));
        assertThat(places).containsExactlyElementsOf(IntStream.rangeClosed(0, 4).boxed()
                .flatMap(look -> IntStream.rangeClosed(-8, 8).mapToObj(i -> 4 + i * SPACING * Math.pow(4, look))).distinct().toList());
        double border = 0.02;
        assertThat(Jump.near(Lines.of(step(1, 1 + SIZE, -border / 2), 0), new Estimate(0, 0, 0, 4 * border), 0)).as("0.02 itself").isEqualTo(SIZE);
        assertThat(Jump.near(Lines.of(step(1, 1 + SIZE, -border / 2), 0), new Estimate(0, 0, 0, 4.001 * border), 0)).as("more").isZero();
    }

    /** A slope over a distance d is off by J/d for a jump J: within a factor of four that accounts for a difference. */
    @Test
    void aDifferenceIsOwedToAJumpOnlyIfItIsNearEnough() {
        DoubleUnaryOperator jump = step(1, 1 + SIZE, -3.5 * SPACING);
        assertThat(near(jump, 1)).as("four places of the first spacing away").isEqualTo(SIZE);
        assertThat(near(jump, 1.001)).isZero();
        DoubleUnaryOperator closer = step(1, 1 + SIZE, -0.5 * SPACING);
        assertThat(near(closer, 4)).as("one place away, which no wider spacing shows").isEqualTo(SIZE);
        assertThat(near(closer, 4.001)).isZero();
        assertThat(near(step(1, 1 + SIZE, 4 - 0.5 * SPACING), 4, 0, 4)).as("at x = 4").isEqualTo(SIZE);
        assertThat(near(step(1, 1 + SIZE, 4 - 0.5 * SPACING), 4, 0, 4.001)).isZero();
    }

    @Test
    void aJumpOfAThousandthOfTheFunctionIsPartOfWhatItMeans() {
        assertThat(near(step(999, 1000, SPACING / 2), 0)).isEqualTo(1);
        assertThat(near(step(998.99, 1000, SPACING / 2), 0)).isZero();
        assertThat(near(step(-1000, -999, SPACING / 2), 0)).isEqualTo(1);
        assertThat(near(step(-1000, -998.99, SPACING / 2), 0)).isZero();
    }

    /** 256 times the two units of roundoff that a value may be off. */
    @Test
    void aJumpOf512UnitsOfRoundoffIsWhatLongSumsDo() {
        double roundoff = 512 * 0x1p-52;
        assertThat(near(step(1 - roundoff, 1, SPACING / 2), 0)).isZero();
        assertThat(near(step(1 - roundoff * (1 + 0x1p-10), 1, SPACING / 2), 0)).isEqualTo(roundoff * (1 + 0x1p-10));
        assertThat(near(step(4 - 4 * roundoff, 4, SPACING / 2), 0)).as("of a value of 4").isZero();
    }

    /** The closest of three looks spans 1/1728 of the first. */
    @Test
    void aRiseIsAJumpIfItStaysAsLargeInThreeCloserLooks() {
        double spacing = SPACING;
        double middle = -spacing / 2;
        double beside = middle + spacing / 3456;
        assertThat(near(step(1, 1 + SIZE, beside), 4)).isEqualTo(SIZE);
        assertThat(near(ramp(beside, spacing / 1728 / 4), 4)).as("over a quarter of the closest spacing").isEqualTo(SIZE);
        assertThat(near(ramp(middle + spacing / 864, spacing / 1728 * 3), 4)).as("over three of the closest spacings").isZero();
        assertThat(near(ramp(middle + spacing / 72, spacing / 144 * 3), 4)).as("over three of the second").isZero();
        assertThat(near(ramp(middle, spacing / 12 * 3), 4)).as("over three of the first").isZero();
    }

    /** Fifth differences of five jumps that are far apart are those of one: a fifth of the size, and of it a share of 0.2. */
    @Test
    void ofSeveralJumpsInOneIntervalACloserLookNeedsToSeeButOne() {
        DoubleUnaryOperator three = t -> 1 + SIZE / 3 * DoubleStream.of(-0.125, -0.5, -0.875).filter(place -> t >= place * SPACING).count();
        assertThat(near(three, 4)).isCloseTo(SIZE, within(1e-12));
        DoubleUnaryOperator twelve = t -> 1 + SIZE / 12 * IntStream.range(0, 12).filter(place -> t >= -(place + 0.5) / 12 * SPACING).count();
        assertThat(near(twelve, 4)).as("a staircase of twelve").isZero();
    }

    /** What is large beside f(x) and more than its slope accounts for comes from a pole, not from a tolerance. */
    @Test
    void aFunctionThatGrowsAThousandTimesFasterThanItsSlopeSaysHasNone() {
        DoubleUnaryOperator f = t -> t + (t < 0x1p-40 ? 0 : 0x1p-30);
        double border = (0.5 + 8.0 / 12) * 12 / 17e3;
        assertThat(near(f, 0, 1.002 * border, 0)).isEqualTo(0x1p-30);
        assertThat(near(f, 0, -1.002 * border, 0)).isEqualTo(0x1p-30);
        assertThat(near(f, 0, 0.998 * border, 0)).isZero();
    }
}
