package io.github.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.gradcheck.relation.Relation.Kind;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sparse Jacobians: the values of the declared entries, and the pattern, which is never taken from the Jacobian under test. */
class SparseJacobianTest {
    private static final double[] POINT = {0.7, 1.3, 2.1, -0.4};
    private static final int[] ROWS = {0, 0, 1, 1, 2, 2};
    private static final int[] COLUMNS = {0, 1, 1, 2, 2, 3};

    /** Two entries of x in each value. */
    private static double[] f(double[] x) {
        return new double[] {x[0] * x[1], Math.exp(x[1]) * x[2], x[2] * Math.sin(x[3])};
    }

    private static double[] values(double[] x) {
        return new double[] {x[1], x[0], Math.exp(x[1]) * x[2], Math.exp(x[1]), Math.sin(x[3]), x[2] * Math.cos(x[3])};
    }

    private static int[] without(int[] all, int... left) {
        return IntStream.range(0, all.length).filter(k -> Arrays.stream(left).noneMatch(out -> out == k)).map(k -> all[k]).toArray();
    }

    private static double[] without(double[] all, int... left) {
        return IntStream.range(0, all.length).filter(k -> Arrays.stream(left).noneMatch(out -> out == k)).mapToDouble(k -> all[k]).toArray();
    }

    private static GradientReport with(UnaryOperator<double[]> slip) {
        return GradientCheck.ofJacobian(SparseJacobianTest::f, ROWS, COLUMNS, x -> slip.apply(values(x))).at(POINT);
    }

    @Test
    void rightInEveryEntryAlsoThoseThatAreNotDeclared() {
        GradientReport report = with(v -> v);
        assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.CORRECT);
        assertThat(report.count(Verdict.CORRECT)).isEqualTo(12);
        assertThat(report.text()).doesNotContain("pattern");
    }

    @Test
    void eachWrongValueIsNamedByOutputAndEntry() {
        for (int k = 0; k < ROWS.length; k++) {
            int slipped = k;
            GradientReport report = with(v -> {
                v[slipped] *= 1.001;
                return v;
            });
            assertThat(report.parameter("x").wrongEntries()).singleElement().satisfies(entry -> {
                assertThat(entry.output()).isEqualTo(ROWS[slipped]);
                assertThat(entry.index()).isEqualTo("[" + COLUMNS[slipped] + "]");
            });
            assertThat(report.text()).doesNotContain("pattern");
        }
    }

    @Test
    void eachEntryThatThePatternLacksIsFoundAndSaid() {
        for (int left = 0; left < ROWS.length; left++) {
            int out = left;
            GradientReport report = GradientCheck.ofJacobian(SparseJacobianTest::f, without(ROWS, out), without(COLUMNS, out), x -> without(values(x), out)).at(POINT);
            assertThat(report.parameter("x").wrongEntries()).as("%s", report).singleElement().extracting(EntryReport::reason).isEqualTo("the pattern lacks it");
            assertThat(report.text()).contains("the pattern lacks 1 entry that is not zero: x[" + COLUMNS[out] + "] of output " + ROWS[out]);
            assertThat(report.cause()).hasValueSatisfying(cause -> assertThat(cause.kind()).isEqualTo(Kind.NOT_DECLARED));
        }
    }

    /** What the pattern lacks hides neither a wrong value nor its cause. */
    @Test
    void whatIsWrongInTheOthersHasACauseOfItsOwn() {
        GradientReport report = GradientCheck.ofJacobian(SparseJacobianTest::f, without(ROWS, 1, 5), without(COLUMNS, 1, 5),
                x -> Arrays.stream(without(values(x), 1, 5)).map(v -> -v).toArray()).at(POINT);
        assertThat(report.parameter("x").wrongEntries()).hasSize(6);
        assertThat(report.text()).contains("the pattern lacks 2 entries that are not zero: x[1] of output 0, x[3] of output 2");
        assertThat(report.parameter("x").cause()).hasValueSatisfying(cause -> assertThat(cause.kind()).isEqualTo(Kind.SIGN_FLIPPED));
    }

    @Test
    void declaredInVainIsNotedAndNoFault() {
        GradientReport report = GradientCheck.ofJacobian(SparseJacobianTest::f, new int[] {0, 0, 1, 1, 2, 2, 2, 0}, new int[] {0, 1, 1, 2, 2, 3, 0, 3}, x -> Arrays.copyOf(values(x), 8)).at(POINT);
        assertThat(report.verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(report.text()).contains("the pattern has 2 entries that are 0 wherever f was evaluated: x[3] of output 0, x[0] of output 2");
    }

    /** 2·x₀·x₁ is 0 by x₁ at x₀ = 0, and not beside it. */
    @Test
    void whatIsZeroAtThePointAloneIsNotDeclaredInVain() {
        GradientReport report = GradientCheck.ofJacobian(x -> new double[] {x[0] * x[0] * (1 + x[1])}, new int[] {0, 0}, new int[] {0, 1},
                x -> new double[] {2 * x[0] * (1 + x[1]), x[0] * x[0]}).at(0, 3);
        assertThat(report.verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(report.text()).doesNotContain("x[0] of output 0");
    }

    @Test
    void rowsAndColumnsExchanged() {
        UnaryOperator<double[]> square = x -> new double[] {x[0] * x[1], x[1] * x[2], Math.exp(x[2])};
        UnaryOperator<double[]> values = x -> new double[] {x[1], x[0], x[2], x[1], Math.exp(x[2])};
        int[] rows = {0, 0, 1, 1, 2};
        int[] columns = {0, 1, 1, 2, 2};
        assertThat(GradientCheck.ofJacobian(square, rows, columns, values).at(0.7, 1.3, 2.1).verdict()).isEqualTo(Verdict.CORRECT);
        GradientReport report = GradientCheck.ofJacobian(square, columns, rows, values).at(0.7, 1.3, 2.1);
        assertThat(report.parameter("x").cause()).hasValueSatisfying(cause -> assertThat(cause.kind()).isEqualTo(Kind.TRANSPOSED));
    }

    @Test
    void scaledRows() {
        GradientReport report = with(v -> new double[] {3 * v[0], 3 * v[1], v[2], v[3], 0.5 * v[4], 0.5 * v[5]});
        assertThat(report.cause()).hasValueSatisfying(cause -> assertThat(cause.toString()).contains("3.00000 in output 0, 0.500000 in output 2"));
    }

    @Test
    void aResidualWithoutItsDerivative() {
        GradientReport report = with(v -> new double[] {v[0], v[1], 0, 0, v[4], v[5]});
        assertThat(report.cause()).hasValueSatisfying(cause -> assertThat(cause.toString()).contains("only output 1 of 3 is wrong, analytic is 0 there"));
    }

    @Test
    void aValueThatIsNotANumberKeepsNothingElseFromBeingChecked() {
        GradientReport report = with(v -> {
            v[2] = Double.NaN;
            v[5] *= 2;
            return v;
        });
        assertThat(report.parameter("x").wrongEntries()).extracting(EntryReport::output).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void withALayoutBoundsAndFixedEntries() {
        GradientCheck right = GradientCheck.ofJacobian(SparseJacobianTest::f, without(ROWS, 0), without(COLUMNS, 0), x -> without(values(x), 0)).bounds(-9, 9);
        assertThat(right.fixed(0).at(POINT).verdict()).isEqualTo(Verdict.CORRECT);
        GradientReport report = right.layout("a", 1).layout("b", 3).at(POINT);
        assertThat(report.text()).contains("the pattern lacks 1 entry that is not zero: a[0] of output 0");
        assertThat(report.parameter("b").verdict()).isEqualTo(Verdict.CORRECT);
    }

    @Test
    void patternsThatCannotBe() {
        UnaryOperator<double[]> values = SparseJacobianTest::values;
        assertThatNullPointerException().isThrownBy(() -> GradientCheck.ofJacobian(null, ROWS, COLUMNS, values)).withMessage("function");
        assertThatNullPointerException().isThrownBy(() -> GradientCheck.ofJacobian(x -> x, null, COLUMNS, values)).withMessage("rows");
        assertThatNullPointerException().isThrownBy(() -> GradientCheck.ofJacobian(x -> x, ROWS, null, values)).withMessage("columns");
        assertThatNullPointerException().isThrownBy(() -> GradientCheck.ofJacobian(x -> x, ROWS, COLUMNS, null)).withMessage("values");
        assertThatIllegalArgumentException().isThrownBy(() -> GradientCheck.ofJacobian(x -> x, ROWS, new int[5], values)).withMessage("rows has length 6, columns has length 5");
        assertThatIllegalArgumentException().isThrownBy(() -> GradientCheck.ofJacobian(x -> x, new int[] {0, -1}, new int[2], values)).withMessage("rows[1] is -1: places are counted from 0 on");
        assertThatIllegalArgumentException().isThrownBy(() -> GradientCheck.ofJacobian(x -> x, new int[] {2, 0, 2}, new int[] {1, 1, 1}, values))
                .withMessage("rows and columns have row 2, column 1 more than once: give each entry once, with the sum of its terms");
        assertThatIllegalArgumentException().isThrownBy(() -> GradientCheck.ofJacobian(SparseJacobianTest::f, new int[] {3}, new int[] {0}, x -> new double[1]).at(POINT))
                .withMessage("rows[0] is 3: there are only 3 of them, the values of f");
        assertThatIllegalArgumentException().isThrownBy(() -> GradientCheck.ofJacobian(SparseJacobianTest::f, new int[] {0}, new int[] {4}, x -> new double[1]).at(POINT))
                .withMessage("columns[0] is 4: there are only 4 of them, the entries of x");
        assertThatIllegalArgumentException().isThrownBy(() -> GradientCheck.ofJacobian(SparseJacobianTest::f, ROWS, COLUMNS, x -> new double[7]).at(POINT))
                .withMessage("the values of the Jacobian have length 7, its pattern has length 6");
        assertThatIllegalArgumentException().isThrownBy(() -> GradientCheck.ofJacobian(SparseJacobianTest::f, ROWS, COLUMNS, x -> null).at(POINT))
                .withMessage("the values of the Jacobian are null, its pattern has length 6");
    }

    @Test
    void theCallersPatternIsNotKept() {
        int[] rows = ROWS.clone();
        GradientCheck check = GradientCheck.ofJacobian(SparseJacobianTest::f, rows, COLUMNS, SparseJacobianTest::values);
        Arrays.fill(rows, 0);
        assertThat(check.at(POINT).passed()).isTrue();
    }
}
