package io.github.gradcheck.verdicts;

import static io.github.gradcheck.verdicts.Case.dot;
import static io.github.gradcheck.verdicts.Case.elementwise;
import static io.github.gradcheck.verdicts.Case.map;
import static io.github.gradcheck.verdicts.Case.norm;
import static io.github.gradcheck.verdicts.Case.scalar;
import static io.github.gradcheck.verdicts.Case.scaled;
import static io.github.gradcheck.verdicts.Case.sum;
import static io.github.gradcheck.verdicts.Case.times;
import static io.github.gradcheck.verdicts.Case.with;
import static io.github.gradcheck.verdicts.Functions.normal;
import static io.github.gradcheck.verdicts.Functions.sigmoid;
import static io.github.gradcheck.verdicts.Functions.softmax;
import static io.github.gradcheck.verdicts.Functions.tanhSlope;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The wrong gradients of verdicts.json. Cases with a memory, which count their calls, are made anew for each check. */
final class WrongCases {
    private static final double[] POINT = normal(1, 5);

    private WrongCases() {
    }

    static List<Case> all() {
        return Stream.of(uniform(), oneEntry(), tiny(), smallTerms(), upstream(), unrepeatable(), structure(), projected(), gross())
                .flatMap(List::stream).toList();
    }

    /** A layer whose backward pass is spoilt in some way. */
    private static Case spoilt(String id, Layer layer, UnaryOperator<double[]> spoil, double[] x) {
        return new Case(id, layer.forward(), (point, g) -> spoil.apply(layer.backward().apply(point, g)), x);
    }

    private static Case spoiltTanh(String id, UnaryOperator<double[]> spoil) {
        return spoilt(id, Layer.TANH, spoil, POINT);
    }

    private static Case spoiltNet(String id, UnaryOperator<double[]> spoil) {
        return spoilt(id, Layer.netLoss(), spoil, normal(13, 40));
    }

    private static List<Case> uniform() {
        List<Case> cases = new ArrayList<>();
        String[] ids = {"W002", "W004", "W006"};
        double[] errors = {2e-3, 1e-4, 1e-6};
        String[] netIds = {"W008", "W010", "W012"};
        for (int i = 0; i < ids.length; i++) {
            double factor = 1 + errors[i];
            cases.add(spoiltTanh(ids[i], g -> scaled(g, factor)));
            cases.add(spoiltNet(netIds[i], g -> scaled(g, factor)));
        }
        cases.add(spoilt("W014", Layer.product(), g -> scaled(g, 1 + 5e-4), normal(15, 8)));
        cases.add(spoilt("W016", Layer.product(), g -> scaled(g, 1 + 1e-5), normal(15, 8)));
        return cases;
    }

    private static List<Case> oneEntry() {
        return List.of(
                scalar("W018", x -> dot(x, x), x -> with(scaled(x, 2), 500, 0), normal(16, 1000)),
                scalar("W020", x -> dot(x, x), x -> with(scaled(x, 2), 500, 4 * x[500]), normal(16, 1000)),
                scalar("W022", x -> dot(x, x), x -> with(scaled(x, 2), 500, 2.02 * x[500]), normal(16, 1000)),
                squares("W024", 1.1),
                squares("W026", 0),
                spoiltNet("W028", g -> with(g, 13, 0)),
                spoilt("W030", Layer.convolution(), g -> with(g, 0, 0), normal(17, 64)));
    }

    private static Case squares(String id, double factor) {
        return new Case(id, x -> times(x, x), (x, g) -> with(times(scaled(x, 2), g), 150, factor * 2 * x[150] * g[150]), normal(18, 300));
    }

    private static List<Case> tiny() {
        return List.of(
                scalar("W032", x -> 1e-6 * dot(x, x), x -> scaled(x, -2e-6), POINT),
                elementwise("W034", x -> 1e-5 * x, x -> 0, POINT),
                elementwise("W036", Functions::sigmoid, x -> -sigmoid(x) * sigmoid(-x), 14, 15, 16),
                scalar("W038", x -> Functions.logSumExp(x) - x[0], x -> confident(softmax(x)), 12, 0.5, -0.3),
                scalar("W040", w -> Math.tanh(dot(w, new double[] {1, -2, 0.5})) + 1e-5 * dot(w, w), WrongCases::halfPenalty, 0.1, -0.08, 0.12),
                scalar("W042", x -> sum(x) / x.length, x -> map(x, value -> 2.0 / x.length), normal(20, 2000)),
                scalar("W044", x -> Math.tanh(1e-3 * Math.tanh(1e-3 * x[0]) + 0.2 * x[1]), x -> new double[] {0,
                        0.2 * tanhSlope(1e-3 * Math.tanh(1e-3 * x[0]) + 0.2 * x[1])}, 0.7, 0.4),
                elementwise("W046", x -> 1e-4 * x * x, x -> 2.2e-4 * x, 0.2, -0.4, 0.3, 0.45, -0.1));
    }

    private static double[] confident(double[] p) {
        return new double[] {p[0] - 1, -p[1], -p[2]};
    }

    private static double[] halfPenalty(double[] w) {
        double slope = tanhSlope(dot(w, new double[] {1, -2, 0.5}));
        return new double[] {slope + 1e-5 * w[0], -2 * slope + 1e-5 * w[1], 0.5 * slope + 1e-5 * w[2]};
    }

    /** Normalises each entry by mean and standard deviation with one epsilon, and goes back with another. */
    static Case normalised(String id, double forwardEps, double backwardEps, double[] x, boolean crossTerm) {
        return new Case(id, point -> normalise(point, forwardEps), (point, g) -> {
            double[] hat = normalise(point, backwardEps);
            double scale = 1 / Math.sqrt(variance(point) + backwardEps);
            double meanG = sum(g) / g.length;
            double meanGHat = crossTerm ? dot(g, hat) / g.length : 0;
            double[] result = new double[g.length];
            for (int i = 0; i < g.length; i++) {
                result[i] = scale * (g[i] - meanG - hat[i] * meanGHat);
            }
            return result;
        }, x);
    }

    private static double variance(double[] x) {
        double mean = sum(x) / x.length;
        double[] centred = map(x, value -> value - mean);
        return dot(centred, centred) / x.length;
    }

    private static double[] normalise(double[] x, double eps) {
        double mean = sum(x) / x.length;
        double scale = 1 / Math.sqrt(variance(x) + eps);
        return map(x, value -> (value - mean) * scale);
    }

    private static double rms(double[] x, double eps) {
        return Math.sqrt(dot(x, x) / x.length + eps);
    }

    private static double[] rmsBackward(double[] x, double[] g, double eps) {
        double r = rms(x, eps);
        double along = dot(g, x) / (x.length * r * r * r);
        double[] result = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            result[i] = g[i] / r - x[i] * along;
        }
        return result;
    }

    private static DoubleUnaryOperator geluTanhSlope(double constant) {
        return x -> {
            double c = Math.sqrt(2 / Math.PI);
            double t = Math.tanh(c * (x + constant * x * x * x));
            return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * c * (1 + 3 * constant * x * x);
        };
    }

    private static double geluTanh(double x) {
        return 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
    }

    private static double toHalf(double value) {
        int exponent = Math.getExponent(value);
        double unit = Math.scalb(1.0, exponent - 10);
        return Math.rint(value / unit) * unit;
    }

    private static List<Case> smallTerms() {
        double[] weights = normal(21, 5);
        return List.of(
                normalised("W048", 1e-5, 0, scaled(normal(22, 6), 0.1), true),
                normalised("W050", 1e-5, 1e-8, scaled(normal(23, 6), 0.02), true),
                normalised("W052", 1e-5, 0, scaled(normal(24, 8), 3), true),
                normalised("W054", 1e-5, 1e-5, normal(25, 1000), false),
                scalar("W056", x -> sum(x) / x.length, x -> map(x, value -> 1.0 / (x.length - 1)), normal(26, 2000)),
                scalar("W058", Case::norm, x -> scaled(x, 1 / (norm(x) + 1e-6)), POINT),
                new Case("W060", x -> scaled(x, 1 / rms(x, 1e-5)), (x, g) -> rmsBackward(x, g, 1e-6), POINT),
                elementwise("W062", x -> Math.PI * x * x, x -> 2 * 3.14 * x, POINT),
                elementwise("W064", x -> Math.pow(Math.E, x), x -> Math.log(2.718) * Math.pow(Math.E, x), POINT),
                elementwise("W066", WrongCases::geluTanh, geluTanhSlope(0.0447), POINT),
                elementwise("W068", x -> 0.5 * x * (1 + Functions.erf(x / Math.sqrt(2))), geluTanhSlope(0.044715), 0.3, -0.75, 1.2, -2.1, 2.2),
                elementwise("W070", Math::tanh, x -> 1 - x * x, 0.05, -0.03, 0.01, 0.04),
                scalar("W072", x -> Math.sin(x[0]) + x[1] * x[1] + 1e-4 * x[0] * x[1], x -> new double[] {Math.cos(x[0]), 2 * x[1]}, 0.4, 0.8),
                elementwise("W074", x -> Math.exp(x) + 5e-4 * Math.exp(x), Math::exp, POINT),
                elementwise("W076", Math::tanh, x -> toHalf(tanhSlope(x)), POINT),
                elementwise("W078", Math::tanh, x -> (float) tanhSlope(x), POINT),
                scalar("W080", x -> Math.tanh(dot(weights, x)), x -> scaled(weights, (1 + 2e-4) * tanhSlope(dot(weights, x))), POINT));
    }

    private static Case loss(String id, DoubleUnaryOperator use) {
        return new Case(id, x -> new double[] {dot(x, x)}, (x, g) -> scaled(x, 2 * use.applyAsDouble(g[0])), POINT);
    }

    private static Case vector(String id, UnaryOperator<double[]> use) {
        return new Case(id, x -> map(x, Math::tanh), (x, g) -> times(map(x, Functions::tanhSlope), use.apply(g)), POINT);
    }

    private static List<Case> upstream() {
        return List.of(
                loss("W082", g -> g * g), loss("W084", Math::signum), loss("W086", g -> g != 0 ? 1 : 0), loss("W088", g -> g * (1 + (g - 1))),
                vector("W090", g -> map(g, Math::abs)), vector("W092", g -> map(g, value -> Math.max(-1, Math.min(1, value)))),
                vector("W094", g -> map(g, value -> Math.max(0, value))),
                vector("W096", g -> {
                    double[] result = g.clone();
                    for (int i = 0; i + 1 < g.length; i++) {
                        result[i] += g[i] * g[i + 1];
                    }
                    return result;
                }),
                vector("W100", g -> scaled(g, Math.max(1, Arrays.stream(g).max().orElseThrow()))));
    }

    private static List<Case> unrepeatable() {
        Random random = new Random(5);
        int[] calls = new int[3];
        return List.of(
                vector("W102", g -> map(g, value -> value * (1 + 1e-3 * random.nextGaussian()))),
                vector("W104", g -> map(g, value -> value * (1 + 1e-8 * random.nextGaussian()))),
                vector("W106", g -> map(g, value -> value + 1e-8 * random.nextGaussian() * value)),
                elementwise("W108", x -> Math.tanh(x) + 1e-9 * random.nextGaussian(), Functions::tanhSlope, POINT),
                elementwise("W110", x -> Math.tanh(x) + 1e-12 * random.nextGaussian(), Functions::tanhSlope, POINT),
                loss("W112", g -> ++calls[0] % 5 == 0 ? 2 * g : g),
                vector("W114", g -> ++calls[1] % 7 == 0 ? scaled(g, 2) : g),
                vector("W116", g -> ++calls[2] > 40 ? scaled(g, 2) : g));
    }

    private static List<Case> structure() {
        return List.of(
                scalar("W118", x -> Math.sin(x[0]) + x[1], x -> new double[] {Math.cos(x[0]), 0}, 0.3, 0.8),
                scalar("W120", x -> Math.sin(x[0]) + x[1] * x[1], x -> new double[] {2 * x[1], Math.cos(x[0])}, 0.3, 0.8),
                new Case("W122", x -> new double[] {x[0] * x[1], Math.sin(x[0])}, (x, g) -> new double[] {g[0] * x[1], g[0] * x[0]}, 0.3, 0.8),
                scalar("W124", x -> dot(x, x) / x.length, x -> scaled(x, 2), POINT));
    }

    private static List<Case> projected() {
        Random random = new Random(9);
        double[] weights = normal(27, 1000);
        double[] spoiltWeights = map(weights, w -> w * (random.nextBoolean() ? 1.1 : 0.9));
        return List.of(
                scalar("W126", x -> 1e6 * x[0] + x[1], x -> new double[] {1e6, 0}, 0.3, 0.8),
                scalar("W128", x -> 1e4 * x[0] * x[0] + sum(x) - x[0], x -> with(with(map(x, value -> 1), 0, 2e4 * x[0]), 5, 0), normal(28, 10)),
                scalar("W130", x -> dot(weights, x), x -> spoiltWeights.clone(), normal(29, 1000)),
                scalar("W132", x -> dot(weights, x), x -> reversed(weights), normal(29, 1000)),
                new Case("W134", WrongCases::sorted, WrongCases::neighbour, normal(30, 300)));
    }

    private static double[] reversed(double[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[values.length - 1 - i];
        }
        return result;
    }

    private static double[] sorted(double[] x) {
        double[] result = x.clone();
        Arrays.sort(result);
        return result;
    }

    private static double[] neighbour(double[] x, double[] g) {
        Integer[] order = new Integer[x.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(x[a], x[b]));
        double[] result = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            result[(order[k] + 1) % x.length] = g[k];
        }
        return result;
    }

    private static List<Case> gross() {
        return List.of(
                spoiltTanh("W141", g -> scaled(g, 2)), spoiltTanh("W142", g -> scaled(g, -1)), spoiltTanh("W143", g -> scaled(g, 0)),
                spoilt("W144", Layer.product(), g -> scaled(g, 1.1), normal(15, 8)),
                vector("W145", g -> map(g, value -> 1)));
    }
}
