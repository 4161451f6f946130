package io.github.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.relation.Relation.Kind;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a backward pass may do to its upstream gradient, each kind beside one that looks like it and is another. */
class UpstreamTest {
    private static final double[] POINT = {0.3, -1.2, 0.8, 2.1, -0.4};

    private static GradientReport report(UnaryOperator<double[]> use) {
        return GradientCheck.ofVector(x -> map(x, Math::sin), (x, upstream) -> {
            double[] used = use.apply(upstream);
            double[] gradient = new double[x.length];
            Arrays.setAll(gradient, i -> used[i] * Math.cos(x[i]));
            return gradient;
        }).at(POINT);
    }

    private static double[] map(double[] values, DoubleUnaryOperator f) {
        return Arrays.stream(values).map(f).toArray();
    }

    private static void assertKind(Kind kind, DoubleUnaryOperator use) {
        assertKindOfAll(kind, upstream -> map(upstream, use));
    }

    private static void assertKindOfAll(Kind kind, UnaryOperator<double[]> use) {
        GradientReport report = report(use);
        assertThat(report.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(report.cause().map(Cause::kind)).as(report.toString()).contains(kind);
    }

    private static double norm(double[] values) {
        return Math.sqrt(Arrays.stream(values).map(value -> value * value).sum());
    }

    @Test
    void aClampLetsSmallOnesThroughAndStopsLargeOnes() {
        assertKind(Kind.UPSTREAM_CLAMPED, u -> Math.max(-10, Math.min(10, u)));
        assertKind(Kind.UPSTREAM_CLAMPED, u -> Math.max(-1e-2, Math.min(1e-2, u)));
        assertKind(Kind.UPSTREAM_CLAMPED, Math::tanh);
        assertKindOfAll(Kind.UPSTREAM_CLAMPED, upstream -> map(upstream, u -> u / Math.max(1, norm(upstream))));
    }

    @Test
    void aRootASignAndANormalisedUpstreamAreNotClamped() {
        assertKind(Kind.UPSTREAM_NOT_LINEAR, u -> Math.signum(u) * Math.sqrt(Math.abs(u)));
        assertKind(Kind.UPSTREAM_NOT_LINEAR, Math::signum);
        assertKindOfAll(Kind.UPSTREAM_NOT_LINEAR, upstream -> map(upstream, u -> norm(upstream) == 0 ? 0 : u / norm(upstream)));
    }

    @Test
    void aSignIsLostIfItDoesNotMatterAndNotIfItWeakens() {
        assertKind(Kind.UPSTREAM_SIGN_LOST, Math::abs);
        assertKind(Kind.UPSTREAM_SIGN_LOST, u -> Math.max(0, u));
        assertKind(Kind.UPSTREAM_NOT_LINEAR, u -> u > 0 ? u : 0.1 * u);
    }

    @Test
    void aSquareIsASquareAndACubeIsNone() {
        assertKind(Kind.UPSTREAM_SQUARED, u -> u * u);
        assertKind(Kind.UPSTREAM_NOT_LINEAR, u -> u * u * u);
        assertKind(Kind.UPSTREAM_NOT_LINEAR, u -> u + u * u);
    }

    @Test
    void whatIsTheSameForAllIsIgnoredAndWhatIsAddedIsNot() {
        assertKind(Kind.UPSTREAM_IGNORED, u -> 0.3);
        assertKind(Kind.UPSTREAM_NOT_LINEAR, u -> u + 0.3);
    }

    /** tanh of an upstream of one is 0.76: that is no factor of the gradient. */
    @Test
    void aFactorThatTheUpstreamBringsAboutIsNotNamedBesides() {
        GradientReport report = report(upstream -> map(upstream, Math::tanh));
        assertThat(report.parameters().get(0).cause().map(Cause::kind)).contains(Kind.UPSTREAM_CLAMPED);
        assertThat(report.toString()).doesNotContain("stray factor");
        assertThat(report(upstream -> map(upstream, u -> 0.76 * u)).cause().map(Cause::kind)).contains(Kind.CONSTANT_FACTOR);
    }

    @Test
    void aRoundedUpstreamIsNoBug() {
        assertThat(report(upstream -> map(upstream, u -> (float) u)).verdict()).isEqualTo(Verdict.CORRECT);
    }
}
