package io.github.gradcheck.nn;

import io.github.gradcheck.autograd.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A layer or a model: a function of a tensor with parameters that can be learned.
 *
 * <p>Extend it and write {@link #forward}; call it through {@link #apply}.
 *
 * <pre>{@code
 * class Twice extends Module {
 *     @Override
 *     protected Tensor forward(Tensor x) {
 *         return x.multiply(2);
 *     }
 * }
 * Module model = new Sequential(new Linear(10, 5), new Twice(), new Linear(5, 1));
 * Tensor y = model.apply(Torch.randn(4, 10));   // of shape (4, 1)
 * }</pre>
 */
public abstract class Module implements UnaryOperator<Tensor> {
    private final Map<String, Tensor> parameters = new LinkedHashMap<>();
    private final Map<String, Module> children = new LinkedHashMap<>();

    /** For subclasses. */
    protected Module() {
    }

    /** Computes the output. */
    protected abstract Tensor forward(Tensor x);

    /** Computes the output. */
    @Override
    public final Tensor apply(Tensor x) {
        return forward(x);
    }

    /** Keeps a parameter under a name, and asks for its gradient; returns it. */
    protected final Tensor register(String name, Tensor parameter) {
        parameters.put(name, parameter.requiresGrad(true));
        return parameter;
    }

    /** Keeps a part of this model under a name; returns it. */
    protected final <M extends Module> M register(String name, M child) {
        children.put(name, Objects.requireNonNull(child, name));
        return child;
    }

    /** The parameters of this module and of its parts, such as {@code 0.weight}, in the order in which they were made. */
    public final Map<String, Tensor> namedParameters() {
        Map<String, Tensor> all = new LinkedHashMap<>(parameters);
        children.forEach((name, child) -> child.namedParameters().forEach((inner, parameter) -> all.put(name + "." + inner, parameter)));
        return Collections.unmodifiableMap(all);
    }

    /**
     * One parameter by its name.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public final Tensor parameter(String name) {
        Tensor parameter = namedParameters().get(name);
        if (parameter == null) {
            throw new IllegalArgumentException("name is none of the parameters " + namedParameters().keySet() + ": " + name);
        }
        return parameter;
    }

    /**
     * The part at position i, in the order in which the parts were registered.
     *
     * @throws IndexOutOfBoundsException if there are not so many
     */
    public final Module get(int i) {
        return List.copyOf(children.values()).get(i);
    }

    /** Forgets the gradients of all parameters. */
    public final void zeroGrad() {
        namedParameters().values().forEach(Tensor::zeroGrad);
    }

    /** What stands in the brackets when this module is printed; nothing unless overridden. */
    protected String extraText() {
        return "";
    }

    /** As PyTorch prints it: the class, and each part on a line of its own. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(getClass().getSimpleName()).append('(').append(extraText());
        children.forEach((name, child) -> text.append("\n  (").append(name).append("): ").append(child.toString().replace("\n", "\n  ")));
        return text.append(children.isEmpty() ? ")" : "\n)").toString();
    }
}
