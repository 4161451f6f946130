package io.github.gradcheck.notebook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StopButtonTest {
    private static final StackTraceElement CHECK = new StackTraceElement("REPL.$JShell$20", "lambda$do_it$$0", "$JShell$20.java", 3);

    @Test
    void aLoopThatWasStoppedIsToldByTheMethodItIsIn() {
        StackTraceElement method = new StackTraceElement("REPL.$JShell$12B", "evalNumericalGradient", "$JShell$12B.java", 9);
        StackTraceElement library = new StackTraceElement("io.github.gradcheck.ndarray.NDArray", "getFlat", "NDArray.java", 9);
        assertThat(StopButton.sentence(3, library, CHECK, method, CHECK)).isEqualTo("Stopped after 3 s in evalNumericalGradient: does your loop end?");
        StackTraceElement ofClass = new StackTraceElement("REPL.$JShell$11$Softplus", "backward", "$JShell$11.java", 9);
        assertThat(StopButton.sentence(30, ofClass, method)).isEqualTo("Stopped after 30 s in Softplus.backward: does your loop end?");
    }

    @Test
    void aLoopAmongStatementsHasNoMethod() {
        assertThat(StopButton.sentence(1, new StackTraceElement("REPL.$JShell$5", "do_it$", "$JShell$5.java", 2))).isEqualTo("Stopped after 1 s: does your loop end?");
    }
}
