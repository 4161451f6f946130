package io.github.gradcheck.autograd;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Records calls of functions while they run forward, and walks back through them. */
final class Graph {
    private static final ThreadLocal<Boolean> RECORDING = ThreadLocal.withInitial(() -> true);

    private Graph() {
    }

    // ---- forward

    /** Runs a task with recording on or off, and puts the mode back whatever happens. */
    static <T> T recording(boolean on, Supplier<T> task) {
        boolean before = RECORDING.get();
        RECORDING.set(on);
        try {
            return task.get();
        } finally {
            RECORDING.set(before);
        }
    }

    /** Runs a function with one output; see {@link #callAll}. */
    static Tensor call(String name, Tensor[] inputs, BiFunction<Context, Tensor[], Tensor> forward, BiFunction<Context, Tensor, Tensor[]> vjp) {
        return callAll(name, inputs, (context, in) -> new Tensor[] {forward.apply(context, in)},
                (context, upstream) -> vjp.apply(context, upstream[0]))[0];
    }

    /**
     * Runs a function forward without recording what happens inside, and records the call itself.
     *
     * @param forward computes from the inputs that it is given and from nothing else that changes: it may be run again with others
     */
    static Tensor[] callAll(String name, Tensor[] inputs, Node.Forward forward, Node.VectorJacobianProduct vjp) {
        boolean[] needsGrad = new boolean[inputs.length];
        boolean anyNeedsGrad = false;
        for (int i = 0; i < inputs.length; i++) {
            Objects.requireNonNull(inputs[i], "input " + i + " of " + name + " is null");
            needsGrad[i] = inputs[i].requiresGrad();
            anyNeedsGrad |= needsGrad[i];
        }
        Context context = new Context(name, needsGrad);
        Tensor[] outputs = Objects.requireNonNull(recording(false, () -> forward.apply(context, inputs)), () -> "forward of " + name + " returned null");
        for (int i = 0; i < outputs.length; i++) {
            Objects.requireNonNull(outputs[i], "output " + i + " of forward of " + name + " is null");
            if (outputs[i].requiresGrad() || isOneOf(outputs[i], inputs)) {
                // Handed through unchanged: the output needs an identity of its own to carry this call.
                outputs[i] = outputs[i].detach();
            }
        }
        if (anyNeedsGrad && RECORDING.get()) {
            Node node = new Node(name, inputs.clone(), outputs, context, forward, vjp);
            for (int i = 0; i < outputs.length; i++) {
                if (!context.isNonDifferentiable(outputs[i])) {
                    outputs[i].madeBy(node, i);
                }
            }
        }
        return outputs;
    }

    private static boolean isOneOf(Tensor output, Tensor[] inputs) {
        return Arrays.stream(inputs).anyMatch(input -> input == output);
    }

    // ---- backward

    /** The names of all calls that outputs were made by, without the word Backward. */
    static SortedSet<String> operators(Tensor[] outputs) {
        List<Node> roots = Arrays.stream(outputs).map(Tensor::node).filter(Objects::nonNull).toList();
        SortedSet<String> names = new TreeSet<>();
        fromOutputsToInputs(roots).forEach(node -> names.add(node.name().replaceFirst("Backward$", "")));
        return names;
    }

    /** The tensors that outputs were made from and that require a gradient themselves. */
    static List<Tensor> leaves(Tensor[] outputs) {
        Set<Tensor> leaves = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Tensor> inOrder = new ArrayList<>();
        List<Node> roots = Arrays.stream(outputs).map(Tensor::node).filter(Objects::nonNull).toList();
        for (Node node : fromOutputsToInputs(roots)) {
            for (Tensor input : node.inputs()) {
                if (input.requiresGrad() && input.node() == null && leaves.add(input)) {
                    inOrder.add(input);
                }
            }
        }
        return inOrder;
    }

    /** For each leaf that requires a gradient, the number of calls on the longest way from it to an output. */
    static Map<Tensor, Integer> distances(Tensor output) {
        Map<Node, Integer> ofCalls = new IdentityHashMap<>();
        Map<Tensor, Integer> ofLeaves = new IdentityHashMap<>();
        for (Node node : fromOutputsToInputs(List.of(output.node()))) {
            int distance = ofCalls.getOrDefault(node, 0) + 1;
            for (Tensor input : node.inputs()) {
                if (input.node() != null) {
                    ofCalls.merge(input.node(), distance, Math::max);
                } else if (input.requiresGrad()) {
                    ofLeaves.merge(input, distance, Math::max);
                }
            }
        }
        return ofLeaves;
    }

    /**
     * The gradients of outputs by the given tensors, or by every leaf that requires one if {@code wanted} is null.
     *
     * @param upstream a gradient for each output; null for one that is undefined
     */
    static Map<Tensor, Tensor> backward(Tensor[] outputs, Tensor[] upstream, Set<Tensor> wanted, boolean createGraph, boolean retainGraph) {
        Map<Node, Tensor[]> arriving = new IdentityHashMap<>();
        Map<Tensor, Tensor> found = new IdentityHashMap<>();
        List<Node> roots = new ArrayList<>();
        return recording(createGraph, () -> {
            for (int i = 0; i < outputs.length; i++) {
                if (outputs[i].node() != null) {
                    roots.add(outputs[i].node());
                    arriving.computeIfAbsent(outputs[i].node(), node -> new Tensor[node.outputs()]);
                }
                deliver(outputs[i], upstream[i], wanted, arriving, found);
            }
            List<Node> order = fromOutputsToInputs(roots);
            for (Node node : order) {
                Tensor[] gradients = arriving.remove(node);
                if (gradients != null) {
                    Tensor[] inputs = node.inputs();
                    Tensor[] byInput = node.backward(gradients);
                    for (int i = 0; i < inputs.length; i++) {
                        deliver(inputs[i], byInput[i], wanted, arriving, found);
                    }
                }
            }
            if (!retainGraph) {
                order.forEach(Node::free);
            }
            return found;
        });
    }

    /** Adds a gradient where it belongs: to the call that made the tensor, and to what was asked for. */
    private static void deliver(Tensor tensor, Tensor gradient, Set<Tensor> wanted, Map<Node, Tensor[]> arriving, Map<Tensor, Tensor> found) {
        if (gradient == null || !tensor.requiresGrad()) {
            return;
        }
        if (tensor.node() != null) {
            Tensor[] slots = arriving.computeIfAbsent(tensor.node(), node -> new Tensor[node.outputs()]);
            int slot = tensor.outputIndex();
            slots[slot] = slots[slot] == null ? gradient : slots[slot].add(gradient);
        }
        if (wanted == null ? tensor.node() == null : wanted.contains(tensor)) {
            found.merge(tensor, gradient, Tensor::add);
        }
    }

    /** Every call that the roots depend on, each before those that it depends on itself; no recursion, graphs are deep. */
    static List<Node> fromOutputsToInputs(List<Node> roots) {
        Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Node> finished = new ArrayList<>();
        Deque<Visit> path = new ArrayDeque<>();
        for (Node root : roots) {
            if (seen.add(root)) {
                path.push(new Visit(root));
            }
            while (!path.isEmpty()) {
                Visit visit = path.peek();
                Node next = visit.nextInput();
                if (next == null) {
                    finished.add(path.pop().node);
                } else if (seen.add(next)) {
                    path.push(new Visit(next));
                }
            }
        }
        Collections.reverse(finished);
        return finished;
    }

    /** A call on the path of the walk, and how many of its inputs were followed. */
    private static final class Visit {
        private final Node node;
        private int followed;

        Visit(Node node) {
            this.node = node;
        }

        /** The call that made the next input; null when all were followed. */
        Node nextInput() {
            Tensor[] inputs = node.inputs();
            while (followed < inputs.length) {
                Node maker = inputs[followed++].node();
                if (maker != null) {
                    return maker;
                }
            }
            return null;
        }
    }
}
