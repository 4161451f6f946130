package io.github.gradcheck.probe;

import io.github.gradcheck.direction.Direction;
import io.github.gradcheck.execution.Workers;
import io.github.gradcheck.problem.Block;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Which parameters and intermediates f computes which others from, directly: found by moving one at a time while all other intermediates are held where
 * they were, so that what goes through them does not count.
 *
 * <p>Nodes are numbered: the parameters, then the intermediates in the order of the function, then f itself.
 */
public final class Dependencies {
    /** Of the size of its entries: far beyond rounding, and both ways, lest one of them stays where f is flat. */
    private static final double[] STEPS = {0x1p-10, -0x1p-10};

    private final int parameters;
    private final int end;
    /** For each node but f those that are computed from it. */
    private final List<BitSet> uses = new ArrayList<>();

    private Dependencies(int parameters, int intermediates) {
        this.parameters = parameters;
        this.end = parameters + intermediates;
    }

    /** Evaluates f twice for each parameter and each intermediate. */
    static Dependencies of(Intermediates problem) {
        Dependencies found = new Dependencies(problem.parameters().size(), problem.all().size());
        problem.parameters().forEach(block -> found.uses.add(found.usesOf(problem, block, -1)));
        problem.all().forEach(block -> found.uses.add(found.usesOf(problem, block, found.uses.size() - found.parameters)));
        return found;
    }

    private BitSet usesOf(Intermediates problem, Block block, int k) {
        BitSet found = new BitSet();
        Direction direction = Direction.of(block, 0);
        for (double step : STEPS) {
            Workers.requireNotInterrupted();
            BitSet changed = new BitSet();
            try {
                direction.move(block, 0, block.size(), step * direction.scale());
                found.set(end, found.get(end) || block.isInside() && problem.movesWhileHeld(changed));
                changed.stream().filter(other -> other > k).forEach(other -> found.set(parameters + other));
            } catch (CancellationException e) {
                throw e;
            } catch (RuntimeException e) {
                // f is not defined there: all that comes later may be computed from it.
                found.set(parameters + k + 1, end + 1);
            } finally {
                block.restoreAll();
            }
        }
        return found;
    }

    /** The number of f itself. */
    public int end() {
        return end;
    }

    /** Those that are computed from a node, directly. */
    public BitSet uses(int node) {
        return (BitSet) uses.get(node).clone();
    }

    /** Whether one is computed from another, through whatever else. */
    boolean leadsTo(int node, int other) {
        BitSet between = new BitSet();
        between.set(0, other);
        return usesThrough(node, between).get(other);
    }

    /** Those that are computed from a node, directly or through ones that are open. */
    public BitSet usesThrough(int node, BitSet open) {
        BitSet seen = uses(node);
        for (int next = seen.nextSetBit(0); next >= 0; next = seen.nextSetBit(next + 1)) {
            if (open.get(next)) {
                // What is computed from it has a higher number.
                seen.clear(next);
                seen.or(uses.get(next));
            }
        }
        return seen;
    }
}
