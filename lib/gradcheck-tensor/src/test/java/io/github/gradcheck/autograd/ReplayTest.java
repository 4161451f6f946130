package io.github.gradcheck.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.gradcheck.execution.Workers;
import io.github.gradcheck.ndarray.DType;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.ndarray.NumpyRandom;
import io.github.gradcheck.numeric.Reevaluation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A recorded graph with one entry of a leaf changed, run again only where it depends on it. */
class ReplayTest {
    private static final double[] CHANGES = {0, 1e-6, -0.01, 3, -50};

    private static Tensor leaf(long seed, int... shape) {
        return Tensor.of(new NumpyRandom(seed).randn(shape)).requiresGrad(true);
    }

    private static Map<String, Tensor> named(Tensor... leaves) {
        Map<String, Tensor> named = new LinkedHashMap<>();
        IntStream.range(0, leaves.length).forEach(i -> named.put("p" + i, leaves[i]));
        return named;
    }

    /** A sum in which no two entries count the same. */
    private static Tensor weighted(Tensor output) {
        double[] weights = IntStream.range(0, output.size()).mapToDouble(i -> Math.sin(1 + i)).toArray();
        return output.multiply(Tensor.of(NDArray.of(weights, output.shape()))).sum();
    }

    private static double whole(Supplier<Tensor> loss, Tensor leaf, int i, double value) {
        double before = leaf.data().getFlat(i);
        leaf.data().setFlat(i, value);
        try {
            return loss.get().item();
        } finally {
            leaf.data().setFlat(i, before);
        }
    }

    private static void assertReplaysBitForBit(Supplier<Tensor> loss, Tensor... leaves) {
        Replay replay = Replay.of(loss, named(leaves)).orElseThrow();
        named(leaves).forEach((name, leaf) -> {
            Reevaluation.ByEntry entries = replay.of(name);
            double[] before = leaf.data().toArray();
            for (int i = 0; i < leaf.size(); i++) {
                for (double change : CHANGES) {
                    double value = leaf.data().getFlat(i) + change;
                    // Boxed, so that NaN equals NaN.
                    assertThat(Double.valueOf(entries.at(i, value))).as("%s[%d] moved by %s", name, i, change).isEqualTo(Double.valueOf(whole(loss, leaf, i, value)));
                }
            }
            assertThat(leaf.data().toArray()).containsExactly(before);
        });
    }

    // ---- operators

    static Stream<String> names() {
        return OperatorsTest.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyOperatorGivesTheValueOfAWholeEvaluation(String name) {
        Tensor[] inputs = OperatorsTest.inputs(name);
        assertReplaysBitForBit(() -> weighted(Operators.ALL.get(name).apply(inputs)), inputs);
    }

    @Test
    void soDoExpandingAndAnotherPrecision() {
        Tensor x = leaf(1, 3);
        assertReplaysBitForBit(() -> weighted(x.broadcastTo(2, 3)), x);
        assertReplaysBitForBit(() -> x.to(DType.FLOAT32).multiply(3).sum(), x);
        Tensor single = Tensor.of(x.data().astype(DType.FLOAT32)).requiresGrad(true);
        assertReplaysBitForBit(() -> single.tanh().sum(), single);
    }

    private static final class SineAndCosine extends MultiFunction {
        @Override
        protected Tensor[] forward(Context ctx, Tensor... in) {
            ctx.saveForBackward(in);
            return new Tensor[] {in[0].sin(), in[0].cos()};
        }

        @Override
        protected Tensor[] backward(Context ctx, Tensor... gradOutput) {
            Tensor x = ctx.savedTensors()[0];
            return new Tensor[] {gradOutput[0].multiply(x.cos()).subtract(gradOutput[1].multiply(x.sin()))};
        }
    }

    @Test
    void soDoFunctionsOfTheUsersOwnWithOneOutputAndWithSeveral() {
        Tensor x = leaf(2, 4);
        Tensor y = leaf(3, 4);
        assertReplaysBitForBit(() -> weighted(new Sigmoids.Correct().apply(x.multiply(y))), x, y);
        assertReplaysBitForBit(() -> {
            Tensor[] both = new SineAndCosine().apply(x);
            return weighted(both[1].multiply(y).add(both[0]));
        }, x, y);
    }

    @Test
    void soDoesABackwardPassThatIsPartOfTheLoss() {
        Tensor x = leaf(4, 3);
        Tensor w = leaf(5, 3, 3);
        assertReplaysBitForBit(() -> {
            Tensor y = x.matmul(w).tanh().sum();
            return Torch.grad(y, new Tensor[] {x}, null, true)[0].pow(2).sum();
        }, x, w);
    }

    @Test
    void soDoesALeafThatIsReadTwiceAndOnceDetached() {
        Tensor x = leaf(6, 4);
        assertReplaysBitForBit(() -> x.exp().multiply(x).multiply(x.detach()).sum(), x);
    }

    // ---- how much is run again

    /** The identity, and how often it ran. */
    private static final class Counting extends Function {
        private final AtomicInteger runs = new AtomicInteger();

        @Override
        protected Tensor forward(Context ctx, Tensor... in) {
            runs.incrementAndGet();
            return in[0].multiply(1);
        }

        @Override
        protected Tensor[] backward(Context ctx, Tensor... gradOutput) {
            return gradOutput;
        }
    }

    @Test
    void onlyCallsThatDependOnTheLeafAreRunAgain() {
        Tensor x = leaf(7, 5, 4).requiresGrad(false);
        Tensor w1 = leaf(8, 4, 3);
        Tensor w2 = leaf(9, 3, 2);
        Tensor bias = leaf(10, 2);
        Counting between = new Counting();
        Counting after = new Counting();
        Replay replay = Replay.of(() -> after.apply(between.apply(x.matmul(w1).tanh()).matmul(w2).add(bias)).sum(), named(w1, w2, bias)).orElseThrow();
        // Product, tanh, counting, product, addition, counting, sum.
        assertThat(replay.calls()).isEqualTo(7);
        assertThat(replay.calls("p0")).isEqualTo(7);
        assertThat(replay.calls("p1")).isEqualTo(4);
        assertThat(replay.calls("p2")).isEqualTo(3);
        assertThat(replay.share()).isEqualTo((12 * 7 + 6 * 4 + 2 * 3) / (20 * 7.0));

        between.runs.set(0);
        after.runs.set(0);
        replay.of("p2").at(1, 0.5);
        assertThat(between.runs).hasValue(0);
        assertThat(after.runs).hasValue(1);
        replay.of("p0").at(1, 0.5);
        assertThat(between.runs).hasValue(1);
    }

    @Test
    void aLeafThatTheLossDoesNotReadRunsNothingAgain() {
        Tensor x = leaf(11, 3);
        Tensor idle = leaf(12, 2);
        Replay replay = Replay.of(() -> x.exp().sum(), named(x, idle)).orElseThrow();
        assertThat(replay.calls("p1")).isZero();
        assertThat(replay.of("p1").at(0, 9)).isEqualTo(x.exp().sum().item());
        assertThatIllegalArgumentException().isThrownBy(() -> replay.of("p2")).withMessage("parameter must be one of [p0, p1]: p2");
    }

    // ---- whose arrays are whose

    @Test
    void whatTheCallerDoesToALeafAfterwardsDoesNotMatter() {
        Tensor x = leaf(13, 3);
        Tensor y = leaf(14, 3);
        Supplier<Tensor> loss = () -> x.multiply(y).sum();
        double expected = whole(loss, x, 1, 7);
        Replay replay = Replay.of(loss, named(x, y)).orElseThrow();
        x.data().fill(100);
        y.data().fill(100);
        assertThat(replay.of("p0").at(1, 7)).isEqualTo(expected);
    }

    @Test
    void eachArrayMayBeUsedOnAThreadOfItsOwn() {
        Tensor x = leaf(15, 6, 6);
        Tensor w = leaf(16, 6, 6);
        Replay replay = Replay.of(() -> weighted(x.matmul(w).tanh().matmul(w)), named(x, w)).orElseThrow();
        double[] alone = IntStream.range(0, 72).mapToDouble(i -> replay.of("p" + i / 36).at(i % 36, 0.25)).toArray();
        double[] together = new double[72];
        Workers.forEach(72, 4, () -> {
            Reevaluation.ByEntry first = replay.of("p0");
            Reevaluation.ByEntry second = replay.of("p1");
            return i -> together[i] = (i < 36 ? first : second).at(i % 36, 0.25);
        });
        assertThat(together).containsExactly(alone);
    }

    @Test
    void aGraphThatWentBackwardKeepsNothingToRunAgain() {
        Tensor x = leaf(17, 3);
        Tensor loss = x.exp().sum();
        Node call = loss.node();
        assertThat(call.again(new Tensor[] {x})[0].item()).isEqualTo(x.data().sum());
        loss.backward();
        assertThatIllegalStateException().isThrownBy(() -> call.again(new Tensor[] {x})).withMessageContaining("freed");
    }

    // ---- what goes around the graph

    @Test
    void nothingIsReplayedWhereAValueGoesAroundTheGraph() {
        Tensor x = leaf(18, 40);
        assertThat(Replay.of(() -> x.multiply(x).sum(), named(x))).isPresent();
        assertThat(Replay.of(() -> x.multiply(x).sum().add(x.data().getFlat(1)), named(x))).isEmpty();
        assertThat(Replay.of(() -> x.exp().multiply(x.exp().detach()).sum(), named(x))).isEmpty();
        assertThat(Replay.of(() -> x.exp().multiply(Torch.noGrad(() -> x.sin())).sum(), named(x))).isEmpty();
        assertThat(Replay.of(() -> x.exp().detach().sum(), named(x))).isEmpty();
    }

    @Test
    void nothingIsReplayedWhereNoiseIsDrawnAnew() {
        Tensor x = leaf(19, 8);
        NumpyRandom random = new NumpyRandom(0);
        Function dropout = new Function() {
            @Override
            protected Tensor forward(Context ctx, Tensor... in) {
                Tensor mask = Tensor.of(random.rand(8).map(u -> u < 0.5 ? 0 : 2));
                ctx.saveForBackward(mask);
                return in[0].multiply(mask);
            }

            @Override
            protected Tensor[] backward(Context ctx, Tensor... gradOutput) {
                return new Tensor[] {gradOutput[0].multiply(ctx.savedTensors()[0])};
            }
        };
        assertThat(Replay.of(() -> dropout.apply(x.tanh()).sum(), named(x))).isEmpty();
    }

    @Test
    void aBranchOfTheJavaCodeStaysAsItWasRecorded() {
        Tensor x = Tensor.of(NDArray.of(new double[] {2, 3}, 2)).requiresGrad(true);
        Supplier<Tensor> loss = () -> (x.data().getFlat(0) > 0 ? x.multiply(x) : x.multiply(100)).sum();
        assertThat(Replay.of(loss, named(x)).orElseThrow().of("p0").at(0, -1)).isEqualTo(10);
        x.data().setFlat(0, 1e-9);
        assertThat(Replay.of(loss, named(x))).as("next to where the branch turns").isEmpty();
    }

    @Test
    void aLossThatRefusesAllEntriesMovedAtOnceIsNotReplayed() {
        Tensor x = Tensor.of(NDArray.of(new double[] {0.25, 0.75}, 2)).requiresGrad(true);
        assertThat(Replay.of(() -> {
            if (x.data().getFlat(0) != 0.25 && x.data().getFlat(1) != 0.75) {
                throw new IllegalStateException("both moved");
            }
            return x.log().sum();
        }, named(x))).isEmpty();
        assertThat(x.data().toArray()).containsExactly(0.25, 0.75);
    }

    @Test
    void nothingIsReplayedThatWasNotRecorded() {
        Tensor x = leaf(20, 3);
        assertThat(Torch.noGrad(() -> Replay.of(() -> x.exp().sum(), named(x)))).isEmpty();
    }
}
