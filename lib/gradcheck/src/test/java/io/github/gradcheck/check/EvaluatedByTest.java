package io.github.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gradcheck.problem.EvaluatorException;
import io.github.gradcheck.problem.PointEvaluator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Values that come from elsewhere, in batches. */
@Timeout(60)
class EvaluatedByTest {
    private static final double[] X = IntStream.range(0, 30).mapToDouble(i -> 0.3 + 0.1 * i).toArray();

    private static double f(double[] x) {
        double sum = Math.abs(x[3] - 0.6);
        for (int i = 0; i < x.length; i++) {
            sum += Math.sin(x[i] * x[(i + 1) % x.length]);
        }
        return sum;
    }

    private static double[] gradient(double[] x) {
        double[] gradient = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int next = (i + 1) % x.length;
            gradient[i] += x[next] * Math.cos(x[i] * x[next]);
            gradient[next] += x[i] * Math.cos(x[i] * x[next]);
        }
        gradient[7] *= 1.5;
        return gradient;
    }

    private static GradientCheck check() {
        return GradientCheck.of(EvaluatedByTest::f, EvaluatedByTest::gradient);
    }

    private static List<double[]> values(List<double[]> points) {
        return points.stream().map(x -> new double[] {f(x)}).toList();
    }

    @Test
    void verdictsIntervalsAndCausesAreThoseOfOneThreadBitForBit() {
        List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
        GradientReport elsewhere = check().evaluatedBy(points -> {
            sizes.add(points.size());
            List<double[]> values = values(points);
            points.forEach(x -> Arrays.fill(x, Double.NaN));
            return values;
        }).at(X);
        GradientReport here = check().at(X);
        assertThat(elsewhere.parameter("x").doubtful()).isEqualTo(here.parameter("x").doubtful());
        assertThat(elsewhere.parameter("x").numeric().toArray()).containsExactly(here.parameter("x").numeric().toArray());
        assertThat(elsewhere.parameter("x").error().toArray()).containsExactly(here.parameter("x").error().toArray());
        assertThat(elsewhere.cause()).isEqualTo(here.cause());
        assertThat(elsewhere.where()).isEqualTo("x[7]; all others right");
        assertThat(elsewhere.method()).contains("evaluated in batches by the caller's evaluator, verified at 3 points of each array");
        assertThat(sizes.subList(1, 4)).as("a point for each entry, as long as all need one").containsOnly(30);
        assertThat(sizes.get(0)).isEqualTo(3);
    }

    @Test
    void moreEntriesThanABatchHoldsAndFixedOnesAndBounds() {
        double[] many = new double[700];
        Arrays.fill(many, 2);
        GradientCheck squares = GradientCheck.of(x -> Arrays.stream(x).map(each -> each * each).sum(), x -> Arrays.stream(x).map(each -> 2 * each).toArray())
                .bounds(0, 2).fixed(5);
        PointEvaluator evaluator = points -> {
            assertThat(points).hasSizeLessThanOrEqualTo(256).allSatisfy(x -> assertThat(Arrays.stream(x).max().orElseThrow()).isLessThanOrEqualTo(2));
            return points.stream().map(x -> new double[] {Arrays.stream(x).map(each -> each * each).sum()}).toList();
        };
        assertThat(squares.evaluatedBy(evaluator).at(many).parameter("x").error().toArray()).containsExactly(squares.at(many).parameter("x").error().toArray());
        assertThat(GradientCheck.of(x -> x[0], x -> new double[] {1}).evaluatedBy(points -> points.stream().map(double[]::clone).toList()).at(1).verdict()).isEqualTo(Verdict.CORRECT);
    }

    @Test
    void severalValuesAndLayouts() {
        GradientCheck jacobian = GradientCheck.ofJacobian(x -> new double[] {x[0] * x[1], x[1] * x[2]}, x -> new double[][] {{x[1], x[0], 0}, {0, x[2], x[1]}}).layout("a", 2).layout("b", 1);
        assertThat(jacobian.evaluatedBy(points -> points.stream().map(x -> new double[] {x[0] * x[1], x[1] * x[2]}).toList()).at(1, 2, 3).headline())
                .isEqualTo(jacobian.at(1, 2, 3).headline());
    }

    @Test
    void anEvaluatorOfAnotherFunctionIsFoundOut() {
        assertThatIllegalStateException().isThrownBy(() -> check().evaluatedBy(points -> points.stream().map(x -> new double[] {Math.nextUp(f(x))}).toList()).at(X))
                .withMessageStartingWith("the evaluator does not have the values of f: near x[");
    }

    @Test
    void anEvaluatorThatFailsEndsTheCheckAndIsNotTakenForAnUndefinedFunction() {
        int[] calls = new int[1];
        assertThatThrownBy(() -> check().evaluatedBy(points -> {
            if (++calls[0] == 3) {
                throw new IllegalArgumentException("the cluster is gone");
            }
            return values(points);
        }).at(X)).isInstanceOf(EvaluatorException.class).hasMessage("the evaluator failed: the cluster is gone").hasRootCauseInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> check().evaluatedBy(points -> values(points.subList(1, points.size()))).at(X)).isInstanceOf(EvaluatorException.class)
                .hasMessage("the evaluator failed: asked for the values at 3 points it gave those at 2");
        assertThatThrownBy(() -> check().evaluatedBy(points -> null).at(X)).isInstanceOf(EvaluatorException.class).hasMessageEndingWith("it gave null");
        assertThatThrownBy(() -> check().evaluatedBy(null)).isInstanceOf(NullPointerException.class).hasMessage("evaluator");
    }

    @Test
    void whereItIsNaNTheFunctionIsNotDefined() {
        GradientCheck root = GradientCheck.of(x -> Math.sqrt(x[0]) + x[1], x -> new double[] {0.5 / Math.sqrt(x[0]), 1});
        assertThat(root.evaluatedBy(points -> points.stream().map(x -> new double[] {Math.sqrt(x[0]) + x[1]}).toList()).at(1e-4, 1)).hasToString(
                root.at(1e-4, 1).toString().replace(": every entry", ": every entry; evaluated in batches by the caller's evaluator, verified at 3 points of each array")
                        .replaceFirst("evaluations: \\d+", "evaluations: " + root.evaluatedBy(points -> points.stream().map(x -> new double[] {Math.sqrt(x[0]) + x[1]}).toList())
                                .at(1e-4, 1).evaluations()));
    }

    @Test
    void theTimeLimitAndAnInterruptionHold() {
        GradientReport report = check().timeLimit(Duration.ofMillis(300)).evaluatedBy(points -> {
            sleep(points.size() > 3 ? 200 : 0);
            return values(points);
        }).at(X);
        assertThat(report.open()).isPositive();
        Thread caller = Thread.currentThread();
        int[] calls = new int[1];
        assertThatThrownBy(() -> check().evaluatedBy(points -> {
            if (++calls[0] == 2) {
                caller.interrupt();
            }
            return values(points);
        }).at(X)).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
