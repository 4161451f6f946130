package io.github.gradcheck.notebook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HalfDefinedTest {
    private static final String CHECK = "require(square(3) == 9)";

    private final JShell shell = JShell.builder().executionEngine("local").build();

    @AfterEach
    void stop() {
        shell.close();
    }

    private Status run(String snippet) {
        return shell.eval(snippet).get(0).status();
    }

    @Test
    void aMethodThatWaitsForAnotherIsToldOfUntilThatIsThere() {
        assertThat(run("int square(int x) { return times(x, x) + y; }")).isEqualTo(Status.RECOVERABLE_DEFINED);
        assertThat(HalfDefined.warning(shell, CHECK)).contains(
                "square cannot be used yet: it uses what no cell that was run defines, method times(int,int), variable y.");
        run("int times(int a, int b) { return a * b; }");
        assertThat(HalfDefined.warning(shell, CHECK)).contains("square cannot be used yet: it uses what no cell that was run defines, variable y.");
        run("int y = 2;");
        assertThat(HalfDefined.warning(shell, CHECK)).isEmpty();
    }

    @Test
    void aClassThatWaitsForItsSuperclassIsToldOf() {
        assertThat(run("class Twice extends Number2 { }")).isEqualTo(Status.RECOVERABLE_NOT_DEFINED);
        assertThat(HalfDefined.warning(shell, "new Twice()")).contains("Twice cannot be used yet: it uses what no cell that was run defines, class Number2.");
    }

    @Test
    void whatTheCheckDoesNotUseIsNotTold() {
        run("int cube(int x) { return times(x, x); }");
        assertThat(HalfDefined.warning(shell, CHECK)).isEmpty();
        assertThat(HalfDefined.warning(shell, "report.cube(3); // cube(3)")).isEmpty();
    }
}
