package io.github.gradcheck.problem;

import java.util.List;

/**
 * Evaluates a function at many points at once, by whatever engine: other processes, or other machines.
 *
 * <pre>{@code
 * io.github.gradcheck.problem.PointEvaluator streams = points -> points.parallelStream().map(x -> new double[] {x[0] * x[0]}).toList();
 * }</pre>
 */
@FunctionalInterface
public interface PointEvaluator {
    /**
     * The values of the function at each of the points, in their order, bit for bit as the function itself has them; NaN where it is not defined. An
     * exception ends the check: what may fail and be tried again, such as a machine that is lost, is the engine's to try again.
     *
     * @param points at least one; they may be kept, and changed
     */
    List<double[]> values(List<double[]> points);
}
