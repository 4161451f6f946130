package io.github.gradcheck.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.gradcheck.autograd.Context;
import io.github.gradcheck.autograd.Function;
import io.github.gradcheck.autograd.Gradcheck;
import io.github.gradcheck.autograd.Tensor;
import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.ndarray.NumpyRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The hints for slips in the backward pass of layer norm, whose terms are a mean along the row, a multiple of the normalised row, and 1/σ. */
class HintTest {
    private static final class LayerNorm extends Function {
        private final boolean mean;
        private final boolean along;
        private final boolean gain;

        LayerNorm(boolean mean, boolean along, boolean gain) {
            this.mean = mean;
            this.along = along;
            this.gain = gain;
        }

        @Override
        protected Tensor forward(Context ctx, Tensor... in) {
            Tensor centred = in[0].subtract(in[0].sum(1, true).divide(4));
            Tensor inverse = centred.pow(2).sum(1, true).divide(4).add(1e-5).sqrt().reciprocal();
            ctx.saveForBackward(centred.multiply(inverse), inverse, in[1]);
            return centred.multiply(inverse).multiply(in[1]).add(in[2]);
        }

        @Override
        protected Tensor[] backward(Context ctx, Tensor... gradOutput) {
            Tensor normal = ctx.savedTensors()[0];
            Tensor u = gain ? gradOutput[0].multiply(ctx.savedTensors()[2]) : gradOutput[0];
            Tensor centred = mean ? u.subtract(u.sum(1, true).divide(4)) : u;
            Tensor dx = along ? centred.subtract(normal.multiply(u.multiply(normal).sum(1, true).divide(4))) : centred;
            return new Tensor[] {dx.multiply(ctx.savedTensors()[1]), gradOutput[0].multiply(normal).sum(0), gradOutput[0].sum(0)};
        }
    }

    private static GradientReport report(boolean mean, boolean along, boolean gain) {
        NumpyRandom random = new NumpyRandom(0);
        Tensor x = Tensor.of(random.randn(3, 4)).requiresGrad(true);
        Tensor weights = Tensor.of(random.randn(4)).requiresGrad(true);
        Tensor bias = Tensor.of(random.randn(4)).requiresGrad(true);
        return Gradcheck.report(in -> new Tensor[] {new LayerNorm(mean, along, gain).apply(in)}, x, weights, bias);
    }

    private static String hint(boolean mean, boolean along, boolean gain) {
        return Hint.from(report(mean, along, gain), List.of("x", "gain", "bias"));
    }

    @Test
    void theRightOnePasses() {
        assertThat(report(true, true, true).passed()).isTrue();
    }

    @Test
    void aMissingMeanIsToldFromAMissingMultipleOfTheRow() {
        assertThat(hint(false, true, true)).contains("\n  x: ", "the error is the same all along axis 1", "\n  right: gain, bias")
                .contains("entries are those of the Jacobian", " of output ").doesNotContain("input 0");
        assertThat(hint(true, false, true)).contains("the error adds up to 0 along axis 1").doesNotContain("the same all along");
    }

    @Test
    void aSlipWithoutAPatternAlongAnAxisIsNotGivenOne() {
        assertThat(hint(false, false, true)).doesNotContain("the same all along").doesNotContain("adds up to 0");
    }

    @Test
    void numbersThatDifferAreWrittenSo() {
        assertThat(Hint.apart(1.0123261, 1.0123264)).isEqualTo("1.0123261");
        assertThat(Hint.apart(3, 2)).isEqualTo("3.000000");
        assertThat(Hint.apart(1, 1)).hasSizeLessThan(20);
    }

    @Test
    void aDifferenceQuotientInsideTheAnswerIsToldThatItIsNone() {
        GradientReport report = GradientCheck.of(x -> Math.exp(x[0]), x -> new double[] {(Math.exp(x[0] + 1e-4) - Math.exp(x[0] - 1e-4)) / 2e-4}).at(1);
        assertThat(Hint.from(report, List.of())).contains("you have 2.71828183", "and the measured slope is 2.718281828", "a difference quotient");
        GradientReport slip = GradientCheck.of(x -> Math.exp(x[0]), x -> new double[] {1.001 * Math.exp(x[0])}).at(1);
        assertThat(Hint.from(slip, List.of())).doesNotContain("difference quotient");
    }

    @Test
    void noRegulariserIsBlamedWhereNoLossHasOne() {
        GradientReport report = GradientCheck.of(x -> x[0] * x[0] * x[0] + x[1] * x[1] * x[1] + x[2],
                x -> new double[] {3 * x[0] * x[0] + 0.5 * x[0], 3 * x[1] * x[1] + 0.5 * x[1], 1 + 0.5 * x[2]}).at(1.3, -0.7, 2.1);
        assertThat(report.cause().orElseThrow().name()).contains("regulariser");
        assertThat(Hint.from(report, List.of())).doesNotContain("regulariser");
    }

    @Test
    void namesAreOneForEachParameter() {
        GradientReport report = report(true, true, true);
        assertThatIllegalArgumentException().isThrownBy(() -> Exercise.requireRight(report, "x")).withMessage("names must be 3, one for each parameter: [x]");
    }
}
