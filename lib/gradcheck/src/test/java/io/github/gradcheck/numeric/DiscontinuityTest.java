package io.github.gradcheck.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.slice.Grid;
import io.github.gradcheck.slice.Slice;
import io.github.gradcheck.slice.Values;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscontinuityTest {
    private static final double X = 3;
    private static final double INNER = 0.5;
    private static final double OUTER = 2;
    private static final int NARROW = 30;
    private static final int WIDE = 8;

    private static Values values(DoubleUnaryOperator f) {
        Slice slice = new Slice(1).of((t, values, offset) -> values[offset] = f.applyAsDouble(t - X), X, 1);
        for (int k = 0; k <= NARROW + 8; k++) {
            slice.evaluate(k);
        }
        return new Values(slice, 0, f.applyAsDouble(0));
    }

    private static ScaleRun run(int k, double slope) {
        Window window = new Window(k, Grid.step(k), slope, new Uncertainty(0, 0, 0), new Interval(0, 0), 0, false);
        return new ScaleRun(Grid.step(k), Grid.step(k), window, window, false);
    }

    /** Whether f, of a distance from x, jumps between steps 30 and 8 where it turns from slope ½ to slope 2. */
    private static boolean jumps(DoubleUnaryOperator f) {
        return Discontinuity.isBetween(values(f), run(NARROW, INNER), run(WIDE, OUTER));
    }

    private static double tooth(double u, double width, double phase) {
        double tooth = Math.floor(u / width + phase) - Math.floor(phase);
        return INNER * u + (OUTER - INNER) * width * tooth;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.3, 0.5, 0.7, 0.9})
    void aSawToothJumps(double phase) {
        assertThat(jumps(u -> tooth(u, 1e-4, phase))).isTrue();
        assertThat(jumps(u -> -tooth(-u, 1e-4, phase))).isTrue();
    }

    @Test
    void aJumpOnOneSideIsEnough() {
        assertThat(jumps(u -> u > 0 ? tooth(u, 1e-4, 0.5) : INNER * u)).isTrue();
        assertThat(jumps(u -> u < 0 ? tooth(u, 1e-4, 0.5) : INNER * u)).isTrue();
    }

    @Test
    void aWaveDoesNot() {
        assertThat(jumps(u -> OUTER * u - (OUTER - INNER) * 1e-4 * Math.sin(u / 1e-4))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-4, -1e-4})
    void aKinkDoesNot(double kink) {
        assertThat(jumps(u -> INNER * u + (OUTER - INNER) * (Math.signum(kink) * Math.max(0, Math.signum(kink) * (u - kink))))).isFalse();
    }

    @Test
    void neitherDoesAStraightLine() {
        assertThat(jumps(u -> INNER * u)).isFalse();
    }

    /** A tooth of slope 10 that falls back, so that f goes nowhere. */
    @Test
    void aSteepSawToothThatGoesNowhereJumps() {
        DoubleUnaryOperator f = u -> 10 * u - 1e-3 * Math.floor(u / 1e-4 + 0.3);
        assertThat(Discontinuity.isBetween(values(f), run(NARROW, 10), run(WIDE, 0))).isTrue();
    }

    /** Behind a pole, or a jump into another branch, f goes on with another slope. */
    @Test
    void aJumpBehindWhichFGoesOnOtherwiseIsNoTooth() {
        assertThat(jumps(u -> Math.abs(u) > 1e-4 ? 1e5 * u - 7 * Math.signum(u) : INNER * u)).isFalse();
    }
}
