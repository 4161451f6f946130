package io.github.gradcheck.autograd;

import io.github.gradcheck.problem.Block;
import io.github.gradcheck.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One recorded call by itself: its forward pass as the function, at the inputs that it had, and its vector-Jacobian product. */
final class OperatorProblem implements Problem {
    private final Node call;
    private final Tensor[] inputs;
    private final List<Integer> checked = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();

    /**
     * Over copies of the inputs.
     *
     * @throws IllegalArgumentException if one that requires a gradient is not finite
     */
    OperatorProblem(Node call) {
        this.call = call;
        this.inputs = Arrays.stream(call.inputs()).map(input -> Tensor.of(input.data().copy())).toArray(Tensor[]::new);
        for (int i = 0; i < inputs.length; i++) {
            if (call.inputs()[i].requiresGrad() && inputs[i].size() > 0) {
                checked.add(i);
                blocks.add(Block.of("input " + i, inputs[i].data()));
            }
        }
    }

    @Override
    public List<Block> blocks() {
        return blocks;
    }

    @Override
    public double[] values() {
        return TensorProblem.joined(Graph.recording(false, () -> call.again(inputs)));
    }

    @Override
    public List<double[]> vjp(double[] upstream) {
        return entries(Graph.recording(false, () -> call.backwardAt(inputs, tensors(upstream))));
    }

    /** The vector-Jacobian product of the recorded call itself, with what it saved. */
    List<double[]> recorded(double[] upstream) {
        return entries(Graph.recording(false, () -> call.backward(tensors(upstream))));
    }

    private List<double[]> entries(Tensor[] gradients) {
        return checked.stream().map(i -> gradients[i].data().toArray()).toList();
    }

    private Tensor[] tensors(double[] upstream) {
        Tensor[] each = new Tensor[call.outputs()];
        int from = 0;
        for (int o = 0; o < each.length; o++) {
            each[o] = call.output(o, Arrays.copyOfRange(upstream, from, from + call.size(o)));
            from += call.size(o);
        }
        return each;
    }

    /** How many entries all outputs have. */
    int outputs() {
        int sum = 0;
        for (int o = 0; o < call.outputs(); o++) {
            sum += call.size(o);
        }
        return sum;
    }

    @Override
    public boolean takesUpstream() {
        return true;
    }
}
