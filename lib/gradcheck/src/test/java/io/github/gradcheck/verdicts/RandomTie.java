package io.github.gradcheck.verdicts;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.Verdict;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * f(x) = maxⱼ (aⱼ·(x − p) ± (uⱼ·(x − p))² − gapⱼ) + s(x), s smooth: at p the pieces without a gap are equal, and Clarke's generalized
 * gradient is the convex hull of aⱼ + ∇s(p) over them.
 *
 * @param slopes the aⱼ, the active ones first
 * @param constants −aⱼ·p − gapⱼ where f adds up aⱼ·x as a net would, so that pieces are equal to rounding only; else −gapⱼ
 * @param bends the uⱼ
 * @param waves factors kᵢ of s(x) = Σ sin(kᵢ·xᵢ) + x₀·x₁
 */
record RandomTie(double[] p, double[][] slopes, double[] constants, boolean areRounded, double[][] bends, double[] waves, Hull gradients)
        implements ToDoubleFunction<double[]> {
    private static final double LEAST_APART = 0.1;

    /** Two to eight entries, two to five pieces that meet, and up to two more that lie below. */
    static RandomTie of(SplittableRandom random) {
        int n = random.nextInt(2, 9);
        int active = random.nextInt(2, 6);
        int all = active + random.nextInt(3);
        double[] p = Seeds.normal(random, n);
        double[] waves = Seeds.normal(random, n);
        boolean areSparse = random.nextBoolean();
        boolean areRounded = random.nextBoolean();
        double[][] slopes = new double[all][];
        double[][] bends = new double[all][];
        double[] constants = new double[all];
        double[][] gradients = new double[active][];
        for (int j = 0; j < all; j++) {
            slopes[j] = apart(random, n, areSparse, Arrays.copyOf(slopes, j));
            bends[j] = Case.scaled(Seeds.normal(random, n), 0.5);
            double gap = j < active ? 0 : 0.1 + random.nextDouble();
            constants[j] = -gap - (areRounded ? Case.dot(slopes[j], p) : 0);
        }
        for (int j = 0; j < active; j++) {
            gradients[j] = slopes[j].clone();
            for (int i = 0; i < n; i++) {
                gradients[j][i] += waves[i] * Math.cos(waves[i] * p[i]) + (i < 2 ? p[1 - i] : 0);
            }
        }
        return new RandomTie(p, slopes, constants, areRounded, bends, waves, new Hull(gradients));
    }

    /** Another slope, at some distance from those there are. */
    private static double[] apart(SplittableRandom random, int n, boolean isSparse, double[][] others) {
        double[] slope = Case.map(Seeds.normal(random, n), entry -> isSparse && random.nextBoolean() ? 0 : entry);
        boolean isApart = Arrays.stream(others).allMatch(other -> new Hull(other).distance(slope) > LEAST_APART);
        return isApart ? slope : apart(random, n, isSparse, others);
    }

    @Override
    public double applyAsDouble(double[] x) {
        double[] moved = new double[x.length];
        double smooth = x[0] * x[1];
        for (int i = 0; i < x.length; i++) {
            moved[i] = x[i] - p[i];
            smooth += Math.sin(waves[i] * x[i]);
        }
        double largest = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < slopes.length; j++) {
            double bend = Case.dot(bends[j], moved);
            largest = Math.max(largest, Case.dot(slopes[j], areRounded ? x : moved) + constants[j] + (j % 2 == 0 ? bend : -bend) * bend);
        }
        return largest + smooth;
    }

    /** What a backward pass may give: one active gradient, the mean of two, or any convex combination of all. */
    double[] subgradient(SplittableRandom random) {
        int active = gradients.points().length;
        double[] weights = new double[active];
        int kind = random.nextInt(3);
        if (kind == 2) {
            return gradients.mean(Case.map(weights, none -> -Math.log(1 - random.nextDouble())));
        }
        weights[random.nextInt(active)] += 1;
        weights[random.nextInt(active)] += kind;
        return gradients.mean(weights);
    }

    /** A gradient that lies outside the hull by this share of the size of the largest one that is active. */
    double[] wrong(SplittableRandom random, double share) {
        double size = Arrays.stream(gradients.points()).mapToDouble(Case::norm).max().orElseThrow();
        return gradients.outside(subgradient(random), Seeds.normal(random, p.length), share * size);
    }

    Verdict verdict(double[] gradient) {
        return GradientCheck.of(this, any -> gradient.clone()).at(p).verdict();
    }

    @Override
    public String toString() {
        String pieces = gradients.points().length + " of " + slopes.length + " pieces meet at " + Arrays.toString(p);
        return areRounded ? pieces + ", to rounding" : pieces;
    }
}
