package io.github.gradcheck.gallery;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.problem.FunctionProblem;
import io.github.gradcheck.problem.Problem;
import io.github.gradcheck.recipe.Line;
import io.github.gradcheck.recipe.Model;
import io.github.gradcheck.recipe.Recipe;
import io.github.gradcheck.recipe.Values;
import java.util.List;

/**
 * A function of one vector x: one line forward, and one backward that computes dx.
 *
 * @param name how it is called
 * @param x where it is checked
 * @param recipe its lines; a number that comes out is a loss, and its backward pass takes no upstream gradient
 */
record FunctionModel(String name, double[] x, Recipe recipe) implements Model {
    /** y = …, and dx computed from the upstream gradient dy. */
    static FunctionModel of(String name, double[] x, String forward, Line.Formula f, String backward, Line.Formula vjp) {
        return new FunctionModel(name, x, new Recipe(List.of(new Line("y", forward, f)), List.of(new Line("dx", backward, vjp))));
    }

    /** The line dx with another right-hand side. */
    Line dx(String text, Line.Formula formula) {
        return recipe.backward("dx").as(text, formula);
    }

    @Override
    public Problem problem(Recipe lines) {
        NDArray output = run(null, x, lines).get("y");
        BackwardPass backward = new BackwardPass(lines, output.shape());
        return FunctionProblem.of(x, point -> run(null, point, lines).get("y").toArray(), backward::gradient, output.rank() > 0);
    }

    private static Values run(Values before, double[] point, Recipe lines) {
        return new Values(before).put("x", NDArray.of(point, point.length)).run(lines.forward());
    }

    /** With a memory of the last call, as a backward pass may have. */
    private static final class BackwardPass {
        private final Recipe lines;
        private final int[] shape;
        private Values last;

        BackwardPass(Recipe lines, int[] shape) {
            this.lines = lines;
            this.shape = shape;
        }

        double[] gradient(double[] point, double[] upstream) {
            Values values = run(last, point, lines).put("dy", NDArray.of(upstream, shape)).run(lines.backward());
            // A line that writes to x writes to the caller's array.
            System.arraycopy(values.get("x").toArray(), 0, point, 0, point.length);
            last = values.alone();
            return values.get("dx").toArray();
        }
    }
}
