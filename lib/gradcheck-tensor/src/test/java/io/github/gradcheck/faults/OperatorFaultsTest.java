package io.github.gradcheck.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.autograd.Context;
import io.github.gradcheck.autograd.Function;
import io.github.gradcheck.autograd.Gradcheck;
import io.github.gradcheck.autograd.Tensor;
import io.github.gradcheck.autograd.Torch;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.check.Verdict;
import io.github.gradcheck.ndarray.DType;
import io.github.gradcheck.ndarray.NDArray;
import io.github.gradcheck.nn.Linear;
import io.github.gradcheck.nn.Loss;
import io.github.gradcheck.nn.Module;
import io.github.gradcheck.nn.Sequential;
import io.github.gradcheck.nn.Tanh;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Which operator of a graph is at fault. */
class OperatorFaultsTest {
    /** An entry-by-entry function with its slope, or a wrong one. */
    private static final class Own extends Function {
        private final UnaryOperator<NDArray> value;
        private final BinaryOperator<Tensor> vjp;

        Own(UnaryOperator<NDArray> value, BinaryOperator<Tensor> vjp) {
            this.value = value;
            this.vjp = vjp;
        }

        @Override
        protected Tensor forward(Context ctx, Tensor... in) {
            ctx.saveForBackward(in);
            return Tensor.of(value.apply(in[0].data()));
        }

        @Override
        protected Tensor[] backward(Context ctx, Tensor... gradOutput) {
            return new Tensor[] {vjp.apply(gradOutput[0], ctx.savedTensors()[0])};
        }
    }

    private static final Own RIGHT = new Own(x -> x.map(Math::sin), (u, x) -> u.multiply(x.cos()));
    private static final Own DOUBLED = new Own(x -> x.map(Math::sin), (u, x) -> u.multiply(x.cos()).multiply(2));
    private static final Own SIGMOID = new Own(x -> x.map(v -> 1 / (1 + Math.exp(-v))), (u, x) -> u.multiply(x.sigmoid()));
    private static final Own CLAMPED = new Own(x -> x.map(Math::sin), (u, x) -> u.tanh().multiply(x.cos()));

    private static Tensor point(double... x) {
        return Tensor.of(NDArray.of(x, x.length)).requiresGrad(true);
    }

    private static int thisLine() {
        return StackWalker.getInstance().walk(frames -> frames.skip(1).findFirst()).orElseThrow().getLineNumber();
    }

    private static GradientReport report(UnaryOperator<Tensor> f, Tensor x) {
        return Gradcheck.report(in -> new Tensor[] {f.apply(in[0])}, x);
    }

    @Test
    void theOperatorAtFaultIsNamedWithItsLineItsInputAndHowOftenItOccurs() {
        int[] line = new int[1];
        UnaryOperator<Tensor> f = x -> {
            Tensor h = x.multiply(3).exp();
            line[0] = thisLine() + 1;
            return DOUBLED.apply(h).add(h.tanh()).sum();
        };
        GradientReport report = report(f, point(0.3, -0.2, 0.1));
        assertThat(report.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(report.place().orElseThrow()).startsWith("Own (OperatorFaultsTest.java:" + line[0] + "), input 0: its backward is wrong, a stray factor: analytic = 2.000000 × numeric")
                .endsWith("; the other 5 operators of this graph agree");
        assertThat(report.toString()).contains("place:       Own (OperatorFaultsTest.java:");
        UnaryOperator<Tensor> loop = x -> {
            Tensor h = x;
            for (int t = 0; t < 4; t++) {
                h = DOUBLED.apply(h).multiply(0.5);
            }
            return h.sum();
        };
        assertThat(report(loop, point(0.3, -0.2)).place().orElseThrow()).contains("input 0, 4 times in this graph: its backward is wrong").endsWith("the other 5 operators of this graph agree");
    }

    @Test
    void whatItsBackwardIsInsteadIsSaid() {
        assertThat(report(x -> SIGMOID.apply(x).multiply(x).sum(), point(0.3, -0.2, 1.1, -2)).place().orElseThrow()).contains("Own (").contains("another local derivative");
        assertThat(report(x -> CLAMPED.apply(x.exp()), point(0.3, -0.2)).place().orElseThrow()).contains("input 0: its backward is wrong, backward of ");
        Own wrongInSecond = new Own(x -> x, (u, x) -> u);
        Function scaled = new Function() {
            @Override
            protected Tensor forward(Context ctx, Tensor... in) {
                ctx.saveForBackward(in);
                return Tensor.of(in[0].data().multiply(in[1].data()));
            }

            @Override
            protected Tensor[] backward(Context ctx, Tensor... gradOutput) {
                Tensor[] saved = ctx.savedTensors();
                return new Tensor[] {gradOutput[0].multiply(saved[1]), gradOutput[0].multiply(saved[0]).negate()};
            }
        };
        String place = report(x -> scaled.apply(wrongInSecond.apply(x), x.cos()).sum(), point(0.5, 0.7)).place().orElseThrow();
        assertThat(place).contains("Function (").contains("input 1: its backward is wrong, the sign is flipped").doesNotContain("input 0").doesNotContain("Own");
    }

    @Test
    void aRightGradientHasNoPlaceAndOnDemandAllOperatorsAgree() {
        Tensor x = point(0.3, -0.2);
        assertThat(report(v -> RIGHT.apply(v.exp()).sum(), x).place()).isEmpty();
        assertThat(Gradcheck.locate(in -> new Tensor[] {RIGHT.apply(in[0].exp()).sum()}, x)).isEqualTo("all 3 operators of this graph agree");
        assertThat(Gradcheck.locate(in -> new Tensor[] {RIGHT.apply(in[0])}, x)).isEqualTo("the one operator of this graph agrees");
        assertThat(x.data().toArray()).containsExactly(0.3, -0.2);
    }

    @Test
    void faultsThatCancelAreFoundOnDemand() {
        Own halved = new Own(x -> x.map(Math::sin), (u, x) -> u.multiply(x.cos()).multiply(0.5));
        String place = Gradcheck.locate(in -> new Tensor[] {halved.apply(DOUBLED.apply(in[0]))}, point(0.3));
        assertThat(place).contains("2.000000 × numeric").contains("0.5000000 × numeric");
    }

    // ---- where all operators agree by themselves

    @Test
    void aBranchWithoutHistoryIsNamed() {
        String place = report(x -> x.multiply(x.sin().detach()).sum(), point(0.3, -0.2)).place().orElseThrow();
        assertThat(place).startsWith("input 1 of Mul (OperatorFaultsTest.java:").contains("changes with the inputs of f and has no history")
                .endsWith("by themselves all 2 operators of this graph agree");
        Tensor constant = Tensor.of(NDArray.of(new double[] {2, 3}, 2));
        assertThat(Gradcheck.locate(in -> new Tensor[] {in[0].multiply(constant)}, point(0.3, -0.2))).isEqualTo("the one operator of this graph agrees");
    }

    /** Keeps in a field what belongs into the context: the second call overwrites what the first one needs. */
    private static final class Forgetful extends Function {
        private Tensor last;

        @Override
        protected Tensor forward(Context ctx, Tensor... in) {
            last = Tensor.of(in[0].data().copy());
            return Tensor.of(in[0].data().map(Math::sin));
        }

        @Override
        protected Tensor[] backward(Context ctx, Tensor... gradOutput) {
            return new Tensor[] {gradOutput[0].multiply(last.cos())};
        }
    }

    @Test
    void aCallThatGivesAnotherGradientInTheGraphThanAloneIsNamed() {
        Forgetful forgetful = new Forgetful();
        int line = thisLine() + 1;
        String place = report(x -> forgetful.apply(forgetful.apply(x).multiply(2)).sum(), point(0.3, -0.2)).place().orElseThrow();
        assertThat(place).startsWith("Forgetful (OperatorFaultsTest.java:" + line + ") gives another gradient in this graph than alone").contains("by themselves all 4 operators");
        Forgetful once = new Forgetful();
        assertThat(report(x -> once.apply(x).sum(), point(0.3, -0.2)).verdict()).isEqualTo(Verdict.CORRECT);
    }

    @Test
    void kinksWhoseSubgradientsTogetherAreNoneOfTheWholeAreNamed() {
        GradientReport report = report(x -> x.relu().subtract(x.negate().relu()), point(0));
        assertThat(report.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(report.place().orElseThrow()).startsWith("at a kink, where each gives one of its subgradients").contains("Relu (OperatorFaultsTest.java:")
                .endsWith("by themselves all 4 operators of this graph agree");
        assertThat(report(x -> x.relu().subtract(x.negate().relu()), point(1)).place()).isEmpty();
    }

    @Test
    void lossesOfNamedParametersAreLocatedAsWell() {
        Module net = new Sequential(new Linear(3, 4, DType.FLOAT64), new Tanh(), new Linear(4, 2, DType.FLOAT64));
        Tensor in = Torch.randn(DType.FLOAT64, 5, 3);
        Tensor target = Torch.randn(DType.FLOAT64, 5, 2);
        Map<String, Tensor> parameters = net.namedParameters();
        assertThat(Gradcheck.ofParameters(parameters, () -> Loss.MEAN_SQUARED_ERROR.of(net.apply(in), target)).run().place()).isEmpty();
        GradientReport wrong = Gradcheck.ofParameters(parameters, () -> Loss.MEAN_SQUARED_ERROR.of(DOUBLED.apply(net.apply(in)), target)).run();
        assertThat(wrong.place().orElseThrow()).startsWith("Own (OperatorFaultsTest.java:").contains("a stray factor");
    }

    @Test
    void everyPlantedOperatorIsFoundAndNoOther() {
        List<UnaryOperator<Tensor>> around = List.of(x -> x.exp(), x -> x.multiply(x), x -> x.tanh().add(1), x -> x.sigmoid().log(), x -> x.cos().divide(2));
        for (UnaryOperator<Tensor> before : around) {
            for (UnaryOperator<Tensor> after : around) {
                for (Own planted : List.of(DOUBLED, SIGMOID, RIGHT)) {
                    GradientReport report = report(x -> after.apply(planted.apply(before.apply(x))).sum(), point(0.4, -0.7, 1.2));
                    boolean isFound = report.place().filter(place -> place.startsWith("Own (") && place.indexOf("its backward is wrong") == place.lastIndexOf("its backward is wrong")).isPresent();
                    assertThat(isFound).as(report.toString()).isEqualTo(planted != RIGHT);
                }
            }
        }
    }
}
