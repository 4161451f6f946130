package io.github.gradcheck.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gradcheck.slice.Grid;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleRunTest {
    private static final double QUIET = 1e-20;

    private static Window window(int k, double slope, double error, Interval jump, double noise) {
        return new Window(k, Grid.step(k), slope, new Uncertainty(0, 0, error), jump, noise, false);
    }

    private static Window smooth(int k, double slope, double error) {
        return window(k, slope, error, new Interval(0, 1e-3), 1e-9);
    }

    /** From step 40 on outwards, each half as uncertain as the one before. */
    private static List<Window> windows(int count, double slope) {
        List<Window> windows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            windows.add(smooth(40 - i, slope, Math.scalb(1.0, -i)));
        }
        return windows;
    }

    @Test
    void believesTheSharpestWindow() {
        ScaleRun run = ScaleRun.of(windows(12, 2), 0, 12, QUIET);
        assertThat(run.best().k()).isEqualTo(29);
        assertThat(run.slope()).isEqualTo(new Interval(2, 0x1p-11));
        assertThat(run.narrower().k()).isEqualTo(34);
        assertThat(run.near()).isEqualTo(Grid.step(40));
        assertThat(run.far()).isEqualTo(Grid.step(29));
        assertThat(run.isKink()).isFalse();
    }

    @Test
    void dropsTheThreeWindowsBeforeABreak() {
        ScaleRun run = ScaleRun.of(windows(12, 2), 0, 11, QUIET);
        assertThat(run.best().k()).isEqualTo(33);
        assertThat(run.far()).isEqualTo(Grid.step(33));
        assertThat(ScaleRun.of(windows(12, 2), 8, 10, QUIET).best().k()).isEqualTo(32);
    }

    @Test
    void doesNotBelieveWindowsThatScatterMoreThanNarrowerOnes() {
        List<Window> windows = windows(12, 2);
        windows.set(11, window(29, 2, 1e-6, new Interval(0, 1e-3), 1.31e-9));
        assertThat(ScaleRun.of(windows, 0, 12, QUIET).best().k()).isEqualTo(30);
        assertThat(ScaleRun.of(windows, 0, 12, 1e-10).best().k()).isEqualTo(29);
        windows.set(11, window(29, 2, 1e-6, new Interval(0, 1e-3), 1.29e-9));
        assertThat(ScaleRun.of(windows, 0, 12, QUIET).best().k()).isEqualTo(29);
    }

    /** What it differs by from the one three narrower, in a series that falls like the root of the step. */
    @Test
    void aSlopeThatStillChangesIsAsFarOffWhereItWillEnd() {
        List<Window> windows = windows(12, 2);
        windows.set(11, smooth(29, 2 + 1e-5, 0x1p-11));
        assertThat(ScaleRun.of(windows, 0, 12, QUIET).slope().halfWidth()).isCloseTo(0x1p-11 + 2.3404265e-5, within(1e-10));
        List<Window> two = List.of(smooth(40, 2, 0x1p-8), smooth(39, 2, 1), smooth(38, 2, 1), smooth(37, 2 + 1e-3, 1));
        assertThat(ScaleRun.of(two, 0, 4, QUIET).slope().halfWidth()).isCloseTo(0x1p-8 + 1.3404265e-3, within(1e-9));
    }

    private static ScaleRun withJump(double narrow, double wide) {
        List<Window> windows = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            windows.add(window(40 - i, 2, Math.scalb(1.0, -i), new Interval(i < 4 ? narrow : wide, 0.01), 1e-9));
        }
        return ScaleRun.of(windows, 0, 8, QUIET);
    }

    @Test
    void aJumpOfSlopesThatIsThereAtEveryScaleIsAKink() {
        assertThat(withJump(1, 1).isKink()).isTrue();
        assertThat(withJump(1.015, 1).isKink()).isTrue();
        assertThat(withJump(-0.985, -1).isKink()).isTrue();
        assertThat(withJump(1, 1).slope()).isEqualTo(new Interval(2, 0x1p-7));
    }

    /** That of curvature halves in less than two steps; that of a kink beside x is not there below its distance. */
    @Test
    void aJumpThatNarrowerScalesExcludeIsAnError() {
        assertThat(withJump(0.97, 1).isKink()).isFalse();
        assertThat(withJump(1.03, 1).isKink()).isFalse();
        assertThat(withJump(0.005, 1).isKink()).isFalse();
        assertThat(withJump(0.4, 1).slope()).isEqualTo(new Interval(2, 1.01 + 0x1p-7));
    }

    @Test
    void isSharpWhereItIsKnownToATenth() {
        ScaleRun run = ScaleRun.of(List.of(smooth(40, 9, 1)), 0, 1, QUIET);
        assertThat(run.isAccurate(0)).isTrue();
        assertThat(ScaleRun.of(List.of(smooth(40, 8.9, 1)), 0, 1, QUIET).isAccurate(0)).isFalse();
        assertThat(ScaleRun.of(List.of(smooth(40, 8.9, 1)), 0, 1, QUIET).isAccurate(10)).isTrue();
        assertThat(ScaleRun.of(List.of(smooth(40, -9, 1)), 0, 1, QUIET).isAccurate(0)).isTrue();
    }
}
