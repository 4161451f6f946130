package io.github.gradcheck.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.execution.Progress;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class TerminalBarTest {
    /** As a long check looks for it where there is a terminal. */
    @Test
    void isFoundAndANewOneForEachLoop() {
        ServiceLoader.Provider<Progress.Display> found = ServiceLoader.load(Progress.Display.class).stream().findFirst().orElseThrow();
        assertThat(found.type()).isEqualTo(TerminalBar.class);
        assertThat(found.get()).isNotSameAs(found.get());
    }

    @Test
    void oneThatHasShownNothingHasNothingToEnd() {
        new TerminalBar().close();
    }
}
