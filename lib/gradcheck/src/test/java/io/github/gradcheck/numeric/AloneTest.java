package io.github.gradcheck.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.coverage.family.Families;
import io.github.gradcheck.coverage.family.Family;
import io.github.gradcheck.coverage.family.Sample;
import io.github.gradcheck.slice.Slice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** A slope is made from f alone: a claim says how much effort is made, and the interval is that of the effort, whatever was claimed. */
class AloneTest {
    private static final long SEED = 20261202;
    private static final int SAMPLES = 4;
    private static final int EVALUATIONS = 9;
    /**
     * Families with other slopes over other distances: a claim that is far outside of all of them is refused by a first look, whose slope
     * is then that of a wide step; one that is not makes way for a scan.
     */
    private static final Set<String> MOVED = Set.of("small fast waves", "jump near 1e-8..1e-2", "odd ∣x∣^1.5 at x", "x^2 sin(1/x) at x",
            "0<=x<=1 entropy near 0", "float32 sum ∣r∣ 100", "float32 sum ∣r∣ 1000", "float32 sum ∣r∣ 3000",
            "float32 data, double regulariser", "(1-cos t)/t2, scale ∣t∣", "log(1+t)/t, scale ∣t∣", "(x-1)^7 expanded");

    /** A measurement, and the points at which f was evaluated for it. */
    private record Measured(double claim, TreeSet<Double> points, Derivative slope) {
        static Measured of(Sample sample, Map<Double, Double> values, double claim) {
            TreeSet<Double> points = new TreeSet<>();
            Slice slice = new Slice(1).of((t, found, offset) -> {
                points.add(t);
                found[offset] = values.computeIfAbsent(t, none -> valueOrNaN(sample, t));
            }, sample.x(), sample.scale());
            Derivative slope = SlopeMeter.measure(slice, 0, sample.f().applyAsDouble(sample.x()), Claim.of(claim, 0, 0));
            return new Measured(claim, points, slope);
        }

        /** A jump may be looked for once or twice, at the same points. */
        Derivative withoutCost() {
            return new Derivative(slope.kind(), slope.value(), slope.left(), slope.right(), slope.uncertainty(), slope.possible(),
                    slope.zero(), slope.limit(), slope.grain(), EVALUATIONS);
        }
    }

    private static double valueOrNaN(Sample sample, double t) {
        try {
            return sample.f().applyAsDouble(t);
        } catch (ArithmeticException e) {
            return Double.NaN;
        }
    }

    /** With the right claim, and with wrong ones from a millionth of the slope to its double. */
    private static List<Measured> measured(Sample sample) {
        Map<Double, Double> values = new HashMap<>();
        double off = sample.typical();
        double right = sample.slope();
        return DoubleStream.of(right, right + 1e-6 * off, right + 1e-4 * off, right + 0.01 * off, right - 0.01 * off, 2 * right, 0, -right)
                .mapToObj(claim -> Measured.of(sample, values, claim)).toList();
    }

    private interface Pair {
        void of(String name, Measured one, Measured other);
    }

    private static void forPairs(Pair pair) {
        for (Family family : Families.all()) {
            for (int number = 0; number < SAMPLES; number++) {
                List<Measured> all = measured(family.sample(SEED, number));
                for (int i = 0; i < all.size(); i++) {
                    for (Measured other : all.subList(i + 1, all.size())) {
                        pair.of(family.name() + " #" + number, all.get(i), other);
                    }
                }
            }
        }
    }

    @Test
    void theIntervalForARightAndForAWrongClaimIsTheSameWhereverTheEffortWas() {
        int[] pairs = {0};
        forPairs((name, one, other) -> {
            if (one.points().equals(other.points())) {
                assertThat(one.withoutCost()).as("%s, claims %s and %s", name, one.claim(), other.claim()).isEqualTo(other.withoutCost());
                pairs[0]++;
            }
        });
        assertThat(pairs[0]).isGreaterThan(Families.all().size() * SAMPLES);
    }

    /** A first look is as wide as the claim needs: nothing but its sharpness may come of that. */
    @Test
    void noClaimMovesAnIntervalAwayFromThatOfAnother() {
        Set<String> apart = new TreeSet<>();
        forPairs((name, one, other) -> {
            if (!MOVED.contains(name.substring(0, name.indexOf(" #"))) && isApart(one.slope().interval(), other.slope().interval())) {
                apart.add(name + ": " + one.slope() + " for " + one.claim() + ", " + other.slope() + " for " + other.claim());
            }
        });
        assertThat(apart).isEmpty();
    }

    private static boolean isApart(Interval one, Interval other) {
        return one.distance(other.centre()) > other.halfWidth();
    }
}
