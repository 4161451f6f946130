package io.github.gradcheck.examination;

import io.github.gradcheck.problem.Block;
import io.github.gradcheck.problem.Problem;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Whether a gradient under test is itself a finite difference: its digits are those of a quotient of values of f, rounding and all, for a step that
 * people use. It is looked for where the gradient moves by more than rounding when x moves by a few ulps, as quotients do.
 */
final class FiniteDifferences {
    /** Of the largest entry: a quotient of step 1e-3 moves by about ε/1e-3, those of narrower steps by more; formulas of a few terms by a few ε. */
    private static final double MOVED = 0x1p-43;
    /** A vector-Jacobian product of quotients is summed in another order. */
    private static final int ULPS = 4;
    private static final int CONFIRMED = 3;
    /** Values of f are steps: a quotient stays the same where none of them is crossed. */
    private static final int TRIALS = 2;
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
    Optional<String> found(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean moves = false;
        for (int trial = 0; trial < TRIALS && !moves; trial++) {
            moves = moves(random);
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

    private boolean moves(SplittableRandom random) {
        problem.blocks().forEach(block -> block.jitter(random));
        double largest = 0;
        for (double value : gradient) {
            largest = Math.max(largest, Math.abs(value));
        }
        boolean moves = false;
        try {
            int at = 0;
            for (double[] part : problem.vjp(upstream.clone())) {
                for (double moved : part) {
                    moves |= gradient[at] != 0 && Math.abs(moved - gradient[at]) > MOVED * largest;
                    at++;
                }
            }
        } catch (RuntimeException e) {
            CallOrder.requireNoInterruption(e);
        } finally {
            problem.blocks().forEach(Block::restoreAll);
        }
        return moves;
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
