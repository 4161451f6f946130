package io.github.gradcheck.verdicts;

import static io.github.gradcheck.verdicts.Tie.absolute;
import static io.github.gradcheck.verdicts.Tie.filled;
import static io.github.gradcheck.verdicts.Tie.max;
import static io.github.gradcheck.verdicts.Tie.min;
import static io.github.gradcheck.verdicts.Tie.relu;
import static io.github.gradcheck.verdicts.Tie.sorted;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Ties where the one-sided slopes of one entry say little: differences of convex functions, medians, pooling, nets, and float32. */
final class MixedTies {
    private MixedTies() {
    }

    static List<Tie> all() {
        return Stream.of(differences(), othersFirst(), pooling(), nets(), hidden(), singlePrecision()).flatMap(List::stream).toList();
    }

    private static List<Tie> differences() {
        ToDoubleFunction<double[]> alternating = z -> {
            double sum = 0;
            for (int i = 0; i < z.length; i++) {
                sum += (i % 2 == 0 ? 1 : -1) * Math.abs(z[i]);
            }
            return sum;
        };
        return List.of(
                Tie.of("|x0| - |x1|", z -> Math.abs(z[0]) - Math.abs(z[1]), 0, 0)
                        .right(1, 1).right(0, 0).right(1, -1)
                        .wrong(1, 1.2).wrong(-1.1, 0),
                Tie.of("ten |x| with alternating signs", alternating, new double[10])
                        .right(filled(10, 1)).right(new double[10])
                        .wrong(Case.with(filled(10, 1), 9, 1.1)),
                Tie.of("max(x0, x1) - 2·max(x2, x3)", z -> max(z[0], z[1]) - 2 * max(z[2], z[3]), 0.3, 0.3, -1, -1)
                        .right(1, 0, 0, -2).right(0.5, 0.5, -1, -1)
                        .wrong(1, 1, -2, 0).wrong(1, 0, -1, -1.2).wrong(1, 0, 0, 2),
                Tie.of("max(x0, x1) - max(x0, x2)", z -> max(z[0], z[1]) - max(z[0], z[2]), 0.5, 0.5, 0.5)
                        .right(0, 0, 0).right(0, 1, -1).right(1, 0, -1).right(0, 0.5, -0.5)
                        .wrong(1, 1, -1).wrong(0, 1, 0).wrong(1, 0, 0),
                Tie.of("relu(x) - relu(-x), which is x", z -> relu(z[0]) - relu(-z[0]), 0)
                        .right(1)
                        .wrong(0).wrong(0.5),
                Tie.of("max(x0, x1) + min(x0, x1), which is x0 + x1", z -> max(z[0], z[1]) + min(z[0], z[1]), 0.5, 0.5)
                        .right(1, 1)
                        .wrong(2, 0).wrong(1.5, 0.5).wrong(1, 1.01));
    }

    /** Entries that are flat by themselves, or fall on both sides: only together with others do they take their gradient. */
    private static List<Tie> othersFirst() {
        return List.of(
                Tie.of("max(x0, min(x1, x2))", z -> max(z[0], min(z[1], z[2])), 0, 0, 0)
                        .right(0, 1, 0).right(1, 0, 0).right(0, 0, 1).right(0.5, 0.25, 0.25)
                        .wrong(0, 1, 1).wrong(1, 1, 0).wrong(0, 1.1, 0),
                Tie.of("the median of three", z -> sorted(z, 0, 1, 0), 0.6, 0.6, 0.6)
                        .right(1, 0, 0).right(0, 0.5, 0.5).right(1.0 / 3, 1.0 / 3, 1.0 / 3)
                        .wrong(1, 1, 0).wrong(1.1, 0, 0).wrong(1, 1, 1),
                Tie.of("min(|x0|, |x1|)", z -> min(Math.abs(z[0]), Math.abs(z[1])), 0, 0)
                        .right(0, 0).right(1, 0).right(0, -1).right(0.5, 0.5)
                        .wrong(0.7, 0.7).wrong(0, 1.2).wrong(1, -1),
                Tie.of("max(min(x0, x1), min(x2, x3))", z -> max(min(z[0], z[1]), min(z[2], z[3])), 0.3, 0.3, 0.3, 0.3)
                        .right(1, 0, 0, 0).right(0, 0, 0.5, 0.5)
                        .wrong(1, 0, 1, 0).wrong(1, 1, 1, 1),
                Tie.of("sorted with the weights 0, 3, 1, 2", z -> sorted(z, 0, 3, 1, 2), 0.3, 0.3, 0.3, 0.3)
                        .right(1, 0, 2, 3).right(3, 2, 1, 0).right(1.5, 1.5, 1.5, 1.5)
                        .wrong(3, 3, 0, 0).wrong(0, 3, 1, 3),
                Tie.of("the shortest of three ways", z -> min(z[0] + z[1], z[2] + z[3], z[0] + z[3]), 0.5, 0.5, 0.5, 0.5)
                        .right(1, 1, 0, 0).right(0, 0, 1, 1).right(2.0 / 3, 1.0 / 3, 1.0 / 3, 2.0 / 3)
                        .wrong(1, 1, 1, 1).wrong(1, 0, 1, 0).wrong(0, 0, 0, 0));
    }

    private static List<Tie> pooling() {
        double c = Math.cos(0.3);
        double[] image = filled(16, 0.6);
        return List.of(
                Tie.of("the sine of a pool of four", z -> Math.sin(max(z)) + z[0] * z[1], 0.3, 0.3, 0.3, 0.3)
                        .right(c + 0.3, 0.3, 0, 0).right(c / 4 + 0.3, c / 4 + 0.3, c / 4, c / 4)
                        .wrong(c + 0.3, c + 0.3, c, c).wrong(0.3, 0.3, 0, 0).wrong(c + 0.3, 0.3, c, 0),
                Tie.of("a pool of four, two of which are largest", z -> 3 * max(z), 0.2, 0.7, 0.7, 0.1)
                        .right(0, 3, 0, 0).right(0, 1.5, 1.5, 0)
                        .wrong(0, 3, 3, 0).wrong(1.5, 1.5, 0, 0),
                Tie.of("2×2 pooling of a 4×4 plateau", MixedTies::pooled, image)
                        .right(throughPools(1, 0, 0, 0)).right(throughPools(0, 0, 0, 1)).right(throughPools(0.25, 0.25, 0.25, 0.25))
                        .wrong(throughPools(1, 1, 1, 1)).wrong(throughPools(0.5, 0.5, 0.5, 0.5)).wrong(new double[16]));
    }

    /** What each of the four windows counts: not all positive, so that the loss is not convex. */
    private static final double[] COUNTS = {1, -0.5, 2, 0.7};

    private static double pooled(double[] image) {
        double sum = 0;
        for (int k = 0; k < 4; k++) {
            int corner = k / 2 * 8 + k % 2 * 2;
            double largest = max(image[corner], image[corner + 1], image[corner + 4], image[corner + 5]);
            sum += COUNTS[k] * largest * largest;
        }
        return sum;
    }

    /** The gradient that a backward pass gives which hands each window's to its four entries in these shares. */
    private static double[] throughPools(double... shares) {
        double[] gradient = new double[16];
        for (int k = 0; k < 4; k++) {
            int corner = k / 2 * 8 + k % 2 * 2;
            for (int i = 0; i < 4; i++) {
                gradient[corner + i / 2 * 4 + i % 2] = shares[i] * COUNTS[k] * 2 * 0.6;
            }
        }
        return gradient;
    }

    private static List<Tie> nets() {
        return List.of(
                Tie.of("(relu(x0 + x1) - relu(x0 - x1) + 1)²", z -> Math.pow(relu(z[0] + z[1]) - relu(z[0] - z[1]) + 1, 2), 0, 0)
                        .right(0, 0).right(0, 4).right(0, 2).right(2, 2).right(1, 1)
                        .wrong(2, 0).wrong(0, 4.2).wrong(1, 0.8),
                Tie.of("relu(relu(x0 + x1) - relu(x1 - x2))", z -> relu(relu(z[0] + z[1]) - relu(z[1] - z[2])), 0, 0, 0)
                        .right(0, 0, 0).right(1, 1, 0).right(1, 0, 1).right(0.5, 0.25, 0.25)
                        .wrong(1, 1, 1).wrong(1, 1, -1).wrong(0, 1, 0),
                Tie.of("two units that start at zero, one row", MixedTies::oneRow, new double[6])
                        .right(new double[6]).right(0.7, -0.4, 1, -1.4, 0.8, -2).right(0.35, -0.2, 0.5, -0.7, 0.4, -1)
                        .right(0.7, -0.4, 1, 0, 0, 0)
                        .wrong(0, 0, 1, 0, 0, -2).wrong(0.7, -0.4, 1, 0.7, -0.4, 1)
                        .wrong(1.4, -0.8, 2, 0, 0, 0).wrong(0.7, -0.4, 1, 0, 0, -2),
                Tie.of("two units that start at zero, three rows", MixedTies::threeRows, new double[4])
                        .right(0, 0, 0, 0).right(3.9, 2.5, -7.8, -5).right(1.95, 1.25, 0, 0).right(3.7, 3, 0, 0)
                        .wrong(0, 2.5, 0, -5).wrong(3.9, 2.5, 7.8, 5).wrong(7.8, 5, 0, 0).wrong(3.9, 2.5, -7.8, 0));
    }

    /** ½·(½ + relu(W₀·a) − 2·relu(W₁·a) + ½)², a = (0.7, −0.4, 1): the residual is 1 where both units are off. */
    private static double oneRow(double[] w) {
        double residual = 1 + relu(0.7 * w[0] - 0.4 * w[1] + w[2]) - 2 * relu(0.7 * w[3] - 0.4 * w[4] + w[5]);
        return residual * residual / 2;
    }

    /** The same with the rows t = 0.7, −0.4 and 1.5, one weight and one bias a unit, and the residuals 1, −½ and 2. */
    private static double threeRows(double[] w) {
        double[] t = {0.7, -0.4, 1.5};
        double[] start = {1, -0.5, 2};
        double sum = 0;
        for (int n = 0; n < t.length; n++) {
            double residual = start[n] + relu(w[0] * t[n] + w[1]) - 2 * relu(w[2] * t[n] + w[3]);
            sum += residual * residual / 2;
        }
        return sum;
    }

    /** Three coupled pairs among twenty entries, the others with a kink each of its own. */
    private static List<Tie> hidden() {
        ToDoubleFunction<double[]> f = z -> {
            double sum = relu(z[0] + z[1]) + relu(z[2] - z[3]) - relu(z[4] + 2 * z[5]);
            for (int i = 6; i < z.length; i++) {
                sum += (i % 2 * 2 - 1) * relu(z[i]);
            }
            return sum;
        };
        double[] off = new double[20];
        double[] on = new double[20];
        System.arraycopy(new double[] {1, 1, 1, -1, -1, -2}, 0, on, 0, 6);
        for (int i = 6; i < on.length; i++) {
            on[i] = i % 2 * 2 - 1;
        }
        return List.of(Tie.of("twenty kinks, three pairs of them coupled", f, new double[20])
                .right(off).right(on).right(Case.scaled(on, 0.5))
                .wrong(Case.with(off, 0, 1)).wrong(Case.with(on, 2, 0)).wrong(Case.with(off, 5, -2)).wrong(Case.with(on, 5, -1)));
    }

    private static List<Tie> singlePrecision() {
        ToDoubleFunction<double[]> pool = z -> {
            float largest = Float.NEGATIVE_INFINITY;
            for (double entry : z) {
                largest = Math.max(largest, (float) entry);
            }
            return 2f * largest * largest;
        };
        double steep = 4 * 0.6;
        return List.of(
                Tie.of("max(x0, x1) + 0.3·x0, rounded to float32", z -> (float) (max(z[0], z[1]) + 0.3 * z[0]), 0.7, 0.7)
                        .right(1.3, 0).right(0.3, 1).right(0.8, 0.5)
                        .wrong(1.3, 1).wrong(0.3, 0).wrong(0.8, 0.8),
                Tie.of("2 + the sum of three |x| at zero, rounded to float32", z -> (float) (2 + absolute(z)), 0, 0, 0)
                        .right(0, 0, 0).right(1, -1, 0)
                        .wrong(1.3, 0, 0).wrong(1, 1, -2),
                Tie.of("a pool of four in float32", pool, 0.6, 0.6, 0.6, 0.6)
                        .right(steep, 0, 0, 0).right(Case.scaled(filled(4, 1), steep / 4))
                        .wrong(filled(4, steep)).wrong(new double[4]).wrong(steep / 2, steep / 2, steep / 2, 0));
    }

    /** Gradients of zero that are right for every entry by itself, and wrong for all of them together: moved as one, they move f. */
    static List<Tie> flatByThemselves() {
        return List.of(
                Tie.of("the median of three", z -> sorted(z, 0, 1, 0), 0.6, 0.6, 0.6).wrong(0, 0, 0),
                Tie.of("the second of four", z -> sorted(z, 0, 1, 0, 0), filled(4, 0.5)).wrong(0, 0, 0, 0),
                Tie.of("max(min(x0, x1), min(x2, x3))", z -> max(min(z[0], z[1]), min(z[2], z[3])), 0.3, 0.3, 0.3, 0.3).wrong(0, 0, 0, 0),
                Tie.of("max(x0, min(x1, x2))", z -> max(z[0], min(z[1], z[2])), 0, 0, 0).wrong(0, 0, 0));
    }
}
