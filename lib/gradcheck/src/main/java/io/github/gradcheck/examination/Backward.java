package io.github.gradcheck.examination;

import io.github.gradcheck.direction.Direction;
import io.github.gradcheck.execution.Workers;
import io.github.gradcheck.problem.Block;
import io.github.gradcheck.problem.CheckOptions;
import io.github.gradcheck.problem.Problem;
import io.github.gradcheck.relation.ContractViolation;
import io.github.gradcheck.relation.Relation.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Runs the backward pass under test for its gradients, and verifies that it repeats, is linear in the upstream gradient and leaves its input alone. */
final class Backward {
    /** A value that goes wrong on every seventh call, say, must be caught. */
    private static final int REPEATS = 12;
    /** Where one direction stands for thousands of entries, backward is most of the cost. */
    private static final int FEW_REPEATS = 3;
    /** What a backward pass in float32 may lose. */
    private static final double ROUNDING = 1e-5;
    /** For an upstream gradient of size 1: what is left where terms of size 1 cancel, as in the sum of what has its mean removed. */
    private static final double CANCELLED = 1e-14;

    private static final int ROUNDING_TRIALS = 8;
    private static final double KINK = 1e-6;
    /** Sums that several threads add up in another order each time differ by less than this share. */
    private static final double MAY_BE_ROUNDING = 1e-12;
    /** A gradient no larger than this may be the rounding error of terms of size 1. */
    private static final double NOTHING = 1e-13;

    private final Problem problem;
    private final Projection projection;
    private final CheckOptions options;
    private final int repeats;
    private final List<ContractViolation> violations = new ArrayList<>();
    private boolean changesItsInput;
    private double[] repeated;

    Backward(Problem problem, Projection projection, CheckOptions options, boolean each) {
        this.problem = problem;
        this.projection = projection;
        this.options = options;
        this.repeats = each ? REPEATS : FEW_REPEATS;
    }

    /** For each block, the gradient of each output, row by row. */
    List<double[][]> gradients() {
        List<double[][]> gradients = new ArrayList<>();
        problem.blocks().forEach(block -> gradients.add(new double[projection.size()][]));
        for (int r = 0; r < projection.size(); r++) {
            List<double[]> row = vjp(projection.upstream(r));
            for (int b = 0; b < row.size(); b++) {
                gradients.get(b)[r] = row.get(b);
            }
        }
        repeated = joined(gradients.stream().map(rows -> problem.takesUpstream() || !projection.isIdentity() ? rows[0] : summed(rows)).toList());
        checkRepeats(repeated);
        if (problem.takesUpstream()) {
            checkUpstreams(gradients);
        }
        problem.contradiction().ifPresent(found -> wrong(found.text(), switch (found.law()) {
            case LINEARITY -> Kind.DIRECTION_NOT_LINEAR;
            case SYMMETRY -> Kind.NOT_SYMMETRIC;
            case DUALITY -> Kind.NOT_DUAL;
        }));
        return gradients;
    }

    /**
     * How far each entry moves when every entry of every parameter moves to a double nearby: the rounding error of the backward pass itself. A
     * larger move than a millionth of the largest entry is no rounding error, but a kink, and counts as 0.
     */
    List<double[][]> roundingError(List<double[][]> gradients) {
        List<double[][]> roundingError = new ArrayList<>();
        gradients.forEach(rows -> roundingError.add(new double[rows.length][rows[0].length]));
        SplittableRandom random = new SplittableRandom(options.seed() + 2);
        for (int trial = 0; trial < ROUNDING_TRIALS; trial++) {
            problem.blocks().forEach(block -> block.jitter(random));
            try {
                for (int r = 0; r < projection.size(); r++) {
                    List<double[]> moved = problem.vjp(projection.upstream(r));
                    for (int b = 0; b < moved.size(); b++) {
                        widen(roundingError.get(b)[r], gradients.get(b)[r], moved.get(b));
                    }
                }
            } finally {
                problem.blocks().forEach(Block::restoreAll);
            }
        }
        return roundingError;
    }

    private static void widen(double[] roundingError, double[] gradient, double[] moved) {
        double largest = Arrays.stream(gradient).map(Math::abs).max().orElse(0);
        for (int i = 0; i < roundingError.length; i++) {
            double move = Math.abs(moved[i] - gradient[i]);
            roundingError[i] = move <= KINK * largest ? Math.max(roundingError[i], move) : roundingError[i];
        }
        if (largest <= NOTHING && IntStream.range(0, moved.length).anyMatch(i -> Math.abs(moved[i] - gradient[i]) >= 0.1 * largest)) {
            // Terms that cancel have left nothing but their rounding error: it moves as much as it is large.
            Arrays.setAll(roundingError, i -> Math.max(roundingError[i], 2 * largest));
        }
    }

    List<ContractViolation> violations() {
        return violations;
    }

    /** Adds what shows that the gradient, or what it leaves to f, depends on what was called before. */
    void dependsOnCalls(String text) {
        wrong(text, Kind.CALL_ORDER);
    }

    private List<double[]> vjp(double[] upstream) {
        Workers.requireNotInterrupted();
        List<double[]> gradients = problem.vjp(upstream).stream().map(double[]::clone).toList();
        for (int b = 0; b < gradients.size(); b++) {
            forgetFixed(problem.blocks().get(b), gradients.get(b));
        }
        for (Block block : problem.blocks()) {
            int i = block.firstChanged();
            if (i >= 0) {
                if (!changesItsInput) {
                    changesItsInput = true;
                    wrong(name() + " changes its input: " + block.change(i), Kind.INPUT_CHANGED);
                }
                block.restoreAll();
            }
        }
        return gradients;
    }

    /** What is said of a fixed entry is not looked at. */
    private static void forgetFixed(Block block, double[] gradient) {
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = block.isFixed(i) ? 0 : gradient[i];
        }
    }

    /** Only who gives a backward pass calls it so. */
    private String name() {
        return problem.takesUpstream() ? "backward" : "the gradient";
    }

    private void wrong(String text, Kind kind) {
        violations.add(ContractViolation.ofBackward(text, kind));
    }

    /** What needs no upstream gradient, a whole Jacobian, is compared in all its rows. */
    private static double[] ones(int size) {
        double[] ones = new double[size];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double[] summed(double[][] rows) {
        double[] sum = new double[rows[0].length];
        for (double[] row : rows) {
            Arrays.setAll(sum, i -> sum[i] + row[i]);
        }
        return sum;
    }

    /** Whether the same call gives the same gradient, and leaves its input as it is. */
    boolean repeats() {
        return violations.stream().flatMap(violation -> violation.kind().stream()).noneMatch(kind -> kind == Kind.NOT_REPEATABLE || kind == Kind.INPUT_CHANGED);
    }

    /** The upstream gradient that is given again and again. */
    double[] repeatedUpstream() {
        return problem.takesUpstream() || !projection.isIdentity() ? projection.upstream(0) : ones(projection.size());
    }

    /** What the first call with it gave, all blocks one after the other. */
    double[] repeated() {
        return repeated;
    }

    /** Against the very first call: a cache that is one step behind is wrong in that call alone. */
    private void checkRepeats(double[] first) {
        double[] upstream = repeatedUpstream();
        for (int call = 2; call <= repeats; call++) {
            double[] again = joined(vjp(upstream));
            double difference = largestDifference(first, again);
            if (!Arrays.equals(first, again) && !(difference <= options.repeatable())) {
                wrong(name() + " is not repeatable: call " + call + " with the same input differs by " + NumberFormat.size(difference)
                        + (difference <= MAY_BE_ROUNDING * largestDifference(first, new double[first.length]) ? "; if that is rounding, repeatableWithin allows it" : ""), Kind.NOT_REPEATABLE);
                return;
            }
        }
    }

    private void checkUpstreams(List<double[][]> gradients) {
        SplittableRandom random = new SplittableRandom(options.seed() + 1);
        int size = projection.upstream(0).length;
        double[] u = Direction.weights(size, random);
        double[] w = Direction.weights(size, random);
        double[] g = joined(vjp(u));
        double[] zero = joined(vjp(new double[size]));
        if (!Arrays.stream(zero).allMatch(value -> value == 0)) {
            boolean ignored = differs(zero, g) == 0;
            wrong("backward of an upstream gradient of zero is not zero" + (ignored ? ", but the same as of any other" : ""),
                    ignored || isSame(scaled(u, 2), g) ? Kind.UPSTREAM_IGNORED : Kind.UPSTREAM_NOT_LINEAR);
            return;
        }
        if (!checkScales(u, g)) {
            return;
        }
        double[] sum = joined(vjp(sum(u, w)));
        if (!isEqual(sum, sum(g, joined(vjp(w))), sum(u, w))) {
            wrong("backward of a sum of two upstream gradients is not the sum of both results", nonlinear(u));
        } else if (projection.isIdentity() && !isEqual(g, combined(gradients, u), u)) {
            wrong("backward of a mixed upstream gradient is not the same mixture of its single results", nonlinear(u));
        }
    }

    /** Whether two results for an upstream gradient agree but for rounding. */
    private static boolean isEqual(double[] a, double[] b, double[] upstream) {
        return largestDifference(a, b) <= CANCELLED * largestDifference(upstream, new double[upstream.length]) || differs(a, b) <= ROUNDING;
    }

    private boolean isSame(double[] upstream, double[] g) {
        return differs(joined(vjp(upstream)), g) <= ROUNDING;
    }

    /** Multiplying the upstream gradient by s must multiply the result by s. */
    private boolean checkScales(double[] u, double[] g) {
        for (double s : new double[] {-1, 1000, 1e-3}) {
            double[] result = joined(vjp(scaled(u, s)));
            if (!isEqual(result, scaled(g, s), scaled(u, s))) {
                Kind kind = nonlinear(u);
                wrong("backward of " + NumberFormat.size(s) + " times an upstream gradient is not " + NumberFormat.size(s)
                        + " times the result but " + NumberFormat.size(ratio(result, g)) + " times", kind);
                return false;
            }
        }
        return true;
    }

    /** In which way backward depends on its upstream gradient, from its answers to multiples of one of a single sign. */
    private Kind nonlinear(double[] u) {
        double[] positive = Arrays.stream(u).map(Math::abs).toArray();
        double[] g = joined(vjp(positive));
        double minus = ratio(joined(vjp(scaled(positive, -1))), g);
        double large = ratio(joined(vjp(scaled(positive, 1000))), g);
        double small = ratio(joined(vjp(scaled(positive, 1e-3))), g);
        if (isNear(minus, 1) && isNear(large, 1) && isNear(small, 1)) {
            return Kind.UPSTREAM_IGNORED;
        }
        if (isNear(large, 1e6) && isNear(small, 1e-6)) {
            return Kind.UPSTREAM_SQUARED;
        }
        if (isNear(large, 1000) && isNear(small, 1e-3)) {
            // |u| and max(u, 0); a negative one that is only weakened still has its sign.
            return isNear(minus, 1) || isNear(minus, 0) ? Kind.UPSTREAM_SIGN_LOST : Kind.UPSTREAM_NOT_LINEAR;
        }
        return isNear(minus, -1) && isClamp(positive, g) ? Kind.UPSTREAM_CLAMPED : Kind.UPSTREAM_NOT_LINEAR;
    }

    /** Small upstream gradients go through as they are, large ones make no difference any more; a sign or a square root does neither or one. */
    private boolean isClamp(double[] positive, double[] g) {
        double tiny = ratio(joined(vjp(scaled(positive, 1e-9))), g);
        double tinier = ratio(joined(vjp(scaled(positive, 1e-12))), g);
        double huge = ratio(joined(vjp(scaled(positive, 1e9))), g);
        double huger = ratio(joined(vjp(scaled(positive, 1e12))), g);
        return Math.abs(1000 * tinier - tiny) <= 1e-6 * Math.abs(tiny) && Math.abs(huger - huge) <= 1e-6 * Math.abs(huge);
    }

    private static boolean isNear(double value, double wanted) {
        return Math.abs(value - wanted) <= 1e-6 * Math.max(1e-9, Math.abs(wanted));
    }

    private double[] combined(List<double[][]> gradients, double[] u) {
        List<double[]> blocks = new ArrayList<>();
        for (double[][] rows : gradients) {
            double[] mixture = new double[rows[0].length];
            for (int r = 0; r < rows.length; r++) {
                for (int i = 0; i < mixture.length; i++) {
                    mixture[i] += u[r] * rows[r][i];
                }
            }
            blocks.add(mixture);
        }
        return joined(blocks);
    }

    private static double[] joined(List<double[]> blocks) {
        return blocks.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private static double[] scaled(double[] values, double s) {
        return Arrays.stream(values).map(value -> s * value).toArray();
    }

    private static double[] sum(double[] a, double[] b) {
        double[] sum = a.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += b[i];
        }
        return sum;
    }

    /** By how much a is b: ⟨a, b⟩ / ⟨b, b⟩. */
    private static double ratio(double[] a, double[] b) {
        double product = 0;
        double square = 0;
        for (int i = 0; i < a.length; i++) {
            product += a[i] * b[i];
            square += b[i] * b[i];
        }
        return product / square;
    }

    private static double largestDifference(double[] a, double[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]));
        }
        return largest;
    }

    /** The largest difference as a share of the largest entry; 0 for equal arrays. */
    private static double differs(double[] a, double[] b) {
        double size = 0;
        for (int i = 0; i < a.length; i++) {
            size = Math.max(size, Math.max(Math.abs(a[i]), Math.abs(b[i])));
        }
        return size == 0 ? 0 : largestDifference(a, b) / size;
    }
}
