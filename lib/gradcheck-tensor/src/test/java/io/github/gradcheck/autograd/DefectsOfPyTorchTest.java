package io.github.gradcheck.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gradcheck.check.GradcheckException;
import io.github.gradcheck.check.Tolerance;
import io.github.gradcheck.check.Verdict;
import io.github.gradcheck.ndarray.DType;
import io.github.gradcheck.ndarray.NDArray;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * What PyTorch 2.13's gradcheck gets wrong, and this one does not, under its own rule and under PyTorch's. B5, B6, B7 and B10 are held
 * by GradcheckTest and GradcheckRefusalsTest. Complex numbers, integer tensors, sparse layouts, the fast mode, forward mode and
 * once_differentiable do not exist here.
 */
class DefectsOfPyTorchTest {
    private static final Tolerance[] BOTH = {null, Tolerance.TORCH};

    private static boolean check(java.util.function.Function<Tensor[], Tensor[]> f, Tensor x, Tolerance tolerance) {
        return tolerance == null ? Gradcheck.gradcheckAll(f, new Tensor[] {x}) : Gradcheck.gradcheckAll(f, new Tensor[] {x}, tolerance);
    }

    private static Tensor leaf(int... shape) {
        int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        double[] data = new double[size];
        Arrays.setAll(data, i -> 0.3 + 0.7 * i);
        return Tensor.of(NDArray.of(data, shape)).requiresGrad(true);
    }

    /** B1 says "incorrect size" of a wrong type, and "dtype mismatch" of a wrong shape; B13 adds a larger gradient up without a word. */
    @Test
    void aGradientOfAnotherShapeIsRefusedByItsShapeWhetherItIsSmallerOrLarger() {
        int[][] shapes = {{2}, {2, 1}, {1, 2}, {3, 2}};
        for (Tolerance tolerance : BOTH) {
            for (int[] shape : shapes) {
                UnaryOperator<Tensor> f = OwnBackward.identity((x, g) -> Tensor.of(NDArray.full(1, shape)));
                Tensor x = Arrays.equals(shape, new int[] {2}) ? leaf(3) : leaf(2);
                assertThatThrownBy(() -> check(in -> new Tensor[] {f.apply(in[0])}, x, tolerance)).hasMessageContaining("got " + Arrays.toString(shape))
                        .hasMessageContaining("expected shape compatible with " + Arrays.toString(x.shape()));
            }
        }
    }

    /** B1, B13: what float32 loses is seen in the values, and nothing is said of sizes. */
    @Test
    void aGradientThatIsRoundedToFloat32IsSeen() {
        UnaryOperator<Tensor> rounded = OwnBackward.identity((x, g) -> g.multiply(1 / 3.0).to(DType.FLOAT32).to(DType.FLOAT64));
        assertThatThrownBy(() -> Gradcheck.gradcheck(t -> rounded.apply(t).multiply(1.0), leaf(3))).isInstanceOf(GradcheckException.class)
                .hasMessageStartingWith("The gradient is WRONG").hasMessageNotContainingAny("size", "shape", "dtype");
    }

    /** B2, B3: an output that no gradient comes from stands first. */
    @Test
    void aConstantOutputMayStandFirstOrLast() {
        for (Tolerance tolerance : BOTH) {
            assertThat(check(in -> new Tensor[] {Tensor.of(NDArray.zeros(3)), in[0].multiply(2.0)}, leaf(3), tolerance)).isTrue();
            assertThat(check(in -> new Tensor[] {in[0].multiply(2.0), Tensor.of(NDArray.zeros(3))}, leaf(3), tolerance)).isTrue();
            UnaryOperator<Tensor> wrong = OwnBackward.identity((x, g) -> g.multiply(2.0));
            assertThatThrownBy(() -> check(in -> new Tensor[] {Tensor.of(NDArray.zeros(3)), wrong.apply(in[0])}, leaf(3), tolerance))
                    .isInstanceOf(GradcheckException.class);
        }
    }

    /** B4: beside an output that has a gradient, one that moves and has none. */
    @Test
    void anOutputThatMovesWithoutAGradientIsSeenWhereverItStands() {
        for (Tolerance tolerance : BOTH) {
            assertThatThrownBy(() -> check(in -> new Tensor[] {in[0].multiply(2.0), in[0].detach().multiply(3.0)}, leaf(3), tolerance))
                    .isInstanceOf(GradcheckException.class);
            assertThatThrownBy(() -> check(in -> new Tensor[] {in[0].detach().multiply(3.0), in[0].multiply(2.0)}, leaf(3), tolerance))
                    .isInstanceOf(GradcheckException.class);
        }
    }

    /** B8: a backward pass that leaves the graph has no second derivative, and that is what is said, not that some number should be zero. */
    @Test
    void aBackwardThatLeavesTheGraphIsCalledWrongInItsSecondDerivative() {
        UnaryOperator<Tensor> cube = OwnBackward.of(x -> x.pow(3), (x, g) -> g.multiply(Tensor.of(x.data().map(value -> 3 * value * value))));
        assertThat(Gradcheck.gradcheck(cube, leaf(3))).isTrue();
        assertThatThrownBy(() -> Gradcheck.gradgradcheck(cube, leaf(3))).hasMessageStartingWith("The gradient is WRONG")
                .hasMessageContaining("zero where a gradient should flow: analytic = 0");
    }

    /** B9. */
    @Test
    void aSecondDerivativeWithoutAnyOutputThatHasAFirstIsRefusedInWords() {
        assertThatThrownBy(() -> Gradcheck.gradgradcheck(t -> t.detach(), leaf(3))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no output of f depends on an input that requires a gradient");
    }

    /** B11: an exception that the backward throws for an undefined gradient says where it came from; outputs that are null are named. */
    @Test
    void whateverBackwardThrowsForAnUndefinedGradientIsWrapped() {
        for (RuntimeException own : new RuntimeException[] {new NullPointerException("mine"), new ClassCastException("mine"), new IllegalStateException("mine")}) {
            UnaryOperator<Tensor> picky = OwnBackward.unmaterialized(g -> {
                if (g == null) {
                    throw own;
                }
                return g.multiply(1.0);
            });
            assertThatThrownBy(() -> Gradcheck.gradcheck(picky, leaf(3))).isInstanceOf(GradcheckException.class)
                    .hasMessageContaining("Expected backward function to handle undefined output grads");
        }
    }

    /** B12: forward noise far below any tolerance, and a backward that is wrong on every third call, for one number too. */
    @Test
    void whatIsNotTheSameTwiceIsSeenForOneNumberToo() {
        for (Tolerance tolerance : BOTH) {
            AtomicInteger calls = new AtomicInteger();
            UnaryOperator<Tensor> third = OwnBackward.identity((x, g) -> g.multiply(calls.incrementAndGet() % 3 == 0 ? 2.0 : 1.0));
            assertThatThrownBy(() -> check(in -> new Tensor[] {third.apply(in[0])}, leaf(1), tolerance)).isInstanceOf(GradcheckException.class);
        }
        AtomicInteger calls = new AtomicInteger();
        java.util.function.Function<Tensor[], Tensor[]> noisy = in -> new Tensor[] {in[0].add(1e-12 * calls.incrementAndGet())};
        assertThatThrownBy(() -> check(noisy, leaf(1), Tolerance.TORCH)).hasMessageStartingWith("Forward is not repeatable");
        assertThat(Gradcheck.report(noisy, leaf(1))).satisfies(report -> {
            assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(report.toString()).contains("f is not repeatable");
        });
    }
}
