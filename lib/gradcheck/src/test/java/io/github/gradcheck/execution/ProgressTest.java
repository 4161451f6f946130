package io.github.gradcheck.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.check.GradientCheck;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private record Shown(String task, long done, long total) {
    }

    private final List<Shown> shown = new CopyOnWriteArrayList<>();
    private boolean closed;

    private void showHere() {
        Progress.showIn(() -> Optional.of(new Progress.Display() {
            @Override
            public void show(String task, long done, long total, double seconds) {
                assertThat(seconds).isGreaterThan(0.4);
                shown.add(new Shown(task, done, total));
            }

            @Override
            public void close() {
                closed = true;
            }
        }));
    }

    @AfterEach
    void showNowhere() {
        Progress.showIn(Optional::empty);
    }

    private static void check(int entries, long nanosAnEvaluation) {
        GradientCheck.of(x -> {
            LockSupport.parkNanos(nanosAnEvaluation);
            return Arrays.stream(x).map(Math::sin).sum();
        }, x -> Arrays.stream(x).map(Math::cos).toArray()).at(new double[entries]);
    }

    @Test
    void aLongCheckShowsHowFarItIsAndEndsAtItsEnd() {
        showHere();
        check(100, 5_000_000);
        assertThat(shown).hasSizeGreaterThan(2).allSatisfy(each -> assertThat(each.total()).isEqualTo(100));
        assertThat(shown).extracting(Shown::done).isSorted();
        assertThat(shown.get(shown.size() - 1)).isEqualTo(new Shown("gradient check", 100, 100));
        assertThat(closed).isTrue();
    }

    @Test
    void whatEndsAtOnceShowsNothingAtAll() {
        showHere();
        try (Progress progress = Progress.watch("gradient check", 3)) {
            progress.step();
        }
        assertThat(shown).isEmpty();
        assertThat(closed).isFalse();
    }

    @Test
    void whereNobodyWatchesNothingIsShown() {
        Progress.showIn(Optional::empty);
        check(3, 0);
        assertThat(shown).isEmpty();
    }
}
