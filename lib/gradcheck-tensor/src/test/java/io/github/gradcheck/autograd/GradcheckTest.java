package io.github.gradcheck.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.gradcheck.Reference;
import io.github.gradcheck.check.GradcheckException;
import io.github.gradcheck.check.Tolerance;
import io.github.gradcheck.ndarray.DType;
import io.github.gradcheck.ndarray.NDArray;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class GradcheckTest {
    private static final JsonNode REFERENCE = Reference.json("custom_function.json");
    private static final Tolerance TUTORIAL = Tolerance.torch(1e-6, 1e-4, 1e-3);

    /** The identity with a backward pass of one's own. */
    private static UnaryOperator<Tensor> identity(BiFunction<Context, Tensor, Tensor> backward) {
        return new Function() {
            @Override
            protected Tensor forward(Context ctx, Tensor... in) {
                return in[0].multiply(1.0);
            }

            @Override
            protected Tensor[] backward(Context ctx, Tensor... gradOutput) {
                return new Tensor[] {backward.apply(ctx, gradOutput[0])};
            }
        }::apply;
    }

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
        assertThat(Gradcheck.gradcheckOrFalse(identity((ctx, g) -> g.multiply(1.0010)), x, tolerance)).isTrue();
        assertThat(Gradcheck.gradcheckOrFalse(identity((ctx, g) -> g.multiply(1.00102)), x, tolerance)).isFalse();
    }

    @Test
    void neverAcceptsNaN() {
        assertThat(Gradcheck.gradcheckOrFalse(identity((ctx, g) -> g.multiply(Double.NaN)), Sigmoids.point(), TUTORIAL)).isFalse();
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
        UnaryOperator<Tensor> wrong = identity((ctx, g) -> g.multiply(2.0));
        assertThatThrownBy(() -> Gradcheck.gradcheckAll(in -> new Tensor[] {in[0].exp(), wrong.apply(in[1])},
                new Tensor[] {Sigmoids.point(), Sigmoids.point()}, TUTORIAL)).hasMessageStartingWith("Jacobian mismatch for output 1 with respect to input 1,");
    }

    @Test
    void rejectsABackwardThatDoesNotRepeatUnlessItMay() {
        AtomicInteger calls = new AtomicInteger();
        UnaryOperator<Tensor> jittery = identity((ctx, g) -> g.multiply(1 + 1e-6 * (calls.incrementAndGet() % 2)));
        assertThatThrownBy(() -> Gradcheck.gradcheck(jittery, Sigmoids.point(), TUTORIAL)).hasMessageStartingWith("Backward is not reentrant");
        assertThatThrownBy(() -> Gradcheck.gradcheck(jittery, Sigmoids.point())).hasMessageContaining("backward is not repeatable");
        assertThat(Gradcheck.gradcheck(jittery, Sigmoids.point(), Tolerance.TORCH.withNondeterminism(1e-5))).isTrue();
    }

    @Test
    void rejectsABackwardThatIgnoresTheUpstreamGradient() {
        UnaryOperator<Tensor> shifted = identity((ctx, g) -> g.add(1e-6));
        assertThatThrownBy(() -> Gradcheck.gradcheck(shifted, Sigmoids.point())).hasMessageContaining("upstream gradient of zero is not zero");
        assertThatThrownBy(() -> Gradcheck.gradcheck(shifted, Sigmoids.point(), TUTORIAL)).hasMessage("backward not multiplied by grad_output");
    }

    @Test
    void rejectsABackwardThatCannotTakeAnUndefinedGradient() {
        class Picky extends Function {
            @Override
            protected Tensor forward(Context ctx, Tensor... in) {
                ctx.setMaterializeGrads(false);
                return in[0].multiply(1.0);
            }

            @Override
            protected Tensor[] backward(Context ctx, Tensor... gradOutput) {
                return new Tensor[] {gradOutput[0].multiply(1.0)};
            }
        }
        assertThatThrownBy(() -> Gradcheck.gradcheck(new Picky()::apply, Sigmoids.point()))
                .hasMessageContaining("Expected backward function to handle undefined output grads");
        assertThat(Gradcheck.gradcheck(new Picky()::apply, Sigmoids.point(), Tolerance.TORCH.withoutUndefinedGradients())).isTrue();
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
    void rejectsAFunctionWhoseShapeDependsOnTheValues() {
        assertThatThrownBy(() -> Gradcheck.gradcheck(t -> t.data().getFlat(0) >= 1 ? t.slice(0, 2) : t, Sigmoids.point(), TUTORIAL))
                .isInstanceOf(GradcheckException.class).hasMessageContaining("same shape").hasMessageContaining("index (0,)");
    }

    @Test
    void rejectsAFunctionWhoseNumberOrPrecisionOfOutputsDependsOnTheValues() {
        Tensor x = Sigmoids.point();
        double first = x.data().getFlat(0);
        assertThatThrownBy(() -> Gradcheck.gradcheckAll(in -> in[0].data().getFlat(0) == first ? in : new Tensor[] {in[0], in[0]},
                new Tensor[] {x}, TUTORIAL)).isInstanceOf(GradcheckException.class)
                .hasMessageContaining("on index (0,), but got: [(3,) float64] and [(3,) float64, (3,) float64]");
        assertThatThrownBy(() -> Gradcheck.gradcheck(t -> t.data().getFlat(0) == first ? t : t.to(DType.FLOAT32), x, TUTORIAL))
                .isInstanceOf(GradcheckException.class).hasMessageContaining("on index (0,), but got: [(3,) float64] and [(3,) float32]");
    }

    @Test
    void whatTheFunctionThrowsBesideThePointComesOutUnderPyTorchsRule() {
        Tensor x = Sigmoids.point();
        double[] before = x.data().toArray();
        RuntimeException own = new UnsupportedOperationException("mine");
        assertThatThrownBy(() -> Gradcheck.gradcheck(t -> {
            if (t.data().getFlat(1) != before[1]) {
                throw own;
            }
            return t.exp();
        }, x, TUTORIAL)).isSameAs(own);
        assertThat(x.data().toArray()).isEqualTo(before);
    }

    @Test
    void rejectsACheckOfNothing() {
        assertThatThrownBy(() -> Gradcheck.gradcheck(Tensor::exp, Tensor.of(NDArray.zeros(2))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("at least one input tensor to require gradient");
        assertThatThrownBy(() -> Gradcheck.gradcheck(Tensor::exp, Tensor.of(NDArray.zeros(0)).requiresGrad(true)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("nothing to check");
    }

    @Test
    void rejectsAFunctionWithoutAValueAndSaysWhatIsNull() {
        Tensor x = Sigmoids.point();
        for (Tolerance tolerance : new Tolerance[] {null, TUTORIAL}) {
            BiFunction<java.util.function.Function<Tensor[], Tensor[]>, Tensor, Boolean> check = (f, at) -> tolerance == null
                    ? Gradcheck.gradcheckAll(f, new Tensor[] {at}) : Gradcheck.gradcheckAll(f, new Tensor[] {at}, tolerance);
            assertThatThrownBy(() -> check.apply(in -> new Tensor[0], x)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("there is nothing to check: f has no value");
            assertThatThrownBy(() -> check.apply(in -> new Tensor[] {in[0].slice(0, 0)}, x)).hasMessage("there is nothing to check: f has no value");
            assertThatThrownBy(() -> check.apply(in -> null, x)).hasMessage("f returned null");
            assertThatThrownBy(() -> check.apply(in -> new Tensor[] {in[0], null}, x)).hasMessage("output 1 of f is null");
            assertThatThrownBy(() -> check.apply(in -> in, null)).hasMessage("input 0 is null");
        }
        assertThatThrownBy(() -> Gradcheck.gradcheck((UnaryOperator<Tensor>) null, x)).hasMessage("f");
        assertThatThrownBy(() -> Gradcheck.gradcheck(Tensor::exp, x, null)).hasMessage("tolerance");
    }

    @Test
    void rejectsAStepTooSmallToChangeAnEntry() {
        Tensor x = Tensor.of(NDArray.of(new double[] {1, 1e12}, 2)).requiresGrad(true);
        assertThatThrownBy(() -> Gradcheck.gradcheck(t -> t.multiply(2.0), x, TUTORIAL)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("eps is too small to change entry (1,) of an input, which is 1.0E12 in float64: 1.0E-6");
        assertThat(x.data().toArray()).containsExactly(1, 1e12);
    }

    @Test
    void warnsOnStandardOutputThatFloat32IsTooCoarse() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            Tensor x = Tensor.of(NDArray.of(new double[] {1.0}, DType.FLOAT32, 1)).requiresGrad(true);
            assertThat(Gradcheck.gradcheckOrFalse(Tensor::exp, x, TUTORIAL)).isFalse();
            assertThat(Gradcheck.gradcheck(Tensor::exp, Sigmoids.point())).isTrue();
        } finally {
            System.setOut(before);
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8)).startsWith("Input #0 requires gradient and is not a double precision floating point")
                .containsOnlyOnce("Input #");
    }

    @Test
    void restoresTheInputBitForBitWhenTheFunctionThrowsAtAnyCall() {
        for (int last = 2; last <= 7; last++) {
            Tensor x = Sigmoids.point();
            double[] before = x.data().toArray();
            AtomicInteger left = new AtomicInteger(last);
            RuntimeException own = new UnsupportedOperationException("mine");
            assertThatThrownBy(() -> Gradcheck.gradcheck(t -> {
                if (left.decrementAndGet() == 0) {
                    throw own;
                }
                return t.exp();
            }, x)).isSameAs(own);
            assertThat(x.data().toArray()).isEqualTo(before);
        }
    }

    @Test
    void namesTheEntryWhereTheFunctionIsNotFinite() {
        Tensor x = Tensor.of(NDArray.of(new double[] {1, 0}, 2)).requiresGrad(true);
        assertThatThrownBy(() -> Gradcheck.gradcheck(Tensor::log, x, TUTORIAL)).isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("entry (1,) of output 0 is -Infinity at the point itself");
        assertThatThrownBy(() -> Gradcheck.gradcheck(Tensor::sqrt, x, TUTORIAL)).isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("NaN where entry (1,) of an input is -1.0E-6");
        assertThat(x.data().toArray()).isEqualTo(new double[] {1, 0});
    }

    @Test
    void stopsWhenTheThreadIsInterrupted() {
        Tensor x = Sigmoids.point();
        double[] before = x.data().toArray();
        try {
            assertThatThrownBy(() -> Gradcheck.gradcheck(t -> {
                Thread.currentThread().interrupt();
                return t.exp();
            }, x)).isInstanceOf(CancellationException.class);
        } finally {
            Thread.interrupted();
        }
        assertThat(x.data().toArray()).isEqualTo(before);
    }

    @Test
    void theSecondDerivativeOfARightFirstOneCanBeWrong() {
        // The derivative of x³ is right, but the factor is computed outside the graph, so it counts as a constant.
        class Cube extends Function {
            @Override
            protected Tensor forward(Context ctx, Tensor... in) {
                ctx.saveForBackward(in[0]);
                return in[0].pow(3);
            }

            @Override
            protected Tensor[] backward(Context ctx, Tensor... gradOutput) {
                return new Tensor[] {gradOutput[0].multiply(ctx.savedTensors()[0].detach().pow(2).multiply(3.0))};
            }
        }
        assertThat(Gradcheck.gradcheck(new Cube()::apply, Sigmoids.point())).isTrue();
        assertThatThrownBy(() -> Gradcheck.gradgradcheck(new Cube()::apply, Sigmoids.point())).hasMessageStartingWith("The gradient is WRONG");
        assertThat(Gradcheck.gradgradcheck(new Sigmoids.Correct()::apply, Sigmoids.point())).isTrue();
    }

    @Test
    void namesEveryInputThatIsWrongNotOnlyTheFirst() {
        UnaryOperator<Tensor> wrong = identity((ctx, g) -> g.multiply(2.0));
        assertThatThrownBy(() -> Gradcheck.gradcheck(in -> wrong.apply(in[0]).add(wrong.apply(in[1])), new Tensor[] {Sigmoids.point(), Sigmoids.point()},
                TUTORIAL)).hasMessageContaining("output 0, input 0: 3 of 9").hasMessageContaining("output 0, input 1: 3 of 9");
    }

    @Test
    void tellsApartTwoMatricesThatPrintTheSame() {
        assertThatThrownBy(() -> Gradcheck.gradcheck(t -> identity((ctx, g) -> g.multiply(1.0025)).apply(t.multiply(0.012)), Sigmoids.point(),
                Tolerance.torch(1e-6, 1e-8, 1e-3))).hasMessageContaining("numerical 0.0120000").hasMessageContaining("analytical 0.0120300");
    }

    @Test
    void checksATensorThatTheFunctionUsesWithoutBeingGivenIt() {
        Tensor weight = Sigmoids.point();
        UnaryOperator<Tensor> wrong = identity((ctx, g) -> g.multiply(99.0));
        assertThatThrownBy(() -> Gradcheck.gradcheck(t -> t.multiply(wrong.apply(weight)), Sigmoids.point())).hasMessageContaining("captured tensor 0: ")
                .hasMessageContaining("99.00000 × numeric");
        assertThat(Gradcheck.gradcheck(t -> t.multiply(weight), Sigmoids.point())).isTrue();
    }

    @Test
    void saysThatThereIsNoSecondDerivativeWhereNoOutputDependsOnAnInput() {
        assertThatThrownBy(() -> Gradcheck.gradgradcheck(t -> t.detach().multiply(3.0), Sigmoids.point())).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no output of f depends on an input");
    }

    @Test
    void seesAnOutputThatIsDetachedBesideOneThatIsNot() {
        assertThatThrownBy(() -> Gradcheck.gradcheckAll(in -> new Tensor[] {in[0].multiply(2.0), in[0].detach().multiply(3.0)}, new Tensor[] {Sigmoids.point()}))
                .hasMessageContaining("analytic 0, numeric 3");
        assertThat(Gradcheck.gradcheckAll(in -> new Tensor[] {Tensor.of(NDArray.zeros(2)), in[0].multiply(2.0)}, new Tensor[] {Sigmoids.point()})).isTrue();
    }

    @Test
    void restoresTheInputWhenTheFunctionThrowsUnderTheMeasuredRule() {
        for (int last = 3; last <= 12; last++) {
            Tensor x = Sigmoids.point();
            double[] before = x.data().toArray();
            AtomicInteger left = new AtomicInteger(last);
            assertThatThrownBy(() -> Gradcheck.gradcheck(t -> {
                if (left.decrementAndGet() == 0) {
                    throw new UnsupportedOperationException("mine");
                }
                return t.exp();
            }, x)).hasMessage("mine");
            assertThat(x.data().toArray()).isEqualTo(before);
        }
    }

    @Test
    void saysThatARandomForwardPassIsRandom() {
        AtomicInteger calls = new AtomicInteger();
        UnaryOperator<Tensor> noisy = t -> t.add(1e-12 * calls.incrementAndGet());
        assertThatThrownBy(() -> Gradcheck.gradcheck(noisy, Sigmoids.point(), TUTORIAL)).hasMessageStartingWith("Forward is not repeatable");
        assertThat(Gradcheck.report(in -> new Tensor[] {noisy.apply(in[0])}, Sigmoids.point()).toString()).contains("f is not repeatable");
    }

    @Test
    void saysBeforehandThatBothJacobiansDoNotFitIntoMemory() {
        Tensor x = Tensor.of(NDArray.zeros(1_000_000)).requiresGrad(true);
        assertThatIllegalArgumentException().isThrownBy(() -> Gradcheck.gradcheck(Tensor::exp, x, Tolerance.TORCH))
                .withMessageContaining("the Jacobian of 1000000 outputs by 1000000 entries needs 24000.0 GB");
    }
}
