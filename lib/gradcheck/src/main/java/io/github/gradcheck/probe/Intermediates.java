package io.github.gradcheck.probe;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.Shape;
import io.github.gradcheck.problem.Block;
import io.github.gradcheck.problem.FunctionProblem;
import io.github.gradcheck.problem.Problem;
import io.github.gradcheck.problem.Stretch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.ToDoubleBiFunction;

/** A function of its intermediates, at a point: each is a parameter, and its gradient what backward shows of it. */
public final class Intermediates implements Problem {
    private final FunctionProblem stated;
    private final ToDoubleBiFunction<double[], Probe> f;
    private final BiFunction<double[], Probe, double[]> backward;
    private final Tape tape = new Tape();
    private final double atPoint;
    private final double[][] moved;
    private final List<Block> all = new ArrayList<>();
    private final List<Integer> seen = new ArrayList<>();
    private final Dependencies dependencies;
    private final SplittableRandom random = new SplittableRandom(0);

    /**
     * Runs both at the point, and f beside it, to find what is computed from what.
     *
     * @param stated the point and its bounds
     * @param f the function
     * @param backward its gradient
     * @throws IllegalArgumentException if a value has no entry, or the name of a parameter; if a name has values and no gradient, or more gradients than
     *     values; or if a gradient has another shape than its value
     */
    public Intermediates(FunctionProblem stated, ToDoubleBiFunction<double[], Probe> f, BiFunction<double[], Probe, double[]> backward) {
        this.stated = stated;
        this.f = f;
        this.backward = backward;
        this.atPoint = tape.record(this::evaluate);
        this.moved = tape.values.stream().map(NDArray::toArray).toArray(double[][]::new);
        for (int k = 0; k < moved.length; k++) {
            String name = tape.names.get(k);
            String numbered = count(name) == 1 ? name : name + "[" + step(k) + "]";
            if (stated.blocks().stream().anyMatch(block -> block.name().equals(numbered))) {
                throw new IllegalArgumentException("f shows its probe a value with the name of a parameter: " + numbered);
            }
            all.add(Block.of(new Stretch(numbered, tape.values.get(k).shape()), moved[k]));
        }
        this.dependencies = Dependencies.of(this);
        Map<String, List<NDArray>> notes = notes();
        tape.names.forEach(name -> requireBoth(name, notes.getOrDefault(name, List.of()).size()));
        notes.forEach((name, gradients) -> requireBoth(name, gradients.size()));
        for (int k = 0; k < moved.length; k++) {
            if (place(k) < notes.get(tape.names.get(k)).size()) {
                seen.add(k);
            }
        }
    }

    private double evaluate(Probe probe) {
        return f.applyAsDouble(stated.array().clone(), probe);
    }

    private int count(String name) {
        return Collections.frequency(tape.names, name);
    }

    /** How often the name of value k was there before. */
    private int step(int k) {
        return Collections.frequency(tape.names.subList(0, k), tape.names.get(k));
    }

    /** Which of them are computed from which. */
    public Dependencies dependencies() {
        return dependencies;
    }

    /** Whether two of them have one name in the code, so that they are steps of a loop. */
    public boolean areSteps(int k, int other) {
        return k != other && tape.names.get(k).equals(tape.names.get(other));
    }

    List<Block> parameters() {
        return stated.blocks();
    }

    /** Whether f moves while all values are held where they are to be; those that came out otherwise are added to changed. */
    boolean movesWhileHeld(BitSet changed) {
        return Double.compare(tape.held(this::evaluate, moved, changed), atPoint) != 0;
    }

    /** All values that f shows, in its order: those of a name that occurs again are numbered. */
    public List<Block> all() {
        return all;
    }

    /** Which of {@link #all} are in {@link #blocks}: truncated in a loop, backward shows no gradient of the others. */
    public List<Integer> seen() {
        return seen;
    }

    @Override
    public List<Block> blocks() {
        return seen.stream().map(all::get).toList();
    }

    @Override
    public double[] values() {
        return new double[] {tape.moved(this::evaluate, moved)};
    }

    @Override
    public List<double[]> vjp(double[] upstream) {
        boolean isBeside = all.stream().anyMatch(block -> block.firstChanged() >= 0);
        if (isBeside) {
            // Backward computes the intermediates itself: they move by their rounding errors if x moves by its own.
            stated.blocks().forEach(block -> block.jitter(random));
        }
        try {
            Map<String, List<NDArray>> notes = notes();
            return seen.stream().map(k -> fitting(k, notes.get(tape.names.get(k)).get(place(k)))).toList();
        } finally {
            stated.blocks().forEach(Block::restoreAll);
        }
    }

    private Map<String, List<NDArray>> notes() {
        return tape.notes(() -> backward.apply(stated.array().clone(), tape));
    }

    /** Where among the gradients of its name that of value k is: backward goes through a recursion the other way. */
    private int place(int k) {
        String name = tape.names.get(k);
        int first = stated.blocks().size() + tape.names.indexOf(name);
        int last = stated.blocks().size() + tape.names.lastIndexOf(name);
        return last > first && dependencies.leadsTo(first, last) ? count(name) - 1 - step(k) : step(k);
    }

    private void requireBoth(String name, int gradients) {
        if (gradients < 1 || gradients > count(name)) {
            throw new IllegalArgumentException("f shows " + name + " to its probe " + count(name) + " times, and backward its gradient " + gradients + " times");
        }
    }

    private double[] fitting(int k, NDArray gradient) {
        if (!Arrays.equals(gradient.shape(), tape.values.get(k).shape())) {
            throw new IllegalArgumentException("the gradient of " + all.get(k).name() + " has shape " + Shape.tuple(gradient.shape()) + ", its value has shape "
                    + Shape.tuple(all.get(k).shape()));
        }
        return gradient.toArray();
    }

    @Override
    public boolean takesUpstream() {
        return false;
    }
}
