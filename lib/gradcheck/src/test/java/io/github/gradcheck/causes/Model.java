package io.github.gradcheck.causes;

import io.github.gradcheck.check.GradientCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** A model as somebody writes it over one flat array: a loss, and a gradient in which one line at a time can be wrong. */
final class Model {
    /** The next stretch of the flat array. */
    record Stretch(String name, int[] shape) {
    }

    /** One wrong line, and the names of all kinds of causes that are true of it. */
    record Slip(String line, Set<String> kinds) {
    }

    final String name;
    final double[] point;
    final List<Stretch> stretches = new ArrayList<>();
    final List<Slip> slips = new ArrayList<>();
    private ToDoubleFunction<double[]> loss;
    private BiFunction<double[], Predicate<String>, double[]> gradient;

    private Model(String name, double[] point) {
        this.name = name;
        this.point = point;
    }

    /** At a normal point of this size. */
    static Model of(String name, SplittableRandom random, double scale, int size) {
        return new Model(name, normal(random, scale, size));
    }

    Model with(String array, int... shape) {
        stretches.add(new Stretch(array, shape));
        return this;
    }

    Model loss(ToDoubleFunction<double[]> of) {
        loss = of;
        return this;
    }

    /** The gradient, given which line is wrong. */
    Model gradient(BiFunction<double[], Predicate<String>, double[]> of) {
        gradient = of;
        return this;
    }

    Model slip(String line, String... kinds) {
        slips.add(new Slip(line, Set.of(kinds)));
        return this;
    }

    double[] right() {
        return gradient.apply(point.clone(), line -> false);
    }

    double[] wrong(Slip slip) {
        return gradient.apply(point.clone(), asked(slip));
    }

    /** A line that nobody declared would be one that is never wrong. */
    private Predicate<String> asked(Slip slip) {
        return line -> {
            if (slips.stream().noneMatch(each -> each.line().equals(line))) {
                throw new IllegalStateException(name + " has no slip \"" + line + "\"");
            }
            return line.equals(slip.line());
        };
    }

    GradientCheck check(Slip slip, boolean isNamed) {
        GradientCheck check = GradientCheck.of(loss, x -> gradient.apply(x, slip == null ? line -> false : asked(slip)));
        if (isNamed) {
            for (Stretch stretch : stretches) {
                check = check.layout(stretch.name(), stretch.shape());
            }
        }
        return check;
    }

    static double[] normal(SplittableRandom random, double scale, int size) {
        double[] values = new double[size];
        Arrays.setAll(values, i -> scale * random.nextGaussian());
        return values;
    }

    static double[][] rows(SplittableRandom random, int rows, int columns) {
        double[][] values = new double[rows][];
        Arrays.setAll(values, i -> normal(random, 1, columns));
        return values;
    }

    static int[] below(SplittableRandom random, int bound, int size) {
        return random.ints(size, 0, bound).toArray();
    }

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** Σ a[from + j]·b[j]. */
    static double dot(double[] a, int from, double[] b) {
        double sum = 0;
        for (int j = 0; j < b.length; j++) {
            sum += a[from + j] * b[j];
        }
        return sum;
    }

    static double[] softmax(double[] scores) {
        double most = Arrays.stream(scores).max().orElse(0);
        double[] shares = Arrays.stream(scores).map(score -> Math.exp(score - most)).toArray();
        double sum = Arrays.stream(shares).sum();
        return Arrays.stream(shares).map(share -> share / sum).toArray();
    }
}
