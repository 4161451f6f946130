package io.github.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gradcheck.relation.Relation.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** What optimisers do: they ask for the gradient alone, after f elsewhere, or twice, and they keep what they get. */
class CallOrderTest {
    private static final double[] POINT = {0.7, -1.3, 2.1};

    private static double f(double[] x) {
        return Math.sin(x[0]) * x[1] + x[1] * x[2] * x[2];
    }

    private static double[] gradient(double[] x) {
        return new double[] {Math.cos(x[0]) * x[1], Math.sin(x[0]) + x[2] * x[2], 2 * x[1] * x[2]};
    }

    /** What a class keeps between its calls. */
    private static final class Kept {
        private double[] x;
        private double value;
        private double[] gradient;

        private void compute(double[] at) {
            x = at;
            value = f(at);
            gradient = gradient(at);
        }
    }

    private static void assertDependsOnCalls(GradientReport report, String sentence) {
        assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.WRONG);
        assertThat(report.passed()).isFalse();
        assertThat(report.cause()).hasValueSatisfying(cause -> assertThat(cause.kind()).isEqualTo(Kind.CALL_ORDER));
        assertThat(report.text()).contains(sentence);
    }

    @Test
    void aGradientOfThePointThatFKept() {
        Kept kept = new Kept();
        assertDependsOnCalls(GradientCheck.of(x -> {
            kept.x = x.clone();
            return f(x);
        }, x -> gradient(kept.x)).at(POINT), "the gradient depends on what was called before: after f at another point the entry of x[");
    }

    @Test
    void aGradientOfTheArrayThatFKept() {
        Kept kept = new Kept();
        assertDependsOnCalls(GradientCheck.of(x -> {
            kept.x = x;
            return f(x);
        }, x -> gradient(kept.x)).at(POINT), "the gradient depends on what was called before");
    }

    /** Only one factor is what f has left. */
    @Test
    void aPartOfTheGradientThatFKept() {
        Kept kept = new Kept();
        assertDependsOnCalls(GradientCheck.of(x -> {
            kept.value = Math.sin(x[0]);
            return f(x);
        }, x -> new double[] {Math.cos(x[0]) * x[1], kept.value + x[2] * x[2], 2 * x[1] * x[2]}).at(POINT), "after f at another point the entry of x[1] is");
    }

    @Test
    void aGradientThatComputesOnlyWhatFHasNotAndForgetsToLook() {
        Kept kept = new Kept();
        assertDependsOnCalls(GradientCheck.of(x -> {
            kept.compute(x.clone());
            return kept.value;
        }, x -> {
            if (kept.gradient == null) {
                kept.compute(x.clone());
            }
            return kept.gradient;
        }).at(POINT), "the gradient depends on what was called before");
    }

    /** Right at once for the point at which f was called last, and at no other: there f is asked again. */
    @Test
    void aGradientThatThrowsUnlessFWasCalledBefore() {
        List<double[]> seen = new ArrayList<>();
        assertDependsOnCalls(GradientCheck.of(x -> {
            seen.add(x.clone());
            return f(x);
        }, x -> {
            if (seen.stream().noneMatch(known -> Arrays.equals(known, x))) {
                throw new IllegalStateException("call f first");
            }
            return gradient(x);
        }).at(POINT), "before f was called at another point, it threw there java.lang.IllegalStateException: call f first");
    }

    @Test
    void aValueThatTheGradientKept() {
        Kept kept = new Kept();
        assertDependsOnCalls(GradientCheck.of(x -> {
            double value = kept.gradient == null ? f(x) : kept.value;
            kept.gradient = null;
            return value;
        }, x -> {
            kept.compute(x.clone());
            return kept.gradient;
        }).at(POINT), "f depends on what was called before: after the gradient at another point it has the value of that point");
    }

    @Test
    void aCacheThatLooksAtTheValuesIsNoFault() {
        Kept kept = new Kept();
        GradientReport report = GradientCheck.of(x -> {
            if (!Arrays.equals(kept.x, x)) {
                kept.compute(x.clone());
            }
            return kept.value;
        }, x -> {
            if (!Arrays.equals(kept.x, x)) {
                kept.compute(x.clone());
            }
            return kept.gradient.clone();
        }).at(POINT);
        assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.CORRECT);
        assertThat(report.violations()).isEmpty();
        assertThat(report.method()).containsExactly("every entry");
    }

    /** Kept sums are those of another order: their last digits are not a fault. */
    @Test
    void aCacheThatDiffersByRoundingIsNoFault() {
        Kept kept = new Kept();
        GradientReport report = GradientCheck.of(x -> {
            kept.compute(x.clone());
            return kept.value;
        }, x -> {
            double[] g = gradient(x);
            g[1] = Arrays.equals(kept.x, x) ? Math.nextUp(g[1]) : g[1];
            return g;
        }).at(POINT);
        assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.CORRECT);
    }

    @Test
    void aGradientThatWarmStartsIsAllowedByRepeatableWithin() {
        Kept kept = new Kept();
        GradientCheck check = GradientCheck.of(x -> {
            kept.x = x.clone();
            return f(x);
        }, x -> {
            double[] g = gradient(x);
            g[0] += 1e-9 * kept.x[0];
            return g;
        }).within(1e-6);
        assertThat(check.at(POINT).verdict()).isEqualTo(Verdict.WRONG);
        assertThat(check.repeatableWithin(1e-8).at(POINT).verdict()).isEqualTo(Verdict.CORRECT);
    }

    @Test
    void whatIsKeptForTheArrayIsSaidAndJudgedWithNewArrays() {
        for (double factor : new double[] {1, 1.01}) {
            Kept kept = new Kept();
            GradientReport report = GradientCheck.of(x -> {
                if (kept.x != x) {
                    kept.compute(x);
                }
                return kept.value;
            }, x -> {
                if (kept.x != x) {
                    kept.compute(x);
                }
                return Arrays.stream(kept.gradient).map(g -> factor * g).toArray();
            }).at(POINT);
            assertThat(report.verdict()).as("%s", report).isEqualTo(factor == 1 ? Verdict.CORRECT : Verdict.WRONG);
            assertThat(report.count(Verdict.WRONG)).isEqualTo(factor == 1 ? 0 : 3);
            assertThat(report.text()).contains("keeps values for the array that it is given, whatever is in it: measured again with a new array at each call");
        }
    }

    @Test
    void aGradientThatIsKeptForTheArrayIsSaid() {
        Kept kept = new Kept();
        GradientReport report = GradientCheck.of(CallOrderTest::f, x -> {
            if (kept.x != x) {
                kept.compute(x);
            }
            return kept.gradient.clone();
        }).at(POINT);
        assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.CORRECT);
        assertThat(report.text()).contains("keeps values for the array that it is given");
    }

    @Test
    void returnedArraysAreNoted() {
        double[] buffer = new double[3];
        GradientReport report = GradientCheck.of(CallOrderTest::f, x -> {
            System.arraycopy(gradient(x), 0, buffer, 0, 3);
            return buffer;
        }).at(POINT);
        assertThat(report.verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(report.text()).contains("the gradient is the same array at each call: an optimiser that keeps the previous one sees it change");
        GradientReport itself = GradientCheck.of(x -> 0.5 * (x[0] * x[0] + x[1] * x[1]), x -> x).at(3, 4);
        assertThat(itself.verdict()).isEqualTo(Verdict.CORRECT);
        assertThat(itself.text()).contains("the gradient is the array x itself");
        double[][] matrix = new double[1][];
        assertThat(GradientCheck.ofJacobian(x -> new double[] {f(x)}, x -> {
            matrix[0] = gradient(x);
            return matrix;
        }).at(POINT).text()).contains("the matrix is the same array at each call");
        assertThat(GradientCheck.of(CallOrderTest::f, CallOrderTest::gradient).at(POINT).text()).doesNotContain("optimiser");
    }

    @Test
    void severalValuesAndTheirMatrices() {
        Kept kept = new Kept();
        assertDependsOnCalls(GradientCheck.ofVector(x -> {
            kept.x = x.clone();
            return new double[] {f(x), x[0] * x[1]};
        }, (x, u) -> {
            double[] g = gradient(kept.x);
            return new double[] {u[0] * g[0] + u[1] * kept.x[1], u[0] * g[1] + u[1] * kept.x[0], u[0] * g[2]};
        }).at(POINT), "the gradient depends on what was called before");
        assertDependsOnCalls(GradientCheck.ofJacobian(x -> {
            kept.x = x.clone();
            return new double[] {f(x)};
        }, x -> new double[][] {gradient(kept.x)}).at(POINT), "the gradient depends on what was called before");
    }

    @Test
    void alongDirections() {
        Kept kept = new Kept();
        assertDependsOnCalls(GradientCheck.of(x -> {
            kept.x = x.clone();
            return f(x);
        }, x -> gradient(kept.x)).directions(1).at(POINT), "the gradient depends on what was called before");
    }

    /** Where the other point is not one of f's, nothing is said. */
    @Test
    void whereFIsDefinedOnlyNearby() {
        double[] x = {1e-3, 1};
        GradientReport report = GradientCheck.of(at -> {
            if (Math.abs(at[0] - 1e-3) > 1e-5) {
                throw new ArithmeticException("too far");
            }
            return at[0] * at[1];
        }, at -> {
            if (Math.abs(at[0] - 1e-3) > 1e-5) {
                throw new ArithmeticException("too far");
            }
            return new double[] {at[1], at[0]};
        }).at(x);
        assertThat(report.violations()).as("%s", report).isEmpty();
        assertThat(report.passed()).isTrue();
    }

    @Test
    void withinBoundsAndWithoutFixedEntries() {
        GradientReport report = GradientCheck.of(x -> {
            requireInside(x);
            return f(x);
        }, x -> {
            requireInside(x);
            double[] g = gradient(x);
            g[2] = Math.random();
            return g;
        }).bounds(new double[] {0.7, -1.31, -9}, new double[] {0.7001, -1.3, 9}).fixed(2).at(POINT);
        assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.CORRECT);
    }

    private static void requireInside(double[] x) {
        if (x[0] < 0.7 || x[0] > 0.7001 || x[1] < -1.31 || x[1] > -1.3 || x[2] != 2.1) {
            throw new AssertionError("outside: " + Arrays.toString(x));
        }
    }

    @Test
    void oneEvaluationOfFAndThreeOfTheGradientAndSixToSeeWhetherItMovesAsQuotientsDo() {
        int[] calls = new int[2];
        GradientReport report = GradientCheck.of(x -> {
            calls[0]++;
            return x[0] * x[0];
        }, x -> {
            calls[1]++;
            return new double[] {2 * x[0]};
        }).at(3);
        assertThat(report.evaluations()).isEqualTo(calls[0]).isEqualTo(2 + 4 + 1);
        assertThat(calls[1]).isEqualTo(12 + 3 + 6);
    }

    @Test
    void anInterruptionComesOut() {
        assertThatThrownBy(() -> GradientCheck.of(CallOrderTest::f, x -> {
            throw new CancellationException("stopped");
        }).at(POINT)).isInstanceOf(CancellationException.class).hasMessage("stopped");
    }
}
