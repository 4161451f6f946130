package io.github.gradcheck.exercise;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.NumpyRandom;
import io.github.gradcheck.nets.JavaBackward;
import io.github.gradcheck.nets.LossAndGradients;
import io.github.gradcheck.recipe.Layers;
import io.github.gradcheck.recipe.PlantedBug;
import io.github.gradcheck.recipe.Recipe;
import io.github.gradcheck.recipe.Values;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The two-layer net with one wrong line in its backward pass: another for each student number, always the same for the same.
 *
 * <p>scores = max(0, X·W1 + b1)·W2 + b2 and the mean softmax cross-entropy, for 5 examples of 4 features and 3 classes. The weights
 * and the data depend on the student number as well. They are drawn until no entry of the gradient is so small that it is measured badly: the
 * largest relative error of a right gradient is below 1e-8 and that of a wrong one above 1e-2.
 */
public final class PlantedNet {
    private static final int EXAMPLES = 5;
    private static final int FEATURES = 4;
    private static final int HIDDEN = 6;
    private static final int CLASSES = 3;
    /** NumPy's generator takes seeds below this. */
    private static final long SEEDS = 1L << 32;

    /** Of the weights and biases; of the data it is 1. */
    private static final double STD = 0.5;
    /**
     * What an entry of the gradient must be at least, in units of the loss, unless it is 0: rounding error in a measured entry grows with the loss.
     * The worst right gradient of 40 000 seeds then has a relative error of 7e-9 at h = 1e-5, and there are 6 draws to a net.
     */
    private static final double SMALLEST_ENTRY = 3e-3;
    /** How far each hidden unit must be from its kink; a step of h = 1e-5 moves it by some 4e-5. */
    private static final double FROM_THE_KINK = 1e-3;

    private final Recipe lines;
    private final Map<String, NDArray> params = new LinkedHashMap<>();
    private final Map<String, NDArray> data;

    private PlantedNet(Recipe lines, NumpyRandom random, int examples) {
        this.lines = lines;
        params.put("W1", random.randn(FEATURES, HIDDEN).multiply(STD));
        params.put("b1", random.randn(HIDDEN).multiply(STD));
        params.put("W2", random.randn(HIDDEN, CLASSES).multiply(STD));
        params.put("b2", random.randn(CLASSES).multiply(STD));
        this.data = Map.of("X", random.randn(examples, FEATURES),
                "Y", Layers.oneHot(IntStream.range(0, examples).map(i -> i % CLASSES).toArray(), CLASSES));
    }

    private PlantedNet(Recipe lines, PlantedNet from) {
        this.lines = lines;
        from.params.forEach((name, array) -> params.put(name, array.copy()));
        this.data = from.data;
    }

    /** The first draw at which a right gradient can be told from a wrong one by the usual threshold of 1e-7: the same for the same seed. */
    private static PlantedNet drawn(Recipe lines, long seed, int examples) {
        NumpyRandom random = new NumpyRandom(seed);
        PlantedNet right = new PlantedNet(JavaBackward.lines(), random, examples);
        while (!right.isMeasuredWell()) {
            right = new PlantedNet(right.lines, random, examples);
        }
        return new PlantedNet(lines, right);
    }

    /** Asked of a net without a bug. The answer follows from its weights, never from what a measurement gave: it is the same on every machine. */
    private boolean isMeasuredWell() {
        LossAndGradients right = loss();
        return Arrays.stream(forward().get("A").toArray()).allMatch(value -> Math.abs(value) >= FROM_THE_KINK)
                && right.gradients().values().stream().flatMapToDouble(gradient -> Arrays.stream(gradient.toArray()))
                        .allMatch(entry -> entry == 0 || Math.abs(entry) >= SMALLEST_ENTRY * right.loss());
    }

    /** The net of a student number of however many digits: its bug follows from the number modulo the kinds of bugs, its weights from it modulo 2³². */
    public static PlantedNet of(long studentNumber) {
        PlantedBug bug = JavaBackward.bugs().get(Math.floorMod(studentNumber, JavaBackward.bugs().size()));
        return drawn(bug.lines(), Math.floorMod(studentNumber, SEEDS), EXAMPLES);
    }

    /**
     * A copy in which one line of the backward pass is replaced.
     *
     * @param name what the line computes, such as "dW2"
     * @param formula the new line, a function of the two arrays that {@link #source()} shows for it
     * @throws IllegalArgumentException if there is no such line
     */
    public PlantedNet with(String name, BinaryOperator<NDArray> formula) {
        return new PlantedNet(lines.with(JavaBackward.line(name, "replaced by your line", Objects.requireNonNull(formula, "formula"))), this);
    }

    /**
     * The parameters whose gradients are computed from a line of the backward pass: those that change when the line gives twice as much.
     *
     * @param line its number in {@link #source()}, from 1
     * @throws IllegalArgumentException if there is no such line
     */
    public Set<String> computedFrom(int line) {
        int count = lines.backward().size();
        if (line < 1 || line > count) {
            throw new IllegalArgumentException("line must be from 1 to " + count + ": " + line);
        }
        Map<String, NDArray> before = loss().gradients();
        Map<String, NDArray> after = new PlantedNet(lines.with(lines.backward().get(line - 1).times("2", 2)), this).loss().gradients();
        return params.keySet().stream().filter(name -> !Arrays.equals(before.get(name).toArray(), after.get(name).toArray())).collect(Collectors.toSet());
    }

    /** The same backward pass at other weights and other data, drawn with this seed. */
    public PlantedNet at(long seed) {
        return at(seed, EXAMPLES);
    }

    /**
     * The same with so many examples.
     *
     * @throws IllegalArgumentException if there are fewer than 2 or more than 10 of them: of many, one is soon measured badly
     */
    public PlantedNet at(long seed, int examples) {
        if (examples < 2 || examples > 10) {
            throw new IllegalArgumentException("examples must be from 2 to 10: " + examples);
        }
        return drawn(lines, seed, examples);
    }

    /** The parameters W1, b1, W2, b2, from input to loss: the arrays that the net uses. */
    public Map<String, NDArray> params() {
        return Collections.unmodifiableMap(params);
    }

    /** The loss and its gradients by W2, b2, W1, b1, one of which or more may be wrong. */
    public LossAndGradients loss() {
        Values values = forward().run(lines.backward());
        return new LossAndGradients(values.get(lines.output()).item(), lines.gradients(values, params.keySet()));
    }

    private Values forward() {
        return new Values().putAll(data).putAll(params).run(lines.forward());
    }

    /** Checks all four gradients. */
    public GradientReport check() {
        return GradientCheck.ofParameters(params, () -> loss().loss(), () -> loss().gradients()).run();
    }

    /** The backward pass as it is written, from the loss to the input, a line of Java each; N is the number of examples. */
    public String source() {
        StringBuilder text = new StringBuilder();
        lines.backward().forEach(line -> text.append(String.format("%-7s = %s\n", line.name(), line.text())));
        return text.toString();
    }
}
