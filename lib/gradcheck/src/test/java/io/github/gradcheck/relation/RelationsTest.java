package io.github.gradcheck.relation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.relation.Relation.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RelationsTest {
    private static final int[] SHAPE = {3, 4};
    private static final double[] NUMERIC = normal(1, 12);
    private static final double[] PARAMETER = normal(2, 12);

    private static double[] normal(long seed, int size) {
        Random random = new Random(seed);
        return random.doubles(size).map(zero -> random.nextGaussian()).toArray();
    }

    private static Comparison comparison(String name, double[] analytic, double[] numeric) {
        double[] allowed = Arrays.stream(numeric).map(value -> 1e-11 + 1e-11 * Math.abs(value)).toArray();
        return new Comparison(name, SHAPE, analytic, numeric, allowed, PARAMETER);
    }

    private static Optional<Relation> find(double[] analytic) {
        Comparison wrong = comparison("W", analytic, NUMERIC);
        return Relations.find(wrong, List.of(wrong));
    }

    private static double[] spoilt(UnaryOperator<double[]> spoil) {
        return spoil.apply(NUMERIC.clone());
    }

    private static void assertFound(Kind kind, double[] analytic) {
        assertThat(find(analytic)).hasValueSatisfying(relation -> assertThat(relation.kind()).as(relation.evidence()).isEqualTo(kind));
    }

    /** The same with one more entry off: the relation no longer holds in all of them, and must not be named. */
    private static void assertNotFound(Kind kind, double[] analytic) {
        double[] other = analytic.clone();
        other[7] += 0.1;
        other[2] -= 0.3;
        assertThat(find(other).map(Relation::kind)).isNotEqualTo(Optional.of(kind));
    }

    private static void assertTwins(Kind kind, double[] analytic) {
        assertFound(kind, analytic);
        assertNotFound(kind, analytic);
    }

    @Test
    void namesAFactorAndASign() {
        assertTwins(Kind.CONSTANT_FACTOR, Arrays.stream(NUMERIC).map(n -> 2 * n).toArray());
        assertTwins(Kind.SIGN_FLIPPED, Arrays.stream(NUMERIC).map(n -> -n).toArray());
        assertThat(find(Arrays.stream(NUMERIC).map(n -> n / 4).toArray()).orElseThrow().evidence()).contains("1/4, and 4 is one of the extents");
    }

    @Test
    void namesAnOrder() {
        double[] transposed = new double[12];
        double[] shifted = new double[12];
        for (int i = 0; i < 12; i++) {
            transposed[i] = NUMERIC[i % 3 * 4 + i / 3];
            shifted[i] = NUMERIC[(i + 8) % 12];
        }
        assertTwins(Kind.TRANSPOSED, transposed);
        assertTwins(Kind.SHIFTED, shifted);
        assertTwins(Kind.PERMUTED, Arrays.stream(NUMERIC).sorted().toArray());
    }

    @Test
    void namesATerm() {
        double[] without = new double[12];
        double[] twice = new double[12];
        for (int i = 0; i < 12; i++) {
            without[i] = NUMERIC[i] - 0.1 * PARAMETER[i];
            twice[i] = NUMERIC[i] + 0.1 * PARAMETER[i];
        }
        assertTwins(Kind.REGULARISER_MISSING, without);
        assertTwins(Kind.REGULARISER_DOUBLED, twice);
        assertTwins(Kind.MISSING_TERM, Arrays.stream(NUMERIC).map(n -> n + 0.25).toArray());
        assertTwins(Kind.SMALL_TERM, Arrays.stream(NUMERIC).map(n -> n * (1 + 1e-4 * Math.sin(100 * n))).toArray());
    }

    @Test
    void namesAPlace() {
        assertTwins(Kind.ONE_ENTRY, spoilt(n -> {
            n[5] *= 1.5;
            return n;
        }));
        assertTwins(Kind.ONE_ROW, spoilt(n -> {
            n[4] *= 1.5;
            n[6] -= 1;
            return n;
        }));
        assertTwins(Kind.ONE_COLUMN, spoilt(n -> {
            n[1] *= 1.5;
            n[9] -= 1;
            return n;
        }));
        assertTwins(Kind.ZERO, spoilt(n -> {
            n[1] = 0;
            n[6] = 0;
            return n;
        }));
    }

    @Test
    void namesTheParameterThatAGradientBelongsTo() {
        double[] other = normal(3, 12);
        Comparison first = comparison("W", other, NUMERIC);
        Comparison second = comparison("V", NUMERIC, other);
        assertThat(Relations.find(first, List.of(first, second))).hasValueSatisfying(relation -> {
            assertThat(relation.kind()).isEqualTo(Kind.SWAPPED);
            assertThat(relation.evidence()).contains("of W is the numeric one of V");
        });
    }

    @Test
    void namesNothingForTwoArraysThatHaveNothingToDoWithEachOther() {
        for (int seed = 10; seed < 1010; seed++) {
            assertThat(find(normal(seed, 12))).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void namesNoPartOfAnArrayInWhichSomeEntriesAreAnythingElse() {
        for (int seed = 10; seed < 1010; seed++) {
            double[] other = normal(seed, 12);
            int wrongOnes = 2 + seed % 10;
            double[] analytic = IntStream.range(0, 12).mapToDouble(i -> i < wrongOnes ? other[i] : NUMERIC[i]).toArray();
            Comparison wrong = comparison("W", analytic, NUMERIC);
            assertThat(Relations.find(wrong, List.of(wrong)).map(Relation::kind).filter(kind -> kind != Kind.ONE_ROW && kind != Kind.ONE_COLUMN)).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void saysWhichEntriesAreNoNumbersIfNothingElseIsWrong() {
        double[] analytic = spoilt(n -> {
            n[3] = Double.NaN;
            n[5] = Double.POSITIVE_INFINITY;
            return n;
        });
        assertThat(find(analytic)).contains(new Relation(Kind.NOT_FINITE,
                "analytic is NaN in W[0, 3] and 1 more, and numeric is a number: 0/0, or a case that backward does not treat by itself"));
        analytic[7] += 1;
        assertThat(find(analytic)).isEmpty();
    }
}
