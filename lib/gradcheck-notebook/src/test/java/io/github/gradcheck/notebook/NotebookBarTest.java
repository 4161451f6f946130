package io.github.gradcheck.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NotebookBarTest {
    @Test
    void saysHowFarHowFastAndHowLongStill() {
        assertThat(NotebookBar.html("gradient check", 20_000, 80_000, 4)).contains("value=\"20000\" max=\"80000\"",
                "gradient check: 20,000 of 80,000 entries, 25 %, 5,000 a second, 12 s left");
        assertThat(NotebookBar.html("gradient check", 20_000, 8_000_000, 4)).contains("27 min left");
    }

    @Test
    void saysAtTheEndHowLongItTook() {
        assertThat(NotebookBar.html("gradient check", 80_000, 80_000, 16)).contains("100 %, 5,000 a second, 16.0 s<");
    }

    @Test
    void saysNothingOfTheTimeLeftBeforeTheFirstStep() {
        assertThat(NotebookBar.html("gradient check", 0, 80_000, 0.5)).contains("0 of 80,000 entries, 0 %, 0 a second, <");
    }

    @Test
    void outsideAKernelThereIsNoBar() {
        assertThat(NotebookBar.ofRunningKernel()).isEmpty();
    }
}
