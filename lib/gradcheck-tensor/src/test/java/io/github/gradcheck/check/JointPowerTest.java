package io.github.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.NumpyRandom;
import io.github.gradcheck.nets.TwoLayerNet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One wrong entry is seen along directions through all arrays at once as often as along directions through its own array alone. */
class JointPowerTest {
    private static final int SEEDS = 30;
    /** Where both see about nine of ten, so many more or fewer are three standard deviations. */
    private static final int BY_CHANCE = 5;
    private static final double[] SHARES = {1e-2, 1e-3, 1e-4, 1e-5, 1e-6};

    private final NumpyRandom random = new NumpyRandom(5);
    private final TwoLayerNet net = new TwoLayerNet(30, 40, 5, 0.1, random);
    private final NDArray x = random.randn(20, 30);
    private final int[] y = IntStream.range(0, 20).map(i -> i % 5).toArray();
    private final Map<String, NDArray> right = net.loss(x, y).gradients();

    /** The gradients with one entry of an array wrong by a share of their root mean square there; of the array alone, or of all of them. */
    private boolean isSeen(String name, double share, int seed, boolean alone) {
        NDArray g = right.get(name).copy();
        int wrong = seed * 7 % g.size();
        g.setFlat(wrong, g.getFlat(wrong) + share * Math.sqrt(g.multiply(g).sum() / g.size()));
        Map<String, NDArray> gradients = new LinkedHashMap<>(right);
        gradients.put(name, g);
        Map<String, NDArray> params = alone ? Map.of(name, net.params().get(name)) : net.params();
        GradientReport report = GradientCheck.ofParameters(params, () -> net.meanLoss(x, y), () -> gradients).directions(1).seed(seed).run();
        return report.verdict() == Verdict.WRONG;
    }

    private int seen(String name, double share, boolean alone) {
        return (int) IntStream.range(0, SEEDS).filter(seed -> isSeen(name, share, seed, alone)).count();
    }

    /** Down to a ten-thousandth, of which a report speaks, none is missed; a smaller one may be, by the weight that it happens to get. */
    @ParameterizedTest
    @ValueSource(strings = {"W1", "b1", "W2", "b2"})
    void aSingleWrongEntryIsSeenNoLessOftenThanAlongDirectionsThroughItsArrayAlone(String name) {
        for (double share : SHARES) {
            int alone = seen(name, share, true);
            int together = seen(name, share, false);
            if (share >= DirectionReport.SINGLE_ERROR) {
                assertThat(together).as("%s wrong by %s", name, share).isEqualTo(SEEDS);
            }
            assertThat(together).as("%s wrong by %s", name, share).isGreaterThanOrEqualTo(alone - BY_CHANCE);
        }
    }
}
