package io.github.gradcheck.verdicts;

import static io.github.gradcheck.verdicts.Tie.absolute;
import static io.github.gradcheck.verdicts.Tie.filled;
import static io.github.gradcheck.verdicts.Tie.max;
import static io.github.gradcheck.verdicts.Tie.relu;
import static io.github.gradcheck.verdicts.Tie.sorted;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Ties of regular functions: largest values, norms and sums of |r|, where every entry has a kink or a slope of its own. */
final class ConvexTies {
    private ConvexTies() {
    }

    static List<Tie> all() {
        return Stream.of(largest(), selected(), sums(), coupled(), norms(), losses()).flatMap(List::stream).toList();
    }

    private static List<Tie> largest() {
        return List.of(
                Tie.of("max(x0, x1)", Tie::max, 2, 2)
                        .right(1, 0).right(0, 1).right(0.5, 0.5).right(0.3, 0.7)
                        .wrong(1, 1).wrong(0, 0).wrong(0.6, 0.5).wrong(1.1, -0.1),
                Tie.of("the largest of four equal", Tie::max, 0.3, 0.3, 0.3, 0.3)
                        .right(0, 1, 0, 0).right(0.25, 0.25, 0.25, 0.25)
                        .wrong(1, 1, 1, 1).wrong(0, 0, 0, 0).wrong(0.5, 0.5, 0.5, 0),
                Tie.of("max(x0, x1) + 3·x0", z -> max(z[0], z[1]) + 3 * z[0], 0.7, 0.7)
                        .right(4, 0).right(3, 1).right(3.5, 0.5)
                        .wrong(4, 1).wrong(3, 0),
                Tie.of("max(10·x0, x1/10)", z -> max(10 * z[0], 0.1 * z[1]), 0.0625, 6.25)
                        .right(10, 0).right(0, 0.1).right(5, 0.05)
                        .wrong(10, 0.1).wrong(5, 0.1),
                Tie.of("max(x0, x1)·max(x2, x3)", z -> max(z[0], z[1]) * max(z[2], z[3]), 2, 2, 3, 3)
                        .right(3, 0, 2, 0).right(1.5, 1.5, 1, 1).right(0, 3, 0.5, 1.5)
                        .wrong(3, 3, 2, 2).wrong(3, 0, 1, 0.9),
                Tie.of("max(x0, x1) + 2·max(x2, x3)", z -> max(z[0], z[1]) + 2 * max(z[2], z[3]), 0.3, 0.3, -1, -1)
                        .right(1, 0, 1, 1).right(0.5, 0.5, 0, 2)
                        .wrong(1, 1, 2, 0).wrong(1, 1, 0.5, 0.5),
                Tie.of("max(x0, x1) + x2³", z -> max(z[0], z[1]) + z[2] * z[2] * z[2], 0.7, 0.7, 1)
                        .right(1, 0, 3).right(0.5, 0.5, 3)
                        .wrong(1, 0, 3 * (1 + 5e-5)).wrong(0.5, 0.5, 3 * (1 - 5e-5)).wrong(0.5, 0.4, 3));
    }

    private static List<Tie> selected() {
        double[] plateau = filled(4, 0.3);
        return List.of(
                Tie.of("the largest two of four equal", z -> sorted(z, 1, 1, 0, 0), plateau)
                        .right(1, 1, 0, 0).right(0.5, 0.5, 0.5, 0.5)
                        .wrong(1, 1, 1, 0).wrong(1, 0, 0, 0).wrong(1, 1, 1, 1),
                Tie.of("the largest two, three share the place", z -> sorted(z, 1, 1, 0, 0), 1, 0.2, 1, 1)
                        .right(1, 0, 1, 0).right(2.0 / 3, 0, 2.0 / 3, 2.0 / 3)
                        .wrong(1, 0, 1, 1).wrong(1, 1, 0, 0),
                Tie.of("sorted with falling weights", z -> sorted(z, 3, 2, 1, 0), plateau)
                        .right(1, 3, 0, 2).right(1.5, 1.5, 1.5, 1.5).right(2.5, 2.5, 0, 1)
                        .wrong(3, 3, 0, 0).wrong(2, 2, 2, 2).wrong(3, 2, 1, 0.1));
    }

    private static List<Tie> sums() {
        double[] signs = new double[10];
        for (int i = 0; i < signs.length; i++) {
            signs[i] = i % 3 == 0 ? 1 : -1;
        }
        return List.of(
                Tie.of("the sum of ten |x| at zero", Tie::absolute, new double[10])
                        .right(new double[10]).right(filled(10, 1)).right(signs)
                        .wrong(Case.with(new double[10], 0, 1.01)).wrong(Case.with(signs, 7, -1.1)),
                Tie.of("squares and half of |x|, two entries zero", z -> Case.dot(z, z) + 0.5 * absolute(z), 0, 0.8, 0, -0.3)
                        .right(0, 2.1, 0, -1.1).right(0.5, 2.1, -0.5, -1.1).right(0.5, 2.1, 0.2, -1.1)
                        .wrong(0.55, 2.1, 0, -1.1).wrong(0, 2.1, 0, -1).wrong(1, 2.1, 1, -1.1),
                Tie.of("differences of neighbours that are all equal", ConvexTies::variation, filled(5, 0.4))
                        .right(new double[5]).right(-1, 0, 0, 0, 1).right(-1, 2, -2, 2, -1)
                        .wrong(-1, 0, 0, 0, 0).wrong(0, -1, 0, 0, 0).wrong(-1, 2, -2, 2, 1));
    }

    private static double variation(double[] z) {
        double sum = 0;
        for (int i = 1; i < z.length; i++) {
            sum += Math.abs(z[i] - z[i - 1]);
        }
        return sum;
    }

    private static List<Tie> coupled() {
        ToDoubleFunction<double[]> leaky = z -> max(z[0] - z[1], 0.1 * (z[0] - z[1]));
        return List.of(
                Tie.of("|x0 - x1|", z -> Math.abs(z[0] - z[1]), 3, 3)
                        .right(1, -1).right(0, 0).right(-0.5, 0.5)
                        .wrong(1, 1).wrong(1, 0).wrong(0.5, -0.45),
                Tie.of("relu(x0 + x1)", z -> relu(z[0] + z[1]), 0, 0)
                        .right(0, 0).right(1, 1).right(0.5, 0.5)
                        .wrong(1, 0).wrong(0.5, 0.4),
                Tie.of("relu(x0 + x1 - x2)", z -> relu(z[0] + z[1] - z[2]), 1, 2, 3)
                        .right(0, 0, 0).right(1, 1, -1).right(0.5, 0.5, -0.5)
                        .wrong(1, 1, 0).wrong(0.5, 0.5, -0.4),
                Tie.of("a leaky relu of a difference", leaky, 0.4, 0.4)
                        .right(0.1, -0.1).right(1, -1).right(0.55, -0.55)
                        .wrong(1, -0.1).wrong(0, 0).wrong(0.5, -0.6),
                Tie.of("relu(x0·x1 - 1)", z -> relu(z[0] * z[1] - 1), 2, 0.5)
                        .right(0, 0).right(0.5, 2)
                        .wrong(0.5, 0).wrong(2, 0.5).wrong(0.25, 1.1),
                Tie.of("|x0·x1 - x2·x3|", z -> Math.abs(z[0] * z[1] - z[2] * z[3]), 1, 2, 2, 1)
                        .right(0, 0, 0, 0).right(2, 1, -1, -2).right(-1, -0.5, 0.5, 1)
                        .wrong(2, 1, 1, 2).wrong(2, 1, 0, 0).wrong(1, 2, -2, -1));
    }

    private static List<Tie> norms() {
        return List.of(
                Tie.of("the Euclidean norm at zero", Case::norm, 0, 0, 0)
                        .right(0, 0, 0).right(0.6, -0.6, 0.3).right(0, 1, 0)
                        .wrong(0.8, -0.8, 0).wrong(0.7, 0.7, 0.7),
                Tie.of("the largest |x|, all equal", z -> max(Math.abs(z[0]), Math.abs(z[1]), Math.abs(z[2])), 1, -1, 1)
                        .right(1, 0, 0).right(0, -1, 0).right(1.0 / 3, -1.0 / 3, 1.0 / 3)
                        .wrong(1, -1, 1).wrong(0, 0, 0).wrong(0.5, 0.5, 0),
                Tie.of("the largest eigenvalue of [[x0, x1], [x1, x2]]", ConvexTies::eigenvalue, 1, 0, 1)
                        .right(1, 0, 0).right(0.5, 1, 0.5).right(0.5, 0, 0.5)
                        .wrong(1, 1, 0).wrong(0.5, 1.1, 0.5).wrong(1, 0, 1),
                Tie.of("half the norms of two groups at zero", ConvexTies::groups, new double[4])
                        .right(0, 2, 0, 0).right(0.3, 2.4, -0.35, 0.35)
                        .wrong(0.45, 2.45, 0, 0).wrong(0, 2, 0.4, 0.4));
    }

    private static double eigenvalue(double[] z) {
        return (z[0] + z[2]) / 2 + Math.hypot((z[0] - z[2]) / 2, z[1]);
    }

    private static double groups(double[] z) {
        return (Math.hypot(z[0], z[1]) + Math.hypot(z[2], z[3])) / 2 + 2 * z[1];
    }

    private static List<Tie> losses() {
        return List.of(
                Tie.of("a hinge loss of three classes", z -> max(0, 1 + z[1] - z[0], 1 + z[2] - z[0]), 1, 0, 0)
                        .right(-1, 1, 0).right(0, 0, 0).right(-2.0 / 3, 1.0 / 3, 1.0 / 3)
                        .wrong(-2, 1, 1).wrong(-1, 0.5, 0).wrong(1, -1, 0),
                Tie.of("|r| of three rows, two of them met", ConvexTies::regression, 1, 1)
                        .right(-1, -1).right(-2, -3).right(-4, -2).right(-2, -1)
                        .wrong(-2.2, -3.4).wrong(-5, -1).wrong(1, 1),
                Tie.of("the largest |r| of a line beside three points", ConvexTies::largestResidual, 0, 1)
                        .right(0, 1).right(-1, -1).right(2, 1).right(0.5, 0.5)
                        .wrong(1, 1.2).wrong(2, 2).wrong(-1, 0));
    }

    /** The points (0, 0), (1, 2) and (2, 0). */
    private static double largestResidual(double[] w) {
        return max(Math.abs(w[1]), Math.abs(w[0] + w[1] - 2), Math.abs(2 * w[0] + w[1]));
    }

    private static double regression(double[] w) {
        return Math.abs(3 - w[0] - 2 * w[1]) + Math.abs(1 - 2 * w[0] + w[1]) + Math.abs(5 - w[0] - w[1]);
    }
}
