package io.github.gradcheck.examination;

import io.github.gradcheck.execution.ArrayLockedException;
import io.github.gradcheck.execution.Workers;
import io.github.gradcheck.problem.Block;
import io.github.gradcheck.problem.CheckOptions;
import io.github.gradcheck.problem.Problem;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

/**
 * Calls f and the gradient under test in other orders, as an optimiser does, and at another point: what each returns must not depend on what was
 * called before. An optimiser asks for the gradient alone, or after f somewhere else, and a gradient that reads what f has left then gets that of
 * another point.
 *
 * <p>One evaluation of f and three of the gradient are made for it. The gradient is called at the other point first, before any other call of it
 * and of f there; at the end f is called there, then the gradient at x, again at the other point, and last f at x, as it is to see that it repeats.
 */
final class CallOrder {
    /** Entries move by about this share of themselves, with their sign: logarithms and roots stay defined. */
    private static final double SHARE = 1.0 / 32;
    /** What is 0 moves by this share of the size of all others: it may have no room below. */
    private static final double SHARE_AT_ZERO = 1.0 / 1024;
    /** What f has kept may have been summed in another order: less than this share of the largest entry is rounding. */
    private static final double ROUNDING = 1e-12;

    private final Problem problem;
    private final Forward forward;
    private final double[] upstream;
    private final double allowed;
    private final double[][] other;
    private double[] first;
    private RuntimeException thrownFirst;
    private double[] there = new double[0];

    /** Nothing is called yet. */
    CallOrder(Problem problem, Forward forward, double[] upstream, CheckOptions options) {
        this.problem = problem;
        this.forward = forward;
        this.upstream = upstream;
        this.allowed = options.repeatable();
        SplittableRandom random = new SplittableRandom(options.seed() + 3);
        this.other = problem.blocks().stream().map(block -> beside(block, random)).toArray(double[][]::new);
    }

    /** Another point, within the bounds: where there is no room upwards it lies below. */
    private static double[] beside(Block block, SplittableRandom random) {
        double[] there = new double[block.size()];
        for (int i = 0; i < there.length; i++) {
            double size = block.point(i) == 0 ? SHARE_AT_ZERO * block.scale(i) : SHARE * Math.abs(block.point(i));
            double step = size * (0.5 + random.nextDouble());
            boolean up = block.roomAbove(i) >= Math.min(step, block.roomBelow(i));
            there[i] = block.isFixed(i) ? block.point(i) : block.point(i) + (up ? Math.min(step, block.roomAbove(i) / 2) : -Math.min(step, block.roomBelow(i) / 2));
        }
        return there;
    }

    /** The gradient at the other point, before any other call of it. */
    void gradientFirst() {
        try {
            first = at(true, this::gradient);
        } catch (RuntimeException e) {
            requireNoInterruption(e);
            thrownFirst = e;
        }
    }

    /** A result at the other point: for a new array, which nothing has seen, or for that of the check. */
    private double[] at(boolean isNew, Function<Problem, double[]> call) {
        for (int b = 0; b < other.length; b++) {
            for (int i = 0; i < other[b].length; i++) {
                problem.blocks().get(b).move(i, other[b][i]);
            }
        }
        try {
            return call.apply(isNew ? problem.onNewArrays().orElseThrow() : problem);
        } finally {
            problem.blocks().forEach(Block::restoreAll);
        }
    }

    private double[] gradient(Problem on) {
        Workers.requireNotInterrupted();
        double[] all = on.vjp(upstream).stream().flatMapToDouble(Arrays::stream).toArray();
        int at = 0;
        for (Block block : problem.blocks()) {
            for (int i = 0; i < block.size(); i++, at++) {
                all[at] = block.isFixed(i) ? 0 : all[at];
            }
        }
        return all;
    }

    static void requireNoInterruption(RuntimeException e) {
        if (e instanceof CancellationException || e instanceof ArrayLockedException || Forward.isInterruption(e)) {
            throw e;
        }
    }

    /**
     * The calls that are left, after all others; what is wrong is told to backward.
     *
     * @param values f at x
     * @param isStill whether f did not move by a bit wherever it was evaluated
     * @return whether results are kept for the array that was given, whatever is in it
     */
    boolean isKeyedByArray(double[] values, Backward backward, boolean isStill) {
        there = at(true, forward::elsewhere);
        if (isStill && !Arrays.equals(there, values)) {
            double[] here = forward.elsewhere(problem);
            if (Arrays.equals(here, at(false, forward::elsewhere))) {
                return true;
            }
        }
        double[] gradient = backward.repeated();
        double[] again = gradient(problem);
        problem.blocks().forEach(Block::restoreAll);
        if (differ(again, gradient)) {
            backward.dependsOnCalls("the gradient depends on what was called before: after f at another point " + change(again, gradient)
                    + "; an optimiser that asks for it alone gets that of another point");
            return false;
        }
        return Arrays.stream(there).allMatch(Double::isFinite) && isKeyedAtTheOther(gradient, backward);
    }

    private boolean isKeyedAtTheOther(double[] gradient, Backward backward) {
        double[] second = at(false, this::gradient);
        if (first != null && !differ(second, first)) {
            return false;
        }
        if (first != null && Arrays.equals(second, gradient) && !differ(at(true, this::gradient), first)) {
            return true;
        }
        backward.dependsOnCalls("the gradient depends on what was called before: before f was called at another point, "
                + (first == null ? "it threw there " + thrownFirst : change(first, second) + " there"));
        return false;
    }

    /** Whether f at x, after the gradient at the other point, is f there; backward is told. */
    boolean isStale(double[] before, double[] after, Backward backward) {
        if (!Arrays.equals(after, there) || Arrays.equals(after, before)) {
            return false;
        }
        backward.dependsOnCalls("f depends on what was called before: after the gradient at another point it has the value of that point, "
                + NumberFormat.value(after[0], before[0]) + " instead of " + NumberFormat.value(before[0], after[0]));
        return true;
    }

    private boolean differ(double[] a, double[] b) {
        double largest = 0;
        for (double value : b) {
            largest = Math.max(largest, Double.isFinite(value) ? Math.abs(value) : 0);
        }
        for (int i = 0; i < a.length; i++) {
            if (Double.compare(a[i], b[i]) != 0 && !(Math.abs(a[i] - b[i]) <= Math.max(allowed, ROUNDING * largest))) {
                return true;
            }
        }
        return false;
    }

    /** The entry that differs most, in words. */
    private String change(double[] now, double[] before) {
        int most = 0;
        for (int i = 1; i < now.length; i++) {
            double difference = Math.abs(now[i] - before[i]);
            most = Double.isNaN(difference) && !Double.isNaN(now[most] - before[most]) || difference > Math.abs(now[most] - before[most]) ? i : most;
        }
        int at = most;
        for (Block block : problem.blocks()) {
            if (at < block.size()) {
                return "the entry of " + block.entry(at) + " is " + NumberFormat.value(now[most], before[most]) + " instead of " + NumberFormat.value(before[most], now[most]);
            }
            at -= block.size();
        }
        throw new AssertionError(most);
    }
}
