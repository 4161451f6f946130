package io.github.gradcheck.examination;

import io.github.gradcheck.direction.Bisection;
import io.github.gradcheck.direction.Direction;
import io.github.gradcheck.direction.DirectionalComparison;
import io.github.gradcheck.direction.EntrySample;
import io.github.gradcheck.direction.Search;
import io.github.gradcheck.execution.Deadline;
import io.github.gradcheck.numeric.Claim;
import io.github.gradcheck.numeric.Derivative;
import io.github.gradcheck.numeric.SlopeMeter;
import io.github.gradcheck.numeric.Uncertainty;
import io.github.gradcheck.problem.Block;
import io.github.gradcheck.slice.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Measures derivatives along random directions through one parameter, and searches for the wrong entries where one differs from the gradient under test.
 *
 * <p>Each parameter has directions of its own: ten biases wrong by a factor 2 drown among a thousand weights.
 */
final class Directions {
    /** Ranges of so many entries are measured one by one: neighbours tell more of the cause than another halving. */
    private static final int HANDOVER = 8;
    private static final int HANDOVER_CHEAP = 64;
    /** What is known without a look where all entries are fixed. */
    private static final Derivative NOTHING = new Derivative(Derivative.Kind.SMOOTH, 0, 0, 0, new Uncertainty(0, 0, 0), List.of(), 0,
            Derivative.Limit.CONSTANT, 0, 0);

    private final CheckContext context;
    private final Entries entries;

    Directions(CheckContext context, Entries entries) {
        this.context = context;
        this.entries = entries;
    }

    /** Block b along as many directions as were asked for. */
    BlockMeasurement measured(int b, double[][] gradient) {
        long before = context.forward().evaluations();
        Block block = context.block(b);
        List<DirectionalComparison> all = new ArrayList<>();
        Derivative[][] numeric = new Derivative[gradient.length][block.size()];
        Search search = Search.NONE;
        int directions = block.free() == 0 ? 0 : context.options().strategy().directions();
        for (int d = 0; d < directions && search == Search.NONE; d++) {
            try {
                Direction direction = direction(b, d);
                Slice slice = slice(block, direction, 0, block.size());
                for (int r = 0; r < gradient.length; r++) {
                    DirectionalComparison along = along(slice, direction, gradient[r], r);
                    all.add(along);
                    if (search == Search.NONE && along.disagrees()) {
                        search = new Search(List.of(), List.of(along), false, null);
                        search = search(block, direction, along, gradient[r]);
                        numeric = around(b, search, gradient, r);
                    }
                }
            } catch (Deadline.PassedException e) {
                break;
            }
        }
        return new BlockMeasurement(block, context.centre(), gradient, numeric, new double[gradient.length][block.size()], all, search,
                context.forward().evaluations() - before, context.options().within(), List.of());
    }

    /** Whether the derivative along a random direction, measured by full evaluation, differs from the gradient of block b, which has one output. */
    boolean contradicts(int b, double[] gradient) {
        Block block = context.block(b);
        Direction direction = direction(b, 0);
        return along(slice(block, direction, 0, block.size()), direction, gradient, 0).disagrees();
    }

    private Direction direction(int b, int d) {
        return Direction.of(context.block(b), context.options().seed() + 31L * b + 1009L * d);
    }

    private Slice slice(Block block, Direction direction, int from, int to) {
        return new Slice(context.projection().size()).of((t, values, offset) -> context.projection()
                .apply(context.forward().along(block, direction, from, to, t), values, offset), 0, direction.scale(), direction.spacing());
    }

    /** All entries along a direction. */
    private DirectionalComparison along(Slice slice, Direction direction, double[] gradient, int r) {
        Claim claim = claim(direction, gradient, 0, gradient.length);
        Derivative slope = SlopeMeter.measure(slice, r, context.centre()[r], claim);
        return new DirectionalComparison(0, gradient.length, r, claim, slope, direction.typical(gradient, 0, gradient.length), direction.unit());
    }

    private Claim claim(Direction direction, double[] gradient, int from, int to) {
        return DirectionalComparison.claim(direction.along(gradient, from, to), direction.typical(gradient, from, to), to - from, context.options().within());
    }

    private Search search(Block block, Direction direction, DirectionalComparison whole, double[] gradient) {
        double sharpness = whole.claim().wanted();
        int output = whole.output();
        Bisection.Probe probe = (from, to) -> {
            Derivative slope = direction.isNothing(from, to) ? NOTHING
                    : SlopeMeter.resolve(slice(block, direction, from, to), output, context.centre()[output], sharpness);
            return new DirectionalComparison(from, to, output, claim(direction, gradient, from, to), slope, direction.typical(gradient, from, to), direction.unit());
        };
        // Where the whole has no derivative, there is nothing to steer by.
        boolean isBlind = whole.numeric().kind() != Derivative.Kind.SMOOTH;
        int handover = isBlind ? block.size() : entries.isIncremental() ? HANDOVER_CHEAP : HANDOVER;
        return new Bisection(probe, handover).search(whole);
    }

    /** The entries in which the cause will show. */
    private Derivative[][] around(int b, Search search, double[][] gradient, int r) {
        int suspects = search.suspects().stream().mapToInt(DirectionalComparison::size).sum();
        if (!search.isEverywhere() && suspects <= EntrySample.MOST) {
            return entries.some(b, search.suspects().stream().flatMapToInt(Directions::range).toArray(), gradient);
        }
        DirectionalComparison end = search.isEverywhere() ? search.end() : search.suspects().get(0);
        int[] few = range(end).limit(HANDOVER_CHEAP).toArray();
        Derivative[][] found = entries.some(b, few, gradient);
        int wrong = IntStream.of(few).filter(i -> found[r][i] != null && !found[r][i].contains(gradient[r][i])).findFirst().orElse(few[0]);
        int[] more = IntStream.of(EntrySample.around(context.block(b), wrong)).filter(i -> found[r][i] == null).toArray();
        Derivative[][] others = entries.some(b, more, gradient);
        IntStream.of(more).forEach(i -> IntStream.range(0, found.length).forEach(row -> found[row][i] = others[row][i]));
        return found;
    }

    private static IntStream range(DirectionalComparison range) {
        return IntStream.range(range.from(), range.to());
    }
}
