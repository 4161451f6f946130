package io.github.gradcheck.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.coverage.family.Families;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * How true intervals are and what they tell apart, on functions of all families.
 *
 * <p>{@code mvn -Pcoverage -pl lib/gradcheck test} tries 1000 functions of each family in place of 200, and others each day;
 * {@code -Dcoverage.seed=…} says which.
 */
class EvidenceTest {
    private static final long SEED = Long.getLong("coverage.seed", 20261201);
    private static final int CASES = Integer.getInteger("coverage.cases", 200);
    private static final int SHOWN = 5;
    /** In one case of a hundred at least, a slope should be off by a tenth of what it may be. */
    private static final double BLOATED = 0.1;

    /** Families whose intervals are ten times as long as they need be, or more, and what their 99 % quantile exceeds. */
    private static final Map<String, Double> LONG = Map.ofEntries(
            Map.entry("1e14 + a x", 0.08), Map.entry("waves to 1e4", 0.01), Map.entry("narrow sqrt(x2+e)", 0.08),
            Map.entry("narrow peaks", 0.02), Map.entry("x^n, n to 30", 0.02), Map.entry("unit of x 1e-6, scale 1", 0.08),
            Map.entry("relu on, off near", 0.03), Map.entry("clip, narrow", 0.08), Map.entry("table, cubic between", 0.05),
            Map.entry("float32 share 1e-6", 0.08), Map.entry("1 + softplus, -40..-20", 0.07), Map.entry("1 - cos tiny", 0.07),
            Map.entry("sqrt(1+x2) - 1 tiny", 0.07), Map.entry("1 - exp(-x2) tiny", 0.07), Map.entry("x>=0 b x + x^1.5 at 1e-4", 1e-4),
            Map.entry("pole near", 0.04), Map.entry("near overflow", 1e-6), Map.entry("near underflow", 1e-4));

    private static List<Evidence> all;

    @BeforeAll
    static void tryAll() {
        all = Families.all().stream().map(family -> Evidence.of(family, SEED, CASES)).toList();
        System.out.println(EvidenceTables.of(all, SEED, CASES));
    }

    private static int alarms(Evidence evidence) {
        return evidence.own().count(Claim.RIGHT, Answer.WRONG);
    }

    private static ToIntFunction<Evidence> passed(Claim claim) {
        return evidence -> evidence.own().passed(claim);
    }

    /** Families with more than they are allowed, how many, and the first few of their faults with a claim. */
    private static List<String> beyond(List<Allowances.Allowance> allowances, ToIntFunction<Evidence> count, Claim claim) {
        return all.stream().filter(evidence -> count.applyAsInt(evidence) > Allowances.of(allowances, evidence.name(), CASES))
                .map(evidence -> said(evidence, count.applyAsInt(evidence), claim)).toList();
    }

    private static String said(Evidence evidence, int count, Claim claim) {
        List<String> faults = evidence.faults(claim).stream().filter(fault -> !fault.contains(Answer.UNSURE.name())).limit(SHOWN).toList();
        return evidence.name() + ": " + count + " in " + CASES + ", such as " + String.join("; ", faults);
    }

    @Test
    void noRightSlopeIsCalledWrong() {
        assertThat(beyond(Allowances.WRONG, EvidenceTest::alarms, Claim.RIGHT)).isEmpty();
    }

    @Test
    void noIntervalLiesBesideTheSlope() {
        assertThat(beyond(Allowances.OUTSIDE, evidence -> evidence.own().excluded(), Claim.RIGHT)).isEmpty();
    }

    @Test
    void ofFaultsOfAHundredthAtMostOneInAHundredPasses() {
        assertThat(all.stream().filter(EvidenceTest::isBlind)
                .map(evidence -> said(evidence, evidence.own().passed(Claim.HUNDREDTH), Claim.HUNDREDTH))).isEmpty();
    }

    /** Whether more than a hundredth of the claims pass, rounded up. */
    private static boolean isBlind(Evidence evidence) {
        return evidence.own().passed(Claim.HUNDREDTH) > (evidence.own().cases(Claim.HUNDREDTH) + 99) / 100;
    }

    @Test
    void noClaimOfZeroPassesWhereFShowsThatItMoves() {
        assertThat(beyond(Allowances.ZERO, passed(Claim.ZERO), Claim.ZERO)).isEmpty();
    }

    @Test
    void neitherTheDoubleNorTheNegatedSlopePasses() {
        assertThat(beyond(Allowances.OTHER_SIZE, passed(Claim.DOUBLE), Claim.DOUBLE)).isEmpty();
        assertThat(beyond(Allowances.OTHER_SIZE, passed(Claim.NEGATED), Claim.NEGATED)).isEmpty();
    }

    /** Where the slope is 0 and f does not move, nothing is off. */
    @Test
    void intervalsAreNotTenTimesAsLongAsTheyNeedBe() {
        assertThat(all.stream().filter(evidence -> isLong(evidence.name(), evidence.own().ratio(0.99)))
                .map(evidence -> evidence.name() + " " + evidence.own().ratio(0.99))).isEmpty();
    }

    private static boolean isLong(String family, double quantile) {
        return quantile > 0 && quantile < LONG.getOrDefault(family, BLOATED);
    }

    @Test
    void allowancesAreOfFamiliesThatExist() {
        List<String> names = all.stream().map(Evidence::name).toList();
        Stream.of(Allowances.WRONG, Allowances.OUTSIDE, Allowances.ZERO, Allowances.OTHER_SIZE)
                .forEach(allowances -> assertThat(names).containsAll(allowances.stream().map(Allowances.Allowance::family).toList()));
        assertThat(names).containsAll(LONG.keySet());
    }
}
