package io.github.gradcheck.nets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.NumpyRandom;
import io.github.gradcheck.recipe.Line;
import io.github.gradcheck.recipe.Values;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

/** Runs the lines of a backward pass as they are listed, in the shell that notebooks run in. */
public final class ListingShell {
    /** The shapes of the two arrays of each line, for 5 examples, 4 features, 6 hidden units and 3 classes. */
    private static final Map<String, int[][]> SHAPES = Map.of("dScores", new int[][] {{5, 3}, {5, 3}}, "dW2", new int[][] {{5, 6}, {5, 3}},
            "db2", new int[][] {{5, 3}, {3}}, "dH", new int[][] {{5, 3}, {6, 3}}, "dA", new int[][] {{5, 6}, {5, 6}},
            "dW1", new int[][] {{5, 4}, {5, 6}}, "db1", new int[][] {{5, 6}, {6}});
    private static BinaryOperator<NDArray> listed;

    private ListingShell() {
    }

    /** Called in the shell. */
    public static void take(BinaryOperator<NDArray> formula) {
        listed = formula;
    }

    static void assertSame(List<Line> lines) {
        try (JShell shell = JShell.builder().executionEngine("local").build()) {
            for (Line line : lines) {
                String snippet = ListingShell.class.getName() + ".take(" + line.text().replaceAll("\\bN\\b", "5") + ");";
                assertThat(shell.eval(snippet)).allSatisfy(event -> assertThat(event.status()).as(snippet).isEqualTo(Snippet.Status.VALID));
                assertSame(line);
            }
        }
    }

    private static void assertSame(Line line) {
        int[][] shapes = SHAPES.get(line.name());
        List<String> operands = JavaBackward.OPERANDS.get(line.name());
        NumpyRandom random = new NumpyRandom(0);
        NDArray first = random.randn(shapes[0]);
        NDArray second = random.randn(shapes[1]);
        assertThat(listed.apply(first, second).toArray()).as(line.text()).isEqualTo(line.formula().of(new Values().put(operands.get(0), first).put(operands.get(1), second)).toArray());
    }
}
