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

/** A function of tensors as a check sees it: the entries of all outputs in a row, and autograd as the vector-Jacobian product. */
final class TensorProblem implements Problem {
    /** With fewer entries, comparing the replay of the graph with full evaluations takes longer than it saves. */
    private static final int WORTH_REPLAYING = 64;
    /** Where nearly all calls depend on every entry there is nothing to save. */
    private static final double MOST_CALLS = 0.75;

    private final java.util.function.Function<Tensor[], Tensor[]> f;
    private final Tensor[] inputs;
    private final Tensor[] checked;
    private final List<Block> blocks;
    private final NDArray[] first;

    private TensorProblem(java.util.function.Function<Tensor[], Tensor[]> f, Tensor[] inputs, Tensor[] checked, List<Block> blocks,
            NDArray[] first) {
        this.f = f;
        this.inputs = inputs;
        this.checked = checked;
        this.blocks = blocks;
        this.first = first;
    }

    /** The inputs that require a gradient, and whatever else does and is used by f. */
    static TensorProblem of(java.util.function.Function<Tensor[], Tensor[]> f, Tensor[] inputs) {
        return of(f, inputs, i -> "input " + i);
    }

    /** The same; each input has a name. */
    static TensorProblem of(java.util.function.Function<Tensor[], Tensor[]> f, Tensor[] inputs, IntFunction<String> names) {
        return of(f, inputs, names, GraphWalk::leaves);
    }

    /** The inputs that require a gradient alone, as PyTorch checks them. */
    static TensorProblem ofInputs(java.util.function.Function<Tensor[], Tensor[]> f, Tensor[] inputs) {
        return of(f, inputs, i -> "an input", made -> List.of());
    }

    private static TensorProblem of(java.util.function.Function<Tensor[], Tensor[]> f, Tensor[] inputs, IntFunction<String> names,
            java.util.function.Function<Tensor[], List<Tensor>> leaves) {
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
        for (Tensor leaf : leaves.apply(differentiable(outputs))) {
            if (checked.stream().noneMatch(each -> each == leaf)) {
                checked.add(leaf);
                blocks.add(Block.of("captured tensor " + (checked.size() - 1 - given), leaf.data()));
            }
        }
        NDArray[] first = Arrays.stream(outputs).map(Tensor::data).toArray(NDArray[]::new);
        return new TensorProblem(f, inputs.clone(), checked.toArray(Tensor[]::new), blocks, first);
    }

    /** What f returns, none of it null. */
    static Tensor[] outputs(java.util.function.Function<Tensor[], Tensor[]> f, Tensor[] inputs) {
        Tensor[] outputs = Objects.requireNonNull(f.apply(inputs), "f returned null");
        for (int o = 0; o < outputs.length; o++) {
            Objects.requireNonNull(outputs[o], "output " + o + " of f is null");
        }
        return outputs;
    }

    /** Those of the tensors that a gradient comes from, or goes to. */
    static Tensor[] differentiable(Tensor... tensors) {
        return Arrays.stream(tensors).filter(Tensor::requiresGrad).toArray(Tensor[]::new);
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

    /** What f returns now, in the form that it had at first. */
    Tensor[] outputs() {
        Tensor[] outputs = outputs(f, inputs);
        NDArray[] now = Arrays.stream(outputs).map(Tensor::data).toArray(NDArray[]::new);
        if (!Arrays.equals(first, now, TensorProblem::compareForms)) {
            throw new GradcheckException("Expected `func` to return outputs with the same shape and dtype when inputs are perturbed"
                    + onIndex() + ", but got: " + forms(first) + " and " + forms(now));
        }
        return outputs;
    }

    private static int compareForms(NDArray a, NDArray b) {
        return a.dtype() == b.dtype() ? Arrays.compare(a.shape(), b.shape()) : a.dtype().compareTo(b.dtype());
    }

    private static List<String> forms(NDArray[] arrays) {
        return Arrays.stream(arrays).map(array -> Shape.tuple(array.shape()) + " " + array.dtype()).toList();
    }

    /** Where the point is moved at the moment. */
    private String onIndex() {
        return blocks.stream().filter(block -> block.firstChanged() >= 0).findFirst()
                .map(block -> " on index " + Shape.tuple(Shape.unravel(block.firstChanged(), block.shape()))).orElse("");
    }

    @Override
    public String output(int k) {
        int o = 0;
        int i = k;
        for (; i >= first[o].size(); o++) {
            i -= first[o].size();
        }
        return "entry " + Shape.tuple(Shape.unravel(i, first[o].shape())) + " of output " + o;
    }

    static double[] joined(Tensor[] tensors) {
        return Arrays.stream(tensors).flatMapToDouble(tensor -> Arrays.stream(tensor.data().toArray())).toArray();
    }

    @Override
    public List<double[]> vjp(double[] upstream) {
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
    public Optional<String> place() {
        return OperatorFaults.ofWrong(this::outputs);
    }

    @Override
    public boolean takesUpstream() {
        return true;
    }

    /** The replay of the graph, for a function with one value. */
    @Override
    public Optional<Reevaluation> reevaluation() {
        boolean isLoss = first.length == 1 && first[0].size() == 1;
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
