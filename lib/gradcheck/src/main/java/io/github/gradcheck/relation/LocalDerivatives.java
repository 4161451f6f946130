package io.github.gradcheck.relation;

import io.github.gradcheck.relation.Numbers.Typed;
import io.github.gradcheck.relation.Relation.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Models with the derivative of another function in place of the right one, for functions that act elementwise, or with a factor of the
 * chain rule too many or missing.
 *
 * <p>Of a local derivative either a relation between the two arrays alone holds, such as n = s − s² with s = (a + n)/2, which σ(1+σ) for
 * σ(1−σ) leaves behind whatever x is; or both arrays are well-known functions of x, and not the same.
 */
final class LocalDerivatives {
    private static final double SAME = 1e-6;
    private static final int FEWEST_ENTRIES = 2;
    /** Which of the functions below, and which of the forms. */
    private static final double BITS = 6;
    private static final int MOST_CHAINED = 10_000;

    /** What may stand for σ(1−σ), for 1−t² and for others. */
    private static final List<String> PAIRS = List.of("σ(1-σ) and σ(1+σ)", "σ(1-σ) and σ or 1-σ", "σ(1-σ) and σ²", "1-t² and 1+t²", "1-t² and 1-t or 1+t", "1-t² and t",
            "cos x and sin x", "1/y and 1/y²", "1/y² and 1/y");

    private static final List<String> KNOWN = List.of("1", "x", "2x", "x²", "3x²", "1/x", "-1/x²", "1/x²", "1/(2√x)", "1/√x", "√x", "exp x", "exp -x", "-exp -x", "log x", "sin x",
            "cos x", "-sin x", "-cos x", "tanh x", "1-tanh²x", "(1-x²)", "σ(x)", "σ(1-σ)(x)", "x(1-x)", "1-σ(x)", "σ(x)+x·σ(1-σ)", "x·σ(1-σ)");

    /** Where x is positive these are other functions of the list, which then are taken. */
    private static final List<String> PIECEWISE = List.of("sign of x", "step(x)", "relu(x)");

    /** What a parametrisation brings in, and its inverse. */
    static final List<String> CHAINED = List.of("exp x", "exp -x", "exp 2x", "exp -2x", "exp x/2", "exp -x/2", "x", "1/x", "x²", "1/x²", "(1-x²)", "1/(1-x²)", "σ(x)", "1/σ(x)",
            "σ(1-σ)(x)", "1/σ(1-σ)(x)");

    private LocalDerivatives() {
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** The function of this name at x. */
    static double at(String name, double x) {
        return switch (name) {
            case "1" -> 1;
            case "x" -> x;
            case "2x" -> 2 * x;
            case "x²" -> x * x;
            case "3x²" -> 3 * x * x;
            case "1/x" -> 1 / x;
            case "-1/x²" -> -1 / (x * x);
            case "1/x²" -> 1 / (x * x);
            case "1/(2√x)" -> 0.5 / Math.sqrt(x);
            case "1/√x" -> 1 / Math.sqrt(x);
            case "√x" -> Math.sqrt(x);
            case "exp x" -> Math.exp(x);
            case "exp -x" -> Math.exp(-x);
            case "-exp -x" -> -Math.exp(-x);
            case "exp 2x" -> Math.exp(2 * x);
            case "exp -2x" -> Math.exp(-2 * x);
            case "exp x/2" -> Math.exp(x / 2);
            case "exp -x/2" -> Math.exp(-x / 2);
            case "log x" -> Math.log(x);
            case "sin x" -> Math.sin(x);
            case "cos x" -> Math.cos(x);
            case "-sin x" -> -Math.sin(x);
            case "-cos x" -> -Math.cos(x);
            case "tanh x" -> Math.tanh(x);
            case "1-tanh²x" -> 1 - Math.pow(Math.tanh(x), 2);
            case "(1-x²)" -> 1 - x * x;
            case "1/(1-x²)" -> 1 / (1 - x * x);
            case "x(1-x)" -> x * (1 - x);
            case "σ(x)" -> sigmoid(x);
            case "1/σ(x)" -> 1 / sigmoid(x);
            case "1-σ(x)" -> sigmoid(-x);
            case "σ(1-σ)(x)" -> sigmoid(x) * sigmoid(-x);
            case "1/σ(1-σ)(x)" -> 1 / (sigmoid(x) * sigmoid(-x));
            case "σ(x)+x·σ(1-σ)" -> sigmoid(x) + x * sigmoid(x) * sigmoid(-x);
            case "x·σ(1-σ)" -> x * sigmoid(x) * sigmoid(-x);
            case "sign of x" -> Math.signum(x);
            case "step(x)" -> x > 0 ? 1 : 0;
            case "relu(x)" -> Math.max(x, 0);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** Zero where numeric and analytic are related as the two of this pair. */
    private static double residual(String pair, double n, double a) {
        double s = (a + n) / 2;
        return switch (pair) {
            case "σ(1-σ) and σ(1+σ)" -> n - (s - s * s);
            case "σ(1-σ) and σ or 1-σ" -> n - (a - a * a);
            case "σ(1-σ) and σ²" -> n - (Math.sqrt(a) - a);
            case "1-t² and 1+t²" -> a + n - 2;
            case "1-t² and 1-t or 1+t" -> n - a * (2 - a);
            case "1-t² and t" -> n - (1 - a * a);
            case "cos x and sin x" -> a * a + n * n - 1;
            case "1/y and 1/y²" -> a - n * n;
            default -> a * a - Math.abs(n);
        };
    }

    static Stream<Model> of(Comparison wrong) {
        int[] places = wrong.outputs() == 1 ? wrong.measured() : diagonal(wrong);
        if (places.length < FEWEST_ENTRIES || wrong.parameter().length < FEWEST_ENTRIES) {
            return Stream.empty();
        }
        String right = known(wrong, wrong.numeric(), places);
        String given = known(wrong, wrong.analytic(), places);
        String words = right.isEmpty() || given.isEmpty() || right.equals(given) ? pair(wrong, places) : "numeric = " + right + " and analytic = " + given;
        return words.isEmpty() ? Stream.empty()
                : Stream.of(new Model(wrong, Kind.LOCAL_DERIVATIVE, BITS, 0, i -> wrong.analytic()[i], 1, words + " in all " + places.length + " entries"));
    }

    private static String pair(Comparison wrong, int[] places) {
        // Where |n| is the same everywhere, or only 0 and 1, nearly any relation holds.
        double[] sizes = Arrays.stream(places).mapToDouble(i -> Math.abs(wrong.numeric()[i])).filter(n -> Math.abs(n - 1) > SAME).toArray();
        return !Comparison.hasDistinct(sizes, FEWEST_ENTRIES) ? "" : PAIRS.stream().filter(pair -> Arrays.stream(places).allMatch(i ->
                Math.abs(residual(pair, wrong.numeric()[i], wrong.analytic()[i])) <= SAME * (Math.abs(wrong.numeric()[i]) + Math.abs(wrong.analytic()[i]))))
                .findFirst().map(pair -> "numeric and analytic are related as " + pair).orElse("");
    }

    /** The one function that has these values; at places such as 0 and 1 there are several, and the values tell nothing. */
    private static String known(Comparison wrong, double[] values, int[] places) {
        List<String> smooth = KNOWN.stream().filter(known -> holds(known, wrong, values, places)).toList();
        List<String> found = smooth.isEmpty() ? PIECEWISE.stream().filter(known -> holds(known, wrong, values, places)).toList() : smooth;
        return found.size() == 1 ? found.get(0) : "";
    }

    private static boolean holds(String known, Comparison wrong, double[] values, int[] places) {
        return Arrays.stream(places).allMatch(i -> {
            double expected = at(known, wrong.parameter()[i % wrong.parameter().length]);
            return Math.abs(values[i] - expected) <= SAME * Math.max(1e-3, Math.abs(expected));
        });
    }

    /** The places on the diagonal of a Jacobian that is zero everywhere else; none if it is not. */
    private static int[] diagonal(Comparison wrong) {
        int n = wrong.parameter().length;
        boolean isOne = wrong.outputs() == n && IntStream.range(0, n * n).allMatch(i -> i / n == i % n || wrong.analytic()[i] == 0 && wrong.isZero(i));
        return IntStream.range(0, isOne ? n : 0).map(i -> i * n + i).filter(wrong::isMeasured).toArray();
    }

    /**
     * analytic = c · numeric · φ(x), or numeric / φ(x), with a φ that a parametrisation brings in, such as exp x for what is given by its
     * logarithm, at the entry itself or at one of as many entries of another parameter, or so far before or after it in a flat array.
     */
    static Stream<Model> chained(Comparison wrong, List<Comparison> all) {
        int[] entries = wrong.wrong();
        double plain = Scalings.common(wrong).value();
        // A plain factor is simpler, also where it is not named: near 0 an exp x is one.
        boolean isPlain = Numbers.factor(plain).isOne() && wrong.allMatch(i -> plain * wrong.numeric()[i], 1 + Math.abs(plain));
        if (wrong.outputs() > 1 || entries.length > MOST_CHAINED || isPlain) {
            return Stream.empty();
        }
        int first = entries[0];
        int last = entries[entries.length - 1];
        int span = last + 1 - first;
        double bits = BITS + Model.log2(1 + all.size() + 2.0 * wrong.size() / span);
        Stream<Model> others = all.stream().filter(other -> !other.name().equals(wrong.name()) && other.parameter().length == wrong.size())
                .flatMap(other -> chained(wrong, i -> other.parameter()[i], other.name(), bits));
        Stream<Model> moved = IntStream.rangeClosed(-wrong.size() / span, wrong.size() / span).map(k -> k * span).filter(by -> first + by >= 0 && last + by < wrong.size()).boxed()
                .flatMap(by -> chained(wrong, i -> i + by < 0 || i + by >= wrong.size() ? Double.NaN : wrong.parameter()[i + by],
                        wrong.name() + (by == 0 ? "" : "[i " + (by < 0 ? "- " : "+ ") + Math.abs(by) + "]"), bits));
        return Stream.concat(others, moved);
    }

    private static Stream<Model> chained(Comparison wrong, IntToDoubleFunction x, String of, double bits) {
        int[] entries = wrong.wrong();
        double first = x.applyAsDouble(entries[0]);
        if (entries.length > 1 && Arrays.stream(entries).allMatch(i -> Numbers.isNear(x.applyAsDouble(i), first))) {
            return Stream.empty();
        }
        return CHAINED.stream().flatMap(phi -> {
            Typed c = Numbers.factor(wrong.fit(entries, i -> wrong.analytic()[i], i -> wrong.numeric()[i] * at(phi, x.applyAsDouble(i)), null)[0]);
            boolean isOne = Numbers.isNear(c.value(), 1);
            double factor = isOne ? 1 : c.value();
            double slack = 1 + Math.abs(wrong.analytic()[entries[0]] / wrong.numeric()[entries[0]]);
            IntToDoubleFunction expected = i -> factor * wrong.numeric()[i] * at(phi, x.applyAsDouble(i));
            boolean isFew = !isOne && !c.isOne() && Comparison.countSizes(wrong.numeric(), entries) < Scalings.FEWEST_SIZES;
            return factor == 0 || isFew || !wrong.allMatch(expected, slack) ? Stream.empty()
                    : Stream.of(new Model(wrong, Kind.CHAIN_FACTOR, bits + (isOne ? 0 : c.prior()), isOne ? 0 : c.fitted(), expected, slack, "analytic = "
                            + (isOne ? "" : String.format(Locale.ROOT, "%.7g × ", factor)) + "numeric × " + phi.replace("x", of) + " in all " + wrong.entries(entries.length)));
        });
    }
}
