package io.github.gradcheck.exercise;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.NumpyRandom;
import io.github.gradcheck.nets.LossAndGradients;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/**
 * A network of two layers with one wrong line in its backward pass: another for each student number, always the same for the same.
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
     * What an entry of the gradient must be at least, in units of the loss, unless it is 0: roundoff in a measured entry grows with the loss.
     * The worst right gradient of 40 000 seeds then has a relative error of 7e-9 at h = 1e-5, and there are 6 draws to a net.
     */
    private static final double SMALLEST_ENTRY = 3e-3;
    /** How far each hidden unit must be from its kink; a step of h = 1e-5 moves it by some 4e-5. */
    private static final double FROM_THE_KINK = 1e-3;

    private final Map<String, BackwardLine> backward;
    private final Map<String, NDArray> params = new LinkedHashMap<>();
    private final NDArray x;
    private final NDArray oneHot = NDArray.zeros(EXAMPLES, CLASSES);

    private PlantedNet(Map<String, BackwardLine> backward, NumpyRandom random) {
        this.backward = backward;
        params.put("W1", random.randn(FEATURES, HIDDEN).multiply(STD));
        params.put("b1", random.randn(HIDDEN).multiply(STD));
        params.put("W2", random.randn(HIDDEN, CLASSES).multiply(STD));
        params.put("b2", random.randn(CLASSES).multiply(STD));
        this.x = random.randn(EXAMPLES, FEATURES);
        for (int i = 0; i < EXAMPLES; i++) {
            oneHot.set(1, i, i % CLASSES);
        }
    }

    private PlantedNet(Map<String, BackwardLine> backward, PlantedNet from) {
        this.backward = backward;
        from.params.forEach((name, array) -> params.put(name, array.copy()));
        this.x = from.x;
        this.oneHot.assign(from.oneHot);
    }

    /** The first draw at which a right gradient can be told from a wrong one by the usual threshold of 1e-7: the same for the same seed. */
    private static PlantedNet drawn(Map<String, BackwardLine> backward, long seed) {
        NumpyRandom random = new NumpyRandom(seed);
        PlantedNet right = new PlantedNet(BackwardLine.rightByName(), random);
        while (!right.isMeasuredWell()) {
            right = new PlantedNet(right.backward, random);
        }
        return new PlantedNet(backward, right);
    }

    /** Asked of a net without a bug. The answer follows from its weights, never from what a measurement gave: it is the same on every machine. */
    private boolean isMeasuredWell() {
        LossAndGradients right = loss();
        return Arrays.stream(beforeRelu().toArray()).allMatch(value -> Math.abs(value) >= FROM_THE_KINK)
                && right.gradients().values().stream().flatMapToDouble(gradient -> Arrays.stream(gradient.toArray()))
                        .allMatch(entry -> entry == 0 || Math.abs(entry) >= SMALLEST_ENTRY * right.loss());
    }

    /** The net of a student number of however many digits: its bug follows from the number modulo the kinds of bugs, its weights from it modulo 2³². */
    public static PlantedNet of(long studentNumber) {
        return drawn(BackwardLine.backwardOf(studentNumber), Math.floorMod(studentNumber, SEEDS));
    }

    /**
     * A copy in which one line of the backward pass is replaced.
     *
     * @param name what the line computes, such as "dW2"
     * @param formula the new line, a function of the two arrays that {@link #source()} shows for it
     * @throws IllegalArgumentException if there is no such line
     */
    public PlantedNet with(String name, BinaryOperator<NDArray> formula) {
        if (!backward.containsKey(name)) {
            throw new IllegalArgumentException("name is none of the lines " + backward.keySet() + ": " + name);
        }
        Map<String, BackwardLine> changed = new LinkedHashMap<>(backward);
        changed.put(name, new BackwardLine(name, "replaced by your line", Objects.requireNonNull(formula, "formula")));
        return new PlantedNet(changed, this);
    }

    /**
     * The parameters whose gradients are computed from a line of the backward pass: those that change when the line gives twice as much.
     *
     * @param line its number in {@link #source()}, from 1
     * @throws IllegalArgumentException if there is no such line
     */
    public Set<String> computedFrom(int line) {
        if (line < 1 || line > backward.size()) {
            throw new IllegalArgumentException("line must be from 1 to " + backward.size() + ": " + line);
        }
        BackwardLine changed = List.copyOf(backward.values()).get(line - 1);
        Map<String, NDArray> before = loss().gradients();
        Map<String, NDArray> after = with(changed.name(), (a, b) -> changed.formula().apply(a, b).multiply(2)).loss().gradients();
        return params.keySet().stream().filter(name -> !Arrays.equals(before.get(name).toArray(), after.get(name).toArray())).collect(Collectors.toSet());
    }

    /** The same backward pass at other weights and other data, drawn with this seed. */
    public PlantedNet at(long seed) {
        return drawn(backward, seed);
    }

    /** The parameters W1, b1, W2, b2, from input to loss: the arrays that the net uses. */
    public Map<String, NDArray> params() {
        return Collections.unmodifiableMap(params);
    }

    /** The loss and its gradients by W2, b2, W1, b1, one of which or more may be wrong. */
    public LossAndGradients loss() {
        NDArray h = beforeRelu().maximum(0);
        NDArray scores = h.matmul(params.get("W2")).add(params.get("b2"));
        NDArray shifted = scores.subtract(scores.max(1, true));
        NDArray logProbs = shifted.subtract(shifted.map(Math::exp).sum(1, true).map(Math::log));
        return new LossAndGradients(-logProbs.multiply(oneHot).sum() / EXAMPLES, gradients(h, logProbs.map(Math::exp)));
    }

    private NDArray beforeRelu() {
        return x.matmul(params.get("W1")).add(params.get("b1"));
    }

    private Map<String, NDArray> gradients(NDArray h, NDArray probs) {
        NDArray dScores = line("dScores", probs, oneHot);
        Map<String, NDArray> gradients = new LinkedHashMap<>();
        gradients.put("W2", line("dW2", h, dScores));
        gradients.put("b2", line("db2", dScores, params.get("b2")));
        NDArray dA = line("dA", line("dH", dScores, params.get("W2")), h);
        gradients.put("W1", line("dW1", x, dA));
        gradients.put("b1", line("db1", dA, params.get("b1")));
        return gradients;
    }

    private NDArray line(String name, NDArray first, NDArray second) {
        return backward.get(name).formula().apply(first, second);
    }

    /** Checks all four gradients. */
    public GradientReport check() {
        return GradientCheck.ofParameters(params, () -> loss().loss(), () -> loss().gradients()).run();
    }

    /** The backward pass as it is written, from the loss to the input, a line of Java each; N is the number of examples. */
    public String source() {
        StringBuilder text = new StringBuilder();
        backward.forEach((name, line) -> text.append(String.format("%-7s = %s%n", name, line.line())));
        return text.toString().replace(System.lineSeparator(), "\n");
    }
}
