package io.github.gradcheck.examination;

import io.github.gradcheck.direction.Bisection;
import io.github.gradcheck.direction.Direction;
import io.github.gradcheck.direction.DirectionalComparison;
import io.github.gradcheck.direction.EntrySample;
import io.github.gradcheck.direction.JointDirection;
import io.github.gradcheck.direction.Search;
import io.github.gradcheck.execution.Deadline;
import io.github.gradcheck.numeric.Claim;
import io.github.gradcheck.numeric.Derivative;
import io.github.gradcheck.numeric.SlopeMeter;
import io.github.gradcheck.numeric.Uncertainty;
import io.github.gradcheck.problem.Block;
import io.github.gradcheck.slice.Extrapolation;
import io.github.gradcheck.slice.Grid;
import io.github.gradcheck.slice.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Measures derivatives along random directions, and searches for the wrong entries where one differs from the gradient under test.
 *
 * <p>Directions through all parameters at once settle each of them where all gradients are right and f is smooth. Where a derivative along one differs, or
 * cannot be measured so sharply that a wrong entry of every parameter would show, each parameter has directions of its own, as have those whose gradient
 * is 0 or too small beside the rounding of f: ten biases wrong by a factor 2 drown among a thousand weights.
 */
final class Directions {
    /** Ranges of so many entries are measured one by one: neighbours tell more of the cause than another halving. */
    private static final int HANDOVER = 8;
    private static final int HANDOVER_CHEAP = 64;
    /** What is known without a look where all entries are fixed. */
    private static final Derivative NOTHING = new Derivative(Derivative.Kind.SMOOTH, 0, 0, 0, new Uncertainty(0, 0, 0), List.of(), 0,
            Derivative.Limit.CONSTANT, 0, 0);

    /** Errors of two parameters that cancel along one direction do so along another, drawn independently, by chance alone. */
    private static final int LEAST = 2;
    /** Six thousandths of the size of a parameter, the widest of the first steps at which a slope is estimated. */
    private static final int WIDE = 8;
    /** Values may be off by twice their rounding, and that should be a quarter of the error there: as in a first estimate. */
    private static final double ROUNDINGS = 2 * 4 * Extrapolation.CENTRAL.gain(2);

    private final CheckContext context;
    private final Entries entries;

    Directions(CheckContext context, Entries entries) {
        this.context = context;
        this.entries = entries;
    }

    /** For each block what follows along its own directions; nothing where that is not settled. */
    List<List<DirectionalComparison>> settled(List<double[][]> gradients) {
        int wanted = context.options().strategy().directions();
        List<List<DirectionalComparison>> found = new ArrayList<>();
        List<Integer> blocks = new ArrayList<>();
        for (int b = 0; b < gradients.size(); b++) {
            found.add(new ArrayList<>());
            if (context.centre().length == 1 && context.block(b).free() > 0) {
                blocks.add(b);
            }
        }
        for (int d = 0; d < Math.max(LEAST, wanted) && blocks.size() > 1; d++) {
            List<JointDirection.Part> parts = new ArrayList<>();
            List<Integer> in = new ArrayList<>();
            for (int b : blocks) {
                JointDirection.Part part = JointDirection.Part.of(context.block(b), direction(b, d), gradients.get(b)[0], context.options().within());
                if (d > 0 || isMeasurable(part)) {
                    parts.add(part);
                    in.add(b);
                }
            }
            blocks = in;
            if (parts.size() > 1 && !isSettledInTime(parts, in, d < wanted, found)) {
                found.forEach(List::clear);
                return found;
            }
        }
        return found;
    }

    private boolean isSettledInTime(List<JointDirection.Part> parts, List<Integer> blocks, boolean adds, List<List<DirectionalComparison>> found) {
        try {
            return isSettled(parts, blocks, adds, found);
        } catch (Deadline.PassedException e) {
            return false;
        }
    }

    /** Whether the derivative along one direction through these parameters is the claimed one; adds what follows for each if asked to. */
    private boolean isSettled(List<JointDirection.Part> parts, List<Integer> blocks, boolean adds, List<List<DirectionalComparison>> found) {
        JointDirection joint = new JointDirection(parts);
        Derivative slope = SlopeMeter.resolve(slice(joint), 0, context.centre()[0], joint.sharpness());
        for (int p = 0; p < parts.size() && adds; p++) {
            found.get(blocks.get(p)).add(joint.share(parts.get(p), slope));
        }
        return joint.agrees(slope);
    }

    /** Whether the rounding of f lets its derivative be measured as sharply as wanted at a step that leaves the parameter near where it is. */
    private boolean isMeasurable(JointDirection.Part part) {
        double sharpness = part.claim().wanted();
        return Double.isFinite(part.claim().value()) && sharpness > 0
                && ROUNDINGS * Math.ulp(context.centre()[0]) <= sharpness * Grid.step(WIDE) * part.direction().scale();
    }

    private Slice slice(JointDirection joint) {
        return new Slice(1).of((t, values, offset) -> context.projection().apply(context.forward().along(joint, t), values, offset), 0, joint.scale(), joint.spacing());
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
        return measurement(b, gradient, numeric, all, search, context.forward().evaluations() - before);
    }

    /** Block b along directions through several, which settle it. */
    BlockMeasurement settled(int b, double[][] gradient, List<DirectionalComparison> all) {
        long evaluations = 0;
        for (DirectionalComparison along : all) {
            evaluations += along.numeric().evaluations();
        }
        return measurement(b, gradient, new Derivative[1][gradient[0].length], all, Search.NONE, evaluations);
    }

    private BlockMeasurement measurement(int b, double[][] gradient, Derivative[][] numeric, List<DirectionalComparison> all, Search search, long evaluations) {
        return new BlockMeasurement(context.block(b), context.centre(), gradient, numeric, new double[gradient.length][context.block(b).size()], all, search,
                evaluations, context.options().within(), List.of());
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
