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

    /** What is checked, and how x is moved and handed over; a copy is changed before anyone else has it. */
    private static final class Spec implements Cloneable {
        /** Makes the function, one for each thread. */
        private Supplier<UnaryOperator<double[]>> form;
        private BinaryOperator<double[]> vjp;
        private boolean takesUpstream;
        private Pattern pattern;
        /** The products of forward mode; null if there are none. */
        private BinaryOperator<double[]> jvp;
        /** None for the whole array. */
        private List<Stretch> layout = List.of();
        /** Null for all numbers. */
        private Domain domain;
        /** Makes the function for another thread; null if it is for one alone. */
        private Supplier<UnaryOperator<double[]>> replicas;
        /** Where those have their values from; null for f itself. */
        private Batches batches;
        /** Whether f and its gradient are handed a copy of x each time. */
        private boolean isCopied;
        /** Along which x is moved alone; null for the entries. */
        private double[][] directions;

        Spec(Supplier<UnaryOperator<double[]>> form, BinaryOperator<double[]> vjp, boolean takesUpstream) {
            this.form = form;
            this.vjp = vjp;
            this.takesUpstream = takesUpstream;
        }

        Spec copy() {
            try {
                return (Spec) clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }

        /** Whether J·v is what is checked, and not what it is checked by. */
        boolean isForward() {
            return jvp != null && !takesUpstream;
        }
    }

    private final double[] x;
    private final Spec spec;
    /** The problem by the entries of x that this one is by coefficients of directions; null if it is by entries itself. */
    private final FunctionProblem byEntries;
    private final List<Block> blocks;
    private final UnaryOperator<double[]> function;
    private final ReturnedArrays returned = new ReturnedArrays("gradient");
    private int outputs;

    private FunctionProblem(double[] x, Spec spec, FunctionProblem byEntries) {
        if (x.length == 0) {
            throw new IllegalArgumentException("x must have at least one entry: there is nothing to check");
        }
        this.x = x;
        this.spec = spec;
        this.byEntries = byEntries;
        this.blocks = byEntries != null ? List.of(Block.along(x)) : spec.layout.isEmpty() ? List.of(Block.of("x", x, spec.domain)) : stretches(x, spec.layout, spec.domain);
        this.function = spec.form.get();
    }

    private static FunctionProblem of(double[] point, List<Stretch> layout, Spec spec) {
        spec.layout = List.copyOf(layout);
        return new FunctionProblem(point.clone(), spec, null);
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
        return of(point, layout, new Spec(() -> function, vjp, takesUpstream));
    }

    /** A function with one value; works on a copy of x. */
    public static FunctionProblem ofLoss(double[] point, List<Stretch> layout, ToDoubleFunction<double[]> loss, UnaryOperator<double[]> gradient) {
        return of(point, layout, new Spec(() -> buffered(loss), (x, upstream) -> gradient.apply(x), false));
    }

    /** A function with several values, and the products of its Jacobian with upstream gradients and with directions, which must belong together. */
    public static FunctionProblem ofBoth(double[] point, List<Stretch> layout, UnaryOperator<double[]> function, BinaryOperator<double[]> vjp, BinaryOperator<double[]> jvp) {
        Spec spec = new Spec(() -> function, vjp, true);
        spec.jvp = jvp;
        return of(point, layout, spec);
    }

    /** A function with several values and its whole Jacobian, a row for each value; works on a copy of x. */
    public static FunctionProblem ofJacobian(double[] point, List<Stretch> layout, UnaryOperator<double[]> function, Function<double[], double[][]> jacobian) {
        return of(point, layout, function, new GivenJacobian((x, values) -> jacobian.apply(x), "the Jacobian", NO_LAW), false);
    }

    /** A function with several values and the entries of its Jacobian that are declared not to be zero; works on a copy of x. */
    public static FunctionProblem ofSparseJacobian(double[] point, List<Stretch> layout, UnaryOperator<double[]> function, Pattern pattern, UnaryOperator<double[]> values) {
        GivenJacobian jacobian = new GivenJacobian((x, count) -> pattern.dense(values.apply(x), count, x.length), "the Jacobian", NO_LAW);
        Spec spec = new Spec(() -> function, jacobian, false);
        spec.pattern = pattern;
        return of(point, layout, spec);
    }

    /** A gradient and the matrix of its derivatives, which is symmetric. */
    public static FunctionProblem ofHessian(double[] point, List<Stretch> layout, UnaryOperator<double[]> gradient, Function<double[], double[][]> hessian) {
        return of(point, layout, sized(gradient), new GivenJacobian((x, values) -> hessian.apply(x), "the Hessian", (x, rows, isFixed) -> MatrixLaws.symmetry(rows, isFixed, "the Hessian")), false);
    }

    /** A function with several values, and the products of its Jacobian with a direction. */
    public static FunctionProblem ofForward(double[] point, List<Stretch> layout, UnaryOperator<double[]> function, BinaryOperator<double[]> jvp) {
        Spec spec = new Spec(() -> function, products(jvp), false);
        spec.jvp = jvp;
        return of(point, layout, spec);
    }

    private static GivenJacobian products(BinaryOperator<double[]> jvp) {
        return new GivenJacobian(MatrixLaws.columns(jvp), "the Jacobian of the products", (x, rows, isFixed) -> MatrixLaws.linearity(jvp, x, rows, isFixed));
    }

    /** A gradient, and the products of its symmetric matrix of derivatives with a direction. */
    public static FunctionProblem ofHessianVector(double[] point, List<Stretch> layout, UnaryOperator<double[]> gradient, BinaryOperator<double[]> product) {
        GivenJacobian matrix = new GivenJacobian(MatrixLaws.columns(product), "the Hessian of the products",
                (x, rows, isFixed) -> MatrixLaws.linearity(product, x, rows, isFixed).or(() -> MatrixLaws.symmetry(rows, isFixed, "the Hessian of the products")));
        UnaryOperator<double[]> function = sized(gradient);
        Spec spec = new Spec(() -> function, matrix, false);
        spec.jvp = product;
        return of(point, layout, spec);
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

    private FunctionProblem within(Domain domain) {
        Spec other = spec.copy();
        other.domain = domain;
        return new FunctionProblem(x, other, byEntries);
    }

    /** The same, and the function may be called by several threads at the same time, each with an array of its own. */
    public FunctionProblem concurrent() {
        Spec other = spec.copy();
        other.replicas = spec.form;
        return new FunctionProblem(x, other, byEntries);
    }

    /** The same, with the values of its replicas from elsewhere. */
    public FunctionProblem evaluatedBy(PointEvaluator evaluator) {
        Spec other = spec.copy();
        other.batches = new Batches(evaluator);
        other.replicas = () -> other.batches::values;
        return new FunctionProblem(x, other, byEntries);
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
        for (Stretch stretch : spec.layout) {
            all = left.remove(stretch.name()) ? all.fixed(from, stretch.size()) : all;
            from += stretch.size();
        }
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("names has " + left.iterator().next() + ", and the layout "
                    + (spec.layout.isEmpty() ? "has no names: call layout" : "has " + spec.layout.stream().map(Stretch::name).collect(Collectors.joining(", "))));
        }
        return within(all);
    }

    /** The same, but only along some directions, which are not copied. */
    public FunctionProblem along(double[]... some) {
        Spec other = spec.copy();
        other.directions = some;
        return new FunctionProblem(x, other, byEntries);
    }

    /**
     * The options that this problem is checked with: of forward mode each entry, or, where there are many or directions are asked for, each of the
     * random directions that {@link #stated} draws; a product with each entry would cost as much as differences.
     */
    public CheckOptions options(CheckOptions asked) {
        return spec.isForward() || spec.directions != null ? asked.strategy(SearchStrategy.EVERY_ENTRY) : asked;
    }

    /**
     * What is to be measured: the entries of x, or the coefficients of directions.
     *
     * @throws IllegalArgumentException if a direction is not as long as x, or moves a fixed entry
     */
    public FunctionProblem stated(CheckOptions asked) {
        SearchStrategy strategy = asked.strategy();
        if (spec.directions != null) {
            return byCoefficients(spec.directions);
        }
        boolean isMany = strategy.isAutomatic() ? x.length > MANY_ENTRIES : strategy.directions() > 0;
        return spec.isForward() && isMany ? byCoefficients(AlongDirections.random(strategy.directions(), x, domain(), asked.seed())) : this;
    }

    private static Supplier<UnaryOperator<double[]>> ofCoefficients(AlongDirections along, Supplier<UnaryOperator<double[]>> form) {
        return () -> {
            UnaryOperator<double[]> f = form.get();
            return c -> along.value(f, c);
        };
    }

    private FunctionProblem byCoefficients(double[][] directions) {
        AlongDirections along = new AlongDirections(directions, x, domain());
        Spec other = new Spec(ofCoefficients(along, spec.form), spec.isForward() ? products((c, w) -> along.product(spec.jvp, c, w)) : (c, upstream) -> along.derivatives(spec.vjp, c, upstream),
                spec.takesUpstream);
        other.replicas = spec.replicas == null ? null : ofCoefficients(along, spec.replicas);
        other.batches = spec.batches;
        return new FunctionProblem(along.start(), other, this);
    }

    private Domain domain() {
        return spec.domain == null ? Domain.everywhere(x.length) : spec.domain;
    }

    /** The array that the blocks move, not a copy. */
    public double[] array() {
        return x;
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
        if (!spec.isCopied) {
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
        double[] gradient = requireLength(handed(at -> returned.seen(spec.vjp.apply(at, upstream), at)), x.length);
        return spec.layout.isEmpty() ? List.of(gradient) : parts(gradient);
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
        for (Stretch stretch : spec.layout) {
            parts.add(Arrays.copyOfRange(gradient, from, from + stretch.size()));
            from += stretch.size();
        }
        return parts;
    }

    @Override
    public boolean takesUpstream() {
        return spec.takesUpstream;
    }

    @Override
    public Optional<Contradiction> contradiction() {
        if (spec.vjp instanceof GivenJacobian jacobian) {
            return jacobian.contradiction(i -> spec.domain != null && spec.domain.isFixed(i));
        }
        if (byEntries != null) {
            byEntries.outputs = outputs;
            return byEntries.contradiction();
        }
        return spec.jvp == null ? Optional.empty() : MatrixLaws.duality(spec.jvp, spec.vjp, x.clone(), outputs, domain()::isFixed);
    }

    @Override
    public Optional<Problem> replica() {
        if (spec.replicas == null) {
            return Optional.empty();
        }
        Spec own = spec.copy();
        own.form = spec.replicas;
        return Optional.of(new FunctionProblem(x.clone(), own, byEntries));
    }

    @Override
    public Optional<Batches> batches() {
        return Optional.ofNullable(spec.batches);
    }

    @Override
    public Optional<Pattern> pattern() {
        return Optional.ofNullable(spec.pattern);
    }

    @Override
    public Optional<Problem> onNewArrays() {
        Spec other = spec.copy();
        other.isCopied = true;
        return Optional.of(new FunctionProblem(x.clone(), other, byEntries));
    }

    @Override
    public Optional<String> remark() {
        if (byEntries != null) {
            return Optional.of("each entry is the derivative along one of the directions that were " + (byEntries.spec.directions == null ? "drawn" : "given"));
        }
        return spec.vjp instanceof GivenJacobian jacobian ? jacobian.remark() : returned.remark();
    }
}
