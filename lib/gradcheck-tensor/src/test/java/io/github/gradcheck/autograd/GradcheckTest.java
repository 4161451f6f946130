package io.github.gradcheck.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.gradcheck.Reference;
import io.github.gradcheck.check.GradcheckException;
import io.github.gradcheck.check.Tolerance;
import io.github.gradcheck.ndarray.DType;
import io.github.gradcheck.ndarray.NDArray;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class GradcheckTest {
    private static final JsonNode REFERENCE = Reference.json("custom_function.json");
    private static final Tolerance TUTORIAL = Tolerance.torch(1e-6, 1e-4, 1e-3);

    @Test
    void acceptsTheRightSigmoidAndRejectsTheBuggyOneWithPyTorchsText() {
        Torch.manualSeed(0);
        Tensor input = Torch.randn(DType.FLOAT64, 5).requiresGrad(true);
        assertThat(Gradcheck.gradcheck(new Sigmoids.Correct()::apply, input, TUTORIAL)).isTrue();
        assertThatThrownBy(() -> Gradcheck.gradcheck(new Sigmoids.Buggy()::apply, input, TUTORIAL))
                .isInstanceOf(GradcheckException.class).hasMessageStartingWith(REFERENCE.at("/buggy/message").asText())
                .hasMessageContaining("5 of 25 entries differ").hasMessageContaining("σ(1-σ) and σ(1+σ)")
                // A line that a browser must wrap is broken in the middle of a word.
                .satisfies(e -> assertThat(e.getMessage().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(100)));
        assertThat(Gradcheck.gradcheckOrFalse(new Sigmoids.Buggy()::apply, input, TUTORIAL)).isFalse();
    }

    @Test
    void drawsTheLineWherePyTorchDraws() {
        Tensor x = Tensor.of(NDArray.of(new double[] {1}, 1)).requiresGrad(true);
        Tolerance tolerance = Tolerance.torch(1e-6, 1e-5, 1e-3);
        assertThat(Gradcheck.gradcheckOrFalse(OwnBackward.identity((in, g) -> g.multiply(1.0010)), x, tolerance)).isTrue();
        assertThat(Gradcheck.gradcheckOrFalse(OwnBackward.identity((in, g) -> g.multiply(1.00102)), x, tolerance)).isFalse();
    }

    @Test
    void neverAcceptsNaN() {
        assertThat(Gradcheck.gradcheckOrFalse(OwnBackward.identity((x, g) -> g.multiply(Double.NaN)), Sigmoids.point(), TUTORIAL)).isFalse();
    }

    @Test
    void takesLambdasOfOneAndOfSeveralTensors() {
        Tensor x = Sigmoids.point();
        Tensor y = Sigmoids.point();
        assertThat(Gradcheck.gradcheck(t -> t.exp(), x)).isTrue();
        assertThat(Gradcheck.gradcheck(t -> t.exp(), x, TUTORIAL)).isTrue();
        assertThat(Gradcheck.gradcheck(Tensor::tanh, x)).isTrue();
        assertThat(Gradcheck.gradcheck(in -> in[0].multiply(in[1]), x, y)).isTrue();
        assertThat(Gradcheck.gradcheck(in -> in[0].multiply(in[1]), new Tensor[] {x, y}, TUTORIAL)).isTrue();
        assertThat(Gradcheck.gradcheckAll(in -> new Tensor[] {in[0].exp(), in[1].sin()}, new Tensor[] {x, y})).isTrue();
        assertThat(Gradcheck.gradgradcheck(t -> t.exp(), x)).isTrue();
    }

    @Test
    void namesTheOutputAndTheInputThatDisagree() {
        UnaryOperator<Tensor> wrong = OwnBackward.identity((x, g) -> g.multiply(2.0));
        assertThatThrownBy(() -> Gradcheck.gradcheckAll(in -> new Tensor[] {in[0].exp(), wrong.apply(in[1])},
                new Tensor[] {Sigmoids.point(), Sigmoids.point()}, TUTORIAL)).hasMessageStartingWith("Jacobian mismatch for output 1 with respect to input 1,");
    }

    @Test
    void rejectsABackwardThatDoesNotRepeatUnlessItMay() {
        AtomicInteger calls = new AtomicInteger();
        UnaryOperator<Tensor> jittery = OwnBackward.identity((x, g) -> g.multiply(1 + 1e-6 * (calls.incrementAndGet() % 2)));
        assertThatThrownBy(() -> Gradcheck.gradcheck(jittery, Sigmoids.point(), TUTORIAL)).hasMessageStartingWith("Backward is not reentrant");
        assertThatThrownBy(() -> Gradcheck.gradcheck(jittery, Sigmoids.point())).hasMessageContaining("backward is not repeatable");
        assertThat(Gradcheck.gradcheck(jittery, Sigmoids.point(), Tolerance.TORCH.withNondeterminism(1e-5))).isTrue();
    }

    @Test
    void rejectsABackwardThatIgnoresTheUpstreamGradient() {
        UnaryOperator<Tensor> shifted = OwnBackward.identity((x, g) -> g.add(1e-6));
        assertThatThrownBy(() -> Gradcheck.gradcheck(shifted, Sigmoids.point())).hasMessageContaining("upstream gradient of zero is not zero");
        assertThatThrownBy(() -> Gradcheck.gradcheck(shifted, Sigmoids.point(), TUTORIAL)).hasMessage("backward not multiplied by grad_output");
    }

    @Test
    void rejectsABackwardThatCannotTakeAnUndefinedGradient() {
        UnaryOperator<Tensor> picky = OwnBackward.unmaterialized(g -> g.multiply(1.0));
        assertThatThrownBy(() -> Gradcheck.gradcheck(picky, Sigmoids.point()))
                .hasMessageContaining("Expected backward function to handle undefined output grads");
        assertThat(Gradcheck.gradcheck(picky, Sigmoids.point(), Tolerance.TORCH.withoutUndefinedGradients())).isTrue();
    }

    @Test
    void rejectsAnOutputThatChangesThoughNoGradientComesFromIt() {
        assertThatThrownBy(() -> Gradcheck.gradcheck(t -> t.detach().multiply(3.0), Sigmoids.point(), TUTORIAL))
                .hasMessage("Numerical gradient for function expected to be zero");
        assertThatThrownBy(() -> Gradcheck.gradcheckAll(in -> new Tensor[] {in[0].exp(), in[0].detach().multiply(3.0)},
                new Tensor[] {Sigmoids.point()}, TUTORIAL)).hasMessage("Numerical gradient for function expected to be zero");
        assertThat(Gradcheck.gradcheckAll(in -> new Tensor[] {Tensor.of(NDArray.zeros(2)), in[0].exp()}, new Tensor[] {Sigmoids.point()})).isTrue();
    }

    @Test
    void theSecondDerivativeOfARightFirstOneCanBeWrong() {
        // The derivative of x³ is right, but the factor is computed outside the graph, so it counts as a constant.
        UnaryOperator<Tensor> cube = OwnBackward.of(x -> x.pow(3), (x, g) -> g.multiply(x.detach().pow(2).multiply(3.0)));
        assertThat(Gradcheck.gradcheck(cube, Sigmoids.point())).isTrue();
        assertThatThrownBy(() -> Gradcheck.gradgradcheck(cube, Sigmoids.point())).hasMessageStartingWith("The gradient is WRONG");
        assertThat(Gradcheck.gradgradcheck(new Sigmoids.Correct()::apply, Sigmoids.point())).isTrue();
    }

    @Test
    void namesEveryInputThatIsWrongNotOnlyTheFirst() {
        UnaryOperator<Tensor> wrong = OwnBackward.identity((x, g) -> g.multiply(2.0));
        assertThatThrownBy(() -> Gradcheck.gradcheck(in -> wrong.apply(in[0]).add(wrong.apply(in[1])), new Tensor[] {Sigmoids.point(), Sigmoids.point()},
                TUTORIAL)).hasMessageContaining("output 0, input 0: 3 of 9").hasMessageContaining("output 0, input 1: 3 of 9");
    }

    @Test
    void tellsApartTwoMatricesThatPrintTheSame() {
        assertThatThrownBy(() -> Gradcheck.gradcheck(t -> OwnBackward.identity((x, g) -> g.multiply(1.0025)).apply(t.multiply(0.012)), Sigmoids.point(),
                Tolerance.torch(1e-6, 1e-8, 1e-3))).hasMessageContaining("numerical 0.0120000").hasMessageContaining("analytical 0.0120300");
    }

    @Test
    void checksATensorThatTheFunctionUsesWithoutBeingGivenIt() {
        Tensor weight = Sigmoids.point();
        UnaryOperator<Tensor> wrong = OwnBackward.identity((x, g) -> g.multiply(99.0));
        assertThatThrownBy(() -> Gradcheck.gradcheck(t -> t.multiply(wrong.apply(weight)), Sigmoids.point())).hasMessageContaining("captured tensor 0: ")
                .hasMessageContaining("99.00000 × numeric");
        assertThat(Gradcheck.gradcheck(t -> t.multiply(weight), Sigmoids.point())).isTrue();
    }

    @Test
    void seesAnOutputThatIsDetachedBesideOneThatIsNot() {
        assertThatThrownBy(() -> Gradcheck.gradcheckAll(in -> new Tensor[] {in[0].multiply(2.0), in[0].detach().multiply(3.0)}, new Tensor[] {Sigmoids.point()}))
                .hasMessageContaining("analytic 0, numeric 3");
        assertThat(Gradcheck.gradcheckAll(in -> new Tensor[] {Tensor.of(NDArray.zeros(2)), in[0].multiply(2.0)}, new Tensor[] {Sigmoids.point()})).isTrue();
    }

    @Test
    void saysThatARandomForwardPassIsRandom() {
        AtomicInteger calls = new AtomicInteger();
        UnaryOperator<Tensor> noisy = t -> t.add(1e-12 * calls.incrementAndGet());
        assertThatThrownBy(() -> Gradcheck.gradcheck(noisy, Sigmoids.point(), TUTORIAL)).hasMessageStartingWith("Forward is not repeatable");
        assertThat(Gradcheck.report(in -> new Tensor[] {noisy.apply(in[0])}, Sigmoids.point()).toString()).contains("f is not repeatable");
    }
}
