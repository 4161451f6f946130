package io.github.gradcheck.properties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gradcheck.autograd.Gradcheck;
import io.github.gradcheck.autograd.Tensor;
import io.github.gradcheck.autograd.Torch;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.check.Verdict;
import io.github.gradcheck.ndarray.NDArray;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Random compositions of operators: right gradients pass, and a single slip in one of them is found.
 *
 * <p>60 of each with a fixed seed; {@code -Djqwik.tries.default=2000} for more.
 */
class CompositionsTest {
    /** A slip may meet a gradient of zero, or entries that nothing depends on: then there is nothing to be found. */
    private static final double SEEN = 1e-8;

    @Provide
    Arbitrary<Composition> compositions() {
        return compositions(1, 3);
    }

    @Provide
    Arbitrary<Composition> withoutEntries() {
        return compositions(0, 3).filter(composition -> Arrays.stream(composition.shape()).anyMatch(extent -> extent == 0));
    }

    private static Arbitrary<Composition> compositions(int smallest, int largest) {
        Arbitrary<int[]> shapes = Arbitraries.integers().between(0, 4).flatMap(rank ->
                Arbitraries.integers().between(smallest, rank > 2 ? largest - 1 : largest).array(int[].class).ofSize(rank));
        Arbitrary<List<Composition.Step>> steps = Arbitraries.of(Composition.Step.class).list().ofMinSize(1).ofMaxSize(6);
        return Combinators.combine(shapes, steps, Arbitraries.longs().between(0, 1_000_000)).as(Composition::new);
    }

    private static GradientReport report(UnaryOperator<Tensor> f, Tensor x) {
        return Gradcheck.report(in -> new Tensor[] {f.apply(in[0])}, x);
    }

    @Property(seed = "20261124")
    void rightGradientsPass(@ForAll("compositions") Composition f) {
        GradientReport report = report(f::apply, f.input());
        assertThat(report.verdict()).as("%s%n%s", f, report).isNotEqualTo(Verdict.WRONG);
        assertThat(report.passed() || isNothingButRounding(report)).as("%s%n%s", f, report).isTrue();
    }

    /** As of the sum of what has its mean removed: no derivative can be told from 0, and that is what the report says. */
    private static boolean isNothingButRounding(GradientReport report) {
        return report.verdict() == Verdict.INCONCLUSIVE && Arrays.stream(report.parameter("input 0").analytic().toArray()).allMatch(slope -> Math.abs(slope) < 1e-13);
    }

    @Example
    void termsThatCancelAreNoReasonToDoubtTheBackwardPass() {
        Composition f = new Composition(new int[] {2}, List.of(Composition.Step.MEAN_REMOVED, Composition.Step.TANH, Composition.Step.SUM_AXIS), 3);
        assertThat(report(f::apply, f.input()).verdict()).isNotEqualTo(Verdict.WRONG);
    }

    @Property(seed = "20261124")
    void aSingleSlipIsFound(@ForAll("compositions") Composition f, @ForAll Slip.Kind kind, @ForAll long which) {
        int at = (int) Math.floorMod(which, (long) f.steps().size());
        UnaryOperator<Tensor> spoilt = x -> f.apply(x, at, new Slip(kind));
        Tensor x = f.input();
        Assume.that(isSeen(f, spoilt, x));
        GradientReport report = report(spoilt, x);
        assertThat(report.verdict()).as("%s after step %d of %s%n%s", kind, at, f, report).isEqualTo(Verdict.WRONG);
        assertThat(report.passed()).isFalse();
    }

    /** Whether the gradient of some weighting of the outputs has changed. */
    private static boolean isSeen(Composition f, UnaryOperator<Tensor> spoilt, Tensor x) {
        NDArray right = gradient(f.apply(x), x);
        NDArray wrong = gradient(spoilt.apply(x), x);
        double size = Arrays.stream(right.toArray()).map(Math::abs).max().orElse(0);
        for (int i = 0; i < right.size(); i++) {
            if (Math.abs(wrong.getFlat(i) - right.getFlat(i)) > SEEN * Math.max(size, SEEN)) {
                return true;
            }
        }
        return false;
    }

    private static NDArray gradient(Tensor output, Tensor x) {
        NDArray upstream = NDArray.zeros(output.shape());
        for (int i = 0; i < upstream.size(); i++) {
            upstream.setFlat(i, 1.3 + Math.sin(i));
        }
        return Torch.grad(new Tensor[] {output}, new Tensor[] {x}, new Tensor[] {Tensor.of(upstream)}, false, false)[0].data();
    }

    @Property(seed = "20261124")
    void withoutEntriesThereIsNothingToCheck(@ForAll("withoutEntries") Composition f) {
        assertThatThrownBy(() -> Gradcheck.gradcheck(f::apply, f.input())).as(f.toString()).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing to check");
    }
}
