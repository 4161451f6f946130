package io.github.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import io.github.gradcheck.relation.Relation.Kind;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Directional derivatives alone: those along a simplex, or tangent to a manifold. */
class AlongDirectionsTest {
    private static final double[] SIMPLEX = {0.2, 0.3, 0.5};
    private static final double[][] TANGENTS = {{1, -1, 0}, {0, 1, -1}};

    /** Defined on the simplex alone. */
    private static double entropy(double[] p) {
        if (Math.abs(p[0] + p[1] + p[2] - 1) > 1e-12 || p[0] < 0 || p[1] < 0 || p[2] < 0) {
            throw new AssertionError("not on the simplex: " + Arrays.toString(p));
        }
        double sum = 0;
        for (double value : p) {
            sum -= value == 0 ? 0 : value * Math.log(value);
        }
        return sum;
    }

    /** Up to a constant, which no direction of the simplex sees. */
    private static double[] slopes(double[] p) {
        return Arrays.stream(p).map(value -> -Math.log(value) + 17).toArray();
    }

    @Test
    void onASimplexFIsNeverEvaluatedOffIt() {
        GradientReport right = GradientCheck.of(AlongDirectionsTest::entropy, AlongDirectionsTest::slopes).bounds(0, 1).along(TANGENTS).at(SIMPLEX);
        assertThat(right.verdict()).as("%s", right).isEqualTo(Verdict.CORRECT);
        assertThat(right.count(Verdict.CORRECT)).isEqualTo(2);
        assertThat(right.text()).contains("each entry is the derivative along one of the directions that were given");
    }

    @Test
    void theDirectionsThatAreWrongAreNamedAndTheOthersNot() {
        GradientReport wrong = GradientCheck.of(AlongDirectionsTest::entropy, p -> new double[] {-Math.log(p[0]), -Math.log(p[1]), -1.01 * Math.log(p[2])})
                .bounds(0, 1).along(TANGENTS).at(SIMPLEX);
        assertThat(wrong.parameter("direction").wrongEntries()).as("%s", wrong).singleElement().satisfies(entry -> {
            assertThat(entry.index()).isEqualTo("[1]");
            assertThat(entry.numeric().value()).isCloseTo(-Math.log(0.3) + Math.log(0.5), within(1e-6));
        });
    }

    @Test
    void atTheEdgeOfASimplexTheSideThatIsThereDecides() {
        double[] vertex = {0, 0.5, 0.5};
        GradientCheck check = GradientCheck.of(p -> {
            entropy(p);
            return p[0] * p[1] + p[1] * p[1];
        }, p -> new double[] {p[1], p[0] + 2 * p[1], 0}).bounds(0, 1).along(new double[] {1, -1, 0}, new double[] {-1, 0, 1});
        assertThat(check.at(vertex).verdict()).isEqualTo(Verdict.CORRECT);
        GradientReport slip = GradientCheck.of(p -> {
            entropy(p);
            return p[0] * p[1] + p[1] * p[1];
        }, p -> new double[] {1.02 * p[1], p[0] + 2 * p[1], 0}).bounds(0, 1).along(new double[] {1, -1, 0}, new double[] {-1, 0, 1}).at(vertex);
        assertThat(slip.count(Verdict.WRONG)).as("%s", slip).isEqualTo(2);
    }

    /** Neither verdict nor cost depends on how long a direction is, or in which units x is. */
    @ParameterizedTest
    @ValueSource(ints = {-40, -9, 0, 13, 60})
    void lengthsAndUnitsMakeNoDifference(int exponent) {
        double unit = Math.scalb(1.0, exponent);
        for (double length : new double[] {unit, 1e-6 * unit, 1e5 * unit}) {
            double[] long1 = {length, -2 * length, 0.5 * length};
            double[] x = {0.7 * unit, 1.3 * unit, -2 * unit};
            for (double factor : new double[] {1, 1.0001}) {
                GradientReport report = GradientCheck.of(z -> Math.sin(z[0] / unit) * z[1] / unit + Math.exp(z[2] / unit),
                        z -> new double[] {factor * Math.cos(z[0] / unit) * z[1] / unit / unit, Math.sin(z[0] / unit) / unit, Math.exp(z[2] / unit) / unit})
                        .along(long1, new double[] {0, 3 * unit, 0}).at(x);
                assertThat(report.count(Verdict.WRONG)).as("%s", report).isEqualTo(factor == 1 ? 0 : 1);
                assertThat(report.count(Verdict.CORRECT)).as("%s", report).isEqualTo(factor == 1 ? 2 : 1);
                assertThat(factor > 1 || report.evaluations() <= 3 + 2 * 6).as("%s", report).isTrue();
            }
        }
    }

    @Test
    void randomDirectionsOfManyEntries() {
        SplittableRandom random = new SplittableRandom(3);
        double[] x = random.doubles(400, -1, 1).toArray();
        double[][] directions = {random.doubles(400, -1, 1).toArray(), random.doubles(400, -1, 1).toArray()};
        for (int seed = 0; seed < 20; seed++) {
            int where = random.nextInt(400);
            for (double factor : new double[] {1, 1.1}) {
                GradientReport report = GradientCheck.of(z -> Arrays.stream(z).map(Math::exp).sum(), z -> {
                    double[] g = Arrays.stream(z).map(Math::exp).toArray();
                    g[where] *= factor;
                    return g;
                }).along(directions).at(x);
                assertThat(report.verdict()).as("entry %s, %s", where, report).isEqualTo(factor == 1 ? Verdict.CORRECT : Verdict.WRONG);
            }
        }
    }

    @Test
    void atTheOriginAndAtAKink() {
        GradientReport report = GradientCheck.of(x -> Math.abs(x[0]) + x[1], x -> new double[] {0.5, 1}).along(new double[] {1, 0}, new double[] {0, 2}, new double[] {1, 1}).at(0, 0);
        assertThat(report.count(Verdict.NOT_DIFFERENTIABLE)).as("%s", report).isEqualTo(2);
        assertThat(report.count(Verdict.CORRECT)).isEqualTo(1);
        assertThat(GradientCheck.of(x -> Math.abs(x[0]) + x[1], x -> new double[] {1.5, 1}).along(new double[] {1, 0}).at(0, 0).verdict()).isEqualTo(Verdict.WRONG);
    }

    @Test
    void severalValuesAndAWholeJacobian() {
        UnaryOperator<double[]> f = x -> new double[] {x[0] * x[1], Math.sin(x[0])};
        double[][] directions = {{1, 2}, {3, -1}};
        assertThat(GradientCheck.ofVector(f, (x, u) -> new double[] {u[0] * x[1] + u[1] * Math.cos(x[0]), u[0] * x[0]}).along(directions).at(0.5, 2).verdict()).isEqualTo(Verdict.CORRECT);
        GradientReport doubled = GradientCheck.ofJacobian(f, x -> new double[][] {{2 * x[1], 2 * x[0]}, {2 * Math.cos(x[0]), 0}}).along(directions).at(0.5, 2);
        assertThat(doubled.count(Verdict.WRONG)).isEqualTo(4);
        assertThat(doubled.cause()).hasValueSatisfying(cause -> assertThat(cause.kind()).isEqualTo(Kind.CONSTANT_FACTOR));
        assertThat(GradientCheck.ofHessian(x -> new double[] {x[0] + x[1], 2 * x[1]}, x -> new double[][] {{1, 1}, {0, 2}}).along(directions).at(1, 2).text()).contains("not symmetric");
    }

    @Test
    void inAnyOrderWithBoundsAndFixedEntries() {
        GradientCheck check = GradientCheck.of(x -> x[0] * x[1] + x[2], x -> new double[] {x[1], x[0], Double.NaN}).along(new double[] {1, 1, 0}).fixed(2).bounds(0, 9);
        assertThat(check.at(1, 2, 3).verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(check.concurrently().layout("a", 2).layout("b", 1).at(1, 2, 3).verdict()).isEqualTo(Verdict.CORRECT);
    }

    @Test
    void aGradientOfAnotherPointIsStillFound() {
        double[][] kept = new double[1][];
        assertThat(GradientCheck.of(x -> {
            kept[0] = x.clone();
            return x[0] * x[0] * x[1];
        }, x -> new double[] {2 * kept[0][0] * kept[0][1], kept[0][0] * kept[0][0]}).along(new double[] {1, 1}).at(3, 2).cause())
                .hasValueSatisfying(cause -> assertThat(cause.kind()).isEqualTo(Kind.CALL_ORDER));
    }

    @Test
    void directionsThatCannotBe() {
        GradientCheck check = GradientCheck.of(x -> x[0] * x[1], x -> new double[] {x[1], x[0]});
        assertThatNullPointerException().isThrownBy(() -> check.along((double[][]) null)).withMessage("directions");
        assertThatNullPointerException().isThrownBy(() -> check.along(new double[] {1, 0}, null)).withMessage("directions[1]");
        assertThatIllegalArgumentException().isThrownBy(check::along).withMessage("directions must have at least one: there is nothing to check");
        assertThatIllegalArgumentException().isThrownBy(() -> check.along(new double[] {1, Double.NaN})).withMessage("directions[0] must be finite: [1.0, NaN]");
        assertThatIllegalArgumentException().isThrownBy(() -> check.along(new double[2])).withMessage("directions[0] is 0 in all entries: it leads nowhere");
        assertThatIllegalArgumentException().isThrownBy(() -> check.along(new double[] {1, 2, 3}).at(1, 2)).withMessage("directions[0] has length 3, x has length 2");
        assertThatIllegalArgumentException().isThrownBy(() -> check.along(new double[] {1, 2}).fixed(1).at(1, 2)).withMessage("directions[0] moves x[1], which is fixed");
    }
}
