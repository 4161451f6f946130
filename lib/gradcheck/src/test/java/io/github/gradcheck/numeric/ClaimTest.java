package io.github.gradcheck.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gradcheck.numeric.Claim.Answer;
import io.github.gradcheck.numeric.Derivative.Kind;
import io.github.gradcheck.numeric.Derivative.Limit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every answer, each with a twin that differs in one thing and gets another. */
class ClaimTest {
    private static Derivative slope(double value, double error, double zero, Interval... possible) {
        Uncertainty uncertainty = new Uncertainty(error, 0, 0);
        return new Derivative(Kind.SMOOTH, value, value, value, uncertainty, List.of(possible), zero, Limit.TRUNCATION, 0, 4);
    }

    private static Derivative slope(double value, double error) {
        return slope(value, error, 0);
    }

    private static Derivative kink(double left, double right, double error, Interval... possible) {
        double middle = (left + right) / 2;
        Uncertainty uncertainty = new Uncertainty(error, 0, 0);
        return new Derivative(Kind.KINK, middle, left, right, uncertainty, List.of(possible), 0, Limit.TRUNCATION, 0, 8);
    }

    private static Answer exactly(double claim, Derivative slope) {
        return Claim.of(claim, 0, 0).answer(slope);
    }

    @Test
    void agreesWithWhatLiesInASharpInterval() {
        assertThat(exactly(2, slope(2 + 0x1p-7, 0x1p-7))).isEqualTo(Answer.AGREES);
        assertThat(exactly(2, slope(2 - 0x1p-7, 0x1p-7))).isEqualTo(Answer.AGREES);
        assertThat(exactly(2, slope(2.0101, 0.01))).isEqualTo(Answer.DISAGREES);
        assertThat(exactly(-2, slope(-1.9899, 0.01))).isEqualTo(Answer.DISAGREES);
    }

    /** An interval of ± 1/200 of the claim would not have held one that is off by a hundredth. */
    @Test
    void doesNotAgreeWhereAnErrorOfAHundredthWouldHaveAgreedAsWell() {
        assertThat(exactly(2, slope(2, 0.01))).isEqualTo(Answer.AGREES);
        assertThat(exactly(-2, slope(-2, 0.01))).isEqualTo(Answer.AGREES);
        assertThat(exactly(2, slope(2, 0.0101))).isEqualTo(Answer.UNRESOLVED);
        assertThat(Claim.of(2, 0, 0.02).answer(slope(2, 0.0101))).isEqualTo(Answer.AGREES);
        assertThat(Claim.of(2, 0.01, 0).answer(slope(2, 0.0101))).isEqualTo(Answer.AGREES);
    }

    @Test
    void zeroAgreesWhereNothingLargerThanNothingWasSeen() {
        assertThat(exactly(0, slope(1e-12, 1e-11, 1e-11))).isEqualTo(Answer.AGREES);
        assertThat(exactly(0, slope(1e-12, 1.1e-11, 1e-11))).isEqualTo(Answer.UNRESOLVED);
        assertThat(exactly(0, slope(0, 0))).isEqualTo(Answer.AGREES);
        assertThat(exactly(1e-13, slope(1e-12, 1e-11, 1e-11))).isEqualTo(Answer.UNRESOLVED);
    }

    @Test
    void allowsARelativeError() {
        assertThat(Claim.of(1, 1e-3, 0).answer(slope(1.002, 0))).isEqualTo(Answer.AGREES);
        assertThat(Claim.of(1, 1e-3, 0).answer(slope(0.9981, 0))).isEqualTo(Answer.AGREES);
        assertThat(Claim.of(1, 1e-3, 0).answer(slope(1.0021, 0))).isEqualTo(Answer.DISAGREES);
        assertThat(Claim.of(1, 1e-3, 0).answer(slope(0.9979, 0))).isEqualTo(Answer.DISAGREES);
        assertThat(Claim.of(1, 1e-3, 0).answer(slope(1.0031, 1e-3))).isEqualTo(Answer.DISAGREES);
        assertThat(Claim.of(1, 1e-3, 0).answer(slope(1.0029, 1e-3))).isEqualTo(Answer.AGREES);
        assertThat(Claim.of(-1, 1e-3, 0).answer(slope(-0.9971, 1e-3))).isEqualTo(Answer.AGREES);
    }

    @Test
    void noRelativeErrorBridgesTwoSigns() {
        assertThat(Claim.of(1e-9, 0.9, 0).answer(slope(-1e-9, 0))).isEqualTo(Answer.DISAGREES);
        assertThat(Claim.of(0, 0.9, 0).answer(slope(1e-9, 0))).isEqualTo(Answer.DISAGREES);
        assertThat(Claim.of(1e-9, 0.9, 0).answer(slope(2e-10, 0))).isEqualTo(Answer.AGREES);
        assertThat(Claim.of(1e-9, 0.5, 0).answer(slope(-1e-9, 0.9e-9))).isEqualTo(Answer.DISAGREES);
    }

    @Test
    void whatLiesOnTheEdgeIsWithin() {
        assertThat(Claim.of(2, 0, 0.5).answer(slope(2.5, 0))).isEqualTo(Answer.AGREES);
        assertThat(Claim.of(1, 0.25, 0).answer(slope(0.6, 0))).isEqualTo(Answer.AGREES);
        assertThat(Claim.of(0.5, 0.5, 0).answer(slope(1.5, 0))).isEqualTo(Answer.AGREES);
        assertThat(slope(2, 0.5).contains(2.5)).isTrue();
        assertThat(slope(2, 0.5).contains(1.4999)).isFalse();
    }

    @Test
    void allowsItsOwnRoundoff() {
        assertThat(Claim.of(0, 0, 1e-3).answer(slope(1e-3, 0))).isEqualTo(Answer.AGREES);
        assertThat(Claim.of(0, 0, 1e-3).answer(slope(1.1e-3, 0))).isEqualTo(Answer.DISAGREES);
        assertThat(Claim.of(0, 0, 0.5e-3).withRoundingError(0.5e-3).answer(slope(1e-3, 0))).isEqualTo(Answer.AGREES);
        assertThat(Claim.of(1, 1e-3, 1e-3).answer(slope(1.003, 0))).isEqualTo(Answer.AGREES);
    }

    @Test
    void doesNotTellWhereAnotherSlopeCannotBeExcluded() {
        assertThat(exactly(5, slope(2, 1e-6, 0, new Interval(3, 0.5), new Interval(5, 0.5)))).isEqualTo(Answer.UNRESOLVED);
        assertThat(exactly(6, slope(2, 1e-6, 0, new Interval(3, 0.5), new Interval(5, 0.5)))).isEqualTo(Answer.DISAGREES);
        assertThat(exactly(2, slope(2, 1e-6, 0, new Interval(5, 0.5)))).isEqualTo(Answer.AGREES);
    }

    @Test
    void doesNotTellApartSlopesThatAreNothingBesideOthers() {
        assertThat(exactly(1e-12, slope(-3e-12, 1e-12, 1e-11))).isEqualTo(Answer.UNRESOLVED);
        assertThat(exactly(1.1e-11, slope(-3e-12, 1e-12, 1e-11))).isEqualTo(Answer.DISAGREES);
        assertThat(exactly(1e-12, slope(-9.5e-12, 1e-12, 1e-11))).isEqualTo(Answer.DISAGREES);
        assertThat(exactly(1e-11, slope(-9e-12, 1e-12, 1e-11))).isEqualTo(Answer.UNRESOLVED);
    }

    @Test
    void isBetweenTheSlopesOfAKink() {
        assertThat(exactly(0.3, kink(-1, 1, 1e-3))).isEqualTo(Answer.BETWEEN_SLOPES);
        assertThat(exactly(1, kink(1, -1, 1e-3))).isEqualTo(Answer.BETWEEN_SLOPES);
        assertThat(exactly(1.01, kink(-1, 1, 1e-3))).isEqualTo(Answer.DISAGREES);
        assertThat(exactly(1.01, kink(-1, 1, 1e-3, new Interval(1, 0.1)))).isEqualTo(Answer.UNRESOLVED);
    }

    /** Uncertain slopes hold a claim between them as well, if it lies clear of both by the error. */
    @Test
    void betweenUncertainSlopesItMustLieClearOfBoth() {
        assertThat(exactly(0.85, kink(-1, 1, 0.1))).isEqualTo(Answer.BETWEEN_SLOPES);
        assertThat(exactly(0.95, kink(-1, 1, 0.1))).isEqualTo(Answer.UNRESOLVED);
        assertThat(exactly(-0.95, kink(1, -1, 0.1))).isEqualTo(Answer.UNRESOLVED);
        assertThat(exactly(1.85, kink(0, 2, 0.1))).isEqualTo(Answer.BETWEEN_SLOPES);
        assertThat(exactly(1.95, kink(0, 2, 0.1))).isEqualTo(Answer.UNRESOLVED);
        assertThat(Claim.of(0.95, 0.1, 0).answer(kink(-1, 1, 0.1))).isEqualTo(Answer.BETWEEN_SLOPES);
    }

    /** An error of 1/200 of the steeper slope is as good as that of a smooth one. */
    @Test
    void atAccurateSlopesItMayLieOnTheirEdges() {
        assertThat(exactly(0.999, kink(-1, 1, 0.0049))).isEqualTo(Answer.BETWEEN_SLOPES);
        assertThat(exactly(0.999, kink(-1, 1, 0.0051))).isEqualTo(Answer.UNRESOLVED);
        assertThat(exactly(-2.01, kink(-4, -2, 0.0199))).isEqualTo(Answer.BETWEEN_SLOPES);
        assertThat(exactly(-2.01, kink(-4, -2, 0.0201))).isEqualTo(Answer.UNRESOLVED);
    }

    /** Half of the jump of slopes is 1. */
    @Test
    void whatRoundingAloneCarriesAcrossAKinkIsNotBetweenItsSlopes() {
        assertThat(Claim.of(1.5, 0, 1).answer(kink(-1, 1, 1e-3))).isEqualTo(Answer.UNRESOLVED);
        assertThat(Claim.of(1.5, 0, 0.9).answer(kink(-1, 1, 1e-3))).isEqualTo(Answer.BETWEEN_SLOPES);
        assertThat(Claim.of(0.5, 0, 1).answer(kink(-1, 1, 1e-3))).isEqualTo(Answer.BETWEEN_SLOPES);
        assertThat(Claim.of(3.5, 0, 0.9).answer(kink(1, 3, 1e-3))).isEqualTo(Answer.BETWEEN_SLOPES);
    }

    @Test
    void doesNotTellWhereNothingIsKnown() {
        double none = Double.NaN;
        Derivative unknown = new Derivative(Kind.UNDEFINED, none, none, none, Uncertainty.UNKNOWN, List.of(), 0, Limit.UNDEFINED, 0, 2);
        assertThat(exactly(1, unknown)).isEqualTo(Answer.UNRESOLVED);
        assertThat(exactly(Double.NaN, unknown)).isEqualTo(Answer.DISAGREES);
    }

    @Test
    void whatIsNotFiniteIsNoSlope() {
        assertThat(exactly(Double.NaN, slope(1, 1))).isEqualTo(Answer.DISAGREES);
        assertThat(exactly(Double.POSITIVE_INFINITY, slope(1, 1))).isEqualTo(Answer.DISAGREES);
        assertThat(exactly(8e307, slope(8e307, 0))).isEqualTo(Answer.AGREES);
    }

    @Test
    void anEntryIsMeasuredAsSharplyAsItsSizeNeeds() {
        Claim claim = Claim.of(-2, 1e-3, 1e-9);
        assertThat(claim).isEqualTo(new Claim(-2, 1e-3, 1e-9, 2e-7, 2e-5, 0.01));
        assertThat(claim.tolerance()).isCloseTo(1e-9 + 2e-3 / 1.001 * 2, within(1e-15));
        assertThat(claim.enough()).isEqualTo(claim.tolerance());
        assertThat(Claim.of(-2, 0, 1e-9).enough()).isEqualTo(2e-7);
    }

    @Test
    void aDirectionIsMeasuredAsSharplyAsMostAreSteep() {
        assertThat(Claim.along(3, 10, 1e-5, 1e-3, 1e-9)).isEqualTo(new Claim(3, 1e-3, 1e-9 + 2e-2, 1e-5, 0.01, 0.1));
        assertThat(Claim.along(3, 10, 1e-5, 0, 0).answer(slope(3, 0.1))).isEqualTo(Answer.AGREES);
        assertThat(Claim.along(3, 10, 1e-5, 0, 0).answer(slope(3, 0.11))).isEqualTo(Answer.UNRESOLVED);
    }
}
