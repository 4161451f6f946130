package io.github.gradcheck.examination;

import io.github.gradcheck.problem.Block;
import io.github.gradcheck.problem.Problem;
import java.util.Arrays;
import java.util.Optional;

/**
 * Whether a gradient under test is itself a finite difference: its digits are those of a quotient of values of f, rounding and all, for a step that
 * people use. It is looked for where the second difference of the gradient is more than its own
 * rounding, as that of quotients is.
 */
final class FiniteDifferences {
    /** Of the largest entry: quotients of step 1e-4 have steps of about ε/1e-4 = 2e-12, those of narrower steps larger ones; formulas of a few terms a few ε. */
    private static final double MOVED = 0x1p-40;
    /** A vector-Jacobian product of quotients is summed in another order. */
    private static final int ULPS = 4;
    private static final int CONFIRMED = 3;
    /** Of x: so far away a quotient of step 1e-8 has moved by many of its steps, and the second difference of a smooth gradient is 2⁻⁴⁴ of it, or a few times as much. */
    private static final double NEAR = 0x1p-22;
    /** Steps of three neighbours may happen to be equally far apart. */
    private static final int TRIALS = 3;
    private static final int POWERS = 8;
    private static final int STEPS = POWERS + 4;
    private static final int KINDS = 3;

    private final Problem problem;
    private final Forward forward;
    private final double[] upstream;
    private final double[] values;
    private final double[] gradient;

    FiniteDifferences(Problem problem, Forward forward, double[] upstream, double[] values, double[] gradient) {
        this.problem = problem;
        this.forward = forward;
        this.upstream = upstream;
        this.values = values;
        this.gradient = gradient;
    }

    /** Says so, with the step; empty if there is no sign of it. */
    Optional<String> found() {
        boolean moves = false;
        for (int trial = 0; trial < TRIALS && !moves; trial++) {
            moves = moves(NEAR / (1 + trial * 0.4));
        }
        for (int step = 0; moves && step < STEPS; step++) {
            for (int kind = 0; kind < KINDS; kind++) {
                if (isConfirmed(kind, step)) {
                    return Optional.of("the gradient is itself a finite difference: its digits are those of " + (kind == 0 ? "(f(x + h) − f(x)) / h" : "(f(x + h) − f(x − h)) / 2h")
                            + " with h = " + NumberFormat.size(step(step, problem.blocks().get(0).point(0))));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether the second difference of the gradient, which of a smooth one is 0, is more than its own rounding. */
    private boolean moves(double near) {
        double largest = 0;
        double most = 0;
        try {
            double[] above = beside(near);
            double[] below = beside(-near);
            for (int i = 0; i < gradient.length; i++) {
                largest = Math.max(largest, Math.abs(gradient[i]));
                most = Math.max(most, gradient[i] == 0 ? 0 : Math.abs(above[i] - 2 * gradient[i] + below[i]));
            }
        } catch (RuntimeException e) {
            CallOrder.requireNoInterruption(e);
        }
        return most > MOVED * largest;
    }

    private double[] beside(double share) {
        try {
            for (Block block : problem.blocks()) {
                for (int i = 0; i < block.size(); i++) {
                    double step = Math.abs(share * block.point(i));
                    boolean hasRoom = !block.isFixed(i) && step < block.roomAbove(i) && step < block.roomBelow(i);
                    block.move(i, hasRoom ? block.point(i) + share * block.point(i) : block.point(i));
                }
            }
            return problem.vjp(upstream.clone()).stream().flatMapToDouble(Arrays::stream).toArray();
        } finally {
            problem.blocks().forEach(Block::restoreAll);
        }
    }

    /** Whether the first entries that are not 0 are such quotients. */
    private boolean isConfirmed(int kind, int step) {
        int at = 0;
        int looked = 0;
        for (Block block : problem.blocks()) {
            for (int i = 0; i < block.size() && looked < CONFIRMED; i++) {
                if (gradient[at + i] != 0) {
                    looked++;
                    double quotient = quotient(block, i, kind, step(step, block.point(i)));
                    if (!(Math.abs(quotient - gradient[at + i]) <= ULPS * values.length * Math.ulp(quotient))) {
                        return false;
                    }
                }
            }
            at += block.size();
        }
        return looked > 0;
    }

    /** Powers of ten, and √ε and ∛ε, as they are and times |x|. */
    private static double step(int step, double x) {
        if (step < POWERS) {
            return Double.parseDouble("1e-" + (step + 3));
        }
        double h = step % 2 == 0 ? Math.cbrt(Math.ulp(1.0)) : Math.sqrt(Math.ulp(1.0));
        return step < POWERS + 2 ? h : h * Math.max(1, Math.abs(x));
    }

    /** One-sided, central, or central with x − h as (x + h) − 2h. */
    private double quotient(Block block, int i, int kind, double h) {
        double x = block.point(i);
        double[] up = forward.withEntry(problem, block, i, x + h).clone();
        double[] down = kind == 0 ? values : forward.withEntry(problem, block, i, kind == 1 ? x - h : x + h - 2 * h);
        double quotient = 0;
        for (int k = 0; k < up.length; k++) {
            quotient += upstream[k] * ((up[k] - down[k]) / (kind == 0 ? h : 2 * h));
        }
        return quotient;
    }
}
