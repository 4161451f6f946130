package io.github.gradcheck.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.autograd.Gradcheck;
import io.github.gradcheck.autograd.Tensor;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.check.Verdict;
import io.github.gradcheck.ndarray.NDArray;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Backward passes of tensors at the very points at which a check once answered wrongly. */
class ExactTensorsTest {
    @Test
    void whatAutogradGivesForADifferenceOfRectifiersIsWrongAtZeroAndRightBesideIt() {
        Function<Tensor[], Tensor[]> identity = in -> new Tensor[] {in[0].relu().subtract(in[0].negate().relu())};
        GradientReport zero = Gradcheck.report(identity, Tensor.of(NDArray.zeros(1)).requiresGrad(true));
        assertThat(zero.verdict()).as("%s", zero).isEqualTo(Verdict.WRONG);
        for (double x : new double[] {1e-3, -1e-3}) {
            assertThat(Gradcheck.report(identity, Tensor.of(NDArray.full(x, 1)).requiresGrad(true)).verdict()).as("%s", x).isEqualTo(Verdict.CORRECT);
        }
    }
}
