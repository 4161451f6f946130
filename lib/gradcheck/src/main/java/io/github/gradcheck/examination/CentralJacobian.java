package io.github.gradcheck.examination;

import io.github.gradcheck.execution.Deadline;
import io.github.gradcheck.execution.Memory;
import io.github.gradcheck.ndarray.DType;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.numeric.CentralDifference;
import io.github.gradcheck.problem.Block;
import io.github.gradcheck.problem.CheckOptions;
import io.github.gradcheck.problem.Problem;
import java.util.List;
import java.util.stream.IntStream;

/** The Jacobian of f by {@linkplain CentralDifference central differences} of one step for all entries, as PyTorch's gradcheck measures. */
public final class CentralJacobian {
    /** Both Jacobians, and the analytical one twice. */
    private static final int BYTES_AN_ENTRY = 3 * Double.BYTES;

    private CentralJacobian() {
    }

    /**
     * For each block a row for each entry, a number for each value of f. What f throws comes out as it is.
     *
     * @throws IllegalArgumentException if f has no value, eps is too small to change an entry, or there is no memory for the Jacobian
     * @throws ArithmeticException if f is not finite, with the entry where it happened
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public static List<double[][]> of(Problem problem, double eps) {
        Forward forward = new Forward(problem, CheckOptions.MEASURED, new Deadline(Deadline.FOREVER));
        long entries = problem.blocks().stream().mapToLong(Block::size).sum();
        Memory.requireForJacobian(forward.atPoint().length, entries, BYTES_AN_ENTRY);
        return problem.blocks().stream().map(block -> rows(forward, block, eps)).toList();
    }

    private static double[][] rows(Forward forward, Block block, double eps) {
        DType dtype = block.array().map(NDArray::dtype).orElse(DType.FLOAT64);
        return IntStream.range(0, block.size()).mapToObj(i -> CentralDifference.slopes(value -> {
            if (dtype.round(value) == block.point(i)) {
                throw new IllegalArgumentException("eps is too small to change " + block.entry(i) + ", which is " + block.point(i) + " in " + dtype + ": " + eps);
            }
            return forward.finiteWithEntry(block, i, dtype.round(value));
        }, block.point(i), eps)).toArray(double[][]::new);
    }
}
