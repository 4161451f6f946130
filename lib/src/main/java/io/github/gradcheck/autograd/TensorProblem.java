package io.github.gradcheck.autograd;

import io.github.gradcheck.check.GradcheckException;
import io.github.gradcheck.ndarray.DType;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.Shape;
import io.github.gradcheck.numeric.Reevaluation;
import io.github.gradcheck.problem.Block;
import io.github.gradcheck.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;

/** A function of tensors as a check sees it: the entries of all outputs in a row, and autograd as the backward pass. */
final class TensorProblem implements Problem {
    /** With fewer entries, comparing the replay of the graph with whole evaluations takes longer than it saves. */
    private static final int WORTH_REPLAYING = 64;
    /** Where nearly all calls depend on every entry there is nothing to save. */
    private static final double MOST_CALLS = 0.75;

    private final java.util.function.Function<Tensor[], Tensor[]> f;
    private final Tensor[] inputs;
    private final Tensor[] checked;
    private final List<Block> blocks;
    private final int[][] shapes;

    private TensorProblem(java.util.function.Function<Tensor[], Tensor[]> f, Tensor[] inputs, Tensor[] checked, List<Block> blocks, int[][] shapes) {
        this.f = f;
        this.inputs = inputs;
        this.checked = checked;
        this.blocks = blocks;
        this.shapes = shapes;
    }

    /** The inputs that require a gradient, and whatever else does and is used by f. */
    static TensorProblem of(java.util.function.Function<Tensor[], Tensor[]> f, Tensor[] inputs) {
        return of(f, inputs, i -> "input " + i);
    }

    /** The same; each input has a name. */
    static TensorProblem of(java.util.function.Function<Tensor[], Tensor[]> f, Tensor[] inputs, IntFunction<String> names) {
        Tensor[] outputs = outputs(f, inputs);
        List<Tensor> checked = new ArrayList<>();
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < inputs.length; i++) {
            if (inputs[i].requiresGrad()) {
                checked.add(inputs[i]);
                blocks.add(Block.of(names.apply(i), inputs[i].data()));
            }
        }
        int given = checked.size();
        for (Tensor leaf : leaves(outputs)) {
            if (checked.stream().noneMatch(each -> each == leaf)) {
                checked.add(leaf);
                blocks.add(Block.of("captured tensor " + (checked.size() - 1 - given), leaf.data()));
            }
        }
        int[][] shapes = Arrays.stream(outputs).map(Tensor::shape).toArray(int[][]::new);
        return new TensorProblem(f, inputs.clone(), checked.toArray(Tensor[]::new), blocks, shapes);
    }

    /** What f returns, none of it null. */
    static Tensor[] outputs(java.util.function.Function<Tensor[], Tensor[]> f, Tensor[] inputs) {
        Tensor[] outputs = Objects.requireNonNull(f.apply(inputs), "f returned null");
        for (int o = 0; o < outputs.length; o++) {
            Objects.requireNonNull(outputs[o], "output " + o + " of f is null");
        }
        return outputs;
    }

    private static List<Tensor> leaves(Tensor[] outputs) {
        Tensor[] made = Arrays.stream(outputs).filter(Tensor::requiresGrad).toArray(Tensor[]::new);
        return Graph.leaves(made);
    }

    static void requirePresent(Tensor[] inputs) {
        for (int i = 0; i < inputs.length; i++) {
            Objects.requireNonNull(inputs[i], "input " + i + " is null");
        }
    }

    /**
     * Warns of inputs in float32, with PyTorch's sentence.
     *
     * @throws IllegalArgumentException if no input requires a gradient, or those that do have no entry
     */
    static void requireInputs(Tensor[] inputs) {
        requirePresent(inputs);
        boolean anyChecked = false;
        boolean anyEntry = false;
        for (int i = 0; i < inputs.length; i++) {
            if (inputs[i].requiresGrad()) {
                anyChecked = true;
                anyEntry |= inputs[i].size() > 0;
                if (inputs[i].dtype() != DType.FLOAT64) {
                    System.out.println("Input #" + i + " requires gradient and is not a double precision floating point or complex. "
                            + "This check will likely fail if all the inputs are not of double precision floating point or complex. ");
                }
            }
        }
        if (!anyChecked) {
            throw new IllegalArgumentException("gradcheck expects at least one input tensor to require gradient, "
                    + "but none of them have requires_grad=True.");
        }
        if (!anyEntry) {
            throw new IllegalArgumentException("there is nothing to check: no input that requires a gradient has an entry");
        }
    }

    @Override
    public List<Block> blocks() {
        return blocks;
    }

    @Override
    public double[] values() {
        return joined(outputs());
    }

    private Tensor[] outputs() {
        Tensor[] outputs = outputs(f, inputs);
        int[][] now = Arrays.stream(outputs).map(Tensor::shape).toArray(int[][]::new);
        if (!Arrays.deepEquals(shapes, now)) {
            throw new GradcheckException("Expected `func` to return outputs with the same shape when inputs are perturbed, but got: "
                    + tuples(shapes) + " and " + tuples(now));
        }
        return outputs;
    }

    private static List<String> tuples(int[][] shapes) {
        return Arrays.stream(shapes).map(Shape::tuple).toList();
    }

    private static double[] joined(Tensor[] tensors) {
        return Arrays.stream(tensors).flatMapToDouble(tensor -> Arrays.stream(tensor.data().toArray())).toArray();
    }

    @Override
    public List<double[]> pullback(double[] upstream) {
        Tensor[] outputs = outputs();
        List<Tensor> made = new ArrayList<>();
        List<Tensor> arriving = new ArrayList<>();
        int from = 0;
        for (Tensor output : outputs) {
            double[] part = Arrays.copyOfRange(upstream, from, from + output.size());
            from += output.size();
            if (output.requiresGrad()) {
                made.add(output);
                arriving.add(Tensor.of(NDArray.of(part, output.dtype(), output.shape())));
            }
        }
        if (made.isEmpty()) {
            return Arrays.stream(checked).map(tensor -> new double[tensor.size()]).toList();
        }
        Tensor[] gradients = Torch.grad(made.toArray(Tensor[]::new), checked, arriving.toArray(Tensor[]::new), false, false);
        return Arrays.stream(gradients).map(gradient -> gradient.data().toArray()).toList();
    }

    @Override
    public boolean takesUpstream() {
        return true;
    }

    @Override
    public boolean isOrdered() {
        return false;
    }

    /** The replay of the graph, for a function with one value. */
    @Override
    public Optional<Reevaluation> reevaluation() {
        boolean isLoss = shapes.length == 1 && Shape.size(shapes[0]) == 1;
        if (!isLoss || blocks.stream().mapToInt(Block::size).sum() < WORTH_REPLAYING) {
            return Optional.empty();
        }
        Map<String, Tensor> leaves = new LinkedHashMap<>();
        for (int b = 0; b < checked.length; b++) {
            leaves.put(blocks.get(b).name(), checked[b]);
        }
        return Replay.of(() -> outputs()[0], leaves).filter(replay -> replay.share() <= MOST_CALLS).map(replay -> replay);
    }
}
