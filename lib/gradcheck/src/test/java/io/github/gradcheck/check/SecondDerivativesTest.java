package io.github.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.gradcheck.relation.ContractViolation;
import io.github.gradcheck.relation.Relation.Kind;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Hessians, and the products of forward mode with a direction. */
class SecondDerivativesTest {
    private static final double[] POINT = {0.7, 1.3, 2.1};

    /** Of x₀²·x₁ + exp(x₁·x₂). */
    private static double[] gradient(double[] x) {
        double e = Math.exp(x[1] * x[2]);
        return new double[] {2 * x[0] * x[1], x[0] * x[0] + x[2] * e, x[1] * e};
    }

    private static double[][] hessian(double[] x) {
        double e = Math.exp(x[1] * x[2]);
        double mixed = e + x[1] * x[2] * e;
        return new double[][] {{2 * x[1], 2 * x[0], 0}, {2 * x[0], x[2] * x[2] * e, mixed}, {0, mixed, x[1] * x[1] * e}};
    }

    private static double[] times(double[][] matrix, double[] v) {
        double[] product = new double[matrix.length];
        for (int k = 0; k < product.length; k++) {
            for (int i = 0; i < v.length; i++) {
                product[k] += matrix[k][i] * v[i];
            }
        }
        return product;
    }

    private static GradientReport with(UnaryOperator<double[][]> slip) {
        return GradientCheck.ofHessian(SecondDerivativesTest::gradient, x -> slip.apply(hessian(x))).at(POINT);
    }

    private static GradientReport along(BinaryOperator<double[]> product) {
        return GradientCheck.ofHessianVector(SecondDerivativesTest::gradient, product).at(POINT);
    }

    @Test
    void aRightHessian() {
        GradientReport report = with(h -> h);
        assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.CORRECT);
        assertThat(report.count(Verdict.CORRECT)).isEqualTo(9);
    }

    @Test
    void aWrongOneThatIsSymmetric() {
        GradientReport report = with(h -> {
            h[0][1] *= 1.1;
            h[1][0] *= 1.1;
            return h;
        });
        assertThat(report.headline()).isEqualTo("The gradient is WRONG: 2 of 9 entries wrong.");
        assertThat(report.violations()).isEmpty();
    }

    @Test
    void aWrongOneThatIsNotSymmetric() {
        GradientReport report = with(h -> {
            h[0][1] = 5;
            return h;
        });
        assertThat(report.headline()).isEqualTo("The gradient is WRONG: 1 of 9 entries wrong.");
        assertThat(report.violations()).containsExactly(ContractViolation.ofBackward("the Hessian is not symmetric: H[0, 1] is 5.0 and H[1, 0] is 1.4", Kind.NOT_SYMMETRIC));
        assertThat(report.parameter("x").cause()).hasValueSatisfying(cause -> assertThat(cause.kind()).isEqualTo(Kind.ONE_ENTRY));
    }

    @Test
    void aFieldThatIsTheGradientOfNothing() {
        GradientReport report = GradientCheck.ofHessian(x -> new double[] {x[1], 3 * x[0]}, x -> new double[][] {{0, 1}, {3, 0}}).at(1, 2);
        assertThat(report.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(report.text()).contains("the Hessian is not symmetric: H[0, 1] is 1.0 and H[1, 0] is 3.0");
    }

    @Test
    void roundingIsNoAsymmetry() {
        assertThat(with(h -> {
            h[0][1] *= 1 + 1e-14;
            h[0][2] = 1e-14;
            return h;
        }).violations()).isEmpty();
    }

    @Test
    void whatIsSaidOfFixedEntriesIsNotLookedAt() {
        GradientReport report = GradientCheck.ofHessian(SecondDerivativesTest::gradient, x -> {
            double[][] h = hessian(x);
            h[0][1] = 99;
            h[2][1] = Double.NaN;
            return h;
        }).fixed(1).at(POINT);
        assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.CORRECT);
        GradientReport along = GradientCheck.ofHessianVector(SecondDerivativesTest::gradient, (x, v) -> {
            double[] product = times(hessian(x), v);
            product[0] += v[1] * v[1];
            return product;
        }).fixed(1).at(POINT);
        assertThat(along.verdict()).as("%s", along).isEqualTo(Verdict.CORRECT);
    }

    @Test
    void productsWithADirection() {
        assertThat(along((x, v) -> times(hessian(x), v)).verdict()).isEqualTo(Verdict.CORRECT);
        GradientReport wrong = along((x, v) -> {
            double[] product = times(hessian(x), v);
            product[2] += 0.01 * v[0];
            return product;
        });
        assertThat(wrong.parameter("x").wrongEntries()).singleElement().satisfies(entry -> {
            assertThat(entry.output()).isEqualTo(2);
            assertThat(entry.index()).isEqualTo("[0]");
        });
        assertThat(wrong.text()).contains("the Hessian of the products is not symmetric: H[0, 2] is 0.0 and H[2, 0] is 0.01");
    }

    @Test
    void aProductThatIsNotLinear() {
        GradientReport report = along((x, v) -> times(hessian(x), new double[] {v[0], v[1] * Math.abs(v[1]), v[2]}));
        assertThat(report.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(report.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.kind()).contains(Kind.DIRECTION_NOT_LINEAR);
            assertThat(violation.text()).startsWith("the product is not linear in its direction: along a mixed one its value ");
        });
    }

    @Test
    void forwardMode() {
        UnaryOperator<double[]> f = x -> new double[] {x[0] * x[1], Math.sin(x[2])};
        BinaryOperator<double[]> jvp = (x, v) -> new double[] {v[0] * x[1] + x[0] * v[1], Math.cos(x[2]) * v[2]};
        assertThat(GradientCheck.ofForward(f, jvp).at(POINT).verdict()).isEqualTo(Verdict.CORRECT);
        GradientReport wrong = GradientCheck.ofForward(f, (x, v) -> new double[] {v[0] * x[1], Math.cos(x[2]) * v[2]}).at(POINT);
        assertThat(wrong.parameter("x").wrongEntries()).singleElement().satisfies(entry -> assertThat(entry.index()).isEqualTo("[1]"));
        assertThat(wrong.text()).contains("x[1] of output 0:");
        UnaryOperator<double[]> bounded = x -> {
            if (x[0] < 0.7) {
                throw new AssertionError("outside");
            }
            return f.apply(x);
        };
        assertThat(GradientCheck.ofForward(bounded, jvp).bounds(0.7, 9).fixed(1).at(POINT).verdict()).isEqualTo(Verdict.CORRECT);
    }

    @Test
    void whatDoesNotFit() {
        assertThatNullPointerException().isThrownBy(() -> GradientCheck.ofHessian(null, x -> null)).withMessage("gradient");
        assertThatNullPointerException().isThrownBy(() -> GradientCheck.ofHessian(x -> x, null)).withMessage("hessian");
        assertThatNullPointerException().isThrownBy(() -> GradientCheck.ofHessianVector(null, (x, v) -> v)).withMessage("gradient");
        assertThatNullPointerException().isThrownBy(() -> GradientCheck.ofHessianVector(x -> x, null)).withMessage("product");
        assertThatNullPointerException().isThrownBy(() -> GradientCheck.ofForward(null, (x, v) -> v)).withMessage("function");
        assertThatNullPointerException().isThrownBy(() -> GradientCheck.ofForward(x -> x, null)).withMessage("jvp");
        assertThatIllegalArgumentException().isThrownBy(() -> GradientCheck.ofHessian(x -> new double[2], x -> new double[3][3]).at(POINT))
                .withMessage("the gradient has length 2, x has length 3");
        assertThatIllegalArgumentException().isThrownBy(() -> with(h -> new double[][] {h[0], h[1]})).withMessage("the Hessian has 2 rows, one for each value of f is needed: 3");
        assertThatIllegalArgumentException().isThrownBy(() -> along((x, v) -> null)).withMessage("the product along entry 0 is null");
        assertThatIllegalArgumentException().isThrownBy(() -> along((x, v) -> new double[v[0] == 1 ? 3 : 2])).withMessage("the product along entry 1 has length 2, along entry 0 it has 3");
        assertThatIllegalArgumentException().isThrownBy(() -> along((x, v) -> new double[4])).withMessage("the Hessian of the products has 4 rows, one for each value of f is needed: 3");
    }
}
