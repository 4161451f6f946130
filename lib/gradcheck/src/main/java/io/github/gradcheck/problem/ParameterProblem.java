package io.github.gradcheck.problem;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.Shape;
import io.github.gradcheck.numeric.Reevaluation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** A loss that reads parameters, and its gradients by all of them. */
public final class ParameterProblem implements Problem {
    private final Map<String, NDArray> params;
    private final List<Block> blocks;
    private final DoubleSupplier loss;
    private final Supplier<Map<String, NDArray>> gradients;
    private final ToDoubleFunction<Map<String, NDArray>> concurrent;
    private final Supplier<Reevaluation> reevaluation;
    private final Set<String> fixed;
    private final Supplier<Optional<String>> place;
    private final double[] value = new double[1];
    private List<String> others = List.of();

    private ParameterProblem(Map<String, NDArray> params, DoubleSupplier loss, Supplier<Map<String, NDArray>> gradients,
            ToDoubleFunction<Map<String, NDArray>> concurrent, Supplier<Reevaluation> reevaluation, Set<String> fixed, Supplier<Optional<String>> place) {
        this.params = params;
        this.loss = loss;
        this.gradients = gradients;
        this.concurrent = concurrent;
        this.reevaluation = reevaluation;
        this.fixed = fixed;
        this.place = place;
        List<Block> all = new ArrayList<>();
        params.forEach((name, array) -> all.add(Block.of(Objects.requireNonNull(name, "a name in params is null"), array, fixed.contains(name))));
        if (!(params instanceof LinkedHashMap)) {
            all.sort((a, b) -> a.name().compareTo(b.name()));
        }
        this.blocks = List.copyOf(all);
    }

    /** In the order of the map if it is a {@link LinkedHashMap}, else by name. */
    public static ParameterProblem of(Map<String, NDArray> params, DoubleSupplier loss, Supplier<Map<String, NDArray>> gradients) {
        return new ParameterProblem(params, loss, gradients, null, null, Set.of(), Optional::empty);
    }

    /**
     * The same without some parameters, which are not moved.
     *
     * @throws IllegalArgumentException if there is none of such a name
     */
    public ParameterProblem fixed(Set<String> names) {
        for (String name : names) {
            if (!params.containsKey(name)) {
                throw new IllegalArgumentException("names has " + name + ", and there are only the parameters " + names());
            }
        }
        Set<String> all = new HashSet<>(fixed);
        all.addAll(names);
        return new ParameterProblem(params, loss, gradients, concurrent, reevaluation, all, place);
    }

    /** The same, with a form of the loss that reads the parameters it is given, and may be called by several threads at the same time. */
    public ParameterProblem concurrent(ToDoubleFunction<Map<String, NDArray>> form) {
        return new ParameterProblem(params, loss, gradients, form, reevaluation, fixed, place);
    }

    /** The same, with incremental evaluation of the loss, prepared anew from the present parameters by each call. */
    public ParameterProblem reevaluating(Supplier<Reevaluation> cheaper) {
        return new ParameterProblem(params, loss, gradients, concurrent, cheaper, fixed, place);
    }

    /** The same; who made it can tell where the fault lies if a gradient is wrong. */
    public ParameterProblem locating(Supplier<Optional<String>> fault) {
        return new ParameterProblem(params, loss, gradients, concurrent, reevaluation, fixed, fault);
    }

    @Override
    public Optional<String> place() {
        return place.get();
    }

    @Override
    public List<Block> blocks() {
        return blocks;
    }

    @Override
    public double[] values() {
        value[0] = loss.getAsDouble();
        return value;
    }

    @Override
    public List<double[]> vjp(double[] upstream) {
        Map<String, NDArray> all = gradients.get();
        if (all == null) {
            throw new IllegalArgumentException("gradients returned null: it must give an array for each of the parameters " + names());
        }
        others = all.keySet().stream().filter(name -> blocks.stream().noneMatch(block -> block.name().equals(name))).map(String::valueOf).sorted().toList();
        List<double[]> found = new ArrayList<>();
        for (Block block : blocks) {
            NDArray gradient = all.get(block.name());
            if (fixed.contains(block.name())) {
                found.add(new double[block.size()]);
                continue;
            }
            if (gradient == null) {
                throw new IllegalArgumentException("there is no gradient for the parameter " + block.name() + ", only for " + all.keySet());
            }
            if (!Arrays.equals(gradient.shape(), block.shape())) {
                throw new IllegalArgumentException("the gradient of " + block.name() + " has shape " + Shape.tuple(gradient.shape())
                        + ", the parameter has shape " + Shape.tuple(block.shape()));
            }
            found.add(gradient.toArray());
        }
        return found;
    }

    private List<String> names() {
        return blocks.stream().map(Block::name).toList();
    }

    @Override
    public List<String> otherGradients() {
        return others;
    }

    @Override
    public boolean takesUpstream() {
        return false;
    }

    @Override
    public Optional<Problem> replica() {
        if (concurrent == null) {
            return Optional.empty();
        }
        Map<String, NDArray> copies = new LinkedHashMap<>();
        blocks.forEach(block -> copies.put(block.name(), params.get(block.name()).copy()));
        return Optional.of(new ParameterProblem(copies, () -> concurrent.applyAsDouble(copies), gradients, null, null, fixed, Optional::empty));
    }

    @Override
    public Optional<Reevaluation> reevaluation() {
        return Optional.ofNullable(reevaluation).map(Supplier::get);
    }
}
