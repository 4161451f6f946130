package io.github.gradcheck.autograd.testing;

import static io.github.gradcheck.autograd.testing.BackwardAssertions.assertThatBackward;
import static io.github.gradcheck.autograd.testing.BackwardAssertions.assertThatBackwardOfAll;
import static io.github.gradcheck.autograd.testing.BackwardAssertions.coverageOfOperatorsIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gradcheck.autograd.Context;
import io.github.gradcheck.autograd.Function;
import io.github.gradcheck.autograd.Functional;
import io.github.gradcheck.autograd.Tensor;
import io.github.gradcheck.check.GradcheckException;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.nn.GELU;
import io.github.gradcheck.nn.Linear;
import io.github.gradcheck.nn.Sequential;
import io.github.gradcheck.relation.Relation.Kind;
import io.github.gradcheck.testing.Box;
import io.github.gradcheck.testing.Coverage;
import org.junit.jupiter.api.Test;

class BackwardAssertionsTest {
    /** x², whose backward pass is right, wrong, or does not take an undefined upstream gradient. */
    private static final class Square extends Function {
        private final double factor;
        private final boolean materialize;

        Square(double factor, boolean materialize) {
            this.factor = factor;
            this.materialize = materialize;
        }

        @Override
        protected Tensor forward(Context ctx, Tensor... in) {
            ctx.setMaterializeGrads(materialize);
            ctx.saveForBackward(in);
            return Tensor.of(in[0].data().multiply(in[0].data()));
        }

        @Override
        protected Tensor[] backward(Context ctx, Tensor... gradOutput) {
            return new Tensor[] {ctx.savedTensors()[0].multiply(gradOutput[0]).multiply(factor)};
        }
    }

    @Test
    void backwardPassesOfTensorsHaveTheirClaims() {
        Tensor x = Tensor.of(NDArray.of(new double[] {1, -2, 3, 0.5}, 2, 2)).requiresGrad(true);
        assertThatBackward(new Square(2, true)::apply).isCorrectAt(x).isCorrectIn(Box.of(-1, 1, 6), 3, 2, 3);
        assertThatBackward(new Square(3, true)::apply).isWrongAt(x).hasCause(Kind.CONSTANT_FACTOR);
        assertThatThrownBy(() -> assertThatBackward(new Square(3, true)::apply).as("square").isCorrectIn(Box.of(-1, 1, 6), 3, 2, 3))
                .isInstanceOf(AssertionError.class).hasMessageStartingWith("[square] The gradient is WRONG").hasMessageContaining("gradcheck.seed=");
        assertThatBackwardOfAll(in -> new Tensor[] {in[0].matmul(in[1]), in[1].exp()}).isCorrectAt(x, x.detach().add(0.5).requiresGrad(true));
    }

    @Test
    void aBackwardPassThatCannotTakeAnUndefinedUpstreamFailsHereAsInGradcheck() {
        Tensor x = Tensor.of(NDArray.of(new double[] {1, -2}, 2)).requiresGrad(true);
        assertThatThrownBy(() -> assertThatBackward(new Square(2, false)::apply).as("square").isCorrectAt(x)).isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("[square] Expected backward function to handle undefined output grads").hasCauseInstanceOf(GradcheckException.class);
    }

    @Test
    void theTraceOfAFailureBeginsWithTheTest() {
        assertThatThrownBy(() -> assertThatBackward(Tensor::exp).isWrongAt(Tensor.of(NDArray.of(new double[] {1}, 1)).requiresGrad(true)))
                .satisfies(e -> assertThat(e.getStackTrace()[0].getClassName()).isEqualTo(getClass().getName()));
    }

    @Test
    void mistakesOfTheTestAreNoFailuresOfTheGradient() {
        assertThatThrownBy(() -> assertThatBackward(Tensor::exp).isCorrectAt(Tensor.of(NDArray.of(new double[] {1}, 1))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> assertThatBackward(Tensor::exp).isCorrectIn(Box.of(1, 2, 2), -1, 2)).hasMessage("number must be at least 1: -1");
    }

    @Test
    void knowsTheOperatorsOfAModelAndFindsThoseThatNoCheckWentThrough() {
        Tensor x = Tensor.of(NDArray.of(new double[] {0.1, -0.2, 0.3, 0.4}, 2, 2)).requiresGrad(true);
        Coverage model = coverageOfOperatorsIn(new Sequential(new Linear(2, 3), new GELU()).apply(x).tanh());
        assertThat(model.neverChecked()).contains("Mm", "Permute", "NormalCdf", "Tanh").doesNotContain("Sigmoid");
        assertThatBackward(Functional::gelu).countedIn(model).isCorrectAt(x);
        assertThatBackward(Tensor::sigmoid).countedIn(model).isCorrectAt(x);
        assertThat(model.neverChecked()).contains("Mm", "Permute", "Tanh").doesNotContain("NormalCdf", "Mul");
        assertThat(model.counts()).containsEntry("NormalCdf", 1).containsEntry("Sigmoid", 1);
    }

    @Test
    void namesOperatorsOnceAndNoneForATensorThatWasNotMade() {
        assertThat(coverageOfOperatorsIn(Tensor.of(NDArray.of(new double[] {1}, 1))).counts()).isEmpty();
        Tensor x = Tensor.of(NDArray.of(new double[] {1}, 1)).requiresGrad(true);
        assertThat(coverageOfOperatorsIn(x.exp().exp()).counts().keySet()).containsExactly("Exp");
    }
}
