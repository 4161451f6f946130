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
    /** Beyond so many entries products along random directions take the place of those along each entry. */
    private static final int MANY_ENTRIES = 5000;

    /**
     * What is checked.
     *
     * @param form makes the function, one for each thread
     * @param jvp the products of forward mode; null if there are none
     */
    private record Checked(Supplier<UnaryOperator<double[]>> form, BinaryOperator<double[]> vjp, boolean takesUpstream, Optional<Pattern> pattern, BinaryOperator<double[]> jvp) {
    }

    /**
     * How x is moved, and handed over.
     *
     * @param layout none for the whole array
     * @param domain null for all numbers
     * @param isCopied whether f and its gradient are handed a copy of x each time
     * @param directions along which x is moved alone; null for the entries
     */
    private record Ways(List<Stretch> layout, Domain domain, boolean isConcurrent, boolean isCopied, double[][] directions) {
        Ways within(Domain other) {
            return new Ways(layout, other, isConcurrent, isCopied, directions);
        }

        Ways concurrent(boolean is) {
            return new Ways(layout, domain, is, isCopied, directions);
        }

        Ways copied() {
            return new Ways(layout, domain, isConcurrent, true, directions);
        }

        Ways along(double[][] some) {
            return new Ways(layout, domain, isConcurrent, isCopied, some);
        }
    }

    /**
     * What is to be measured, and how.
     *
     * @param problem by the entries of x, or by coefficients of directions
     */
    public record Stated(Problem problem, CheckOptions options) {
    }

    private final double[] x;
    private final Checked checked;
    private final Ways ways;
    /** The problem by the entries of x that this one is by coefficients of directions; null if it is by entries itself. */
    private final FunctionProblem byEntries;
    private final List<Block> blocks;
    private final UnaryOperator<double[]> function;
    private final ReturnedArrays returned = new ReturnedArrays("gradient");
    private int outputs;

    private FunctionProblem(double[] x, Checked checked, Ways ways, FunctionProblem byEntries) {
        if (x.length == 0) {
            throw new IllegalArgumentException("x must have at least one entry: there is nothing to check");
        }
        this.x = x;
        this.checked = checked;
        this.ways = ways;
        this.byEntries = byEntries;
        this.blocks = byEntries != null ? List.of(Block.along(x)) : ways.layout.isEmpty() ? List.of(Block.of("x", x, ways.domain)) : stretches(x, ways.layout, ways.domain);
        this.function = checked.form.get();
    }

    private static FunctionProblem of(double[] point, List<Stretch> layout, Checked checked) {
        return new FunctionProblem(point.clone(), checked, new Ways(List.copyOf(layout), null, false, false, null), null);
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
        return of(point, layout, new Checked(() -> function, vjp, takesUpstream, Optional.empty(), null));
    }

    /** A function with one value; works on a copy of x. */
    public static FunctionProblem ofLoss(double[] point, List<Stretch> layout, ToDoubleFunction<double[]> loss, UnaryOperator<double[]> gradient) {
        return of(point, layout, new Checked(() -> buffered(loss), (x, upstream) -> gradient.apply(x), false, Optional.empty(), null));
    }

    /** A function with several values, and the products of its Jacobian with upstream gradients and with directions, which must belong together. */
    public static FunctionProblem ofBoth(double[] point, List<Stretch> layout, UnaryOperator<double[]> function, BinaryOperator<double[]> vjp, BinaryOperator<double[]> jvp) {
        return of(point, layout, new Checked(() -> function, vjp, true, Optional.empty(), jvp));
    }

    /** A function with several values and its whole Jacobian, a row for each value; works on a copy of x. */
    public static FunctionProblem ofJacobian(double[] point, List<Stretch> layout, UnaryOperator<double[]> function, Function<double[], double[][]> jacobian) {
        return of(point, layout, function, new GivenJacobian((x, values) -> jacobian.apply(x), "the Jacobian", NO_LAW), false);
    }

    /** A function with several values and the entries of its Jacobian that are declared not to be zero; works on a copy of x. */
    public static FunctionProblem ofSparseJacobian(double[] point, List<Stretch> layout, UnaryOperator<double[]> function, Pattern pattern, UnaryOperator<double[]> values) {
        GivenJacobian jacobian = new GivenJacobian((x, count) -> pattern.dense(values.apply(x), count, x.length), "the Jacobian", NO_LAW);
        return of(point, layout, new Checked(() -> function, jacobian, false, Optional.of(pattern), null));
    }

    /** A gradient and the matrix of its derivatives, which is symmetric. */
    public static FunctionProblem ofHessian(double[] point, List<Stretch> layout, UnaryOperator<double[]> gradient, Function<double[], double[][]> hessian) {
        return of(point, layout, sized(gradient), new GivenJacobian((x, values) -> hessian.apply(x), "the Hessian", (x, rows, isFixed) -> MatrixLaws.symmetry(rows, isFixed, "the Hessian")), false);
    }

    /** A function with several values, and the products of its Jacobian with a direction. */
    public static FunctionProblem ofForward(double[] point, List<Stretch> layout, UnaryOperator<double[]> function, BinaryOperator<double[]> jvp) {
        return of(point, layout, new Checked(() -> function, products(jvp), false, Optional.empty(), jvp));
    }

    private static GivenJacobian products(BinaryOperator<double[]> jvp) {
        return new GivenJacobian(MatrixLaws.columns(jvp), "the Jacobian of the products", (x, rows, isFixed) -> MatrixLaws.linearity(jvp, x, rows, isFixed));
    }

    /** A gradient, and the products of its symmetric matrix of derivatives with a direction. */
    public static FunctionProblem ofHessianVector(double[] point, List<Stretch> layout, UnaryOperator<double[]> gradient, BinaryOperator<double[]> product) {
        GivenJacobian matrix = new GivenJacobian(MatrixLaws.columns(product), "the Hessian of the products",
                (x, rows, isFixed) -> MatrixLaws.linearity(product, x, rows, isFixed).or(() -> MatrixLaws.symmetry(rows, isFixed, "the Hessian of the products")));
        UnaryOperator<double[]> function = sized(gradient);
        return of(point, layout, new Checked(() -> function, matrix, false, Optional.empty(), product));
    }

    private static UnaryOperator<double[]> sized(UnaryOperator<double[]> gradient) {
        return x -> {
            double[] values = gradient.apply(x);
            return values == null ? null : requireLength(values, x.length);
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

    private FunctionProblem with(Ways other) {
        return new FunctionProblem(x, checked, other, byEntries);
    }

    /** The same, and the function may be called by several threads at the same time, each with an array of its own. */
    public FunctionProblem concurrent() {
        return with(ways.concurrent(true));
    }

    /**
     * The same with bounds for each entry.
     *
     * @throws IllegalArgumentException if they are not as many as x has entries, or exclude x
     */
    public FunctionProblem bounds(double[] lower, double[] upper) {
        return with(ways.within(domain().bounds(lower, upper, x)));
    }

    /** The same with the same bounds for all entries. */
    public FunctionProblem bounds(double lower, double upper) {
        return with(ways.within(domain().bounds(lower, upper, x)));
    }

    /**
     * The same with more entries fixed.
     *
     * @throws IllegalArgumentException if one is no entry of x, or was fixed before
     */
    public FunctionProblem fixed(int... entries) {
        return with(ways.within(domain().fixed(entries)));
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
        for (Stretch stretch : ways.layout) {
            all = left.remove(stretch.name()) ? all.fixed(from, stretch.size()) : all;
            from += stretch.size();
        }
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("names has " + left.iterator().next() + ", and the layout "
                    + (ways.layout.isEmpty() ? "has no names: call layout" : "has " + ways.layout.stream().map(Stretch::name).collect(Collectors.joining(", "))));
        }
        return with(ways.within(all));
    }

    /** The same, but only along some directions, which are not copied. */
    public FunctionProblem along(double[]... some) {
        return with(ways.along(some));
    }

    /**
     * What is to be measured: the entries of x, or the coefficients of directions. Of forward mode every entry, or, where there are many or
     * directions are asked for, random ones: a product with each entry would cost as much as differences.
     *
     * @throws IllegalArgumentException if a direction is not as long as x, or moves a fixed entry
     */
    public Stated stated(CheckOptions options) {
        SearchStrategy strategy = options.strategy();
        boolean isForward = checked.jvp != null && !checked.takesUpstream;
        boolean isMany = strategy.isAutomatic() ? x.length > MANY_ENTRIES : strategy.directions() > 0;
        if (ways.directions != null) {
            return byCoefficients(ways.directions, options);
        }
        if (isForward && isMany) {
            return byCoefficients(AlongDirections.random(strategy.directions(), x, domain(), options.seed()), options);
        }
        return new Stated(this, isForward ? options.strategy(SearchStrategy.EVERY_ENTRY) : options);
    }

    private Stated byCoefficients(double[][] directions, CheckOptions options) {
        AlongDirections along = new AlongDirections(directions, x, domain());
        Supplier<UnaryOperator<double[]>> ofCoefficients = () -> {
            UnaryOperator<double[]> f = checked.form.get();
            return c -> along.value(f, c);
        };
        boolean isForward = checked.jvp != null && !checked.takesUpstream;
        BinaryOperator<double[]> derivatives = isForward ? products((c, w) -> along.product(checked.jvp, c, w)) : (c, upstream) -> along.derivatives(checked.vjp, c, upstream);
        Checked other = new Checked(ofCoefficients, derivatives, checked.takesUpstream, Optional.empty(), null);
        Ways own = new Ways(List.of(), null, ways.isConcurrent, ways.isCopied, null);
        return new Stated(new FunctionProblem(along.start(), other, own, this), options.strategy(SearchStrategy.EVERY_ENTRY));
    }

    private Domain domain() {
        return ways.domain == null ? Domain.everywhere(x.length) : ways.domain;
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
        if (!ways.isCopied) {
            return call.apply(x);
        }
        double[] given = x.clone();
        double[] result = call.apply(given);
        System.arraycopy(given, 0, x, 0, x.length);
        return result;
    }

    @Override
    public List<double[]> vjp(double[] upstream) {
        outputs = upstream.length;
        double[] gradient = requireLength(handed(at -> returned.seen(checked.vjp.apply(at, upstream), at)), x.length);
        return ways.layout.isEmpty() ? List.of(gradient) : parts(gradient);
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
        for (Stretch stretch : ways.layout) {
            parts.add(Arrays.copyOfRange(gradient, from, from + stretch.size()));
            from += stretch.size();
        }
        return parts;
    }

    @Override
    public boolean takesUpstream() {
        return checked.takesUpstream;
    }

    @Override
    public Optional<Contradiction> contradiction() {
        if (checked.vjp instanceof GivenJacobian jacobian) {
            return jacobian.contradiction(i -> ways.domain != null && ways.domain.isFixed(i));
        }
        if (byEntries != null) {
            byEntries.outputs = outputs;
            return byEntries.contradiction();
        }
        return checked.jvp == null ? Optional.empty() : MatrixLaws.duality(checked.jvp, checked.vjp, x.clone(), outputs, domain()::isFixed);
    }

    @Override
    public boolean isOrdered() {
        return false;
    }

    @Override
    public Optional<Problem> replica() {
        return ways.isConcurrent ? Optional.of(new FunctionProblem(x.clone(), checked, ways.concurrent(false), byEntries)) : Optional.empty();
    }

    @Override
    public Optional<Pattern> pattern() {
        return checked.pattern;
    }

    @Override
    public Optional<Problem> onNewArrays() {
        return Optional.of(new FunctionProblem(x.clone(), checked, ways.copied(), byEntries));
    }

    @Override
    public Optional<String> remark() {
        if (byEntries != null) {
            return Optional.of("each entry is the derivative along one of the directions that were " + (byEntries.ways.directions == null ? "drawn" : "given"));
        }
        return checked.vjp instanceof GivenJacobian jacobian ? jacobian.remark() : returned.remark();
    }
}
