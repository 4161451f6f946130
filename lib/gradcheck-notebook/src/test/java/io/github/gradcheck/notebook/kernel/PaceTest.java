package io.github.gradcheck.notebook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final AtomicLong nanos = new AtomicLong(5_000_000_000L);
    private final Pace pace = new Pace(10, 4, nanos::get);

    private long allowed(int asked) {
        return IntStream.range(0, asked).filter(i -> pace.allowsOneMore()).count();
    }

    @Test
    void allowsSoManyInARowAndNoMore() {
        assertThat(allowed(1000)).isEqualTo(10);
    }

    @Test
    void thenSoManyASecond() {
        allowed(1000);
        nanos.addAndGet(500_000_000);
        assertThat(allowed(1000)).isEqualTo(2);
        nanos.addAndGet(1_000_000_000);
        assertThat(allowed(1000)).isEqualTo(4);
    }

    @Test
    void aLongRestGivesNoMoreThanTheFirstRow() {
        allowed(1000);
        nanos.addAndGet(3_600_000_000_000L);
        assertThat(allowed(1000)).isEqualTo(10);
    }

    @Test
    void whoAsksOftenInAShortTimeGetsHisPartAllTheSame() {
        allowed(1000);
        long sum = 0;
        for (int i = 0; i < 1000; i++) {
            nanos.addAndGet(1_000_000);
            sum += allowed(1);
        }
        assertThat(sum).isBetween(3L, 4L);
    }
}
