package io.github.gradcheck.autograd.testing;

import io.github.gradcheck.autograd.Gradcheck;
import io.github.gradcheck.autograd.Tensor;
import io.github.gradcheck.testing.Coverage;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Checks of backward passes in the manner of AssertJ, for any test framework; those of plain arrays are
 * {@link io.github.gradcheck.testing.GradientAssertions}.
 *
 * <pre>{@code
 * import static io.github.gradcheck.autograd.testing.BackwardAssertions.assertThatBackward;
 *
 * assertThatBackward(Functional::gelu).as("gelu").isCorrectIn(Box.of(-3, 3, 6), 3, 2, 3);
 * }</pre>
 */
public final class BackwardAssertions {
    private BackwardAssertions() {
    }

    /** Claims of the backward pass of a function of one tensor. */
    public static BackwardAssert assertThatBackward(UnaryOperator<Tensor> f) {
        Objects.requireNonNull(f, "f");
        return new BackwardAssert(in -> new Tensor[] {f.apply(in[0])});
    }

    /** Claims of the backward pass of a function of several tensors with several outputs. */
    public static BackwardAssert assertThatBackwardOfAll(Function<Tensor[], Tensor[]> f) {
        return new BackwardAssert(Objects.requireNonNull(f, "f"));
    }

    /** A count from which no operator that these tensors were made by must be missing: those of a model, given its loss. */
    public static Coverage coverageOfOperatorsIn(Tensor... outputs) {
        return Coverage.of(Gradcheck.operators(outputs).toArray(String[]::new));
    }
}
