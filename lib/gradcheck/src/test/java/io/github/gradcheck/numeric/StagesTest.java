package io.github.gradcheck.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.coverage.family.Families;
import io.github.gradcheck.coverage.family.Family;
import io.github.gradcheck.coverage.family.Sample;
import io.github.gradcheck.slice.Slice;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A claim is tried against several looks and two scans. Were each of them to hold a wrong claim by chance, the chances would add up: here they
 * are counted, with claims at every distance from the slope.
 */
class StagesTest {
    private static final long SEED = 20261203;
    private static final int SAMPLES = 12;
    private static final int CLAIMS = 16;
    /** Of those that agree: one in 500. */
    private static final double BY_CHANCE = 1.0 / 500;

    /** How far the claim is off is drawn from 1e-10 to 1 of the slope. */
    private static double claim(Sample sample, SplittableRandom random) {
        double size = sample.slope() == 0 ? sample.typical() : Math.abs(sample.slope());
        return sample.slope() + (random.nextBoolean() ? 1 : -1) * size * Math.pow(10, random.nextDouble(-10, 0));
    }

    private static Derivative measure(Sample sample, Claim claim) {
        Slice slice = new Slice(1).of((t, values, offset) -> {
            try {
                values[offset] = sample.f().applyAsDouble(t);
            } catch (ArithmeticException e) {
                values[offset] = Double.NaN;
            }
        }, sample.x(), sample.scale());
        return SlopeMeter.measure(slice, 0, sample.f().applyAsDouble(sample.x()), claim);
    }

    /** By chance it agrees if the interval that holds it does not hold the slope; what is then off is no more than the length of the interval. */
    @Test
    void noWrongClaimAgreesBecauseItIsTriedAgain() {
        Map<String, Integer> byChance = new TreeMap<>();
        int agreed = 0;
        for (Family family : Families.all()) {
            for (int number = 0; number < SAMPLES; number++) {
                Sample sample = family.sample(SEED, number);
                SplittableRandom random = new SplittableRandom(SEED + number);
                for (int i = 0; i < CLAIMS; i++) {
                    Claim claim = Claim.of(claim(sample, random), 0, 0);
                    Derivative slope = measure(sample, claim);
                    if (claim.answer(slope) == Claim.Answer.AGREES) {
                        agreed++;
                        byChance.merge(family.name(), slope.contains(sample.slope()) ? 0 : 1, Integer::sum);
                        assertThat(slope.distance(sample.slope())).as("%s #%d, claim %s: %s", family.name(), number, claim.value(), slope)
                                .isLessThanOrEqualTo(2 * slope.error());
                    }
                }
            }
        }
        byChance.values().removeIf(count -> count == 0);
        int tried = Families.all().size() * SAMPLES * CLAIMS;
        System.out.printf("%d claims that are off by 1e-10 to 1 of the slope: %d agree, by an interval without the slope %s%n", tried, agreed, byChance);
        assertThat(agreed).isGreaterThan(tried / 20);
        assertThat(byChance.values().stream().mapToInt(count -> count).sum()).isLessThanOrEqualTo((int) (BY_CHANCE * agreed));
    }
}
