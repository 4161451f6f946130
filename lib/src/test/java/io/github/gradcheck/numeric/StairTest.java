package io.github.gradcheck.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Rounded values, whose stairs have a height and a width that are known, beside functions that are flat and mean it. */
class StairTest {
    private static final double WIDEST = Ladder.FIRST_STEP;

    /** 20 + slope·t, rounded to multiples of a height. */
    private static DoubleUnaryOperator stairs(double height, double slope) {
        return t -> 20 + height * Math.rint(slope * t / height);
    }

    private static boolean isWide(DoubleUnaryOperator f, double x) {
        Line line = Lines.of(f, x);
        return Stair.isWide(line, FirstLook.of(line));
    }

    @Test
    void theScatterIsThatOfRoundingToTheHeightOfAStair() {
        for (double height : new double[] {0.01, 1e-4, 1e-8}) {
            for (double width : new double[] {0.1, 1e-2, 1e-5, 1e-9}) {
                DoubleUnaryOperator f = stairs(height, height / width);
                assertThat(Stair.scatter(Lines.of(f, 0.3 * width))).as("%s by %s", height, width).isCloseTo(height / Math.sqrt(12), within(1e-6 * height + 1e-14));
            }
        }
        assertThat(Stair.scatter(Lines.of(t -> (float) (1000 + 0.01 * t), 0.3))).isCloseTo(Math.ulp(1000f) / Math.sqrt(12), within(1e-12));
    }

    @Test
    void onTheLastStairTheJumpIsOnOneSideOnly() {
        for (int side = -1; side <= 1; side += 2) {
            int sign = side;
            DoubleUnaryOperator last = t -> sign * t < 0.05 ? 20 : 20.01;
            assertThat(isWide(last, 0)).isTrue();
            assertThat(Stair.scatter(Lines.of(last, 0))).isCloseTo(0.01 / Math.sqrt(12), within(1e-12));
        }
    }

    @Test
    void whatStaysTheSameAtTheWidestStepIsFlat() {
        assertThat(isWide(t -> 20, 0.3)).isFalse();
        assertThat(isWide(t -> Math.abs(t) < 1.01 * WIDEST ? 20 : 20.01, 0)).as("a jump just beyond").isFalse();
        assertThat(isWide(t -> Math.abs(t) < 0.99 * WIDEST ? 20 : 20.01, 0)).as("and just before the widest step").isTrue();
        Line line = Lines.of(t -> 20, 0.3);
        Estimate look = FirstLook.of(line);
        assertThat(Stair.isWide(line, look)).isFalse();
        assertThat(line.samples().evaluations()).isEqualTo(4 + 2);
    }

    /** A unit that is off, wherever within the widest step it wakes up, and whatever it does then. */
    @Test
    void whatRisesFromNothingIsNoStair() {
        for (double kink : new double[] {0.004, 0.03, 0.06, 0.1, 0.12, 0.1236}) {
            for (double slope : new double[] {1e-6, 0.5, 1e3}) {
                assertThat(isWide(t -> 20 + slope * Math.max(0, t - kink), 0)).as("kink %s, slope %s", kink, slope).isFalse();
                assertThat(isWide(t -> 20 - slope * Math.max(0, -t - kink), 0)).as("kink %s, slope %s", -kink, slope).isFalse();
                assertThat(Stair.scatter(Lines.of(t -> 20 + slope * Math.pow(Math.max(0, t - kink), 2), 0))).as("parabola from %s", kink).isZero();
            }
        }
        Line awake = Lines.of(t -> 20 + Math.max(0, t - 0.05), 0);
        Stair.isWide(awake, FirstLook.of(awake));
        assertThat(awake.samples().evaluations()).as("eight halvings beside the look and the widest step").isLessThanOrEqualTo(4 + 2 + 9);
    }

    @Test
    void aFunctionWithASlopeIsOnNoStairAndCostsNothing() {
        Line line = Lines.of(Math::sin, 0.5);
        Estimate look = FirstLook.of(line);
        assertThat(Stair.isWide(line, look)).isFalse();
        assertThat(line.samples().evaluations()).isEqualTo(4);
        assertThat(Stair.scatter(line)).isZero();
    }

    /** A thousandth of f is the limit between a rounded value and one that counts; where a slope is expected, a hundredth. */
    @Test
    void aLargeJumpIsPartOfWhatFMeans() {
        assertThat(Stair.scatter(Lines.of(t -> t < 0.05 ? 20 : 20.19, 0))).isCloseTo(0.19 / Math.sqrt(12), within(1e-12));
        assertThat(Stair.scatter(Lines.of(t -> t < 0.05 ? 20 : 20.21, 0))).isZero();
        assertThat(isWide(t -> t < 0.05 ? 20 : 20 + 0.0199, 0)).isTrue();
        assertThat(isWide(t -> t < 0.05 ? 20 : 20 + 0.0201, 0)).isFalse();
        assertThat(isWide(t -> t < 0.05 ? 0 : 1, 0)).isFalse();
        assertThat(isWide(t -> t < 0.05 ? 20 : 20 + 200 * Line.EPSILON * 20, 0)).as("nor is the roundoff of a long sum a stair").isFalse();
        assertThat(isWide(t -> t < 0.05 ? 20 : 20 + 300 * Line.EPSILON * 20, 0)).isTrue();
    }

    @Test
    void theWidestStepIsTheWidestWithFiniteValues() {
        DoubleUnaryOperator stairs = stairs(0.01, 0.5);
        assertThat(isWide(t -> t > 0.06 ? Double.NaN : stairs.applyAsDouble(t), 0)).isTrue();
        assertThat(isWide(t -> Math.abs(t) > 0.0045 ? Double.NaN : 20, 0)).isFalse();
        assertThat(isWide(t -> 64 + stairs.applyAsDouble(t / 64), 64 * 0.3)).as("at any size of x").isTrue();
    }

    /** Off the diagonal of a Jacobian values stay what they are: there only those of float32 are looked at from farther away. */
    @Test
    void ofCurvesWithSeveralValuesThoseOfFloat32AreSuspected() {
        DoubleUnaryOperator single = t -> (float) (1000 + 0.01 * t);
        DoubleUnaryOperator cents = t -> 20.49 + 0.01 * Math.rint(0.5 * t / 0.01);
        Samples samples = new Samples(2).of((t, values, offset) -> {
            values[offset] = single.applyAsDouble(t);
            values[offset + 1] = cents.applyAsDouble(t);
        });
        Line first = new Line(samples, 0, 0, single.applyAsDouble(0), 0);
        Line second = new Line(samples, 1, 0, cents.applyAsDouble(0), 0);
        assertThat(Stair.isWide(first, FirstLook.of(first))).isTrue();
        assertThat(Stair.isWide(second, FirstLook.of(second))).isFalse();
    }
}
