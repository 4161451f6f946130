package io.github.gradcheck.examination;

import io.github.gradcheck.direction.Along;
import io.github.gradcheck.direction.Bisection;
import io.github.gradcheck.direction.Direction;
import io.github.gradcheck.direction.Sample;
import io.github.gradcheck.direction.Search;
import io.github.gradcheck.numeric.Derivative;
import io.github.gradcheck.numeric.DirectionalDerivative;
import io.github.gradcheck.numeric.DirectionalDerivative.Expected;
import io.github.gradcheck.numeric.Samples;
import io.github.gradcheck.problem.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Measures an array along random directions, and looks for the wrong entries where one disagrees.
 *
 * <p>Each array has directions of its own: ten biases wrong by a factor 2 drown among a thousand weights.
 */
final class Directions {
    /** A single wrong entry of this share of the root-mean-square gradient should be seen. */
    private static final double WANTED = 1e-4;
    /** Ranges of so many entries are measured one by one: neighbours tell more of the cause than another halving. */
    private static final int HANDOVER = 8;
    private static final int HANDOVER_CHEAP = 64;
    private static final double[] SMALLER_STEPS = {1, 1.0 / 16, 1.0 / 256};

    private final Setting setting;
    private final Entries entries;

    Directions(Setting setting, Entries entries) {
        this.setting = setting;
        this.entries = entries;
    }

    /** Block b along as many directions as were asked for. */
    Measured measured(int b, double[][] gradient) {
        long before = setting.forward().evaluations();
        Block block = setting.block(b);
        List<Along> all = new ArrayList<>();
        Derivative[][] numeric = new Derivative[gradient.length][block.size()];
        Search search = Search.NONE;
        int directions = block.size() == 0 ? 0 : setting.limits().method().directions();
        for (int d = 0; d < directions && search == Search.NONE; d++) {
            Direction direction = direction(b, d);
            Samples samples = samples(block, direction);
            for (int r = 0; r < gradient.length; r++) {
                DirectionalDerivative found = found(block, direction, samples, r, gradient[r]);
                Along along = along(direction, gradient[r], r, 0, block.size(), found.value());
                all.add(along);
                if (search == Search.NONE && along.disagrees()) {
                    search = search(block, direction, along, gradient[r], found.step());
                    numeric = around(b, search, gradient, r);
                }
            }
        }
        return new Measured(block, setting.centre(), gradient, numeric, new double[gradient.length][block.size()], all, search,
                setting.forward().evaluations() - before);
    }

    /** Whether a random direction, measured by whole evaluations, speaks against the gradient of block b, which has one output. */
    boolean speakAgainst(int b, double[] gradient) {
        Block block = setting.block(b);
        Direction direction = direction(b, 0);
        DirectionalDerivative found = found(block, direction, samples(block, direction), 0, gradient);
        return along(direction, gradient, 0, 0, block.size(), found.value()).disagrees();
    }

    private Direction direction(int b, int d) {
        return Direction.of(setting.block(b), setting.limits().seed() + 31L * b + 1009L * d);
    }

    private Samples samples(Block block, Direction direction) {
        return new Samples(setting.projection().size()).of((t, values, offset) -> setting.projection()
                .apply(setting.forward().along(block, direction, 0, block.size(), t), values, offset));
    }

    private DirectionalDerivative found(Block block, Direction direction, Samples samples, int r, double[] gradient) {
        return DirectionalDerivative.of(samples, r, setting.centre()[r], direction.noise(block, gradient), expected(direction, gradient));
    }

    private static Expected expected(Direction direction, double[] gradient) {
        double typical = direction.typical(gradient, 0, gradient.length);
        double rootMeanSquare = typical / direction.unit() / Math.sqrt(gradient.length);
        return new Expected(direction.along(gradient, 0, gradient.length), typical, WANTED * rootMeanSquare * 0.5 * direction.unit(), direction.reach());
    }

    private static Along along(Direction direction, double[] gradient, int r, int from, int to, Derivative numeric) {
        return new Along(from, to, r, direction.along(gradient, from, to), numeric, direction.typical(gradient, from, to), direction.unit());
    }

    private Search search(Block block, Direction direction, Along whole, double[] gradient, double step) {
        double noise = direction.noise(block, gradient);
        boolean smooth = !Double.isNaN(step);
        Bisection.Probe probe = (from, to) -> {
            Samples samples = new Samples(setting.projection().size()).of((t, values, offset) -> setting.projection()
                    .apply(setting.forward().along(block, direction, from, to, t), values, offset));
            double expected = direction.along(gradient, from, to);
            int output = whole.output();
            Derivative value = smooth ? quick(samples, output, noise, step) : Derivative.of(samples, output, 0, setting.centre()[output], noise, expected);
            return along(direction, gradient, output, from, to, value);
        };
        // Where the whole has no derivative, there is nothing to steer by.
        boolean blind = !smooth && whole.numeric().kind() != Derivative.Kind.SMOOTH;
        int handover = blind ? block.size() : entries.areCheap() ? HANDOVER_CHEAP : HANDOVER;
        return new Bisection(probe, handover).search(whole);
    }

    private Derivative quick(Samples samples, int output, double noise, double step) {
        Derivative value = null;
        for (int s = 0; s < SMALLER_STEPS.length && (value == null || value.kind() == Derivative.Kind.UNDECIDED); s++) {
            value = DirectionalDerivative.at(samples, output, setting.centre()[output], noise, step * SMALLER_STEPS[s]);
        }
        return value;
    }

    /** The entries in which the cause will show. */
    private Derivative[][] around(int b, Search search, double[][] gradient, int r) {
        int suspects = search.suspects().stream().mapToInt(Along::size).sum();
        if (!search.isEverywhere() && suspects <= Sample.MOST) {
            return entries.some(b, search.suspects().stream().flatMapToInt(Directions::range).toArray(), gradient);
        }
        Along end = search.isEverywhere() ? search.end() : search.suspects().get(0);
        int[] few = range(end).limit(HANDOVER_CHEAP).toArray();
        Derivative[][] found = entries.some(b, few, gradient);
        int wrong = IntStream.of(few).filter(i -> !found[r][i].agreesWith(gradient[r][i])).findFirst().orElse(few[0]);
        int[] more = IntStream.of(Sample.around(setting.block(b), wrong)).filter(i -> found[r][i] == null).toArray();
        Derivative[][] others = entries.some(b, more, gradient);
        IntStream.of(more).forEach(i -> IntStream.range(0, found.length).forEach(row -> found[row][i] = others[row][i]));
        return found;
    }

    private static IntStream range(Along range) {
        return IntStream.range(range.from(), range.to());
    }
}
