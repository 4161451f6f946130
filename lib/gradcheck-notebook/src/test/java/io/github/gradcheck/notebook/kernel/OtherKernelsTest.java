package io.github.gradcheck.notebook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import jdk.jshell.JShell;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtherKernelsTest {
    private static JShell shell;
    private static OtherKernels kernels;

    @BeforeAll
    static void start() {
        shell = JShell.builder().executionEngine("local").build();
        shell.eval("boolean right = true;");
        kernels = new OtherKernels(shell, Map.of("maven", 1), Map.of("time", 1));
    }

    @AfterAll
    static void stop() {
        shell.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "!ls -l | !ls -l is a command for a shell",
        "! pip install numpy | ! pip install numpy is a command for a shell",
        "%%timeit -n 3 | %%timeit is a command of Python's kernel, and nothing of this cell was run: for a time, take System.nanoTime()",
        "%time | %time is a command of Python's kernel",
        "%matplotlib inline | %matplotlib is a command of Python's kernel, and nothing of this cell was run.",
        "NDArray? | NDArray? asks Python's kernel for help. Here, put the cursor behind the name and press Shift+Tab.",
        "??a.shape | ??a.shape asks Python's kernel for help."})
    void whatIsMeantForPythonsKernelIsAnsweredByOneSentence(String cell, String words) {
        assertThat(kernels.java(cell)).startsWith("System.out.println(\"" + words).endsWith("\");");
        assertThat(shell.sourceCodeAnalysis().analyzeCompletion(kernels.java(cell)).completeness().isComplete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"!right", "!list.isEmpty()", "%%time\nint a = 3;", "%maven org:x:1", "int a = b ? 1 : 2;", "b ? 1 : 2", "", "x\n?"})
    void javaAndWhatTheKernelKnowsIsLeftAsItIs(String cell) {
        assertThat(kernels.java(cell)).isEqualTo(cell);
    }

    @Test
    void quotesInACommandDoNotEndTheSentence() {
        assertThat(kernels.java("!echo \"a\\b\"")).startsWith("System.out.println(\"!echo \\\"a\\\\b\\\" is a command");
    }
}
