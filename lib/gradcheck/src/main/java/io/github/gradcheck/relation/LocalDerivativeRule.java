package io.github.gradcheck.relation;

import io.github.gradcheck.relation.Relation.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Recognises the derivative of another function in place of the right one, for functions that act elementwise.
 *
 * <p>Either a relation between the two arrays alone holds, such as n = s − s² with s = (a + n)/2, which σ(1+σ) for σ(1−σ) leaves
 * behind whatever x is; or both arrays are well-known functions of x, and not the same.
 */
final class LocalDerivativeRule {
    private static final double SAME = 1e-6;
    private static final int FEWEST_ENTRIES = 2;

    /** A relation between a right and a wrong local derivative: zero where it holds. */
    private record Pair(String right, String wrong, Residual residual) {
    }

    private interface Residual {
        double of(double numeric, double analytic);
    }

    private record Known(String name, DoubleUnaryOperator of) {
    }

    private static final List<Pair> PAIRS = List.of(
            new Pair("σ(1-σ)", "σ(1+σ)", (n, a) -> n - ((a + n) / 2 - Math.pow((a + n) / 2, 2))),
            new Pair("σ(1-σ)", "σ or 1-σ", (n, a) -> n - (a - a * a)),
            new Pair("σ(1-σ)", "σ²", (n, a) -> n - (Math.sqrt(a) - a)),
            new Pair("1-t²", "1+t²", (n, a) -> a + n - 2),
            new Pair("1-t²", "1-t or 1+t", (n, a) -> n - a * (2 - a)),
            new Pair("1-t²", "t", (n, a) -> n - (1 - a * a)),
            new Pair("cos x", "sin x", (n, a) -> a * a + n * n - 1),
            new Pair("1/y", "1/y²", (n, a) -> a - n * n),
            new Pair("1/y²", "1/y", (n, a) -> a * a - Math.abs(n)));

    private static final List<Known> KNOWN = List.of(
            new Known("1", x -> 1), new Known("x", x -> x), new Known("2x", x -> 2 * x), new Known("x²", x -> x * x), new Known("3x²", x -> 3 * x * x),
            new Known("1/x", x -> 1 / x), new Known("-1/x²", x -> -1 / (x * x)), new Known("1/x²", x -> 1 / (x * x)),
            new Known("1/(2√x)", x -> 0.5 / Math.sqrt(x)), new Known("1/√x", x -> 1 / Math.sqrt(x)), new Known("√x", Math::sqrt),
            new Known("exp x", Math::exp), new Known("exp -x", x -> Math.exp(-x)), new Known("-exp -x", x -> -Math.exp(-x)), new Known("log x", Math::log),
            new Known("sin x", Math::sin), new Known("cos x", Math::cos), new Known("-sin x", x -> -Math.sin(x)), new Known("-cos x", x -> -Math.cos(x)),
            new Known("tanh x", Math::tanh), new Known("1-tanh²x", x -> 1 - Math.pow(Math.tanh(x), 2)), new Known("1-x²", x -> 1 - x * x),
            new Known("σ(x)", LocalDerivativeRule::sigmoid), new Known("σ(1-σ)", x -> sigmoid(x) * (1 - sigmoid(x))), new Known("x(1-x)", x -> x * (1 - x)),
            new Known("1-σ(x)", x -> sigmoid(-x)), new Known("σ(x)+x·σ(1-σ)", x -> sigmoid(x) + x * sigmoid(x) * (1 - sigmoid(x))),
            new Known("x·σ(1-σ)", x -> x * sigmoid(x) * (1 - sigmoid(x))));

    /** Where x is positive these are other functions of the list, which then are taken. */
    private static final List<Known> PIECEWISE = List.of(new Known("sign x", Math::signum), new Known("step(x)", x -> x > 0 ? 1 : 0),
            new Known("relu(x)", x -> Math.max(x, 0)));

    private LocalDerivativeRule() {
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    static Optional<Relation> of(Comparison wrong) {
        int[] places = wrong.outputs() == 1 ? all(wrong) : diagonal(wrong);
        if (places.length < FEWEST_ENTRIES || wrong.parameter().length < FEWEST_ENTRIES) {
            return Optional.empty();
        }
        return knownFunctions(wrong, places).or(() -> pairs(wrong, places));
    }

    private static Optional<Relation> pairs(Comparison wrong, int[] places) {
        // Where |n| is the same everywhere, or only 0 and 1, nearly any relation holds.
        double[] sizes = IntStream.of(places).mapToDouble(i -> Math.abs(wrong.numeric()[i])).filter(n -> Math.abs(n - 1) > SAME).toArray();
        if (!Comparison.hasDistinct(sizes, FEWEST_ENTRIES)) {
            return Optional.empty();
        }
        for (Pair pair : PAIRS) {
            boolean holds = IntStream.of(places).allMatch(i -> holds(pair, wrong.numeric()[i], wrong.analytic()[i]));
            if (holds) {
                return Optional.of(new Relation(Kind.LOCAL_DERIVATIVE, "numeric and analytic are related as " + pair.right() + " and " + pair.wrong()
                        + " in all " + places.length + " entries"));
            }
        }
        return Optional.empty();
    }

    private static boolean holds(Pair pair, double n, double a) {
        return Math.abs(pair.residual().of(n, a)) <= SAME * (Math.abs(n) + Math.abs(a));
    }

    private static Optional<Relation> knownFunctions(Comparison wrong, int[] places) {
        Optional<Known> right = known(wrong, wrong.numeric(), places);
        Optional<Known> given = known(wrong, wrong.analytic(), places);
        if (right.isEmpty() || given.isEmpty() || right.equals(given)) {
            return Optional.empty();
        }
        return Optional.of(new Relation(Kind.LOCAL_DERIVATIVE, "numeric = " + right.get().name() + " and analytic = " + given.get().name()
                + " in all " + places.length + " entries"));
    }

    /** The one function that has these values; at places such as 0 and 1 there are several, and the values tell nothing. */
    private static Optional<Known> known(Comparison wrong, double[] values, int[] places) {
        List<Known> smooth = KNOWN.stream().filter(known -> holds(known, wrong, values, places)).toList();
        List<Known> found = smooth.isEmpty() ? PIECEWISE.stream().filter(known -> holds(known, wrong, values, places)).toList() : smooth;
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private static boolean holds(Known known, Comparison wrong, double[] values, int[] places) {
        for (int i : places) {
            double expected = known.of().applyAsDouble(wrong.parameter()[i % wrong.parameter().length]);
            if (!(Math.abs(values[i] - expected) <= SAME * Math.max(1e-3, Math.abs(expected)))) {
                return false;
            }
        }
        return true;
    }

    private static int[] all(Comparison wrong) {
        return IntStream.range(0, wrong.size()).filter(wrong::isMeasured).toArray();
    }

    /** The places on the diagonal of a Jacobian that is zero everywhere else; none if it is not. */
    private static int[] diagonal(Comparison wrong) {
        int n = wrong.parameter().length;
        if (wrong.outputs() != n) {
            return new int[0];
        }
        for (int i = 0; i < wrong.size(); i++) {
            if (i / n != i % n && (wrong.analytic()[i] != 0 || !wrong.isZero(i))) {
                return new int[0];
            }
        }
        return IntStream.range(0, n).map(i -> i * n + i).filter(wrong::isMeasured).toArray();
    }
}
