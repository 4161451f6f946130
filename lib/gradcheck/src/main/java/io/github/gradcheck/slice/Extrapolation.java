package io.github.gradcheck.slice;

import java.util.Arrays;

/**
 * Richardson's extrapolation to step 0 of quotients y at the steps h, r·h, r²·h, … with r = 1.45² (Richardson, Phil. Trans. A 210, 1911;
 * Press et al., Numerical Recipes, 5.7).
 *
 * <p>If y(h) = y₀ + c₁·h<sup>p₁</sup> + c₂·h<sup>p₂</sup> + …, each column y ← y + (y − y′)/(r<sup>p</sup> − 1), with y′ at the next wider step, removes
 * one term. As the error counts the difference of the two entries that the result is made from: r<sup>p</sup> − 1 times as much as the last column
 * changes, and more than the narrower of the two is off while the terms fall.
 */
public final class Extrapolation {
    /** How many steps of the grid lie between two that are used: closer ones would tell the powers apart less accurately. */
    public static final int APART = 2;
    /** A central difference of a smooth function. */
    public static final Extrapolation CENTRAL = new Extrapolation(2, 4, 6);
    /** The even part of a smooth function, divided by h. */
    public static final Extrapolation EVEN = new Extrapolation(1, 3, 5);
    /** A one-sided difference of a smooth function. */
    public static final Extrapolation ONE_SIDED = new Extrapolation(1, 2, 3, 4);

    private final double[] divisors;
    private final double[] gains;

    private Extrapolation(double... powers) {
        double ratio = Math.pow(Grid.RATIO, APART);
        divisors = Arrays.stream(powers).map(p -> Math.pow(ratio, p) - 1).toArray();
        gains = new double[powers.length + 2];
        for (int count = 1; count < gains.length; count++) {
            gains[count] = gain(count, ratio);
        }
    }

    /** Σ |wⱼ|/r<sup>j</sup>, where wⱼ is the weight of y[j] in the result. */
    private double gain(int count, double ratio) {
        double sum = 0;
        for (int j = 0; j < count; j++) {
            double[] unit = new double[count];
            unit[j] = 1;
            extrapolate(unit);
            sum += Math.abs(unit[0]) / Math.pow(ratio, j);
        }
        return sum;
    }

    /** How far the result may be off, in units of q/h, if y[j] may be off by q/(r<sup>j</sup>·h). */
    public double gain(int count) {
        return gains[count];
    }

    /** The most quotients that can be used. */
    public int most() {
        return divisors.length + 1;
    }

    /**
     * Extrapolates y[0] in place.
     *
     * @return the difference of the two entries that the result is made from
     */
    public double extrapolate(double[] y) {
        double apart = 0;
        for (int n = y.length - 1, column = 0; n > 0; n--, column++) {
            apart = Math.abs(y[0] - y[1]);
            for (int j = 0; j < n; j++) {
                y[j] += (y[j] - y[j + 1]) / divisors[column];
            }
        }
        return apart;
    }
}
