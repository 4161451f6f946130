package io.github.gradcheck.autograd;

import io.github.gradcheck.execution.ArrayLock;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.numeric.Reevaluation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Incremental evaluation of a loss of tensors: with one entry of a leaf changed, only those recorded calls are run again that depend on it.
 *
 * <p>All else is taken from the recorded graph, which is read and never written to. What the graph does not hold stays as it was when the
 * graph was recorded: which branch the Java code took, and what went through {@code detach()}, {@code noGrad}, {@code data()} or an output
 * declared non-differentiable. Where a loss changes by such a way, its graph is not replayed at all.
 */
final class Replay implements Reevaluation {
    /** How far all entries of a leaf are moved, for their size, to see whether the graph holds all that depends on them. */
    private static final double STEP = Math.scalb(1.0, -10);

    private final Tensor loss;
    private final List<Node> calls;
    private final Map<String, Tensor> leaves;
    private final Map<NDArray, Tensor> copies = new IdentityHashMap<>();

    private Replay(Tensor loss, Map<String, Tensor> leaves) {
        this.loss = loss;
        this.calls = new ArrayList<>(GraphWalk.fromOutputsToInputs(List.of(loss.node())));
        Collections.reverse(calls);
        this.leaves = new LinkedHashMap<>(leaves);
        leaves.values().forEach(leaf -> copies.computeIfAbsent(leaf.data(), data -> Tensor.of(data.copy())));
    }

    /**
     * Records the graph of a loss at the present values of its leaves.
     *
     * @param loss makes a scalar from the leaves
     * @return empty if nothing is recorded, or full evaluations give another loss than the graph when it is replayed: something is drawn
     *     at random, or goes around the graph
     */
    static Optional<Replay> of(Supplier<Tensor> loss, Map<String, Tensor> leaves) {
        Tensor recorded = loss.get();
        if (recorded.node() == null) {
            return Optional.empty();
        }
        Replay replay = new Replay(recorded, leaves);
        boolean holdsAll = leaves.values().stream().allMatch(leaf -> replay.agreesWith(loss, leaf.data(), STEP) && replay.agreesWith(loss, leaf.data(), -STEP));
        return holdsAll ? Optional.of(replay) : Optional.empty();
    }

    /** Whether a full evaluation with all entries of a leaf moved gives the loss of the replay, bit for bit. */
    private boolean agreesWith(Supplier<Tensor> whole, NDArray leaf, double step) {
        SplittableRandom random = new SplittableRandom(0);
        NDArray elsewhere = leaf.map(x -> x + (random.nextBoolean() ? step : -step) * random.nextDouble(0.5, 1.5) * Math.max(1, Math.abs(x)));
        if (Thread.currentThread().isInterrupted()) {
            return false;
        }
        try {
            double evaluated = ArrayLock.during(List.of(leaf), () -> {
                leaf.assign(elsewhere);
                return whole.get().item();
            });
            return Double.compare(new Branch(leaf, elsewhere).loss(), evaluated) == 0;
        } catch (RuntimeException e) {
            // A loss that is not made for all entries moved at once can still be checked by full evaluations with one moved.
            return false;
        }
    }

    @Override
    public ByEntry of(String parameter) {
        NDArray leaf = leaf(parameter);
        NDArray own = copies.get(leaf).data().copy();
        Branch branch = new Branch(leaf, own);
        return (i, value) -> {
            double before = own.getFlat(i);
            own.setFlat(i, value);
            try {
                return branch.loss();
            } finally {
                own.setFlat(i, before);
            }
        };
    }

    private NDArray leaf(String parameter) {
        Tensor leaf = leaves.get(parameter);
        if (leaf == null) {
            throw new IllegalArgumentException("parameter must be one of " + leaves.keySet() + ": " + parameter);
        }
        return leaf.data();
    }

    /** How many calls were recorded. */
    int calls() {
        return calls.size();
    }

    /** How many of them are run again for an entry of a leaf. */
    int calls(String parameter) {
        NDArray leaf = leaf(parameter);
        return new Branch(leaf, leaf).steps.size();
    }

    /** The calls that are run again, as a share of all, in the mean over all entries. */
    @Override
    public double share() {
        double again = 0;
        double entries = 0;
        for (Map.Entry<String, Tensor> leaf : leaves.entrySet()) {
            again += (double) calls(leaf.getKey()) * leaf.getValue().size();
            entries += leaf.getValue().size();
        }
        return again / (entries * calls.size());
    }

    /**
     * One call that is run again.
     *
     * @param call the call
     * @param makers for each input the step that makes it anew, or {@link #RECORDED}
     * @param recorded for each input the tensor that it is if no step makes it anew
     */
    private record Step(Node call, int[] makers, Tensor[] recorded) {
        static final int RECORDED = -1;

        Tensor[] run(Tensor[][] made) {
            Tensor[] inputs = recorded.clone();
            for (int i = 0; i < inputs.length; i++) {
                if (makers[i] != RECORDED) {
                    inputs[i] = made[makers[i]][call.inputs()[i].outputIndex()];
                }
            }
            return call.again(inputs);
        }
    }

    /** The calls that depend on a leaf, in the order in which they must be run, over another array in its place. */
    private final class Branch {
        private final List<Step> steps = new ArrayList<>();
        private final Tensor[][] made;

        Branch(NDArray leaf, NDArray instead) {
            Tensor replaced = Tensor.of(instead);
            Map<Node, Integer> places = new IdentityHashMap<>();
            for (Node call : calls) {
                Tensor[] recorded = Arrays.stream(call.inputs()).map(input -> recorded(input, leaf, replaced)).toArray(Tensor[]::new);
                int[] makers = Arrays.stream(call.inputs()).mapToInt(input -> places.getOrDefault(input.node(), Step.RECORDED)).toArray();
                boolean depends = Arrays.stream(makers).anyMatch(maker -> maker != Step.RECORDED)
                        || Arrays.stream(recorded).anyMatch(input -> input == replaced);
                if (depends) {
                    places.put(call, steps.size());
                    steps.add(new Step(call, makers, recorded));
                }
            }
            made = new Tensor[steps.size()][];
        }

        /** Leaves as they were when the graph was recorded, whatever the caller does to them since. */
        private Tensor recorded(Tensor input, NDArray leaf, Tensor replaced) {
            if (input.node() != null) {
                return input;
            }
            return input.data() == leaf ? replaced : copies.getOrDefault(input.data(), input);
        }

        double loss() {
            return Graph.recording(false, () -> {
                for (int s = 0; s < made.length; s++) {
                    made[s] = steps.get(s).run(made);
                }
                // The call that made the loss is the last of all, and the last of these if any depends on the leaf.
                double value = made.length == 0 ? loss.item() : made[made.length - 1][loss.outputIndex()].item();
                Arrays.fill(made, null);
                return value;
            });
        }
    }
}
