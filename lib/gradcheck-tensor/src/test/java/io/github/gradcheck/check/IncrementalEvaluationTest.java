package io.github.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.NumpyRandom;
import io.github.gradcheck.nets.BrokenTwoLayerNet;
import io.github.gradcheck.nets.TwoLayerNet;
import io.github.gradcheck.numeric.Reevaluation;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Copies for other threads, and a net that gives its loss with one entry changed: cheaper, and never at the price of the verdict. */
class IncrementalEvaluationTest {
    @Test
    void aNetIsCheckedOnAllCoresThroughCopiesOfItsArrays() {
        TwoLayerNet net = new BrokenTwoLayerNet(4, 10, 3, 0.1, new NumpyRandom(0));
        NDArray x = new NumpyRandom(1).randn(5, 4);
        int[] y = {0, 1, 2, 2, 1};
        ParameterCheck plain = GradientCheck.ofParameters(net.params(), () -> net.meanLoss(x, y), () -> net.loss(x, y).gradients());
        ParameterCheck concurrent = plain.concurrently(params -> TwoLayerNet.over(params).meanLoss(x, y));
        for (String name : net.params().keySet()) {
            assertThat(concurrent.run().parameter(name).numeric().toArray()).containsExactly(plain.run().parameter(name).numeric().toArray());
        }
        assertThat(concurrent.run().parameter("W1").cause()).isEqualTo(plain.run().parameter("W1").cause());
    }

    private record Net(TwoLayerNet net, NDArray x, int[] y) {
        static Net of() {
            NumpyRandom random = new NumpyRandom(0);
            TwoLayerNet net = new TwoLayerNet(6, 20, 4, 0.3, random);
            return new Net(net, random.randn(9, 6), IntStream.range(0, 9).map(i -> i % 4).toArray());
        }

        ParameterCheck check() {
            return GradientCheck.ofParameters(net.params(), () -> net.meanLoss(x, y), () -> net.loss(x, y).gradients());
        }
    }

    @Test
    void incrementalEvaluationGivesTheLossOfAFullOne() {
        Net net = Net.of();
        Reevaluation cheap = net.net().reevaluation(net.x(), net.y());
        net.net().params().forEach((name, array) -> {
            Reevaluation.ByEntry entries = cheap.of(name);
            for (int i = 0; i < array.size(); i++) {
                for (double change : new double[] {0, 1e-6, -0.01, 3, -50}) {
                    double before = array.getFlat(i);
                    array.setFlat(i, before + change);
                    double whole = net.net().meanLoss(net.x(), net.y());
                    array.setFlat(i, before);
                    assertThat(entries.at(i, before + change)).as("%s %d %s", name, i, change).isCloseTo(whole, offset(1e-13 * (1 + whole)));
                }
            }
        });
        assertThatIllegalArgumentException().isThrownBy(() -> cheap.of("W3")).withMessage("parameter must be one of [W1, b1, W2, b2]: W3");
    }

    @Test
    void aCheckByIncrementalEvaluationComesToTheSameVerdict() {
        Net net = Net.of();
        GradientReport report = net.check().reevaluating(() -> net.net().reevaluation(net.x(), net.y())).run();
        assertThat(report.verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(report.toString()).contains("verified against full evaluation");
    }

    @Test
    void incrementalEvaluationThatIsWrongIsNotUsed() {
        Net net = Net.of();
        Reevaluation right = net.net().reevaluation(net.x(), net.y());
        GradientReport report = net.check().reevaluating(() -> name -> (i, value) -> right.of(name).at(i, value) * 1.001).run();
        assertThat(report.verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(report.toString()).contains("by full evaluation, which was used");
    }

    @Test
    void incrementalEvaluationThatIsWrongInOneEntryIsOverruled() {
        Net net = Net.of();
        Reevaluation right = net.net().reevaluation(net.x(), net.y());
        // Entry 1 of W1 is none of those that are tried beforehand.
        GradientReport report = net.check().reevaluating(() -> name -> (i, value) -> right.of(name).at(i, value) + (name.equals("W1") && i == 1 ? value : 0)).run();
        assertThat(report.verdict()).isEqualTo(Verdict.CORRECT);
    }

    @Test
    void aFaultThatIncrementalEvaluationSharesWithTheGradientIsSeenByFullEvaluation() {
        Net net = Net.of();
        Reevaluation right = net.net().reevaluation(net.x(), net.y());
        double w = net.net().params().get("W1").getFlat(1);
        GradientReport report = GradientCheck.ofParameters(net.net().params(), () -> net.net().meanLoss(net.x(), net.y()), () -> {
            Map<String, NDArray> gradients = new LinkedHashMap<>(net.net().loss(net.x(), net.y()).gradients());
            NDArray shared = gradients.get("W1").copy();
            shared.setFlat(1, shared.getFlat(1) + 0.25);
            gradients.put("W1", shared);
            return gradients;
        }).reevaluating(() -> name -> (i, value) -> right.of(name).at(i, value) + (name.equals("W1") && i == 1 ? 0.25 * (value - w) : 0)).run();
        assertThat(report.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(report.parameter("W1").wrongEntries()).singleElement().satisfies(entry -> assertThat(entry.index()).isEqualTo("[0, 1]"));
        assertThat(report.method()).anyMatch(note -> note.startsWith("for W1 incremental evaluation agrees with the gradient and a random direction does not"));
    }

    @Test
    void whereIncrementalEvaluationContradictsAGradientTheEntryIsMeasuredAgain() {
        Net net = Net.of();
        GradientReport report = GradientCheck.ofParameters(net.net().params(), () -> net.net().meanLoss(net.x(), net.y()), () -> {
            Map<String, NDArray> gradients = new LinkedHashMap<>(net.net().loss(net.x(), net.y()).gradients());
            gradients.put("W1", gradients.get("W1").multiply(2));
            return gradients;
        }).reevaluating(() -> net.net().reevaluation(net.x(), net.y())).run();
        assertThat(report.parameter("W1").verdict()).isEqualTo(Verdict.WRONG);
        assertThat(report.parameter("W2").verdict()).isEqualTo(Verdict.CORRECT);
        double[] before = Net.of().net().params().get("W1").toArray();
        assertThat(Arrays.equals(net.net().params().get("W1").toArray(), before)).isTrue();
    }
}
