package io.github.gradcheck.examination;

import io.github.gradcheck.direction.DirectionalComparison;
import io.github.gradcheck.direction.Search;
import io.github.gradcheck.execution.ArrayLock;
import io.github.gradcheck.execution.Deadline;
import io.github.gradcheck.execution.Memory;
import io.github.gradcheck.execution.Progress;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.numeric.Derivative;
import io.github.gradcheck.problem.Block;
import io.github.gradcheck.problem.CheckOptions;
import io.github.gradcheck.problem.Problem;
import io.github.gradcheck.problem.SearchStrategy;
import io.github.gradcheck.relation.ContractViolation;
import io.github.gradcheck.tie.Tie;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The measurement of a whole gradient: the gradient under test beside the derivatives of f. It judges nothing. */
public final class Examination {
    /** Beyond so many entries random directions come first: so many take a second with evaluations of 50 µs. */
    private static final long CHEAP_ENTRIES = 5000;
    /** With fewer entries, starting threads and comparing them takes longer than they save. */
    private static final long WORTH_THREADS = 64;
    /** For each entry of a Jacobian: the value given, the one measured with its error, and what they are made from. */
    private static final int BYTES_AN_ENTRY = 128;

    private final Problem problem;
    private final CheckOptions options;
    private final Forward forward;
    private final MethodNotes notes = new MethodNotes();
    private List<ContractViolation> violations = List.of();
    private boolean isKeyedByArray;

    /** Nothing is evaluated before {@link #run}. */
    public Examination(Problem problem, CheckOptions options, Deadline deadline) {
        this.problem = problem;
        this.options = options;
        this.forward = new Forward(problem, options, deadline);
    }

    /**
     * Measures every entry, or along random directions; all parameters are restored bit for bit, whatever happens.
     *
     * @throws IllegalArgumentException if there is no entry, two names stand for the same array, a gradient does not have the shape of its parameter, or there is no memory for all entries
     * @throws ArithmeticException if the function is not finite at the point itself
     * @throws IllegalStateException if another thread checks one of the parameters or has changed one since the problem was stated, or the
     *     function was said to be safe to call concurrently and is not
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public List<BlockMeasurement> run() {
        return ArrayLock.during(problem.blocks().stream().flatMap(block -> block.array().stream()).toList(), this::nameOf, this::measureAll);
    }

    private String nameOf(NDArray array) {
        return problem.blocks().stream().filter(block -> block.array().filter(own -> own == array).isPresent()).map(Block::name).findFirst().orElseThrow();
    }

    private List<BlockMeasurement> measureAll() {
        problem.blocks().forEach(Examination::requireUnchanged);
        requireDistinct(problem.blocks());
        long entries = problem.blocks().stream().mapToLong(Block::size).sum();
        if (entries == 0) {
            throw new IllegalArgumentException("there is nothing to check: "
                    + (problem.blocks().isEmpty() ? "no parameter was given" : "no parameter has an entry"));
        }
        long free = problem.blocks().stream().mapToLong(Block::free).sum();
        if (free == 0) {
            throw new IllegalArgumentException("there is nothing to check: " + (entries == 1 ? "the one entry is" : "all " + entries + " entries are") + " fixed");
        }
        long products = NDArray.products();
        try {
            double[] values = forward.atPoint();
            boolean each = isEachEntryMeasured(free);
            CheckContext context = context(values, entries, each);
            Backward backward = new Backward(problem, context.projection(), options, each);
            Optional<CallOrder> order = problem.onNewArrays().map(own -> new CallOrder(problem, forward, backward.repeatedUpstream(), options));
            order.ifPresent(CallOrder::gradientFirst);
            List<double[][]> gradients = backward.gradients();
            List<BlockMeasurement> measured = measured(context, each, gradients);
            List<Tie> ties = each ? ties(context, measured) : List.of();
            if (!problem.otherGradients().isEmpty()) {
                notes.add("not checked, for want of a parameter of that name: the gradients of " + String.join(", ", problem.otherGradients()));
            }
            callInOtherOrders(order.filter(probed -> forward.violations().isEmpty() && backward.repeats()), values, measured, backward);
            problem.remark().ifPresent(notes::add);
            if (measured.stream().anyMatch(BlockMeasurement::isPartial)) {
                notes.add("ended by the time limit of " + options.timeLimit().toString().substring(2).toLowerCase(Locale.ROOT));
            }
            if (NDArray.products() > products) {
                notes.add("matrix products by " + NDArray.blas());
            }
            violations = violationsOf(backward);
            return withTies(withRoundingError(measured, ties, gradients, backward), ties);
        } finally {
            problem.blocks().forEach(Block::restoreAll);
        }
    }

    private List<ContractViolation> violationsOf(Backward backward) {
        return Stream.concat(forward.violations().stream(), backward.violations().stream()).toList();
    }

    /** f at x comes after the gradient at another point: it repeats, and is not f there. */
    private void callInOtherOrders(Optional<CallOrder> order, double[] values, List<BlockMeasurement> measured, Backward backward) {
        order.ifPresent(calls -> isKeyedByArray = calls.isKeyedByArray(values, backward, measured.stream().allMatch(BlockMeasurement::isStill)));
        double[] after = forward.atPoint();
        if (order.isEmpty() || !order.get().isStale(values, after, backward)) {
            forward.compare(values, after);
        }
        if (order.isPresent() && measured.stream().allMatch(one -> one.directions().isEmpty()) && violationsOf(backward).isEmpty() && !isKeyedByArray) {
            noteFiniteDifferences(values, backward);
        }
    }

    private void noteFiniteDifferences(double[] values, Backward backward) {
        try {
            new FiniteDifferences(problem, forward, backward.repeatedUpstream(), values, backward.repeated()).found().ifPresent(notes::add);
        } catch (Deadline.PassedException e) {
            // the time is up: nothing is said of it
        }
    }

    private boolean isEachEntryMeasured(long entries) {
        SearchStrategy strategy = options.strategy();
        return strategy.isAutomatic() ? entries <= CHEAP_ENTRIES || isCheap(entries) : strategy.directions() == 0;
    }

    /** Whether incremental evaluation costs so little that all entries cost what {@link #CHEAP_ENTRIES} do in full. */
    private boolean isCheap(long entries) {
        return problem.reevaluation().filter(model -> entries * model.share() <= CHEAP_ENTRIES).isPresent();
    }

    private CheckContext context(double[] values, long entries, boolean each) {
        boolean full = options.strategy().equals(SearchStrategy.EVERY_ENTRY);
        long rows = Projection.count(values.length, entries, full);
        Memory.requireForJacobian(rows, entries, BYTES_AN_ENTRY);
        if (rows < values.length) {
            notes.add("outputs 0 to " + (rows - 1) + " stand for random weightings of all " + values.length);
        }
        Projection projection = Projection.of(values.length, entries, options.seed(), full);
        double[] centre = new double[projection.size()];
        projection.apply(values, centre, 0);
        return new CheckContext(problem, forward, projection, centre, options, notes);
    }

    private List<BlockMeasurement> measured(CheckContext context, boolean each, List<double[][]> gradients) {
        notes.add(each ? "every entry" : options.strategy().directions() + " random direction" + (options.strategy().directions() == 1 ? "" : "s") + " for each array");
        long all = problem.blocks().stream().mapToLong(Block::free).sum();
        Entries entries = new Entries(context, each && all >= WORTH_THREADS);
        Directions directions = new Directions(context, entries);
        List<List<DirectionalComparison>> settled = each ? List.of() : directions.settled(gradients);
        List<BlockMeasurement> measured = new ArrayList<>();
        try (Progress progress = each ? Progress.watch("gradient check", all) : Progress.NONE) {
            for (int b = 0; b < gradients.size(); b++) {
                measured.add(each ? entryByEntry(context, entries, directions, b, gradients.get(b), progress)
                        : settled.get(b).isEmpty() ? directions.measured(b, gradients.get(b)) : directions.settled(b, gradients.get(b), settled.get(b)));
            }
        }
        return measured;
    }

    /** Where the time is up, what may be a tie is left undecided: by itself a right entry of one can look wrong. */
    private List<Tie> ties(CheckContext context, List<BlockMeasurement> measured) {
        try {
            if (measured.stream().noneMatch(BlockMeasurement::isPartial)) {
                return new TieEvaluator(context).ties(measured);
            }
        } catch (Deadline.PassedException e) {
            // as if it had passed before
        }
        measured.forEach(BlockMeasurement::forgetKinks);
        return List.of();
    }

    private BlockMeasurement entryByEntry(CheckContext context, Entries entries, Directions directions, int b, double[][] gradient, Progress progress) {
        long before = forward.evaluations();
        return verified(context, entries, directions, b, gradient, progress).withEvaluations(forward.evaluations() - before);
    }

    private BlockMeasurement verified(CheckContext context, Entries entries, Directions directions, int b, double[][] gradient, Progress progress) {
        try {
            BlockMeasurement measured = byEntries(context, b, gradient, entries.all(b, gradient, progress));
            if (context.block(b).size() > 0 && entries.isIncremental() && measured.agrees() && directions.contradicts(b, gradient[0])) {
                notes.add("for " + context.block(b).name() + " incremental evaluation agrees with the gradient and a random direction does not: "
                        + "full evaluation was used from there on");
                entries.distrustIncremental();
                return byEntries(context, b, gradient, entries.all(b, gradient, Progress.NONE));
            }
            return measured;
        } catch (Deadline.PassedException e) {
            // What a faster way gave is nothing before it is verified.
            return byEntries(context, b, gradient, new Derivative[gradient.length][context.block(b).size()]);
        }
    }

    private static BlockMeasurement byEntries(CheckContext context, int b, double[][] gradient, Derivative[][] numeric) {
        return new BlockMeasurement(context.block(b), context.centre(), gradient, numeric, new double[gradient.length][context.block(b).size()], List.of(),
                Search.NONE, 0, context.options().within(), List.of());
    }

    private static void requireDistinct(List<Block> blocks) {
        Map<NDArray, Block> seen = new IdentityHashMap<>();
        for (Block block : blocks) {
            Block other = block.array().map(array -> seen.putIfAbsent(array, block)).orElse(null);
            if (other != null) {
                throw new IllegalArgumentException(other.name() + " and " + block.name() + " are the same array: neither can be moved alone; give "
                        + "the array once, with the sum of both gradients, or a copy of it");
            }
        }
    }

    private static void requireUnchanged(Block block) {
        int i = block.firstChanged();
        if (i >= 0) {
            throw new IllegalStateException("a parameter was modified before the check started, perhaps by another thread: " + block.change(i, "when the check begins"));
        }
    }

    /** What the function or its backward pass did and should not do. */
    public List<ContractViolation> violations() {
        return List.copyOf(violations);
    }

    /** Whether the function or its backward pass keeps values for the array that it is given, whatever is in it: then nothing was measured. */
    public boolean isKeyedByArray() {
        return isKeyedByArray;
    }

    /** What f threw beside the point, the first time; empty if it never did. */
    public Optional<String> thrown() {
        return forward.thrown().map(RuntimeException::toString);
    }

    /** How it was done: which way through the entries, on how many threads. */
    public List<String> notes() {
        return notes.lines();
    }

    /** Where random upstream gradients and directions came from. */
    public long seed() {
        return options.seed();
    }

    /** How often the function was evaluated. */
    public long evaluations() {
        return forward.evaluations();
    }

    /** Before a gradient is doubted: it was computed in floating point itself. */
    private static List<BlockMeasurement> withRoundingError(List<BlockMeasurement> measured, List<Tie> ties, List<double[][]> gradients, Backward backward) {
        if (measured.stream().allMatch(BlockMeasurement::agrees) && ties.stream().noneMatch(Tie::isOutside)) {
            return measured;
        }
        List<double[][]> roundingError = backward.roundingError(gradients);
        List<BlockMeasurement> all = new ArrayList<>();
        for (int b = 0; b < measured.size(); b++) {
            all.add(measured.get(b).withRoundingError(roundingError.get(b)));
        }
        return all;
    }

    private static List<BlockMeasurement> withTies(List<BlockMeasurement> measured, List<Tie> ties) {
        List<Tie> all = ties.stream().map(tie -> tie.less(measured.stream().mapToDouble(one -> one.roundingError(tie)).sum())).toList();
        return ties.isEmpty() ? measured : measured.stream().map(one -> one.withTies(all)).toList();
    }
}
