package io.github.gradcheck.notebook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import jdk.jshell.JShell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeclarationsTest {
    private final JShell shell = JShell.builder().executionEngine("local").build();

    @AfterEach
    void stop() {
        shell.close();
    }

    private Set<String> declared(String cell) {
        return Declarations.in(cell, shell.sourceCodeAnalysis());
    }

    @Test
    void ofACellThatCompilesAreItsMethodsAndClasses() {
        assertThat(declared("int y = 1;\n/*\nint cube(int x) {\n}\n*/\npublic static <T> T same(T x) { return x; }\nrecord P(int x) { }\nSystem.out.println(y);\n"))
                .containsExactlyInAnyOrder("same", "P");
        assertThat(declared("")).isEmpty();
        assertThat(declared("// nothing")).isEmpty();
    }

    @Test
    void ofACellThatDoesNotCompileToo() {
        assertThat(declared("y = = 2;\nUnknown square(Other x) {\n    if (x > 0) {\n        return x * ;\n    }\n}\nclass A\n        extends B {\n    int of(int x) {\n"))
                .containsExactlyInAnyOrder("square", "A");
        assertThat(declared("int y = 1; int square(int x) { return x * ; }")).containsExactly("square");
    }

    @Test
    void aMethodOfAClassIsNoneOfTheCell() {
        assertThat(declared("class A { int square(int x) { return * ; } int cube(int x) { return x; } }")).containsExactly("A");
    }

    @Test
    void callsLoopsAndLambdasAreNone() {
        assertThat(declared("run(() -> {\n    oops oops oops\n});\nfor (int i = 0; i < 3; i++) { oops; }\nwhile (square(1)) {")).isEmpty();
    }

    /** The compiler fails an assertion over a catch by itself. */
    @Test
    void aTryIsNoneEitherAndWhatStandsBesideItIsFound() {
        assertThat(declared("class A extends ArrayList<String> {\n}\ntry {\n    new A().add(\"x\");\n} catch (IllegalStateException e) {\n    System.out.println(e);\n}\n")).containsExactly("A");
    }
}
