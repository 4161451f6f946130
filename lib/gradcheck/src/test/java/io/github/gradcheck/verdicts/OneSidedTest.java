package io.github.gradcheck.verdicts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gradcheck.check.EntryReport;
import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.GradientReport;
import io.github.gradcheck.check.Verdict;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A point at or near the edge of what f is defined for: the side that is there decides, whether f says NaN beyond, infinity, or throws. */
class OneSidedTest {
    private static final double FAULT = 1.01;

    /** What f does where it is not defined. */
    private enum Beyond {
        NOT_A_NUMBER, INFINITE, THROWS;

        double value() {
            return switch (this) {
                case NOT_A_NUMBER -> Double.NaN;
                case INFINITE -> Double.POSITIVE_INFINITY;
                case THROWS -> throw new IllegalArgumentException("outside of the domain");
            };
        }
    }

    private record Edge(String name, DoubleUnaryOperator f, double slope, double x, DoublePredicate isInside) {
        double value(double t, Beyond beyond) {
            return isInside.test(t) ? f.applyAsDouble(t) : beyond.value();
        }

        /** The one entry alone. */
        GradientReport alone(Beyond beyond, double factor) {
            return GradientCheck.of(z -> value(z[0], beyond), any -> new double[] {factor * slope}).at(x);
        }

        /** Beside an entry of size 1, which makes steps of that size worth a look. */
        GradientReport besideAnother(Beyond beyond, double factor, double factorOfOther) {
            ToDoubleFunction<double[]> both = z -> value(z[0], beyond) + z[1] * z[1];
            return GradientCheck.of(both, z -> new double[] {factor * slope, factorOfOther * 2 * z[1]}).at(x, 1);
        }
    }

    private static Stream<Edge> edges() {
        DoublePredicate notNegative = t -> t >= 0;
        DoublePredicate positive = t -> t > 0;
        DoublePredicate atMostOne = t -> t <= 1;
        return Stream.of(
                new Edge("sin 2x + x² for x ≥ 0, at 0", t -> Math.sin(2 * t) + t * t, 2, 0, notNegative),
                new Edge("3x + x^1.5 for x ≥ 0, at 0", t -> 3 * t + t * Math.sqrt(t), 3, 0, notNegative),
                new Edge("5 - x for x ≥ 0, at 0", t -> 5 - t, -1, 0, notNegative),
                new Edge("exp x for x ≤ 1, at 1", Math::exp, Math.E, 1, atMostOne),
                new Edge("2x + (1 - x)^1.5 for x ≤ 1, at 1", t -> 2 * t + (1 - t) * Math.sqrt(1 - t), 2, 1, atMostOne),
                new Edge("x² - log x, at 1e-4", t -> t * t - Math.log(t), 2e-4 - 1e4, 1e-4, positive),
                new Edge("x·log x + (1 - x)·log(1 - x), at 1e-4", t -> t * Math.log(t) + (1 - t) * Math.log(1 - t),
                        Math.log(1e-4) - Math.log1p(-1e-4), 1e-4, t -> t > 0 && t < 1),
                new Edge("sqrt x, at 1e-4", Math::sqrt, 50, 1e-4, notNegative));
    }

    static Stream<Arguments> edgesAndWhatIsBeyond() {
        return edges().flatMap(edge -> Stream.of(Beyond.values()).map(beyond -> Arguments.of(edge.name(), beyond, edge)));
    }

    @ParameterizedTest(name = "{0}, {1} beyond")
    @MethodSource("edgesAndWhatIsBeyond")
    void theRightSlopeIsRight(String name, Beyond beyond, Edge edge) {
        GradientReport alone = edge.alone(beyond, 1);
        assertThat(alone.verdict()).as("%s", alone).isEqualTo(Verdict.CORRECT);
        GradientReport besideAnother = edge.besideAnother(beyond, 1, 1);
        assertThat(besideAnother.verdict()).as("%s", besideAnother).isEqualTo(Verdict.CORRECT);
        assertThat(besideAnother.parameter("x").count(Verdict.CORRECT)).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}, {1} beyond")
    @MethodSource("edgesAndWhatIsBeyond")
    void aFaultOfOnePercentIsWrongAtTheEdgeAndBesideIt(String name, Beyond beyond, Edge edge) {
        GradientReport alone = edge.alone(beyond, FAULT);
        assertThat(alone.verdict()).as("%s", alone).isEqualTo(Verdict.WRONG);
        GradientReport atTheEdge = edge.besideAnother(beyond, FAULT, 1);
        assertThat(atTheEdge.parameter("x").wrongEntries()).as("%s", atTheEdge).extracting(EntryReport::index).containsExactly("[0]");
        GradientReport besideIt = edge.besideAnother(beyond, 1, FAULT);
        assertThat(besideIt.parameter("x").wrongEntries()).as("%s", besideIt).extracting(EntryReport::index).containsExactly("[1]");
        assertThat(besideIt.count(Verdict.CORRECT)).as("%s", besideIt).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -1, 1000})
    void theRootHasNoFiniteSlopeAtZero(double given) {
        for (Beyond beyond : Beyond.values()) {
            Edge root = new Edge("sqrt x, at 0", Math::sqrt, given, 0, t -> t >= 0);
            assertThat(root.alone(beyond, 1).verdict()).as("%s", beyond).isIn(Verdict.WRONG, Verdict.INCONCLUSIVE);
            assertThat(root.besideAnother(beyond, 1, 1).count(Verdict.CORRECT)).as("%s", beyond).isEqualTo(1);
        }
    }

    @Test
    void aFunctionThatThrowsOnBothSidesCannotBeToldAndTheReportSaysWhatItThrew() {
        ToDoubleFunction<double[]> f = z -> {
            if (z[0] != 0.5) {
                throw new IllegalStateException("only one half is in the table");
            }
            return 3 + z[1];
        };
        GradientReport report = GradientCheck.of(f, any -> new double[] {1, 1}).at(0.5, 2);
        assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(report.parameter("x").count(Verdict.INCONCLUSIVE)).isEqualTo(1);
        assertThat(report.parameter("x").count(Verdict.CORRECT)).isEqualTo(1);
        assertThat(report.toString()).contains("only one half is in the table");
        GradientReport besideIt = GradientCheck.of(f, any -> new double[] {1, FAULT}).at(0.5, 2);
        assertThat(besideIt.verdict()).as("%s", besideIt).isEqualTo(Verdict.WRONG);
    }

    @Test
    void aFunctionThatIsNotANumberOnBothSidesCannotBeTold() {
        GradientReport report = GradientCheck.of(z -> z[0] == 0.5 ? 3 : Double.NaN, any -> new double[] {1}).at(0.5);
        assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void whatIsThrownAtThePointItselfComesOut() {
        IllegalStateException thrown = new IllegalStateException("there is no weight file");
        assertThatThrownBy(() -> GradientCheck.of(z -> {
            throw thrown;
        }, z -> z).at(1)).isSameAs(thrown);
        assertThatThrownBy(() -> GradientCheck.of(z -> z[0], z -> {
            throw thrown;
        }).at(1)).isSameAs(thrown);
        assertThatThrownBy(() -> GradientCheck.of(z -> Math.log(z[0]), z -> z).at(-1)).isInstanceOf(ArithmeticException.class);
    }
}
