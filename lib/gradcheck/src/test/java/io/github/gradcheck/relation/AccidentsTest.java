package io.github.gradcheck.relation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Gradients that are wrong for no reason: a cause that is found in one is an accident. */
class AccidentsTest {
    private static final int CASES = 2500;
    /** These say where, and nothing of what is wrong there. */
    private static final Set<Relation.Kind> PLACES = EnumSet.of(Relation.Kind.ONE_ENTRY, Relation.Kind.ONE_ROW, Relation.Kind.ONE_COLUMN);

    /** What is random. */
    private enum Fault {
        /** Every entry is off by as much as it is large. */
        NOISE_ON_ALL,
        /** Some entries are off. */
        NOISE_ON_SOME,
        /** Every entry is off, of a gradient that is one column times one row, as in a batch of one example. */
        NOISE_ON_A_PRODUCT,
        /** Values, parameters and faults of two digits, as somebody types them in an example. */
        TYPED
    }

    private static double value(SplittableRandom random, boolean typed) {
        return typed ? Math.rint(100 * random.nextGaussian()) / 10 : random.nextGaussian();
    }

    private static Comparison wrong(Fault fault, SplittableRandom random) {
        int rows = 1 + random.nextInt(5);
        boolean typed = fault == Fault.TYPED;
        // 0.3 and 0.6 have a ratio of 2 by themselves: of what is typed, two entries tell nothing.
        int columns = (typed ? 3 : 1) + random.nextInt(8);
        double[] u = random.doubles(rows).toArray();
        double[] v = random.doubles(columns).toArray();
        double[] numeric = new double[rows * columns];
        Arrays.setAll(numeric, i -> fault == Fault.NOISE_ON_A_PRODUCT ? (u[i / columns] + 0.1) * (v[i % columns] - 0.5) : value(random, typed));
        double share = fault == Fault.NOISE_ON_SOME ? random.nextDouble() : 1;
        double[] analytic = new double[numeric.length];
        Arrays.setAll(analytic, i -> random.nextDouble() < share ? numeric[i] + value(random, typed) : numeric[i]);
        double[] parameter = new double[numeric.length];
        Arrays.setAll(parameter, i -> value(random, typed));
        double[] allowed = Arrays.stream(numeric).map(n -> 1e-11 + 1e-10 * Math.abs(n)).toArray();
        int[] shape = rows > 1 && random.nextBoolean() ? new int[] {rows, columns} : new int[] {numeric.length};
        return new Comparison("W", shape, analytic, numeric, allowed, parameter);
    }

    @ParameterizedTest
    @EnumSource
    void hardlyEverIsACauseFoundWhereThereIsNone(Fault fault) {
        SplittableRandom random = new SplittableRandom(18);
        List<String> found = new ArrayList<>();
        IntStream.range(0, CASES).forEach(k -> {
            Comparison wrong = wrong(fault, random);
            Comparison other = wrong(fault, random);
            Optional<Relation> relation = Relations.find(wrong, List.of(wrong, other));
            relation.filter(each -> !PLACES.contains(each.kind())).ifPresent(each -> found.add(each.kind() + " " + each.evidence()));
        });
        found.stream().limit(5).forEach(System.out::println);
        System.out.println("accidents, " + fault + ": " + found.size() + " of " + CASES);
        assertThat(found).hasSizeLessThanOrEqualTo(CASES / 1000);
    }
}
