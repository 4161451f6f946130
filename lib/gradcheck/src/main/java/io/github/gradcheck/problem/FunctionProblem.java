package io.github.gradcheck.problem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A function of one array, and its gradient or vector-Jacobian product; stretches of the array may have names and shapes. */
public final class FunctionProblem implements Problem {
    private static final GivenJacobian.Law NO_LAW = (x, rows, isFixed) -> Optional.empty();

    private final double[] x;
    private final List<Stretch> layout;
    private final List<Block> blocks;
    private final Supplier<UnaryOperator<double[]>> form;
    private final UnaryOperator<double[]> function;
    private final BinaryOperator<double[]> vjp;
    private final boolean takesUpstream;
    private final boolean isConcurrent;
    /** Whether f and its gradient are handed a copy of x each time. */
    private final boolean isCopied;
    private final ReturnedArrays returned = new ReturnedArrays("gradient");
    /** Null for all numbers. */
    private final Domain domain;
    private final Optional<Pattern> pattern;
    /** The problem by the entries of x that this one is by coefficients of directions; null if it is by entries itself. */
    private final FunctionProblem byEntries;
    /** Those that are to be measured; null for the entries. */
    private final double[][] directions;

    private FunctionProblem(double[] x, List<Stretch> layout, Supplier<UnaryOperator<double[]>> form, BinaryOperator<double[]> vjp, boolean takesUpstream,
            boolean isConcurrent, boolean isCopied, Domain domain, Optional<Pattern> pattern, FunctionProblem byEntries, double[][] directions) {
        if (x.length == 0) {
            throw new IllegalArgumentException("x must have at least one entry: there is nothing to check");
        }
        this.x = x;
        this.layout = layout;
        this.blocks = byEntries != null ? List.of(Block.along(x)) : layout.isEmpty() ? List.of(Block.of("x", x, domain)) : stretches(x, layout, domain);
        this.form = form;
        this.function = form.get();
        this.vjp = vjp;
        this.takesUpstream = takesUpstream;
        this.isConcurrent = isConcurrent;
        this.isCopied = isCopied;
        this.domain = domain;
        this.pattern = pattern;
        this.byEntries = byEntries;
        this.directions = directions;
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
        return new FunctionProblem(point.clone(), List.copyOf(layout), () -> function, vjp, takesUpstream, false, false, null, Optional.empty(), null, null);
    }

    /** A function with one value; works on a copy of x. */
    public static FunctionProblem ofLoss(double[] point, List<Stretch> layout, ToDoubleFunction<double[]> loss, UnaryOperator<double[]> gradient) {
        return new FunctionProblem(point.clone(), List.copyOf(layout), () -> buffered(loss), (x, upstream) -> gradient.apply(x), false, false, false, null, Optional.empty(), null, null);
    }

    /** A function with several values and its whole Jacobian, a row for each value; works on a copy of x. */
    public static FunctionProblem ofJacobian(double[] point, List<Stretch> layout, UnaryOperator<double[]> function, Function<double[], double[][]> jacobian) {
        return of(point, layout, function, new GivenJacobian((x, values) -> jacobian.apply(x), "the Jacobian", NO_LAW), false);
    }

    /** A function with several values and the entries of its Jacobian that are declared not to be zero; works on a copy of x. */
    public static FunctionProblem ofSparseJacobian(double[] point, List<Stretch> layout, UnaryOperator<double[]> function, Pattern pattern, UnaryOperator<double[]> values) {
        GivenJacobian jacobian = new GivenJacobian((x, count) -> pattern.dense(values.apply(x), count, x.length), "the Jacobian", NO_LAW);
        return new FunctionProblem(point.clone(), List.copyOf(layout), () -> function, jacobian, false, false, false, null, Optional.of(pattern), null, null);
    }

    /** A gradient and the matrix of its derivatives, which is symmetric. */
    public static FunctionProblem ofHessian(double[] point, List<Stretch> layout, UnaryOperator<double[]> gradient, Function<double[], double[][]> hessian) {
        return of(point, layout, sized(gradient), new GivenJacobian((x, values) -> hessian.apply(x), "the Hessian", (x, rows, isFixed) -> MatrixLaws.symmetry(rows, isFixed, "the Hessian")), false);
    }

    /** A function with several values, and the products of its Jacobian with a direction. */
    public static FunctionProblem ofForward(double[] point, List<Stretch> layout, UnaryOperator<double[]> function, BinaryOperator<double[]> jvp) {
        return of(point, layout, function, new GivenJacobian(MatrixLaws.columns(jvp), "the Jacobian of the products",
                (x, rows, isFixed) -> MatrixLaws.linearity(jvp, x, rows, isFixed)), false);
    }

    /** A gradient, and the products of its symmetric matrix of derivatives with a direction. */
    public static FunctionProblem ofHessianVector(double[] point, List<Stretch> layout, UnaryOperator<double[]> gradient, BinaryOperator<double[]> product) {
        return of(point, layout, sized(gradient), new GivenJacobian(MatrixLaws.columns(product), "the Hessian of the products",
                (x, rows, isFixed) -> MatrixLaws.linearity(product, x, rows, isFixed).or(() -> MatrixLaws.symmetry(rows, isFixed, "the Hessian of the products"))), false);
    }

    private static UnaryOperator<double[]> sized(UnaryOperator<double[]> gradient) {
        return x -> {
            double[] values = gradient.apply(x);
            if (values != null && values.length != x.length) {
                throw new IllegalArgumentException("the gradient has length " + values.length + ", x has length " + x.length);
            }
            return values;
        };
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
        return new FunctionProblem(x, layout, form, vjp, takesUpstream, true, isCopied, domain, pattern, byEntries, directions);
    }

    /**
     * The same with bounds for each entry.
     *
     * @throws IllegalArgumentException if they are not as many as x has entries, or exclude x
     */
    public FunctionProblem bounds(double[] lower, double[] upper) {
        return within(domain().bounds(lower, upper, x));
    }

    /** The same with the same bounds for all entries. */
    public FunctionProblem bounds(double lower, double upper) {
        return within(domain().bounds(lower, upper, x));
    }

    /**
     * The same with more entries fixed.
     *
     * @throws IllegalArgumentException if one is no entry of x, or was fixed before
     */
    public FunctionProblem fixed(int... entries) {
        return within(domain().fixed(entries));
    }

    /**
     * The same with the entries of some stretches of the layout fixed.
     *
     * @throws IllegalArgumentException if the layout has no stretch of such a name
     */
    public FunctionProblem fixed(Set<String> names) {
        Set<String> left = new LinkedHashSet<>(names);
        Domain all = domain();
        int from = 0;
        for (Stretch stretch : layout) {
            all = left.remove(stretch.name()) ? all.fixed(from, stretch.size()) : all;
            from += stretch.size();
        }
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("names has " + left.iterator().next() + ", and the layout "
                    + (layout.isEmpty() ? "has no names: call layout" : "has " + layout.stream().map(Stretch::name).collect(Collectors.joining(", "))));
        }
        return within(all);
    }

    /** The same, but only along some directions, which are not copied: {@link #stated} makes a problem of it. */
    public FunctionProblem along(double[]... some) {
        return new FunctionProblem(x, layout, form, vjp, takesUpstream, isConcurrent, isCopied, domain, pattern, byEntries, some);
    }

    /**
     * What is to be measured, the entries of x or the coefficients of directions.
     *
     * @throws IllegalArgumentException if a direction is not as long as x, or moves a fixed entry
     */
    public Problem stated() {
        if (directions == null) {
            return this;
        }
        AlongDirections along = new AlongDirections(directions, x, domain());
        Supplier<UnaryOperator<double[]>> ofCoefficients = () -> {
            UnaryOperator<double[]> f = form.get();
            return c -> along.value(f, c);
        };
        return new FunctionProblem(along.start(), List.of(), ofCoefficients, (c, upstream) -> along.derivatives(vjp, c, upstream), takesUpstream, isConcurrent, isCopied, null,
                Optional.empty(), this, null);
    }

    private Domain domain() {
        return domain == null ? Domain.everywhere(x.length) : domain;
    }

    private FunctionProblem within(Domain other) {
        return new FunctionProblem(x, layout, form, vjp, takesUpstream, isConcurrent, isCopied, other, pattern, byEntries, directions);
    }

    private static List<Block> stretches(double[] x, List<Stretch> layout, Domain domain) {
        long size = layout.stream().mapToLong(Stretch::size).sum();
        if (size != x.length) {
            throw new IllegalArgumentException("the layout " + layout.stream().map(Stretch::toString).collect(Collectors.joining(", ")) + " has " + size
                    + (size == 1 ? " entry" : " entries") + ", x has length " + x.length);
        }
        List<Block> blocks = new ArrayList<>();
        int from = 0;
        for (Stretch stretch : layout) {
            blocks.add(Block.of(stretch, x, from, domain == null ? null : domain.part(from, stretch.size())));
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
        double[] values = handed(function);
        // What f hands back unchanged would be moved with x.
        return values == x ? x.clone() : values;
    }

    /** What is done to a copy is done to x, so that it is seen. */
    private double[] handed(UnaryOperator<double[]> call) {
        if (!isCopied) {
            return call.apply(x);
        }
        double[] given = x.clone();
        double[] result = call.apply(given);
        System.arraycopy(given, 0, x, 0, x.length);
        return result;
    }

    @Override
    public List<double[]> vjp(double[] upstream) {
        double[] gradient = requireLength(handed(at -> returned.seen(vjp.apply(at, upstream), at)), x.length);
        return layout.isEmpty() ? List.of(gradient) : parts(gradient);
    }

    static double[] requireLength(double[] gradient, int length) {
        if (gradient == null) {
            throw new IllegalArgumentException("the gradient is null; x has length " + length);
        }
        if (gradient.length != length) {
            throw new IllegalArgumentException("the gradient has length " + gradient.length + ", x has length " + length);
        }
        return gradient;
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
    public Optional<Contradiction> contradiction() {
        if (byEntries != null) {
            return byEntries.contradiction();
        }
        return vjp instanceof GivenJacobian jacobian ? jacobian.contradiction(i -> domain != null && domain.isFixed(i)) : Optional.empty();
    }

    @Override
    public boolean isOrdered() {
        return false;
    }

    @Override
    public Optional<Problem> replica() {
        return isConcurrent ? Optional.of(new FunctionProblem(x.clone(), layout, form, vjp, takesUpstream, false, isCopied, domain, pattern, byEntries, directions)) : Optional.empty();
    }

    @Override
    public Optional<Pattern> pattern() {
        return pattern;
    }

    @Override
    public Optional<Problem> onNewArrays() {
        return Optional.of(new FunctionProblem(x.clone(), layout, form, vjp, takesUpstream, isConcurrent, true, domain, pattern, byEntries, directions));
    }

    @Override
    public Optional<String> remark() {
        if (byEntries != null) {
            return Optional.of("each entry is the derivative along one of the directions that were given");
        }
        return vjp instanceof GivenJacobian jacobian ? jacobian.remark() : returned.remark();
    }
}
