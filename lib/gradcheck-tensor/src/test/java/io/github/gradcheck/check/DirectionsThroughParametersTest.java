package io.github.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.NumpyRandom;
import io.github.gradcheck.nets.TwoLayerNet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Directions through the arrays of models: small ones beside large ones, kinks, and nothing lost. */
class DirectionsThroughParametersTest {
    private record Net(TwoLayerNet net, NDArray x, int[] y) {
        static Net of(int seed, double std) {
            NumpyRandom random = new NumpyRandom(seed);
            TwoLayerNet net = new TwoLayerNet(30, 40, 5, std, random);
            NDArray x = random.randn(20, 30);
            return new Net(net, x, IntStream.range(0, 20).map(i -> i % 5).toArray());
        }

        ParameterCheck check() {
            return GradientCheck.ofParameters(net.params(), () -> net.meanLoss(x, y), () -> net.loss(x, y).gradients()).directions(1);
        }
    }

    @Test
    void tenBiasesDoNotDrownAmongTenThousandWeights() {
        NDArray w = new NumpyRandom(1).randn(100, 100);
        NDArray b = new NumpyRandom(2).randn(10);
        Map<String, NDArray> params = new LinkedHashMap<>();
        params.put("w", w);
        params.put("b", b);
        GradientReport report = GradientCheck.ofParameters(params, () -> w.map(Math::sin).sum() + 1e-3 * b.map(Math::sin).sum(),
                () -> Map.of("w", w.map(Math::cos), "b", b.map(Math::cos).multiply(2e-3))).run();
        assertThat(report.parameter("w").verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(report.parameter("b").verdict()).isEqualTo(Verdict.WRONG);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-2, 1e-1, 1})
    void rightGradientsOfNetsWithManyKinksPass(double std) {
        for (int seed = 0; seed < 40; seed++) {
            GradientReport report = Net.of(seed, std).check().seed(seed).run();
            assertThat(report.count(Verdict.CORRECT)).as("seed %d\n%s", seed, report).isEqualTo(1445);
        }
    }

    @Test
    void aWeightOfANetWithManyKinksThatIsOffByAThousandthIsNamed() {
        for (int seed = 0; seed < 20; seed++) {
            Net net = Net.of(seed, 0.1);
            int wrong = 50 * seed + 1;
            GradientReport report = GradientCheck.ofParameters(net.net().params(), () -> net.net().meanLoss(net.x(), net.y()), () -> {
                Map<String, NDArray> gradients = new LinkedHashMap<>(net.net().loss(net.x(), net.y()).gradients());
                NDArray w1 = gradients.get("W1").copy();
                w1.setFlat(wrong, w1.getFlat(wrong) + 1e-3 * Math.sqrt(w1.multiply(w1).sum() / w1.size()));
                gradients.put("W1", w1);
                return gradients;
            }).directions(1).seed(seed).run();
            assertThat(report.count(Verdict.WRONG)).as("seed %d\n%s", seed, report).isOne();
        }
    }

    @Test
    void anEmptyArrayAmongOthersIsPassedOver() {
        NDArray empty = NDArray.zeros(0, 3);
        NDArray w = new NumpyRandom(1).randn(4);
        Map<String, NDArray> params = new LinkedHashMap<>();
        params.put("empty", empty);
        params.put("w", w);
        GradientReport report = GradientCheck.ofParameters(params, () -> w.map(Math::sin).sum(), () -> Map.of("empty", empty, "w", w.map(Math::cos)))
                .directions(1).run();
        assertThat(report.verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(report.count(Verdict.CORRECT)).isEqualTo(4);
    }

    @Test
    void everyEntryComesBackWhereverTheFunctionThrowsOrIsInterrupted() {
        for (int last = 1; last < 40; last += 3) {
            NDArray w = new NumpyRandom(1).randn(70, 100);
            double[] before = w.toArray();
            int[] calls = {0};
            int end = last;
            boolean interrupts = last % 2 == 1;
            ParameterCheck check = GradientCheck.ofParameters(Map.of("w", w), () -> {
                if (++calls[0] == end && interrupts) {
                    Thread.currentThread().interrupt();
                } else if (calls[0] == end) {
                    throw new AssertionError("stopped");
                }
                return w.map(Math::sin).sum();
            }, () -> Map.of("w", w.map(Math::cos).add(1e-3)));
            assertThatThrownBy(check::run).isInstanceOfAny(AssertionError.class, CancellationException.class);
            assertThat(Thread.interrupted()).isEqualTo(interrupts);
            assertThat(w.toArray()).containsExactly(before);
        }
    }
}
