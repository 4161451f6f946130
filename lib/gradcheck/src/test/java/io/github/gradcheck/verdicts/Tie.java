package io.github.gradcheck.verdicts;

import io.github.gradcheck.check.GradientCheck;
import io.github.gradcheck.check.GradientReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * A function at a point where several entries meet at a kink, with gradients that are right there and others that are not.
 *
 * <p>Right is what lies in Clarke's generalized gradient: the convex hull of the limits of gradients nearby. There lies what a backward
 * pass gives that follows one of the branches that are active nearby, or the mean of several.
 */
record Tie(String name, ToDoubleFunction<double[]> f, double[] x, List<double[]> right, List<double[]> wrong) {
    static Tie of(String name, ToDoubleFunction<double[]> f, double... x) {
        return new Tie(name, f, x, List.of(), List.of());
    }

    Tie right(double... gradient) {
        return new Tie(name, f, x, with(right, gradient), wrong);
    }

    Tie wrong(double... gradient) {
        return new Tie(name, f, x, right, with(wrong, gradient));
    }

    private List<double[]> with(List<double[]> gradients, double[] one) {
        if (one.length != x.length) {
            throw new IllegalArgumentException(name + ": " + one.length + " entries for " + x.length);
        }
        List<double[]> more = new ArrayList<>(gradients);
        more.add(one);
        return more;
    }

    GradientReport report(double[] gradient) {
        return GradientCheck.of(f, any -> gradient.clone()).at(x);
    }

    /** One set of arguments for each of its right gradients, or for each of its wrong ones. */
    Stream<Arguments> arguments(boolean areRight) {
        return (areRight ? right : wrong).stream().map(gradient -> Arguments.of(name + " with " + words(gradient), this, gradient));
    }

    private static String words(double[] gradient) {
        boolean isLong = gradient.length > 6;
        return isLong ? words(Arrays.copyOf(gradient, 6)) + " and " + (gradient.length - 6) + " more" : Arrays.toString(gradient);
    }

    static double max(double... z) {
        return Arrays.stream(z).max().orElseThrow();
    }

    static double min(double... z) {
        return Arrays.stream(z).min().orElseThrow();
    }

    static double relu(double z) {
        return Math.max(0, z);
    }

    /** Σ |zᵢ|. */
    static double absolute(double... z) {
        return Arrays.stream(z).map(Math::abs).sum();
    }

    /** The largest entry times the first weight, the second largest times the second, and so on. */
    static double sorted(double[] z, double... weights) {
        double[] rising = z.clone();
        Arrays.sort(rising);
        double sum = 0;
        for (int i = 0; i < rising.length; i++) {
            sum += weights[i] * rising[rising.length - 1 - i];
        }
        return sum;
    }

    static double[] filled(int n, double value) {
        double[] values = new double[n];
        Arrays.fill(values, value);
        return values;
    }
}
