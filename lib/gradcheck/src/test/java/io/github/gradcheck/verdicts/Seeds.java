package io.github.gradcheck.verdicts;

import java.util.SplittableRandom;

/** Where random cases come from: the same in every run, others with -Dverdicts.seed=2 and so on. */
final class Seeds {
    /** The property that brings other cases. */
    static final String PROPERTY = "verdicts.seed";
    private static final int CHOSEN = Integer.getInteger(PROPERTY, 1);

    private Seeds() {
    }

    /** Numbers of one family's own: SplittableRandom mixes seeds that lie close together, java.util.Random does not. */
    static SplittableRandom of(String family) {
        return new SplittableRandom(((long) CHOSEN << Integer.SIZE) + family.hashCode());
    }

    /** Evenly spread on a logarithmic scale. */
    static double logarithmic(SplittableRandom random, double low, double high) {
        return low * Math.pow(high / low, random.nextDouble());
    }

    static double[] normal(SplittableRandom random, int n) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = random.nextGaussian();
        }
        return values;
    }
}
