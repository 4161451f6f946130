package io.github.gradcheck.testing;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.GradientReport;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * Gradient checks in the manner of AssertJ, for any test framework: a failure is an {@link AssertionError} with the whole report.
 *
 * <pre>{@code
 * import static io.github.gradcheck.testing.GradientAssertions.assertThatGradient;
 *
 * assertThatGradient(loss, gradient).as("logistic loss").isCorrectAt(0.5, -1, 2);
 * assertThatGradient(loss, gradient).isCorrectIn(Box.of(-3, 3, 3), 20);
 * assertThatGradient(loss, withABugPlanted).isWrongAt(0.5, -1, 2).hasCause(Relation.Kind.SIGN_FLIPPED);
 * }</pre>
 */
public final class GradientAssertions {
    private GradientAssertions() {
    }

    /** Claims of the gradient of a function with one value; see {@link GradientCheck#of}. */
    public static GradientAssert assertThatGradient(ToDoubleFunction<double[]> loss, UnaryOperator<double[]> gradient) {
        return new GradientAssert(GradientCheck.of(loss, gradient));
    }

    /** Claims of the vector-Jacobian product of a function with several values; see {@link GradientCheck#ofVector}. */
    public static GradientAssert assertThatVectorJacobianProduct(UnaryOperator<double[]> function, BinaryOperator<double[]> vjp) {
        return new GradientAssert(GradientCheck.ofVector(function, vjp));
    }

    /** Claims of a check that was run already, such as one of {@link GradientCheck#ofParameters}. */
    public static ReportAssert assertThatGradient(GradientReport report) {
        return new ReportAssert(Objects.requireNonNull(report, "report"), Circumstances.NONE);
    }
}
