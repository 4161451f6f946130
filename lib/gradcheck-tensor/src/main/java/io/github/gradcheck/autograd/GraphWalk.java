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

/** The recorded calls in topological order from outputs to inputs, and what can be read off on the way. */
final class GraphWalk {
    private GraphWalk() {
    }

    /** The names of all calls that outputs were made by, without the word Backward. */
    static SortedSet<String> operators(Tensor[] outputs) {
        SortedSet<String> names = new TreeSet<>();
        fromOutputsToInputs(makers(outputs)).forEach(node -> names.add(node.name().replaceFirst("Backward$", "")));
        return names;
    }

    private static List<Node> makers(Tensor[] outputs) {
        return Arrays.stream(outputs).map(Tensor::node).filter(Objects::nonNull).toList();
    }

    /** The tensors that outputs were made from and that require a gradient themselves. */
    static List<Tensor> leaves(Tensor[] outputs) {
        Set<Tensor> leaves = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Tensor> inOrder = new ArrayList<>();
        for (Node node : fromOutputsToInputs(makers(outputs))) {
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
