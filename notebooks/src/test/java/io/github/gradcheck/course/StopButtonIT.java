package io.github.gradcheck.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stop button above a notebook, pressed in the middle of a check. */
class StopButtonIT {
    private static final Path PRESS = Course.NOTEBOOKS.resolve("src/test/python/kernel/stop_button.py");

    @ParameterizedTest
    @ValueSource(strings = {"java", "jjava"})
    void endsTheCheckAndLeavesTheParametersAsTheyWereAndTheKernelAtWork(String kernel) throws IOException, InterruptedException {
        Answer answer = PythonRun.by(Course.python(), PRESS.toString()).arguments(kernel).run();
        assertThat(answer.out().lines()).as(answer.err()).containsExactly("stopped: Evaluator was interrupted while executing: 'check.everyEntry().run();'",
                "W1 as it was: true", "b1 as it was: true", "W2 as it was: true", "b2 as it was: true", "The gradient is right: no disagreement along 4 random directions through 79510 entries.");
        assertThat(answer.status()).isZero();
    }
}
