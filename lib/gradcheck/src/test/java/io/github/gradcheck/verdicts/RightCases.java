package io.github.gradcheck.verdicts;

import static io.github.gradcheck.verdicts.Case.dot;
import static io.github.gradcheck.verdicts.Case.elementwise;
import static io.github.gradcheck.verdicts.Case.map;
import static io.github.gradcheck.verdicts.Case.norm;
import static io.github.gradcheck.verdicts.Case.scalar;
import static io.github.gradcheck.verdicts.Case.scaled;
import static io.github.gradcheck.verdicts.Case.sum;
import static io.github.gradcheck.verdicts.Case.with;
import static io.github.gradcheck.verdicts.Functions.normal;
import static io.github.gradcheck.verdicts.Functions.sigmoid;
import static io.github.gradcheck.verdicts.Functions.softmax;
import static io.github.gradcheck.verdicts.Functions.softmaxBackward;
import static io.github.gradcheck.verdicts.Functions.tanhSlope;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The right gradients of verdicts.json: near singularities, kinks and cancellation, at every scale, and in float32. */
final class RightCases {
    /** What the sum comes to before x is added, summed once. */
    private static final double MANY_TERMS = manyTerms();

    private RightCases() {
    }

    static List<Case> all() {
        return Stream.of(nearASingularity(), bending(), scales(), nearAKink(), atAKink(), cancelling(), linearAlgebra(), float32(), easy())
                .flatMap(List::stream).toList();
    }

    private static List<Case> nearASingularity() {
        return List.of(
                elementwise("C002", Math::log, x -> 1 / x, 2e-6),
                elementwise("C004", Math::log, x -> 1 / x, 3e-5),
                elementwise("C006", x -> 1 / x, x -> -1 / (x * x), 1e-6),
                elementwise("C008", x -> 1 / x, x -> -1 / (x * x), 3e-5),
                elementwise("C010", Math::sqrt, x -> 0.5 / Math.sqrt(x), 1e-8),
                elementwise("C012", Math::sqrt, x -> 0.5 / Math.sqrt(x), 1e-5),
                elementwise("C014", x -> x * Math.sqrt(x), x -> 1.5 * Math.sqrt(x), 5e-7),
                elementwise("C016", x -> 1 / Math.sqrt(x), x -> -0.5 / (x * Math.sqrt(x)), 1e-5),
                scalar("C018", Case::norm, x -> scaled(x, 1 / norm(x)), 1e-6, 1e-6),
                new Case("C020", x -> scaled(x, 1 / norm(x)), RightCases::normalisedBackward, 1e-6, 2e-6),
                elementwise("C022", Math::acos, x -> -1 / Math.sqrt((1 - x) * (1 + x)), 1 - 1e-7),
                elementwise("C024", x -> 0.5 * (Math.log1p(x) - Math.log1p(-x)), x -> 1 / ((1 - x) * (1 + x)), 1 - 2e-6),
                elementwise("C026", Functions::lgamma, Functions::digamma, 5e-6),
                elementwise("C028", Functions::erfInv, x -> Math.sqrt(Math.PI) / 2 * Math.exp(Math.pow(Functions.erfInv(x), 2)), 1 - 1e-7),
                scalar("C030", p -> -Math.log(p[0]), p -> new double[] {-1 / p[0]}, 5e-6),
                scalar("C032", RightCases::cosine, RightCases::cosineGradient, 1e-5, -1.5e-5, 0.8e-5));
    }

    private static double[] normalisedBackward(double[] x, double[] g) {
        double length = norm(x);
        double along = dot(x, g) / (length * length);
        double[] result = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            result[i] = (g[i] - along * x[i]) / length;
        }
        return result;
    }

    private static final double[] DIRECTION = {0.3, 0.5, -0.7};

    private static double cosine(double[] x) {
        return dot(x, DIRECTION) / (norm(x) * norm(DIRECTION));
    }

    private static double[] cosineGradient(double[] x) {
        return normalisedBackward(x, scaled(DIRECTION, 1 / norm(DIRECTION)));
    }

    private static List<Case> bending() {
        return List.of(
                elementwise("C034", x -> Math.exp(1000 * x), x -> 1000 * Math.exp(1000 * x), 0.5),
                elementwise("C036", x -> Math.sin(1000 * x), x -> 1000 * Math.cos(1000 * x), 0.3),
                elementwise("C038", x -> Math.sin(100000 * x), x -> 100000 * Math.cos(100000 * x), 0.3),
                elementwise("C040", x -> sigmoid(1e4 * x), x -> 1e4 * sigmoid(1e4 * x) * sigmoid(-1e4 * x), 1e-4),
                elementwise("C042", x -> Math.tanh(1e6 * x), x -> 1e6 * tanhSlope(1e6 * x), 5e-7),
                elementwise("C044", x -> x * x * Math.sin(1 / x), x -> 2 * x * Math.sin(1 / x) - Math.cos(1 / x), 1e-3),
                new Case("C046", x -> softmax(scaled(x, 1e6)), (x, g) -> scaled(softmaxBackward(softmax(scaled(x, 1e6)), g), 1e6), 0, 1e-6, -1e-6),
                scalar("C048", x -> 0.5 * Math.pow((x[0] - 0.3) / 1e-4, 2) + Math.log(1e-4), x -> new double[] {(x[0] - 0.3) / 1e-8}, 0.3002));
    }

    private static List<Case> scales() {
        return List.of(
                elementwise("C050", x -> x, x -> 1, 1e8),
                elementwise("C052", x -> Math.log(x) * 1e8, x -> 1e8 / x, 1e8),
                elementwise("C054", x -> 3 * x, x -> 3, 1e10),
                elementwise("C056", t -> (t - 1.7e9) / 3600, t -> 1.0 / 3600, 1.7e9 + 12345.6),
                elementwise("C058", x -> x * x * x, x -> 3 * x * x, 1e5),
                elementwise("C060", x -> Math.exp(x / 1e-7), x -> Math.exp(x / 1e-7) / 1e-7, 1e-8),
                elementwise("C062", x -> x * x, x -> 2 * x, 1e-10),
                elementwise("C064", c -> 1 / (2 * Math.PI * 1e3 * c), c -> -1 / (2 * Math.PI * 1e3 * c * c), 1e-12));
    }

    private static List<Case> nearAKink() {
        return List.of(
                elementwise("C066", x -> Math.max(x, 0), x -> x > 0 ? 1 : 0, -1e-7),
                elementwise("C068", x -> Math.max(x, 0), x -> x > 0 ? 1 : 0, -9e-7),
                elementwise("C070", Math::abs, Math::signum, -5e-7),
                scalar("C072", RightCases::max, RightCases::maxGradient, 0.3, 0.9, 0.9 - 2e-7, -0.4),
                elementwise("C074", x -> x > 0 ? x : 0.01 * x, x -> x > 0 ? 1 : 0.01, -2e-7),
                elementwise("C076", x -> Math.max(-1, Math.min(1, x)), x -> Math.abs(x) < 1 ? 1 : 0, -1 + 2e-7),
                scalar("C078", RightCases::median, RightCases::medianGradient, 0.5, 0.5 + 1e-7, 1.7, -0.2, -1.1),
                elementwise("C080", x -> x - Math.floor(x), x -> 1, 3 + 1e-7));
    }

    private static double max(double[] x) {
        return Arrays.stream(x).max().orElseThrow();
    }

    private static double[] maxGradient(double[] x) {
        return oneAt(x, max(x));
    }

    private static double[] oneAt(double[] x, double value) {
        int i = 0;
        while (x[i] != value) {
            i++;
        }
        return with(new double[x.length], i, 1);
    }

    private static double median(double[] x) {
        double[] sorted = x.clone();
        Arrays.sort(sorted);
        return sorted[x.length / 2];
    }

    private static double[] medianGradient(double[] x) {
        return oneAt(x, median(x));
    }

    private static List<Case> atAKink() {
        return List.of(
                elementwise("C082", x -> Math.max(x, 0), x -> x > 0 ? 1 : 0, 0),
                elementwise("C084", Math::abs, Math::signum, 0),
                scalar("C086", RightCases::max, RightCases::maxGradient, 0.3, 0.9, 0.9, -0.4),
                elementwise("C088", x -> Math.max(0, Math.min(1, x)), x -> x >= 0 && x <= 1 ? 1 : 0, 1),
                scalar("C090", x -> sum(map(x, value -> Math.abs(value - 0.5))) / x.length, x -> scaled(map(x, value -> Math.signum(value - 0.5)), 1.0 / x.length),
                        0.5, 0.7, -0.1),
                scalar("C092", Case::norm, x -> norm(x) == 0 ? new double[x.length] : scaled(x, 1 / norm(x)), 0, 0, 0));
    }

    private static List<Case> cancelling() {
        double[] residuals = normal(7, 1_000_000);
        return List.of(
                elementwise("C094", x -> x + 1e9, x -> 1, 0.5),
                elementwise("C096", x -> 1e12 * x, x -> 1e12, 0.5),
                scalar("C098", x -> 1e6 * x[0] * x[0] + 1e-3 * x[1], x -> new double[] {2e6 * x[0], 1e-3}, 1.5, 0.7),
                scalar("C100", x -> squares(residuals, x[0]), x -> new double[] {squaresGradient(residuals, x[0])}, sum(residuals) / residuals.length + 1e-6),
                scalar("C102", x -> MANY_TERMS + x[0], x -> new double[] {1}, 0.5),
                scalar("C104", RightCases::naiveVariance, RightCases::varianceGradient, 10000.5, 10001.2, 9998.7, 9999.9),
                scalar("C106", Functions::logSumExp, Functions::softmax, 1e8, 1e8 - 1, 1e8 + 0.5),
                new Case("C108", x -> map(x, value -> value - Functions.logSumExp(x)), RightCases::logSoftmaxBackward, 1e6, 1e6 - 1, 0),
                elementwise("C110", x -> (Math.exp(x) - 1) / x, x -> 0.5 + x / 3 + x * x / 8, 1e-7),
                elementwise("C112", c -> root(c, 1e-8), c -> 1 / (1 + 3 * Math.pow(exactRoot(c), 2)), 0.5));
    }

    private static double squares(double[] residuals, double x) {
        double sum = 0;
        for (double r : residuals) {
            sum += (x - r) * (x - r);
        }
        return sum;
    }

    private static double squaresGradient(double[] residuals, double x) {
        double sum = 0;
        double lost = 0;
        for (double r : residuals) {
            double term = 2 * (x - r) - lost;
            double next = sum + term;
            lost = next - sum - term;
            sum = next;
        }
        return sum;
    }

    private static double manyTerms() {
        double sum = 0;
        for (int i = 0; i < 1_000_000; i++) {
            sum += 1e6 + (i % 7) * 0.1;
        }
        return sum;
    }

    private static double naiveVariance(double[] x) {
        double mean = sum(x) / x.length;
        return dot(x, x) / x.length - mean * mean;
    }

    private static double[] varianceGradient(double[] x) {
        double mean = sum(x) / x.length;
        return map(x, value -> 2 * (value - mean) / x.length);
    }

    private static double[] logSoftmaxBackward(double[] x, double[] g) {
        double[] p = softmax(x);
        double total = sum(g);
        double[] result = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            result[i] = g[i] - p[i] * total;
        }
        return result;
    }

    /** z³ + z = c by halving an interval until it is no wider than that. */
    static double root(double c, double width) {
        double low = 0;
        double high = 2;
        while (high - low > width) {
            double middle = (low + high) / 2;
            if (middle * middle * middle + middle > c) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return (low + high) / 2;
    }

    private static double exactRoot(double c) {
        double z = root(c, 1e-8);
        for (int i = 0; i < 5; i++) {
            z -= (z * z * z + z - c) / (3 * z * z + 1);
        }
        return z;
    }

    private static List<Case> linearAlgebra() {
        double[] b = {1, 2};
        return List.of(
                new Case("C114", Functions::inverse, Functions::inverseBackward, Functions.hilbert(4)),
                new Case("C116", Functions::inverse, Functions::inverseBackward, Functions.hilbert(6)),
                new Case("C118", a -> Functions.solve(a, b), (a, g) -> solveBackward(a, b, g), 1, 1, 1, 1 + 1e-5),
                new Case("C120", RightCases::eigenvalues, RightCases::eigenvaluesBackward, 1, 0, 1 + 1e-5),
                scalar("C122", RightCases::standardDeviation, RightCases::standardDeviationGradient, 1, 1 + 1e-6, 1 - 1e-6),
                WrongCases.normalised("C124", 1e-5, 1e-5, new double[] {0.7, 0.7, 0.7, 0.7}, true));
    }

    private static double[] solveBackward(double[] a, double[] b, double[] g) {
        double[] z = Functions.solve(a, b);
        double[] w = Functions.solve(new double[] {a[0], a[2], a[1], a[3]}, g);
        return new double[] {-w[0] * z[0], -w[0] * z[1], -w[1] * z[0], -w[1] * z[1]};
    }

    /** Of the symmetric matrix [[x₀, x₁], [x₁, x₂]], the smaller first. */
    private static double[] eigenvalues(double[] x) {
        double middle = (x[0] + x[2]) / 2;
        double radius = Math.hypot((x[0] - x[2]) / 2, x[1]);
        return new double[] {middle - radius, middle + radius};
    }

    private static double[] eigenvaluesBackward(double[] x, double[] g) {
        double half = (x[0] - x[2]) / 2;
        double radius = Math.hypot(half, x[1]);
        double difference = (g[1] - g[0]) / radius;
        return new double[] {(g[0] + g[1]) / 2 + difference * half / 2, difference * x[1], (g[0] + g[1]) / 2 - difference * half / 2};
    }

    private static double standardDeviation(double[] x) {
        double mean = sum(x) / x.length;
        return norm(map(x, value -> value - mean)) / Math.sqrt(x.length - 1);
    }

    private static double[] standardDeviationGradient(double[] x) {
        double mean = sum(x) / x.length;
        double sigma = standardDeviation(x);
        return map(x, value -> (value - mean) / (sigma * (x.length - 1)));
    }

    private static List<Case> float32() {
        return List.of(
                elementwise("C126", x -> 2 * (float) x, x -> 2, 0.7),
                elementwise("C128", x -> (float) Math.exp((float) x), x -> (float) Math.exp((float) x), 0.5),
                elementwise("C130", x -> (float) x / 1000f, x -> 1e-3f, 0.5),
                elementwise("C132", x -> (float) Math.sin((float) x), x -> (float) Math.cos((float) x), 1e-3));
    }

    private static List<Case> easy() {
        return List.of(
                elementwise("C134", Math::tanh, Functions::tanhSlope, normal(1, 5)),
                elementwise("C135", x -> x * x * x, x -> 3 * x * x, normal(12, 5)),
                scalar("C136", x -> x[0] * x[2] + x[1] * x[3], x -> new double[] {x[2], x[3], x[0], x[1]}, normal(3, 4)),
                new Case("C137", Functions::softmax, (x, g) -> softmaxBackward(softmax(x), g), normal(4, 5)),
                elementwise("C138", Math::log, x -> 1 / x, 1));
    }
}
