package io.github.gradcheck.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.coverage.family.Families;
import io.github.gradcheck.coverage.family.Family;
import io.github.gradcheck.coverage.family.Sample;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever measures f or x in another unit gets the same verdict at the same cost: f → c·f, x → x·c for powers of two. */
class UnitsTest {
    private static final long SEED = 20261203;
    /** Of f and of x, in powers of two. */
    private static final List<List<Integer>> UNITS = List.of(List.of(-300, 0), List.of(-40, 0), List.of(300, 0), List.of(0, -300),
            List.of(0, 40), List.of(0, 300), List.of(300, -300), List.of(-300, 300), List.of(137, -251));
    /** They lie at the ends of the range of doubles already: in other units their values would leave it. */
    private static final Set<String> TIED_TO_A_UNIT = Set.of("near overflow", "near underflow", "constant, any size");

    static Stream<Family> families() {
        return Families.all().stream().filter(family -> !TIED_TO_A_UNIT.contains(family.name()));
    }

    private static Outcome outcome(Sample sample, double claim) {
        return new IntervalRule().check(new Remembered(sample.f()), sample.x(), sample.scale(), claim);
    }

    @ParameterizedTest
    @MethodSource("families")
    void otherUnitsGiveTheSameVerdictAtTheSameCost(Family family) {
        Sample sample = family.sample(SEED, 0);
        for (Claim claim : Claim.values()) {
            OptionalDouble claimed = claim.of(sample);
            if (claimed.isPresent()) {
                assertSame(sample, claim, claimed.getAsDouble());
            }
        }
    }

    private static void assertSame(Sample sample, Claim claim, double claimed) {
        Outcome before = outcome(sample, claimed);
        for (List<Integer> units : UNITS) {
            double unitOfF = Math.scalb(1.0, units.get(0));
            double unitOfX = Math.scalb(1.0, units.get(1));
            Outcome now = outcome(sample.inUnits(unitOfF, unitOfX), claimed * (unitOfF / unitOfX));
            assertThat(now.answer()).as("%s, units 2^%s", claim.words(), units).isEqualTo(before.answer());
            assertThat(now.evaluations()).as("%s, units 2^%s", claim.words(), units).isEqualTo(before.evaluations());
        }
    }
}
