package io.github.gradcheck.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** What gradcheck refuses, of functions and of inputs, and that inputs come back whatever happens. */
class GradcheckRefusalsTest {
    private static final Tolerance TUTORIAL = Tolerance.torch(1e-6, 1e-4, 1e-3);

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
                .hasMessage("eps is too small to change entry [1] of an input, which is 1.0E12 in float64: 1.0E-6");
        assertThat(x.data().toArray()).containsExactly(1, 1e12);
    }

    @Test
    void saysThatThereIsNoSecondDerivativeWhereNoOutputDependsOnAnInput() {
        assertThatThrownBy(() -> Gradcheck.gradgradcheck(t -> t.detach().multiply(3.0), Sigmoids.point())).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no output of f depends on an input");
    }

    @Test
    void saysBeforehandThatBothJacobiansDoNotFitIntoMemory() {
        Tensor x = Tensor.of(NDArray.zeros(1_000_000)).requiresGrad(true);
        assertThatIllegalArgumentException().isThrownBy(() -> Gradcheck.gradcheck(Tensor::exp, x, Tolerance.TORCH))
                .withMessageContaining("the Jacobian of 1000000 outputs by 1000000 entries needs 24000.0 GB");
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
    void namesTheEntryWhereTheFunctionIsNotFinite() {
        Tensor x = Tensor.of(NDArray.of(new double[] {1, 0}, 2)).requiresGrad(true);
        assertThatThrownBy(() -> Gradcheck.gradcheck(Tensor::log, x, TUTORIAL)).isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("entry (1,) of output 0 is -Infinity at the point itself");
        assertThatThrownBy(() -> Gradcheck.gradcheck(Tensor::sqrt, x, TUTORIAL)).isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("NaN where entry [1] of an input is -1.0E-6");
        assertThat(x.data().toArray()).isEqualTo(new double[] {1, 0});
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
    void restoresTheInputBitForBitWhenTheFunctionThrowsAtAnyCall() {
        for (int last = 2; last <= 12; last++) {
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
}
