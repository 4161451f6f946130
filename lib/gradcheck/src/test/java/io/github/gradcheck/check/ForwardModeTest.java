package io.github.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.gradcheck.relation.Relation.Kind;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Forward mode beside reverse mode, and along directions where there are many entries. */
class ForwardModeTest {
    private static final double[] POINT = {0.7, 1.3, 2.1};
    private static final UnaryOperator<double[]> F = x -> new double[] {x[0] * x[1] + x[2], Math.exp(x[0]) * x[2]};

    private static double[][] jacobian(double[] x) {
        return new double[][] {{x[1], x[0], 1}, {Math.exp(x[0]) * x[2], 0, Math.exp(x[0])}};
    }

    private static double[] reverse(double[] x, double[] u) {
        double[] product = new double[x.length];
        Arrays.setAll(product, i -> u[0] * jacobian(x)[0][i] + u[1] * jacobian(x)[1][i]);
        return product;
    }

    private static double[] forward(double[] x, double[] v) {
        return Arrays.stream(jacobian(x)).mapToDouble(row -> row[0] * v[0] + row[1] * v[1] + row[2] * v[2]).toArray();
    }

    @Test
    void bothOfOneMatrix() {
        GradientReport report = GradientCheck.ofVector(F, ForwardModeTest::reverse, ForwardModeTest::forward).at(POINT);
        assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.CORRECT);
        assertThat(report.violations()).isEmpty();
    }

    /** A hundred-millionth is more than rounding: no difference sees as much. */
    @Test
    void aForwardModeThatIsOffIsSeenWithoutADifference() {
        for (double factor : new double[] {1 + 1e-8, 1.01, -1, 0, Double.NaN}) {
            GradientReport report = GradientCheck.ofVector(F, ForwardModeTest::reverse, (x, v) -> {
                double[] product = forward(x, v);
                product[1] += (factor - 1) * jacobian(x)[1][2] * v[2];
                return product;
            }).at(POINT);
            assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.WRONG);
            assertThat(report.parameter("x").verdict()).isEqualTo(Verdict.CORRECT);
            assertThat(report.cause()).hasValueSatisfying(cause -> assertThat(cause.kind()).isEqualTo(Kind.NOT_DUAL));
            assertThat(report.text()).contains("forward and reverse mode belong to different matrices: u·(J·v) is ");
            assertThat(Double.isNaN(factor) || report.text().contains("the first entry in which they differ is x[2]")).as("%s", report).isTrue();
        }
    }

    @Test
    void aReverseModeThatIsOffIsSeenTwiceAndHasItsOwnCause() {
        GradientReport report = GradientCheck.ofVector(F, (x, u) -> Arrays.stream(reverse(x, u)).map(g -> 2 * g).toArray(), ForwardModeTest::forward).at(POINT);
        assertThat(report.parameter("x").cause()).hasValueSatisfying(cause -> assertThat(cause.kind()).isEqualTo(Kind.CONSTANT_FACTOR));
        assertThat(report.violations()).singleElement().satisfies(violation -> assertThat(violation.kind()).contains(Kind.NOT_DUAL));
    }

    @Test
    void productsInFloat32MayDifferByTheirRounding() {
        BinaryOperator<double[]> rounded = (x, v) -> Arrays.stream(forward(x, v)).map(value -> (float) value).toArray();
        assertThat(GradientCheck.ofVector(F, ForwardModeTest::reverse, rounded).at(POINT).violations()).isEmpty();
        assertThat(GradientCheck.ofVector(F, ForwardModeTest::reverse, (x, v) -> Arrays.stream(forward(x, v)).map(value -> (float) (1.001 * value)).toArray()).at(POINT).violations()).hasSize(1);
    }

    @Test
    void withBoundsAndWithoutFixedEntries() {
        GradientReport report = GradientCheck.ofVector(F, (x, u) -> {
            double[] product = reverse(x, u);
            product[1] = Double.NaN;
            return product;
        }, (x, v) -> {
            assertThat(v[1]).isZero();
            return forward(x, v);
        }).bounds(0, 9).fixed(1).at(POINT);
        assertThat(report.text()).contains("WRONG");
        assertThat(GradientCheck.ofVector(F, ForwardModeTest::reverse, ForwardModeTest::forward).along(new double[] {1, 2, 3}).at(POINT).verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(GradientCheck.ofVector(F, ForwardModeTest::reverse, (x, v) -> new double[2]).along(new double[] {1, 2, 3}).at(POINT).cause())
                .hasValueSatisfying(cause -> assertThat(cause.kind()).isEqualTo(Kind.NOT_DUAL));
    }

    /** Twenty thousand products would be needed for all entries. */
    @Test
    void ofManyEntriesAlongRandomDirections() {
        double[] x = new SplittableRandom(5).doubles(20_000, -1, 1).toArray();
        UnaryOperator<double[]> f = z -> {
            double[] sums = new double[2];
            for (int i = 0; i < z.length; i++) {
                sums[0] += z[i] * z[i];
                sums[1] += Math.sin(z[i]);
            }
            return sums;
        };
        int[] products = new int[1];
        for (double factor : new double[] {1, 1.001}) {
            products[0] = 0;
            GradientReport report = GradientCheck.ofForward(f, (z, v) -> {
                products[0]++;
                double[] sums = new double[2];
                for (int i = 0; i < z.length; i++) {
                    sums[0] += 2 * z[i] * v[i];
                    sums[1] += factor * Math.cos(z[i]) * v[i];
                }
                return sums;
            }).at(x);
            assertThat(report.verdict()).as("%s", report).isEqualTo(factor == 1 ? Verdict.CORRECT : Verdict.WRONG);
            assertThat(report.count(Verdict.WRONG)).isEqualTo(factor == 1 ? 0 : 1);
            assertThat(report.text()).contains("each entry is the derivative along one of the directions that were drawn");
            assertThat(products[0]).isLessThan(40);
        }
    }

    @Test
    void alongAsManyDirectionsAsAreAskedForAndInsideOfBounds() {
        BinaryOperator<double[]> absolute = (x, v) -> forward(x, Arrays.stream(v).map(Math::abs).toArray());
        UnaryOperator<double[]> inside = x -> {
            assertThat(x[0]).isGreaterThanOrEqualTo(0.7);
            assertThat(x[1]).isEqualTo(1.3);
            return F.apply(x);
        };
        GradientReport right = GradientCheck.ofForward(inside, ForwardModeTest::forward).directions(4).bounds(new double[] {0.7, 0, 0}, new double[] {9, 9, 9}).fixed(1).at(POINT);
        assertThat(right.verdict()).as("%s", right).isEqualTo(Verdict.CORRECT);
        assertThat(right.count(Verdict.CORRECT)).isEqualTo(8);
        GradientReport wrong = GradientCheck.ofForward(F, absolute).directions(4).at(POINT);
        assertThat(wrong.violations()).extracting(violation -> violation.kind().orElseThrow()).contains(Kind.DIRECTION_NOT_LINEAR);
        assertThat(GradientCheck.ofForward(F, ForwardModeTest::forward).along(new double[] {1, 0, 0}, new double[] {1, 1, 1}).at(POINT).count(Verdict.CORRECT)).isEqualTo(4);
        assertThat(GradientCheck.ofHessianVector(x -> new double[] {2 * x[0] * x[1], x[0] * x[0]}, (x, v) -> new double[] {2 * x[1] * v[0] + 2 * x[0] * v[1], 2 * x[0] * v[0]})
                .directions(2).at(0.5, 2).verdict()).isEqualTo(Verdict.CORRECT);
    }

    @Test
    void sizesThatDoNotFit() {
        assertThatNullPointerException().isThrownBy(() -> GradientCheck.ofVector(F, ForwardModeTest::reverse, null)).withMessage("jvp");
        assertThatIllegalArgumentException().isThrownBy(() -> GradientCheck.ofVector(F, ForwardModeTest::reverse, (x, v) -> new double[3]).at(POINT))
                .withMessage("the product J·v has length 3, f has 2 values");
        assertThatIllegalArgumentException().isThrownBy(() -> GradientCheck.ofVector(F, ForwardModeTest::reverse, (x, v) -> null).at(POINT))
                .withMessage("the product J·v is null, f has 2 values");
    }
}
