package io.github.gradcheck.autograd;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reverse-mode differentiation: upstream gradients sent from outputs back through the recorded calls, added up where they meet. */
final class BackwardPass {
    /** Null for every leaf that requires a gradient. */
    private final Set<Tensor> wanted;
    /** Of each call that was not reached yet the gradients by its outputs so far, null where there is none. */
    private final Map<Node, Tensor[]> arriving = new IdentityHashMap<>();
    private final Map<Tensor, Tensor> found = new IdentityHashMap<>();

    private BackwardPass(Set<Tensor> wanted) {
        this.wanted = wanted;
    }

    /**
     * The gradients of outputs by every leaf that requires one.
     *
     * @param upstream a gradient for each output; null for one that is undefined
     */
    static Map<Tensor, Tensor> toLeaves(Tensor[] outputs, Tensor[] upstream, boolean retainGraph) {
        return Graph.recording(false, () -> new BackwardPass(null).run(outputs, upstream, retainGraph));
    }

    /** The gradients of outputs by the given tensors, themselves recorded if {@code createGraph}. */
    static Map<Tensor, Tensor> to(Set<Tensor> wanted, Tensor[] outputs, Tensor[] upstream, boolean createGraph, boolean retainGraph) {
        return Graph.recording(createGraph, () -> new BackwardPass(wanted).run(outputs, upstream, retainGraph));
    }

    private Map<Tensor, Tensor> run(Tensor[] outputs, Tensor[] upstream, boolean retainGraph) {
        List<Node> roots = new ArrayList<>();
        for (int i = 0; i < outputs.length; i++) {
            Node maker = outputs[i].node();
            if (maker != null) {
                roots.add(maker);
                // Also where the upstream gradient is undefined: the call is asked what it makes of that.
                at(maker);
            }
            deliver(outputs[i], upstream[i]);
        }
        List<Node> calls = GraphWalk.fromOutputsToInputs(roots);
        calls.forEach(this::through);
        if (!retainGraph) {
            calls.forEach(Node::free);
        }
        return found;
    }

    private Tensor[] at(Node call) {
        return arriving.computeIfAbsent(call, node -> new Tensor[node.outputs()]);
    }

    private void through(Node call) {
        Tensor[] upstream = arriving.remove(call);
        if (upstream != null) {
            Tensor[] inputs = call.inputs();
            Tensor[] byInput = call.backward(upstream);
            for (int i = 0; i < inputs.length; i++) {
                deliver(inputs[i], byInput[i]);
            }
        }
    }

    /** Adds a gradient where it belongs: to the call that made the tensor, and to what was asked for. */
    private void deliver(Tensor tensor, Tensor gradient) {
        if (gradient == null || !tensor.requiresGrad()) {
            return;
        }
        if (tensor.node() != null) {
            Tensor[] slots = at(tensor.node());
            int slot = tensor.outputIndex();
            slots[slot] = slots[slot] == null ? gradient : slots[slot].add(gradient);
        }
        if (wanted == null ? tensor.node() == null : wanted.contains(tensor)) {
            found.merge(tensor, gradient, Tensor::add);
        }
    }
}
