package io.github.gradcheck.autograd;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** The computational graph while it is made: calls of functions are recorded as they run forward. */
final class Graph {
    private static final ThreadLocal<Boolean> RECORDING = ThreadLocal.withInitial(() -> true);
    private static final ThreadLocal<Boolean> NOTING_LINES = ThreadLocal.withInitial(() -> false);
    /** What applies an operator for somebody else. */
    private static final List<String> OWN = List.of(Graph.class, Function.class, MultiFunction.class, Tensor.class, Arithmetic.class, Shaping.class, Functional.class, Torch.class)
            .stream().map(Class::getName).toList();

    private Graph() {
    }

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

    /** Runs a task; each call that is recorded meanwhile notes the line where it is applied, which takes longer than most operators do. */
    static <T> T notingLines(Supplier<T> task) {
        NOTING_LINES.set(true);
        try {
            return task.get();
        } finally {
            NOTING_LINES.set(false);
        }
    }

    /** Such as "Part5.java:12"; empty if nobody asked, and in the cell of a notebook, whose files have no names that a reader knows. */
    private static String line() {
        return NOTING_LINES.get() ? StackWalker.getInstance().walk(frames -> frames.filter(frame -> !isOwn(frame.getClassName())).findFirst())
                .filter(frame -> !frame.getClassName().startsWith("REPL.")).map(frame -> frame.getFileName() + ":" + frame.getLineNumber()).orElse("") : "";
    }

    /** Layers count as well: the line that matters is the one that applies them. */
    private static boolean isOwn(String name) {
        return OWN.stream().anyMatch(own -> name.equals(own) || name.startsWith(own + "$")) || name.startsWith("io.github.gradcheck.nn.");
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
        boolean[] needsGrad = needsGrad(name, inputs);
        boolean anyNeedsGrad = Arrays.stream(inputs).anyMatch(Tensor::requiresGrad);
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
            attach(new Node(name, line(), inputs.clone(), outputs, context, forward, vjp), outputs, context);
        }
        return outputs;
    }

    private static boolean[] needsGrad(String name, Tensor[] inputs) {
        boolean[] needsGrad = new boolean[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            Objects.requireNonNull(inputs[i], "input " + i + " of " + name + " is null");
            needsGrad[i] = inputs[i].requiresGrad();
        }
        return needsGrad;
    }

    private static void attach(Node call, Tensor[] outputs, Context context) {
        for (int i = 0; i < outputs.length; i++) {
            if (!context.isNonDifferentiable(outputs[i])) {
                outputs[i].madeBy(call, i);
            }
        }
    }

    private static boolean isOneOf(Tensor output, Tensor[] inputs) {
        return Arrays.stream(inputs).anyMatch(input -> input == output);
    }
}
