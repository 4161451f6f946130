package io.github.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.gradcheck.relation.Relation;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Whole Jacobians: every entry judged, and what is wrong with all of them named. */
class JacobianTest {
    private static final double[] POINT = {0.7, 1.3, 2.1};

    private static double[] f(double[] x) {
        return new double[] {x[0] * x[1] + x[2], Math.exp(x[0]) * x[2], Math.sin(x[1]) + x[0] * x[2]};
    }

    private static double[][] jacobian(double[] x) {
        return new double[][] {{x[1], x[0], 1}, {Math.exp(x[0]) * x[2], 0, Math.exp(x[0])}, {x[2], Math.cos(x[1]), x[0]}};
    }

    private static GradientReport with(UnaryOperator<double[][]> slip) {
        return GradientCheck.ofJacobian(JacobianTest::f, x -> slip.apply(jacobian(x))).at(POINT);
    }

    @Test
    void rightInEveryEntry() {
        GradientReport report = with(j -> j);
        assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.CORRECT);
        assertThat(report.count(Verdict.CORRECT)).isEqualTo(9);
    }

    @Test
    void oneWrongEntryIsNamedByOutputAndEntry() {
        for (int k = 0; k < 3; k++) {
            for (int i = 0; i < 3; i++) {
                int row = k;
                int column = i;
                GradientReport report = with(j -> {
                    j[row][column] += 0.1;
                    return j;
                });
                assertThat(report.headline()).isEqualTo("The gradient is WRONG: 1 of 9 entries wrong.");
                assertThat(report.text()).contains("x[" + i + "] of output " + k + ":");
            }
        }
    }

    @Test
    void aMissingEntryIsWrong() {
        assertThat(with(j -> {
            j[2][0] = 0;
            return j;
        }).parameter("x").wrongEntries()).singleElement().extracting(EntryReport::output).isEqualTo(2);
    }

    @Test
    void transposed() {
        GradientReport report = with(j -> new double[][] {{j[0][0], j[1][0], j[2][0]}, {j[0][1], j[1][1], j[2][1]}, {j[0][2], j[1][2], j[2][2]}});
        assertThat(report.cause()).hasValueSatisfying(cause -> assertThat(cause.kind()).isEqualTo(Relation.Kind.TRANSPOSED));
    }

    @Test
    void scaledRows() {
        GradientReport report = with(j -> {
            double[] scale = {2.5, 0.3, 7};
            for (int k = 0; k < 3; k++) {
                for (int i = 0; i < 3; i++) {
                    j[k][i] *= scale[k];
                }
            }
            return j;
        });
        assertThat(report.cause()).hasValueSatisfying(cause -> assertThat(cause.toString())
                .isEqualTo("a stray factor: analytic = c × numeric, with a c of its own for each output: 2.50000 in output 0, 0.300000 in output 1, 7.00000 in output 2"));
    }

    @Test
    void scaledColumns() {
        GradientReport report = with(j -> {
            double[] scale = {1, 0.3, 7};
            for (int k = 0; k < 3; k++) {
                for (int i = 0; i < 3; i++) {
                    j[k][i] *= scale[i];
                }
            }
            return j;
        });
        assertThat(report.cause()).hasValueSatisfying(cause -> assertThat(cause.toString())
                .isEqualTo("a stray factor: analytic = c × numeric, with a c of its own for each entry of x: 0.300000 in x[1], 7.00000 in x[2]"));
    }

    @Test
    void moreValuesThanOthersAreWeightedFor() {
        int size = 1500;
        UnaryOperator<double[]> many = x -> {
            double[] values = new double[size];
            for (int k = 0; k < size; k++) {
                values[k] = Math.sin(k * x[0]) + x[1];
            }
            return values;
        };
        GradientReport report = GradientCheck.ofJacobian(many, x -> {
            double[][] j = new double[size][2];
            for (int k = 0; k < size; k++) {
                j[k] = new double[] {k * Math.cos(k * x[0]) * (k == 1234 ? 1.01 : 1), 1};
            }
            return j;
        }).at(0.3, 1);
        assertThat(report.parameter("x").wrongEntries()).singleElement().extracting(EntryReport::output).isEqualTo(1234);
    }

    @Test
    void oneArrayUsedForEachCallIsNoFault() {
        double[][] buffer = new double[3][];
        assertThat(GradientCheck.ofJacobian(JacobianTest::f, x -> {
            System.arraycopy(jacobian(x), 0, buffer, 0, 3);
            return buffer;
        }).at(POINT).verdict()).isEqualTo(Verdict.CORRECT);
    }

    @Test
    void oneThatDoesNotRepeatInItsLastRow() {
        AtomicInteger calls = new AtomicInteger();
        GradientReport report = GradientCheck.ofJacobian(JacobianTest::f, x -> {
            double[][] j = jacobian(x);
            j[2][1] *= calls.incrementAndGet() % 7 == 6 ? 1.5 : 1;
            return j;
        }).at(POINT);
        assertThat(report.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(report.text()).contains("not repeatable");
    }

    @Test
    void oneThatChangesItsInput() {
        GradientReport report = GradientCheck.ofJacobian(JacobianTest::f, x -> {
            double[][] j = jacobian(x);
            x[0] = 5;
            return j;
        }).at(POINT);
        assertThat(report.text()).contains("the gradient changes its input");
    }

    @Test
    void valuesThatAreNotANumber() {
        GradientReport report = with(j -> {
            j[1][1] = Double.NaN;
            return j;
        });
        assertThat(report.parameter("x").wrongEntries()).singleElement().satisfies(entry -> assertThat(entry.output()).isEqualTo(1));
    }

    @Test
    void withinBoundsAndWithoutFixedEntries() {
        UnaryOperator<double[]> f = x -> {
            if (x[0] < 0.7 || x[1] > 1.3 || x[2] != 2.1) {
                throw new AssertionError("outside");
            }
            return f(x);
        };
        GradientReport report = GradientCheck.ofJacobian(f, x -> {
            double[][] j = jacobian(x);
            j[0][2] = 99;
            return j;
        }).bounds(new double[] {0.7, 0, 0}, new double[] {9, 1.3, 9}).fixed(2).at(POINT);
        assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.CORRECT);
        assertThat(report.parameter("x").skipped()).isEqualTo(3);
    }

    @Test
    void sizesThatDoNotFit() {
        assertThatNullPointerException().isThrownBy(() -> GradientCheck.ofJacobian(null, x -> null)).withMessage("function");
        assertThatNullPointerException().isThrownBy(() -> GradientCheck.ofJacobian(x -> x, null)).withMessage("jacobian");
        assertThatIllegalArgumentException().isThrownBy(() -> GradientCheck.ofJacobian(JacobianTest::f, x -> null).at(POINT)).withMessage("the Jacobian is null");
        assertThatIllegalArgumentException().isThrownBy(() -> GradientCheck.ofJacobian(JacobianTest::f, x -> new double[1][3]).at(POINT))
                .withMessage("the Jacobian has 1 row, one for each value of f is needed: 3");
        assertThatIllegalArgumentException().isThrownBy(() -> GradientCheck.ofJacobian(JacobianTest::f, x -> new double[][] {{1, 2, 3}, {1, 2}, {1, 2, 3}}).at(POINT))
                .withMessage("row 1 of the Jacobian has length 2, x has length 3");
        assertThatIllegalArgumentException().isThrownBy(() -> GradientCheck.ofJacobian(JacobianTest::f, x -> new double[][] {{1, 2, 3}, null, {1, 2, 3}}).at(POINT))
                .withMessage("row 1 of the Jacobian is null, x has length 3");
        assertThatIllegalArgumentException().isThrownBy(() -> GradientCheck.ofJacobian(x -> new double[] {x[0], x[1]}, x -> new double[3][2]).at(POINT))
                .withMessage("the Jacobian has 3 rows, one for each value of f is needed: 2; it looks transposed, for each row has 2");
    }
}
