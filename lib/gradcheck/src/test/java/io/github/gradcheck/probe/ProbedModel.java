package io.github.gradcheck.probe;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.GradientReport;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * A model with backpropagation written by hand, and slips that can be planted in it.
 *
 * @param name what it is
 * @param size the number of its parameters
 * @param layout their names and shapes
 * @param loss the function
 * @param backward its gradient
 * @param slips for each slip, from 1 on, the values whose gradients it spoils first, as a report lists them
 */
record ProbedModel(String name, int size, Function<GradientCheck, GradientCheck> layout, ToDoubleBiFunction<double[], Probe> loss, Backward backward, List<String> slips) {
    /** Of the parameters, a probe, and the number of a slip; 0 for none. */
    interface Backward {
        double[] of(double[] w, Probe probe, int slip);
    }

    GradientReport report(int slip, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] w = IntStream.range(0, size).mapToDouble(i -> 0.6 * random.nextGaussian()).toArray();
        return layout.apply(GradientCheck.ofProbed(loss, (x, probe) -> backward.of(x, probe, slip))).at(w);
    }

    static List<ProbedModel> all() {
        return List.of(LayerModels.twoLayers(), LayerModels.layerNorm(), LayerModels.convolution(), LayerModels.residual(), SequenceModels.recursion(),
                SequenceModels.lstm(), SequenceModels.attention(), LikelihoodModels.gaussianProcess(), LikelihoodModels.mixture(), LikelihoodModels.poisson(),
                LikelihoodModels.factors());
    }
}
