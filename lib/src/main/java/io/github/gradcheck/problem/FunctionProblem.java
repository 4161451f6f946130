package io.github.gradcheck.problem;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** A function of one plain array. */
public record FunctionProblem(double[] x, List<Block> blocks, UnaryOperator<double[]> function, BinaryOperator<double[]> vjp, boolean takesUpstream)
        implements Problem {

    /** Works on a copy of x, so that the caller's array is never touched. */
    public static FunctionProblem of(double[] point, UnaryOperator<double[]> function, BinaryOperator<double[]> vjp, boolean takesUpstream) {
        double[] x = point.clone();
        return new FunctionProblem(x, List.of(Block.of("x", x)), function, vjp, takesUpstream);
    }

    @Override
    public double[] values() {
        return function.apply(x);
    }

    @Override
    public List<double[]> pullback(double[] upstream) {
        double[] gradient = vjp.apply(x, upstream);
        if (gradient == null || gradient.length != x.length) {
            throw new IllegalArgumentException("the gradient has " + (gradient == null ? "no" : gradient.length) + " entries, x has " + x.length);
        }
        return List.of(gradient);
    }

    @Override
    public boolean isOrdered() {
        return false;
    }
}
