package io.github.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.relation.Relation.Kind;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A cause beside a kink: a subgradient is no part of the bug. */
class KinkCauseTest {
    private static final double[] POINT = {0.5, -1.5, 0, 2, 3};

    private static GradientReport report(UnaryOperator<double[]> gradient) {
        return GradientCheck.of(x -> Arrays.stream(x).map(value -> Math.max(0, value) * Math.max(0, value) + Math.abs(value)).sum(), gradient).at(POINT);
    }

    private static double[] slopes(double[] x, DoubleUnaryOperator atZero) {
        return Arrays.stream(x).map(value -> value == 0 ? atZero.applyAsDouble(value) : 2 * Math.max(0, value) + Math.signum(value)).toArray();
    }

    private static UnaryOperator<double[]> times(double factor, int entry) {
        return x -> {
            double[] gradient = slopes(x, zero -> 0.3);
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] *= x[i] != 0 && (entry < 0 || entry == i) ? factor : 1;
            }
            return gradient;
        };
    }

    @Test
    void aSubgradientIsRight() {
        assertThat(report(times(1, -1)).verdict()).isEqualTo(Verdict.NOT_DIFFERENTIABLE);
    }

    @Test
    void aFactorIsSeenBesideASubgradient() {
        assertThat(report(times(2, -1)).cause().map(Cause::kind)).contains(Kind.CONSTANT_FACTOR);
    }

    @Test
    void oneWrongEntryIsOneBesideASubgradient() {
        assertThat(report(times(2, 3)).cause()).hasValueSatisfying(cause -> {
            assertThat(cause.kind()).isEqualTo(Kind.ONE_ENTRY);
            assertThat(cause.evidence()).startsWith("only x[3] of 5 is wrong");
        });
    }

    @Test
    void aValueOutsideBothSlopesIsOneWrongEntry() {
        GradientReport report = report(x -> slopes(x, zero -> 1.5));
        assertThat(report.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(report.cause().map(Cause::kind)).contains(Kind.ONE_ENTRY);
    }
}
