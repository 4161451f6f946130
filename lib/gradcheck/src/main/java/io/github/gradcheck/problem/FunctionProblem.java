package io.github.gradcheck.problem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A function of one array, and its gradient or vector-Jacobian product; stretches of the array may have names and shapes. */
public final class FunctionProblem implements Problem {
    private final double[] x;
    private final List<Stretch> layout;
    private final List<Block> blocks;
    private final Supplier<UnaryOperator<double[]>> form;
    private final UnaryOperator<double[]> function;
    private final BinaryOperator<double[]> vjp;
    private final boolean takesUpstream;
    private final boolean isConcurrent;

    private FunctionProblem(double[] x, List<Stretch> layout, Supplier<UnaryOperator<double[]>> form, BinaryOperator<double[]> vjp, boolean takesUpstream, boolean isConcurrent) {
        if (x.length == 0) {
            throw new IllegalArgumentException("x must have at least one entry: there is nothing to check");
        }
        this.x = x;
        this.layout = layout;
        this.blocks = layout.isEmpty() ? List.of(Block.of("x", x)) : stretches(x, layout);
        this.form = form;
        this.function = form.get();
        this.vjp = vjp;
        this.takesUpstream = takesUpstream;
        this.isConcurrent = isConcurrent;
    }

    /** Works on a copy of x, so that the caller's array is never touched; the one parameter is named x. */
    public static FunctionProblem of(double[] point, UnaryOperator<double[]> function, BinaryOperator<double[]> vjp, boolean takesUpstream) {
        return of(point, List.of(), function, vjp, takesUpstream);
    }

    /**
     * Works on a copy of x, so that the caller's array is never touched.
     *
     * @param layout a parameter for each of these stretches of the array; none stand for the whole array, named x
     * @throws IllegalArgumentException if the stretches together are not as long as the array
     */
    public static FunctionProblem of(double[] point, List<Stretch> layout, UnaryOperator<double[]> function, BinaryOperator<double[]> vjp, boolean takesUpstream) {
        return new FunctionProblem(point.clone(), List.copyOf(layout), () -> function, vjp, takesUpstream, false);
    }

    /** A function with one value; works on a copy of x. */
    public static FunctionProblem ofLoss(double[] point, List<Stretch> layout, ToDoubleFunction<double[]> loss, UnaryOperator<double[]> gradient) {
        return new FunctionProblem(point.clone(), List.copyOf(layout), () -> buffered(loss), (x, upstream) -> gradient.apply(x), false, false);
    }

    /** With one array for the value, so that an evaluation allocates none. */
    private static UnaryOperator<double[]> buffered(ToDoubleFunction<double[]> loss) {
        double[] value = new double[1];
        return x -> {
            value[0] = loss.applyAsDouble(x);
            return value;
        };
    }

    /** The same, and the function may be called by several threads at the same time, each with an array of its own. */
    public FunctionProblem concurrent() {
        return new FunctionProblem(x, layout, form, vjp, takesUpstream, true);
    }

    private static List<Block> stretches(double[] x, List<Stretch> layout) {
        long size = layout.stream().mapToLong(Stretch::size).sum();
        if (size != x.length) {
            throw new IllegalArgumentException("the layout " + layout.stream().map(Stretch::toString).collect(Collectors.joining(", ")) + " has " + size
                    + (size == 1 ? " entry" : " entries") + ", x has length " + x.length);
        }
        List<Block> blocks = new ArrayList<>();
        int from = 0;
        for (Stretch stretch : layout) {
            blocks.add(Block.of(stretch, x, from));
            from += stretch.size();
        }
        return List.copyOf(blocks);
    }

    @Override
    public List<Block> blocks() {
        return blocks;
    }

    @Override
    public double[] values() {
        double[] values = function.apply(x);
        // What f hands back unchanged would be moved with x.
        return values == x ? x.clone() : values;
    }

    @Override
    public List<double[]> vjp(double[] upstream) {
        double[] gradient = vjp.apply(x, upstream);
        if (gradient == null) {
            throw new IllegalArgumentException("the gradient is null; x has length " + x.length);
        }
        if (gradient.length != x.length) {
            throw new IllegalArgumentException("the gradient has length " + gradient.length + ", x has length " + x.length);
        }
        return layout.isEmpty() ? List.of(gradient) : parts(gradient);
    }

    private List<double[]> parts(double[] gradient) {
        List<double[]> parts = new ArrayList<>();
        int from = 0;
        for (Stretch stretch : layout) {
            parts.add(Arrays.copyOfRange(gradient, from, from + stretch.size()));
            from += stretch.size();
        }
        return parts;
    }

    @Override
    public boolean takesUpstream() {
        return takesUpstream;
    }

    @Override
    public boolean isOrdered() {
        return false;
    }

    @Override
    public Optional<Problem> replica() {
        return isConcurrent ? Optional.of(new FunctionProblem(x.clone(), layout, form, vjp, takesUpstream, false)) : Optional.empty();
    }
}
