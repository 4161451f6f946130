package io.github.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import io.github.gradcheck.numeric.Derivative;
import io.github.gradcheck.relation.Relation.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static final int ROWS = 5;
    private static final int COLUMNS = 3;
    private static final double[] POINT = normal(1, ROWS * COLUMNS + COLUMNS);
    private static final double[] INPUT = normal(2, ROWS);

    private static double[] normal(long seed, int size) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, size).mapToDouble(i -> random.nextGaussian()).toArray();
    }

    private static double[] outputs(double[] x) {
        double[] out = new double[COLUMNS];
        for (int j = 0; j < COLUMNS; j++) {
            double sum = x[ROWS * COLUMNS + j];
            for (int i = 0; i < ROWS; i++) {
                sum += INPUT[i] * x[i * COLUMNS + j];
            }
            out[j] = Math.tanh(sum);
        }
        return out;
    }

    private static double loss(double[] x) {
        return Arrays.stream(outputs(x)).map(v -> v * v).sum();
    }

    private static double[] gradient(double[] x) {
        double[] out = outputs(x);
        return vjp(x, Arrays.stream(out).map(v -> 2 * v).toArray());
    }

    private static double[] vjp(double[] x, double[] upstream) {
        double[] out = outputs(x);
        double[] gradient = new double[x.length];
        for (int j = 0; j < COLUMNS; j++) {
            double slope = upstream[j] * (1 - out[j] * out[j]);
            for (int i = 0; i < ROWS; i++) {
                gradient[i * COLUMNS + j] = INPUT[i] * slope;
            }
            gradient[ROWS * COLUMNS + j] = slope;
        }
        return gradient;
    }

    private static GradientCheck check(UnaryOperator<double[]> slip) {
        return GradientCheck.of(LayoutTest::loss, x -> slip.apply(gradient(x))).layout("W", ROWS, COLUMNS).layout("b", COLUMNS);
    }

    private static UnaryOperator<double[]> doubled(int... which) {
        return g -> {
            Arrays.stream(which).forEach(i -> g[i] *= 2);
            return g;
        };
    }

    @Test
    void theStretchesAreParametersWithNamesAndShapes() {
        GradientReport report = check(g -> g).at(POINT);
        assertThat(report.verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(report.where()).isEmpty();
        assertThat(report.parameters()).extracting(ParameterReport::name).containsExactly("W", "b");
        assertThat(report.parameter("W").analytic().shape()).containsExactly(ROWS, COLUMNS);
        assertThat(report.parameter("b").numeric().shape()).containsExactly(COLUMNS);
        assertThat(report.fullText()).contains("\n  W: ").contains("\n  b: ").doesNotContain("\n  x: ");
    }

    @Test
    void aWrongEntryIsNamedByRowAndColumn() {
        GradientReport report = check(doubled(3 * COLUMNS + 2)).at(POINT);
        assertThat(report.parameter("W").wrongEntries()).extracting(EntryReport::index).containsExactly("[3, 2]");
        assertThat(report.where()).isEqualTo("W[3, 2]; the rest of it and all of b right");
        assertThat(report.parameter("W").where()).isEqualTo("W[3, 2]; all others right");
        assertThat(report.parameter("b").where()).isEmpty();
        assertThat(report.toString()).contains("\n  W[3, 2]: ").contains("only W[3, 2] of 15 is wrong");
    }

    @Test
    void rowsColumnsAndTransposesAreFoundAsInNamedParameters() {
        GradientReport column = check(doubled(1, 4, 7, 10, 13)).at(POINT);
        assertThat(column.where()).isEqualTo("column 1 of W; the rest of it and all of b right");
        assertThat(column.cause()).map(Cause::kind).contains(Kind.ONE_COLUMN);
        GradientReport bias = check(doubled(15, 16, 17)).at(POINT);
        assertThat(bias.where()).isEqualTo("all of b; all of W right");
        double[] square = normal(3, 16);
        double[] factor = normal(4, 16);
        GradientReport transposed = GradientCheck.of(x -> IntStream.range(0, 16).mapToDouble(i -> factor[i] * x[i]).sum(),
                x -> IntStream.range(0, 16).mapToDouble(i -> factor[i % 4 * 4 + i / 4]).toArray()).layout("A", 4, 4).at(square);
        assertThat(transposed.cause()).map(Cause::kind).contains(Kind.TRANSPOSED);
        assertThat(transposed.where()).isEqualTo("all of A but the diagonal; all others right");
    }

    @Test
    void noOrderOfLayersIsReadIntoTheOrderOfStretches() {
        assertThat(check(doubled(0, 1, 2)).at(POINT).place()).isEmpty();
        GradientReport both = check(doubled(0, 1, 2, 15)).at(POINT);
        assertThat(both.place()).isEmpty();
        assertThat(both.where()).isEqualTo("row 0 of W; b[0]; all others right");
        assertThat(both.toString()).doesNotContain("the fault lies");
    }

    @Test
    void everyNumberIsTheSameAsWithoutALayoutAndTheFunctionGetsTheFlatArray() {
        List<double[]> seen = new ArrayList<>();
        GradientReport flat = GradientCheck.of(LayoutTest::loss, LayoutTest::gradient).at(POINT);
        GradientReport laidOut = GradientCheck.of(x -> {
            seen.add(x);
            return loss(x);
        }, LayoutTest::gradient).layout("W", ROWS, COLUMNS).layout("b", COLUMNS).at(POINT);
        assertThat(seen).allSatisfy(x -> assertThat(x).hasSize(POINT.length));
        assertThat(seen.get(0)).isEqualTo(POINT);
        double[] joined = IntStream.range(0, POINT.length).mapToDouble(i -> i < 15
                ? laidOut.parameter("W").numeric().getFlat(i) : laidOut.parameter("b").numeric().getFlat(i - 15)).toArray();
        double[] alone = flat.parameter("x").numeric().toArray();
        for (int i = 0; i < joined.length; i++) {
            assertThat(joined[i]).isCloseTo(alone[i], within(1e-8));
        }
        assertThat(laidOut.point()).isEqualTo(flat.point());
    }

    @Test
    void theArrayComesBackBitForBit() {
        double[] point = POINT.clone();
        point[4] = -0.0;
        point[16] = Double.MIN_VALUE;
        double[] before = point.clone();
        List<double[]> array = new ArrayList<>();
        GradientCheck.of(x -> {
            array.add(x);
            return loss(x);
        }, LayoutTest::gradient).layout("W", ROWS, COLUMNS).layout("b", COLUMNS).at(point);
        for (double[] each : List.of(point, array.get(0))) {
            assertThat(Arrays.stream(each).mapToLong(Double::doubleToRawLongBits).toArray())
                    .isEqualTo(Arrays.stream(before).mapToLong(Double::doubleToRawLongBits).toArray());
        }
    }

    @Test
    void aFunctionWithSeveralValuesHasAJacobianForEachStretch() {
        GradientCheck check = GradientCheck.ofVector(LayoutTest::outputs, LayoutTest::vjp).layout("W", ROWS, COLUMNS).layout("b", COLUMNS);
        GradientReport right = check.at(POINT);
        assertThat(right.verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(right.parameter("W").analytic().shape()).containsExactly(COLUMNS, ROWS, COLUMNS);
        GradientReport wrong = GradientCheck.ofVector(LayoutTest::outputs, (x, u) -> doubled(7).apply(vjp(x, u))).layout("W", ROWS, COLUMNS)
                .layout("b", COLUMNS).at(POINT);
        assertThat(wrong.where()).isEqualTo("W[2, 1], in output 1; the rest of it and all of b right");
    }

    @Test
    void theOptionsOfACheckStayWhateverTheirOrder() {
        GradientReport first = GradientCheck.of(LayoutTest::loss, doubled(0).compose(LayoutTest::gradient)::apply).directions(2).concurrently()
                .layout("W", ROWS, COLUMNS).layout("b", COLUMNS).at(POINT);
        GradientReport last = check(doubled(0)).concurrently().directions(2).at(POINT);
        assertThat(first.toString()).isEqualTo(last.toString()).contains("where:       W[0, 0]");
        double[] many = normal(5, 120);
        GradientReport threads = GradientCheck.of(x -> Arrays.stream(x).map(v -> v * v * v).sum(), x -> Arrays.stream(x).map(v -> 3 * v * v).toArray())
                .layout("p", 10, 10).layout("q", 20).concurrently().threads(2).at(many);
        assertThat(threads.verdict()).as("%s", threads).isEqualTo(Verdict.CORRECT);
    }

    @Test
    void oneNumberNeedsNoShape() {
        GradientReport report = GradientCheck.of(x -> x[0] * x[0] * x[1], x -> new double[] {x[0] * x[1], x[0] * x[0]}).layout("rate").layout("c", 1).at(3, 2);
        assertThat(report.parameter("rate").analytic().shape()).isEmpty();
        assertThat(report.where()).isEqualTo("rate; all of c right");
        assertThat(report.parameter("rate").wrongEntries()).singleElement().satisfies(entry -> {
            assertThat(entry.index()).isEmpty();
            assertThat(entry.numeric().kind()).isEqualTo(Derivative.Kind.SMOOTH);
        });
    }

    @Test
    void kinksThatMeetAcrossStretchesAreJudgedTogether() {
        GradientReport report = GradientCheck.of(x -> Math.max(x[0], x[1]), x -> new double[] {1, 0}).layout("p", 1).layout("q", 1).at(2, 2);
        assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.NOT_DIFFERENTIABLE);
    }

    @Test
    void aLayoutOfAnotherLengthIsRefusedWithBothNumbers() {
        assertThatIllegalArgumentException().isThrownBy(() -> check(g -> g).at(normal(1, 19)))
                .withMessage("the layout W[5, 3], b[3] has 18 entries, x has length 19");
        assertThatIllegalArgumentException().isThrownBy(() -> check(g -> g).at(normal(1, 17))).withMessageContaining("18").withMessageContaining("17");
        assertThatIllegalArgumentException().isThrownBy(() -> GradientCheck.of(x -> x[0], x -> x).layout("s").at(1, 2))
                .withMessage("the layout s has 1 entry, x has length 2");
        assertThatIllegalArgumentException().isThrownBy(() -> GradientCheck.of(x -> x[0], x -> x).layout("A", 46340, 46340).layout("B", 46340, 46340).at(1))
                .withMessageContaining("has 4294791200 entries");
        assertThatIllegalArgumentException().isThrownBy(() -> check(g -> g).at()).withMessageContaining("at least one entry");
        assertThatIllegalArgumentException().isThrownBy(() -> GradientCheck.of(LayoutTest::loss, x -> new double[4]).layout("W", 18).at(POINT))
                .withMessage("the gradient has length 4, x has length 18");
    }

    @Test
    void namesAndShapesThatCannotBeAreRefusedInOneSentence() {
        GradientCheck check = GradientCheck.of(x -> x[0], x -> x);
        assertThatIllegalArgumentException().isThrownBy(() -> check.layout("W", 2).layout("W", 3)).withMessage("the layout has two stretches named W");
        assertThatIllegalArgumentException().isThrownBy(() -> check.layout("W", 2, 0)).withMessage("the extents of W must be positive: [2, 0]");
        assertThatIllegalArgumentException().isThrownBy(() -> check.layout("W", -1)).withMessage("the extents of W must be positive: [-1]");
        assertThatIllegalArgumentException().isThrownBy(() -> check.layout(" ", 2)).withMessageContaining("a name that is not blank");
        assertThatIllegalArgumentException().isThrownBy(() -> check.layout("", 2)).withMessageContaining("a name that is not blank");
        assertThatIllegalArgumentException().isThrownBy(() -> check.layout("W", 100_000, 100_000))
                .withMessage("W has more entries than an array can have: its shape is (100000, 100000)");
        assertThatIllegalArgumentException().isThrownBy(() -> check.layout("W", Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE));
        assertThatNullPointerException().isThrownBy(() -> check.layout(null, 2)).withMessage("name");
        assertThatNullPointerException().isThrownBy(() -> check.layout("W", (int[]) null)).withMessage("shape");
        assertThatIllegalArgumentException().isThrownBy(() -> check(g -> g).at(IntStream.range(0, 18).mapToDouble(i -> i == 16 ? Double.NaN : i).toArray()))
                .withMessage("b[1] must be finite: NaN");
    }

    @Test
    void aCheckThatGetsALayoutIsAnotherOne() {
        GradientCheck plain = GradientCheck.of(LayoutTest::loss, LayoutTest::gradient);
        int[] shape = {ROWS, COLUMNS};
        GradientCheck named = plain.layout("W", shape).layout("b", COLUMNS);
        shape[0] = 1;
        assertThat(named.at(POINT).parameters()).hasSize(2);
        assertThat(plain.at(POINT).parameters()).hasSize(1);
    }
}
