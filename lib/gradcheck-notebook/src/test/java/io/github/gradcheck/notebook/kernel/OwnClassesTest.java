package io.github.gradcheck.notebook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnClassesTest {
    private final PrintStream stdout = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private JShell shell;

    @BeforeEach
    void startAsTheKernelsDo() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        shell = JShell.builder().executionEngine("local").build();
        List.of("import java.util.function.*;", "import io.github.gradcheck.autograd.*;", "import io.github.gradcheck.autograd.Function;",
                "import io.github.gradcheck.nets.*;", "import io.github.gradcheck.exercise.*;").forEach(this::status);
    }

    @AfterEach
    void stop() {
        System.setOut(stdout);
        shell.close();
    }

    private Snippet.Status status(String snippet) {
        List<SnippetEvent> events = shell.eval(snippet);
        return events.get(0).status();
    }

    private String said() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** Why there is something to guard against. */
    @Test
    void withoutAGuardNoLaterCellCompiles() {
        status("class Function { }");
        assertThat(status("int after = 1;")).isEqualTo(Snippet.Status.REJECTED);
    }

    @Test
    void theNotebooksOwnClassWinsAndTheSessionGoesOn() {
        OwnClasses.letThemWin(shell);
        assertThat(status("class Function { int x = 7; }")).isEqualTo(Snippet.Status.VALID);
        assertThat(status("int after = new Function().x;")).isEqualTo(Snippet.Status.VALID);
        assertThat(shell.eval("after").get(0).value()).isEqualTo("7");
        assertThat(said()).contains("Function is now the class of this cell").contains("io.github.gradcheck.autograd.Function").contains("restart the kernel");
    }

    @Test
    void itIsSaidOnceAndAlsoOfAClassThatComesWithItsPackage() {
        OwnClasses.letThemWin(shell);
        status("class Tensor { }");
        status("class Tensor { int x; }");
        assertThat(said().lines()).singleElement().asString().contains("io.github.gradcheck.autograd.Tensor");
        assertThat(status("Tensor mine = new Tensor();")).isEqualTo(Snippet.Status.VALID);
    }

    @Test
    void nothingIsSaidOfOtherClassesOfTheModelsThatTheCourseWritesOutAndOfClassesThatAreNotPublic() {
        OwnClasses.letThemWin(shell);
        List.of("class Softplus { }", "class TwoLayerNet { }", "class Graph { }").forEach(this::status);
        assertThat(said()).isEmpty();
    }

    @Test
    void whatExercisesAreCheckedWithStaysTheLibrarysAndIsSaidAsOftenAsItIsTried() {
        OwnClasses.letThemWin(shell);
        status("class Exercise { static double check(double points, Object test) { return points; } }");
        status("class Exercise { int x; }");
        assertThat(said().lines()).hasSize(2).allSatisfy(line -> assertThat(line).contains("io.github.gradcheck.exercise.Exercise").contains("another name"));
        assertThat(shell.eval("Exercise.class.getName()").get(0).value()).isEqualTo("\"io.github.gradcheck.exercise.Exercise\"");
        assertThat(status("int after = 1;")).isEqualTo(Snippet.Status.VALID);
    }

    /** Such a class becomes one only when the class that it needs is there. */
    @Test
    void alsoWhereTheClassWaitsForAnother() {
        OwnClasses.letThemWin(shell);
        status("class Exercise { Later later; }");
        status("class Later { }");
        assertThat(said().lines()).singleElement().asString().contains("The class Exercise of this cell is not kept");
        assertThat(shell.eval("Exercise.class.getName()").get(0).value()).isEqualTo("\"io.github.gradcheck.exercise.Exercise\"");
    }
}
