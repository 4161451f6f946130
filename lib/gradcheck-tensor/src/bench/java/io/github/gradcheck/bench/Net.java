package io.github.gradcheck.bench;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.ParameterCheck;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.NumpyRandom;
import io.github.gradcheck.nets.TwoLayerNet;
import io.github.gradcheck.numeric.NumericalGradient;
import io.github.gradcheck.numeric.Reevaluation;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A two-layer net with ReLU and its data, from the seeds that the peers use: weights from seed 0 with standard deviation 0.1, data
 * from seed 1, labels i mod classes.
 *
 * @param net the net
 * @param x the examples
 * @param y their labels
 */
record Net(TwoLayerNet net, NDArray x, int[] y) {
    static final double H = 1e-5;
    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    /** From "inputs-hidden-classes-examples". */
    static Net of(String sizes) {
        int[] size = Arrays.stream(sizes.split("-")).mapToInt(Integer::parseInt).toArray();
        TwoLayerNet net = new TwoLayerNet(size[0], size[1], size[2], 0.1, new NumpyRandom(0));
        return new Net(net, new NumpyRandom(1).randn(size[3], size[0]), IntStream.range(0, size[3]).map(i -> i % size[2]).toArray());
    }

    int parameters() {
        return net.params().values().stream().mapToInt(NDArray::size).sum();
    }

    Reevaluation reevaluation() {
        return net.reevaluation(x, y);
    }

    double loss() {
        return net.meanLoss(x, y);
    }

    /** The two-sided difference of every entry, by incremental evaluation. */
    double twoSidedIncremental() {
        Reevaluation own = reevaluation();
        double sum = 0;
        for (Map.Entry<String, NDArray> parameter : net.params().entrySet()) {
            sum += NumericalGradient.byEntry(own.of(parameter.getKey()), parameter.getValue(), H).getFlat(0);
        }
        return sum;
    }

    /** What that would take without anything around the evaluations. */
    double bareIncremental() {
        Reevaluation own = reevaluation();
        double sum = 0;
        for (Map.Entry<String, NDArray> parameter : net.params().entrySet()) {
            Reevaluation.ByEntry entries = own.of(parameter.getKey());
            NDArray array = parameter.getValue();
            for (int i = 0; i < array.size(); i++) {
                double centre = array.getFlat(i);
                sum += entries.at(i, centre + H) - entries.at(i, centre - H);
            }
        }
        return sum;
    }

    /** The two-sided difference of every entry of a function of which nothing is known, on all cores. */
    double twoSidedFull() {
        double sum = 0;
        for (String name : net.params().keySet()) {
            sum += NumericalGradient.concurrently(changed -> with(name, changed).meanLoss(x, y), net.params().get(name), H, THREADS).getFlat(0);
        }
        return sum;
    }

    /** What that would take without anything around the evaluations, on as many threads. */
    double bareFull() {
        NDArray w1 = net.params().get("W1");
        return IntStream.range(0, 2 * parameters()).parallel().mapToDouble(i -> with("W1", w1).meanLoss(x, y)).sum();
    }

    private TwoLayerNet with(String name, NDArray changed) {
        Map<String, NDArray> params = new LinkedHashMap<>(net.params());
        params.put(name, changed);
        return TwoLayerNet.over(params);
    }

    /** A check of the right gradient. */
    ParameterCheck check() {
        return GradientCheck.ofParameters(net.params(), this::loss, () -> net.loss(x, y).gradients());
    }

    /** The same by incremental evaluation. */
    ParameterCheck checkIncremental() {
        return check().reevaluating(this::reevaluation);
    }

    /** A check of a gradient with one weight of W1 wrong by its root mean square. */
    ParameterCheck checkOneWrong() {
        return GradientCheck.ofParameters(net.params(), this::loss, () -> {
            Map<String, NDArray> gradients = new LinkedHashMap<>(net.loss(x, y).gradients());
            NDArray w1 = gradients.get("W1").copy();
            int wrong = w1.size() / 3;
            w1.setFlat(wrong, w1.getFlat(wrong) + Math.sqrt(w1.multiply(w1).sum() / w1.size()));
            gradients.put("W1", w1);
            return gradients;
        }).reevaluating(this::reevaluation);
    }
}
